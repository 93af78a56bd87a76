"""Recompute the audit log's chains and the findings' seals, and say where they do not hold."""

from __future__ import annotations

import argparse

from laget.cli.database import open_database

HELP = "verify the audit log"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the log."""
    parser.add_argument("deed", choices=["verify"], help="verify: recompute every chain and seal")


def run(arguments: argparse.Namespace) -> int:
    """Print what was counted and exit 0; or one line per break and exit 1."""
    open_database()
    from laget.people import audit
    from laget.study import queries as studies

    breaks = [str(found) for found in audit.verify()]
    breaks += [f"finding {found.pk} of {found.study}: edited" for found in studies.edited()]
    for found in breaks:
        print(found)
    if breaks:
        return 1
    chains, lines = audit.counts()
    print(f"The log holds: {lines} lines in {chains} chains.")
    return 0
