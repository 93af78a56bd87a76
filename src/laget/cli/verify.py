"""Check a sealed draw: that the file is unchanged, and that its lots fall the same when drawn again."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from laget.cli.picture import add_picture_arguments, check_picture, keep_picture
from laget.cli.progress import shown
from laget.refusal import Refusal

HELP = "check a sealed draw by drawing it again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and what was published before the draw."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the sealed draw")
    parser.add_argument("--published", metavar="SHA256", help="the commitment as it was published before the draw")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_picture_arguments(parser, of="the balance of the arms")


def run(arguments: argparse.Namespace) -> int:
    """Say whether the draw holds; 1 if it does not."""
    from laget.cli.balance_picture import balance_picture, check_covariates
    from laget.trial.errors import TrialError
    from laget.trial.seal import verify

    check_picture(arguments.picture)
    try:
        file = arguments.file.read_bytes()
    except OSError as error:
        raise Refusal("not_read", f"{arguments.file} cannot be read ({error.strerror}).") from None
    try:
        opened = verify(file, published=arguments.published, progress=shown("pairs"))
    except TrialError as fault:
        if arguments.json:
            print(json.dumps({"holds": False, "code": fault.code, "says": str(fault)}, ensure_ascii=False))
        else:
            print(f"{arguments.file}: does not hold. {fault}")
        return 1
    draw, commitment = opened.draw, opened.commitment
    if arguments.picture:
        check_covariates(opened.frame)
        keep_picture(arguments.picture, balance_picture(opened, language=arguments.language))
    if arguments.json:
        told = {
            "holds": True,
            "trial": opened.design.trial,
            "arms": dict(zip(draw.units, draw.arms, strict=True)),
            "commitment": asdict(commitment),
            "as_published": arguments.published is not None,
        }
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return 0
    print(f"{arguments.file}: holds. {opened.design.trial}, {len(draw.units)} units, drawn again with the same arms.")
    if arguments.published:
        print("It is the draw that was committed to.")
    else:
        print(f"Compare with the commitment that was published before the draw: {commitment.sha256}")
    if not commitment.public_value:
        print("The design names no public value: the file cannot show that the lots were drawn only once.")
    return 0
