"""``laget …``: one file per command; a command's heavy imports happen when it runs.

A command is a module with ``HELP``, ``add_arguments(parser)`` and ``run(arguments) -> int``. Results go to
stdout, everything else to stderr; bad input is one clear sentence and exit 2.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from laget import __version__
from laget.refusal import Refusal

COMMANDS = (
    "analyse", "audit", "content", "demo", "draw", "fit", "migrate", "permute", "person", "power", "school", "serve",
    "simulate", "verify",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="laget", description="The team around the teacher.")
    parser.add_argument("--version", action="version", version=f"laget {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = importlib.import_module(f"laget.cli.{name}")
        command = commands.add_parser(name, help=module.HELP, description=module.__doc__)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    arguments = parser.parse_args(argv)
    # The engine factors many small matrices: threads inside the linear algebra cost more than they give.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return int(arguments.run(arguments))
    except Refusal as refusal:
        return _sentence(str(refusal))
    except BrokenPipeError:
        # The reader of our output, `head` for instance, has had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
        if sentence := _about_the_database(fault):
            return _sentence(sentence)
        raise


def _sentence(says: str) -> int:
    print(f"laget: {says}", file=sys.stderr)
    return 2


def _about_the_database(fault: Exception) -> str:
    """A sentence for the database faults an operator can mend; empty for anything else."""
    if "django" not in sys.modules:
        return ""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import InterfaceError, OperationalError, ProgrammingError

    if isinstance(fault, ImproperlyConfigured):
        return str(fault)
    if isinstance(fault, OperationalError) and "locked" in str(fault):
        return (
            "The database is locked by another program, and nothing was written. "
            "Stop what else is using it (another `laget serve`, a backup), and run the command again."
        )
    if isinstance(fault, OperationalError | ProgrammingError) and (
        "no such table" in str(fault) or "does not exist" in str(fault)
    ):
        return "The database has not been made ready for this version. Run: laget migrate"
    if isinstance(fault, OperationalError | InterfaceError):
        return f"The database does not answer ({str(fault).splitlines()[0]}). Check LAGET_DATABASE."
    return ""
