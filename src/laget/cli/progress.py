"""How far a long command has come, on a terminal."""

from __future__ import annotations

import sys

from laget.trial.progress import Progress, unseen


def shown(what: str) -> Progress:
    """Says on standard error how many of ``what`` are done, and wipes it out when all are; nothing in a file."""
    if not sys.stderr.isatty():
        return unseen

    def show(done: int, of: int) -> None:
        says = f"\r{done} of {of} {what}" if done < of else "\r\033[K"
        print(says, end="", file=sys.stderr, flush=True)

    return show
