"""Who can sign in, and what they may do."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import UTC, date, datetime, time, timedelta

from laget.cli.database import open_database
from laget.refusal import Refusal

HELP = "add persons, and say what they may do"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The deeds, and what each needs."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    add = deeds.add_parser("add", help="add a person with one grant")
    grant = deeds.add_parser("grant", help="give a person one more grant")
    end = deeds.add_parser("end", help="end a grant now")
    password = deeds.add_parser("password", help="set a new password")
    close = deeds.add_parser("close", help="close the account: nobody can sign in with it")
    deeds.add_parser("list", help="who is there, and what they may do now")
    for deed in (add, grant, end, password, close):
        deed.add_argument("--email", required=True, help="the address the person signs in with")
    add.add_argument("--name", required=True, help="the name that is shown")
    for deed in (add, grant, end):
        deed.add_argument("--kind", required=True, help="what the person is, for instance principal")
        deed.add_argument("--owner", metavar="CODE", help="the owner the grant is held at")
        deed.add_argument("--school", metavar="CODE", help="the school the grant is held at")
    for deed in (add, grant):
        deed.add_argument("--until", metavar="YYYY-MM-DD", help="the grant's last day")
    for deed in (add, password):
        deed.add_argument("--password-stdin", action="store_true", help="read the password from stdin")


def run(arguments: argparse.Namespace) -> int:
    """Do one deed."""
    open_database()
    deeds = {"add": _add, "grant": _grant, "end": _end, "password": _password, "close": _close, "list": _list}
    deeds[arguments.deed](arguments, datetime.now(tz=UTC))
    return 0


def _add(arguments: argparse.Namespace, at: datetime) -> None:
    from django.db import transaction

    from laget.people import operations

    place = _place(arguments)
    with transaction.atomic():
        person = operations.add_person(
            email=arguments.email, name=arguments.name, password=_read_password(arguments), at=at
        )
        operations.give_grant(
            person=person, kind=arguments.kind, starts=at, ends=_end_of(arguments.until), at=at, **place
        )
    print(f"Added {person.email} as {arguments.kind}.")


def _grant(arguments: argparse.Namespace, at: datetime) -> None:
    from laget.cli.known import the_person
    from laget.people import operations

    person, place = the_person(arguments.email), _place(arguments)
    operations.give_grant(
        person=person, kind=arguments.kind, starts=at, ends=_end_of(arguments.until), at=at, **place
    )
    print(f"{person.email} is now {arguments.kind}.")


def _end(arguments: argparse.Namespace, at: datetime) -> None:
    from laget.cli.known import the_person
    from laget.people import operations, queries

    person, place = the_person(arguments.email), _place(arguments)
    held = [
        grant
        for grant in queries.grants_of(person, at)
        if (grant.kind, grant.owner, grant.school) == (arguments.kind, place["owner"], place["school"])
    ]
    if not held:
        raise Refusal("no_such_grant", f"{person.email} holds no such grant now. See: laget person list")
    for grant in held:
        operations.end_grant(grant=grant, at=at)
    print(f"{person.email} is no longer {arguments.kind}.")


def _password(arguments: argparse.Namespace, at: datetime) -> None:
    from laget.cli.known import the_person
    from laget.people import operations

    person = the_person(arguments.email)
    operations.set_password(person=person, password=_read_password(arguments), at=at)
    print(f"{person.email} has a new password.")


def _close(arguments: argparse.Namespace, at: datetime) -> None:
    from laget.cli.known import the_person
    from laget.people import operations

    person = the_person(arguments.email)
    operations.close_account(person=person, at=at)
    print(f"Nobody can sign in as {person.email} any more.")


def _list(arguments: argparse.Namespace, at: datetime) -> None:
    from laget.people import queries

    for person in queries.everybody():
        held = [f"{grant.kind}{_where(grant)}" for grant in queries.grants_of(person, at)]
        says = ", ".join(held) or "no grant"
        print(person.email, person.name, says if person.is_active else "closed", sep="\t")


def _where(grant: object) -> str:
    """Where a grant is held, as " skole-a"."""
    unit = grant.school or grant.owner
    return f" {unit.code}" if unit else ""


def _place(arguments: argparse.Namespace) -> dict[str, object]:
    from laget.cli.known import the_owner, the_school

    return {
        "owner": the_owner(arguments.owner) if arguments.owner else None,
        "school": the_school(arguments.school) if arguments.school else None,
    }


def _end_of(day: str | None) -> datetime | None:
    """The first moment after ``day``, in Norway."""
    from django.utils.timezone import get_default_timezone

    if day is None:
        return None
    try:
        after = date.fromisoformat(day) + timedelta(days=1)
    except (ValueError, OverflowError):
        raise Refusal(
            "not_a_day", f"{day!r} is not a day. Write it as year-month-day, for instance 2027-07-31.", day=day
        ) from None
    return datetime.combine(after, time(), tzinfo=get_default_timezone())


def _read_password(arguments: argparse.Namespace) -> str:
    if arguments.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refusal("no_terminal", "There is no terminal to ask for the password on. Use --password-stdin.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same password again: ") != password:
        raise Refusal("passwords_differ", "The two passwords differ, and nothing was written. Try again.")
    return password
