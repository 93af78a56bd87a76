"""The pictures that commands draw: `--picture FILE.svg`, in the language that `--language` names."""

from __future__ import annotations

import argparse
from pathlib import Path

from laget.refusal import Refusal
from laget.theory.text import LANGUAGES


def add_picture_arguments(parser: argparse.ArgumentParser, *, of: str) -> None:
    """Where the picture ``of`` something is kept, and in which language."""
    parser.add_argument("--picture", type=Path, metavar="FILE.svg", help=f"draw {of} as a picture")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of the picture (default: en)")


def check_picture(file: Path | None) -> None:
    """Refuse a picture that could not be kept, before anything else is done."""
    if file is not None and file.suffix != ".svg":
        raise Refusal("not_svg", f"The picture is drawn as SVG, and {file} says otherwise; let its name end in .svg.")
    if file is not None and file.exists():
        raise Refusal("picture_there", f"{file} is there already, and is never written over; name another file.")


def keep_picture(file: Path, svg: str) -> None:
    """Write the picture to a new file."""
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(f"{svg}\n")
    except OSError as error:
        raise Refusal("not_written", f"{file} cannot be written ({error.strerror}).") from None
