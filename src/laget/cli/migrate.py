"""Make the database ready for this version of Laget."""

from __future__ import annotations

import argparse

from laget.cli.database import open_database

HELP = "make the database ready for this version"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: the database is named by LAGET_DATABASE."""


def run(arguments: argparse.Namespace) -> int:
    """Run the migrations that are missing; safe to run again."""
    open_database()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    return 0
