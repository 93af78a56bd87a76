"""Draw lots between schools as a trial declares, or commit to a draw before it can be known."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from laget.cli.picture import add_picture_arguments, check_picture, keep_picture
from laget.cli.progress import shown
from laget.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from laget.trial.balance import BalanceRow
    from laget.trial.declaration import Declaration
    from laget.trial.frame import Frame
    from laget.trial.seal import Commitment, Opened

HELP = "draw lots between schools, sealed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The schools, the declaration, and whether to commit to the draw or to make it."""
    parser.add_argument("schools", type=Path, metavar="SCHOOLS.csv", help="one row per school")
    parser.add_argument("--design", type=Path, required=True, metavar="DESIGN.yaml", help="the declared trial")
    deed = parser.add_mutually_exclusive_group(required=True)
    deed.add_argument("--seal", type=Path, metavar="FILE", help="draw, and write the sealed draw to FILE")
    deed.add_argument("--commit", type=Path, metavar="FILE", help="draw nothing; write a commitment to publish")
    parser.add_argument(
        "--secret", type=Path, metavar="FILE", help="the secret: made by --commit, read by --seal; keep it to yourself"
    )
    parser.add_argument("--value", default="", help="the public value that the design names, once it is there")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_picture_arguments(parser, of="the balance of the arms")


def run(arguments: argparse.Namespace) -> int:
    """Print the draw or the commitment, as a table or as JSON."""
    from laget.cli.balance_picture import check_covariates
    from laget.content.faults import ContentFaults
    from laget.content.reader import read
    from laget.frames.csv_file import read_csv
    from laget.trial.allocation_design import columns_read
    from laget.trial.declaration import Declaration, check_declaration
    from laget.trial.frame import frame_of

    check_picture(arguments.picture)
    try:
        declaration = read(arguments.design, Declaration)
    except ContentFaults as faults:
        raise Refusal("faulty_design", "; ".join(str(faults).splitlines())) from None
    except OSError as error:
        raise _unreadable(arguments.design, error) from None
    try:
        rows = arguments.schools.read_bytes()
    except OSError as error:
        raise _unreadable(arguments.schools, error) from None
    check_declaration(declaration)
    columns = read_csv(
        rows,
        name=arguments.schools.name,
        columns=columns_read(declaration.design),
        measured=getattr(declaration.design.method, "covariates", ()),
    )
    frame = frame_of(columns=columns, design=declaration.design)
    if arguments.picture:
        check_covariates(frame)
    told = _committed(arguments, frame, declaration) if arguments.commit else _sealed(arguments, frame, declaration)
    print("\n".join(told))
    return 0


def _committed(arguments: argparse.Namespace, frame: Frame, declaration: Declaration) -> Iterator[str]:
    import secrets
    from dataclasses import asdict

    from laget.trial.seal import SECRET_BYTES, canonical, commit

    if arguments.picture:
        raise Refusal("nothing_drawn", "With --commit nothing is drawn yet, so there is no picture; leave it out.")
    if not arguments.secret:
        raise Refusal("no_secret", "Say with --secret where the secret is to be kept until the draw.")
    secret = secrets.token_bytes(SECRET_BYTES)
    commitment = commit(frame=frame, declaration=declaration, secret=secret)
    _keep(arguments.secret, f"{secret.hex()}\n".encode(), mode=0o600)
    _keep(arguments.commit, f"{canonical(asdict(commitment))}\n".encode())
    if arguments.json:
        yield json.dumps(asdict(commitment), indent=1, ensure_ascii=False)
        return
    yield f"committed to {declaration.design.trial}: {len(frame.schools)} schools, nothing is drawn"
    yield from _commitment_told(commitment)


def _sealed(arguments: argparse.Namespace, frame: Frame, declaration: Declaration) -> Iterator[str]:
    from laget.cli.balance_picture import balance_picture
    from laget.trial.balance import balance
    from laget.trial.seal import seal, verify

    file = seal(
        frame=frame,
        declaration=declaration,
        secret=_secret(arguments.secret, declaration.design.public_value),
        value=arguments.value,
        progress=shown("pairs"),
    )
    opened = verify(file, progress=shown("pairs drawn again"))
    rows = balance(frame=frame, draw=opened.draw, covariates=tuple(frame.columns))
    _keep(arguments.seal, file)
    if arguments.picture:
        keep_picture(arguments.picture, balance_picture(opened, language=arguments.language))
    if arguments.json:
        yield json.dumps(_plain(opened, rows), indent=1, ensure_ascii=False)
    else:
        yield from _told(opened, rows)


