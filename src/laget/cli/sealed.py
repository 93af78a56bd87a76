"""The seal of a draw on the command line: it says how to analyse, and no other wishes are taken with it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from laget.cli.progress import shown
from laget.refusal import Refusal

if TYPE_CHECKING:
    from laget.trial.seal import Opened

Arguments = Callable[[argparse.ArgumentParser], None]


def open_seal(arguments: argparse.Namespace, add_arguments: Arguments, *, free: tuple[str, ...]) -> Opened:
    """The sealed draw of ``--seal``, if it holds and nothing but ``free`` was asked for beside it."""
    from laget.trial.seal import verify

    plain = argparse.ArgumentParser()
    add_arguments(plain)
    # The defaults say what belongs to this command: the program adds the command's own name to the arguments.
    defaults = vars(plain.parse_args([""]))
    kept = ("data", "seal", "json", *free)
    chosen = [
        name for name, default in defaults.items() if name not in kept and getattr(arguments, name) != default
    ]
    if chosen:
        raise Refusal(
            "sealed_already",
            f"The seal says how to analyse; leave out --{chosen[0].replace('_', '-')}, or analyse without --seal and "
            "say that it was not declared.",
        )
    try:
        return verify(arguments.seal.read_bytes(), progress=shown("pairs"))
    except OSError as fault:
        raise Refusal("not_read", f"{arguments.seal} cannot be read ({fault.strerror}).") from None
