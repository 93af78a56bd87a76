"""Add school owners and schools."""

from __future__ import annotations

import argparse

from laget.cli.database import open_database

HELP = "add school owners and schools"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One deed each for owners and schools."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    for name, help in (("add-owner", "add a school owner"), ("add", "add a school of an owner")):
        deed = deeds.add_parser(name, help=help)
        deed.add_argument("--code", required=True, help="stands in addresses: small letters, digits, hyphens")
        deed.add_argument("--name", required=True)
        deed.add_argument("--portrait", default="", help="id of the content file that tells about it")
        if name == "add":
            deed.add_argument("--owner", required=True, metavar="CODE")


def run(arguments: argparse.Namespace) -> int:
    """Add it, and say so."""
    open_database()
    from datetime import UTC, datetime

    from laget.cli.known import the_owner
    from laget.people import operations

    given = {
        "code": arguments.code,
        "name": arguments.name,
        "portrait": arguments.portrait,
        "at": datetime.now(tz=UTC),
    }
    if arguments.deed == "add-owner":
        operations.register_owner(**given)
    else:
        operations.register_school(**given, owner=the_owner(arguments.owner))
    print(f"Added {arguments.name} ({arguments.code}).")
    return 0
