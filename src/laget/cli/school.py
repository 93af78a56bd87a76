"""Add school owners and schools, let go of what has been kept long enough, or make up a municipality to try with."""

from __future__ import annotations

import argparse

from laget.cli.database import open_database
from laget.refusal import Refusal

HELP = "add school owners and schools, tidy their maps, or make some up"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A deed each to add owners and schools, to tidy and to forget, and to make up a whole municipality."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    for name, help in (("add-owner", "add a school owner"), ("add", "add a school of an owner")):
        deed = deeds.add_parser(name, help=help)
        deed.add_argument("--code", required=True, help="stands in addresses: small letters, digits, hyphens")
        deed.add_argument("--name", required=True)
        deed.add_argument("--portrait", default="", help="id of the content file that tells about it")
        if name == "add":
            deed.add_argument("--owner", required=True, metavar="CODE")
    deeds.add_parser("tidy", help="let go of old absences, lists that waited too long and drafts nobody saved")
    forget = deeds.add_parser("forget", help="remove the snapshots of a map that is not shared")
    forget.add_argument("--school", required=True, metavar="CODE")
    forget.add_argument("--year", type=int, required=True, help="the year in which the school year begins")
    made_up = deeds.add_parser("generate", help="make up a municipality with maps of this year and the last")
    made_up.add_argument("--owner", required=True, metavar="CODE", help="code of the new municipality")
    made_up.add_argument("--schools", type=int, default=300)
    made_up.add_argument("--posts", type=int, default=60, help="posts at each school (default 60)")
    made_up.add_argument("--seed", type=int, default=1)
    made_up.add_argument("--yes", action="store_true", help="even where real people sign in")


def run(arguments: argparse.Namespace) -> int:
    """Do it, and say so."""
    open_database()
    deeds = {"generate": _generate, "tidy": _tidy, "forget": _forget}
    return deeds.get(arguments.deed, _add)(arguments)


def _add(arguments: argparse.Namespace) -> int:
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


def _tidy(arguments: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from laget.team.operations.retention import tidy

    gone = tidy(at=datetime.now(tz=UTC))
    print(f"Gone: {gone.absences} absences, {gone.lists} lists, {gone.drafts} drafts.")
    return 0


def _forget(arguments: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from laget.cli.known import the_school
    from laget.team.operations.retention import remove_snapshots
    from laget.team.queries.team_of import map_of

    team_map = map_of(the_school(arguments.school), arguments.year)
    if team_map is None:
        raise Refusal(
            "unknown_map",
            f"{arguments.school} has no map of the school year that begins in {arguments.year}.",
            year=arguments.year,
        )
    gone = remove_snapshots(team_map=team_map, person=None, at=datetime.now(tz=UTC))
    print(f"Removed {gone} snapshots of {arguments.school}, {arguments.year}.")
    return 0


def _generate(arguments: argparse.Namespace) -> int:
    """A new owner with schools that have maps of this school year and the last; every second map is shared."""
    from datetime import UTC, datetime

    import numpy as np

    from laget.content import shelf
    from laget.mapping.made_up import made_up_team
    from laget.mapping.school_year import SchoolYear
    from laget.people import operations, queries
    from laget.team.operations.whole_map import write_whole_map

    _refuse_sizes(arguments)
    if queries.real_people() and not arguments.yes:
        raise Refusal(
            "not_a_demo",
            "People sign in to this database with addresses of their own, and made-up schools would stand among "
            "theirs. Use another database, or say --yes.",
        )
    at = datetime.now(tz=UTC)
    rng = np.random.default_rng(arguments.seed)
    this = SchoolYear.of(at.date()).begins
    owner = operations.register_owner(code=arguments.owner, name=f"Oppdiktet {arguments.owner}", at=at)
    for number in range(1, arguments.schools + 1):
        school = operations.register_school(
            code=f"{arguments.owner}-{number:03d}", name=f"Oppdiktet skole {number:03d}", owner=owner, at=at
        )
        for year in (this - 1, this):
            team = made_up_team(posts=arguments.posts, year=year, roles=shelf.roles(), rng=rng)
            write_whole_map(
                school=school,
                team=team,
                origin="made_up",
                not_covered_from=at.date(),
                opened=True,
                release=(number + year) % 2 == 0,
                at=at,
            )
    print(f"Made up {arguments.owner}: {arguments.schools} schools with {arguments.posts} posts each, in two years.")
    return 0


def _refuse_sizes(arguments: argparse.Namespace) -> None:
    for name, most in (("schools", 999), ("posts", 400)):
        if not 1 <= getattr(arguments, name) <= most:
            raise Refusal(
                "bad_size_made_up", f"--{name} is {getattr(arguments, name)}, and must be from 1 to {most}.", name=name
            )
