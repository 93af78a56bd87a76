"""Check the content: theories, evidence, schools and studies, with file and line on every fault."""

from __future__ import annotations

import argparse
from pathlib import Path

from laget.refusal import Refusal

HELP = "check the theories, evidence, schools and studies"

KINDS = {
    "theories": ("theory", "theories"),
    "evidence": ("evidence statement", "evidence statements"),
    "schools": ("school", "schools"),
    "studies": ("study", "studies"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and with which content folder."""
    parser.add_argument("deed", choices=["check"], help="check: say everything that is wrong")
    parser.add_argument("--root", type=Path, metavar="DIR", help="content folder (default: the shipped content)")


def run(arguments: argparse.Namespace) -> int:
    """Print one line per fault and a summary; 1 if there is a fault."""
    from laget.content.check import check
    from laget.content.layout import SHIPPED

    root: Path = arguments.root or SHIPPED
    if not root.is_dir():
        raise Refusal("no_content_folder", f"{root} is no folder, so no content can be checked.", root=str(root))
    checked = check(root)
    for fault in checked.faults:
        print(f"{_shown(fault.file)}:{fault.line}  {fault.says}")
    counted = ", ".join(_counted(checked.counts[kind], *names) for kind, names in KINDS.items())
    found = _counted(len(checked.faults), "fault", "faults") if checked.faults else "no fault"
    print(f"{counted}: {found}")
    return 1 if checked.faults else 0


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _shown(file: Path) -> Path:
    """The file as it is reached from here, if it lies below."""
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file