def _secret(file: Path | None, public_value: str) -> bytes:
    """The secret that was committed to; a new one where nothing was."""
    import secrets

    from laget.trial.seal import SECRET_BYTES

    if file is None:
        if public_value:
            raise Refusal(
                "no_secret",
                f"The design names the public value {public_value!r}, so the draw has to be committed to first: "
                "use --commit, and then give the same --secret.",
            )
        return secrets.token_bytes(SECRET_BYTES)
    try:
        return bytes.fromhex(file.read_text(encoding="ascii"))
    except OSError as error:
        raise _unreadable(file, error) from None
    except ValueError:
        raise Refusal("not_a_secret", f"{file} holds no secret that 'laget draw --commit' made.") from None


def _keep(file: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file that is not there yet: a seal that can be written over seals nothing."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise Refusal(
            "already_sealed", f"{file} is there already, and is never written over; name another file."
        ) from None
    except OSError as error:
        raise Refusal("not_written", f"{file} cannot be written ({error.strerror}).") from None
    with os.fdopen(handle, "wb") as out:
        out.write(content)


def _unreadable(file: Path, error: OSError) -> Refusal:
    return Refusal("not_read", f"{file} cannot be read ({error.strerror}).")


def _plain(opened: Opened, rows: tuple[BalanceRow, ...]) -> dict[str, object]:
    from dataclasses import asdict

    from laget.trial.allocate import arms_of_schools

    draw, arms = opened.draw, opened.draw.arm_ids
    return {
        "trial": opened.design.trial,
        "arms": dict(zip(draw.units, draw.arms, strict=True)),
        "schools": dict(arms_of_schools(frame=opened.frame, draw=draw)),
        "probabilities": {
            unit: {arm: float(share) for arm, share in zip(arms, row, strict=True)}
            for unit, row in zip(draw.units, draw.probabilities, strict=True)
        },
        "blocks": dict(zip(draw.units, draw.blocks, strict=True)),
        "left_out": list(draw.left_out),
        "space": draw.space.size,
        "balance": [
            {
                "term": row.term,
                "means": dict(zip(arms, row.means, strict=True)),
                "sd": row.sd,
                "differences": dict(zip(arms, row.differences, strict=True)),
            }
            for row in rows
        ],
        "commitment": asdict(opened.commitment),
        "notes": list(draw.notes),
    }


def _told(opened: Opened, rows: tuple[BalanceRow, ...]) -> Iterator[str]:
    """The draw for a person at a terminal."""
    from laget.trial.allocate import arms_of_schools

    draw, arms = opened.draw, opened.draw.arm_ids
    yield f"{opened.design.trial}: {opened.design.method.name} allocation, drawn between {opened.design.unit!r}"
    yield ""
    schools = arms_of_schools(frame=opened.frame, draw=draw)
    width = max(len(school) for school in schools)
    yield from (f"  {school:{width}}  {arm}" for school, arm in schools.items())
    yield from (f"left out, without a partner: {unit}" for unit in draw.left_out)
    yield ""
    yield f"units: {', '.join(f'{arm} {draw.arms.count(arm)}' for arm in arms)}"
    size = draw.space.size
    yield "the allocations are not equally likely" if size is None else f"one of {size} equally likely allocations"
    if rows:
        width = max(len(row.term) for row in rows)
        yield ""
        yield f"Means by arm, and the difference from {arms[0]} in standard deviations over all units"
        yield f"  {'':{width}}{''.join(f'{arm:>12.11}' for arm in arms)}{''.join(f'{arm:>12.11}' for arm in arms[1:])}"
        for row in rows:
            means = "".join(f"{mean:12.4g}" for mean in row.means)
            yield f"  {row.term:{width}}{means}{''.join(f'{apart:12.3f}' for apart in row.differences[1:])}"
    yield ""
    yield from _commitment_told(opened.commitment)
    yield from draw.notes


def _commitment_told(commitment: Commitment) -> Iterator[str]:
    yield f"commitment {commitment.sha256}"
    if commitment.public_value:
        yield f"public value: {commitment.public_value}"
    else:
        yield "The design names no public value: nobody outside can see that the lots were drawn only once."
