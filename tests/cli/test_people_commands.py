"""Persons, schools and the log from the command line."""

from __future__ import annotations

import io
import sys

import pytest
from tests.cast import PASSWORD
from tests.tamper import triggers_down

from laget.cli import main
from laget.people import access, audit, queries
from laget.people.models import AuditLine, Person
from laget.team.models import Post, Release, TeamMap
from laget.team.operations import withdraw_release


@pytest.fixture
def laget(db, monkeypatch, capsys):
    """Run a command in this process; its exit code, what it printed, and what it complained of."""

    def run(*arguments: str, password: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def school(laget):
    """A school of an owner, added from the command line."""
    assert laget("school", "add-owner", "--code", "kommune-x", "--name", "Kommune X")[0] == 0
    assert laget("school", "add", "--code", "skole-x", "--name", "Skole X", "--owner", "kommune-x")[0] == 0


@pytest.fixture
def kari(laget, school) -> str:
    """A principal, added from the command line; her address."""
    code, out, err = laget(
        "person", "add", "--email", "kari@kommune.example", "--name", "Kari", "--kind", "principal",
        "--school", "skole-x", "--password-stdin", password=PASSWORD,
    )
    assert (code, err) == (0, ""), err
    assert out == "Added kari@kommune.example as principal.\n"
    return "kari@kommune.example"


def refused(ran: tuple[int, str, str], *parts: str) -> None:
    code, out, err = ran
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert all(part in err for part in parts), err


def test_it_works(laget, kari):
    assert queries.person_with_email(kari).check_password(PASSWORD)
    assert laget("person", "list") == (0, f"{kari}\tKari\tprincipal skole-x\n", "")
    assert laget("audit", "verify") == (0, "The log holds: 4 lines in 2 chains.\n", "")


def test_one_more_grant_and_its_end(laget, kari):
    at_school = ("--email", kari, "--kind", "coordinator", "--school", "skole-x")
    assert laget("person", "grant", *at_school, "--until", "2999-07-31")[0] == 0
    assert "principal skole-x, coordinator skole-x" in laget("person", "list")[1]
    assert laget("person", "end", *at_school)[0] == 0
    assert "coordinator" not in laget("person", "list")[1]
    refused(laget("person", "end", *at_school), "holds no such grant")


def test_the_last_day_counts_in_full(laget, kari):
    laget("person", "grant", "--email", kari, "--kind", "owner", "--owner", "kommune-x", "--until", "2999-07-31")
    person = queries.person_with_email(kari)
    grant = person.grant_set.get(kind="owner")
    assert grant.ends.isoformat() == "2999-07-31T22:00:00+00:00"
    assert access.may(person, "read_owner", grant.starts)


def test_a_new_password(laget, kari):
    assert laget("person", "password", "--email", kari, "--password-stdin", password="fem andre ord om fjell")[0] == 0
    assert queries.person_with_email(kari).check_password("fem andre ord om fjell")


def test_a_closed_account_is_listed_as_closed(laget, kari):
    assert laget("person", "close", "--email", kari)[0] == 0
    assert laget("person", "list")[1] == f"{kari}\tKari\tclosed\n"


def person_add(**changed: str) -> list[str]:
    given = {"email": "ola@kommune.example", "name": "Ola", "kind": "teacher", "school": "skole-x"} | changed
    options = [part for name, value in given.items() if value for part in (f"--{name}", value)]
    return ["person", "add", *options, "--password-stdin"]


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"email": "ola"}, "not an e-mail address"),
        ({"kind": "janitor"}, "Choose one of: directorate"),
        ({"school": "skole-y"}, "no school with the code 'skole-y'"),
        ({"school": ""}, "needs a school and no owner"),
        ({"owner": "kommune-x"}, "needs a school and no owner"),
        ({"owner": "kommune-y"}, "no owner with the code 'kommune-y'"),
        ({"until": "i morgen"}, "is not a day"),
        ({"until": "1999-01-01"}, "before it starts"),
        ({"email": "kari@kommune.example"}, "signs in with kari@kommune.example already"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(laget, kari, changed, part):
    lines = AuditLine.objects.count()
    refused(laget(*person_add(**changed), password=PASSWORD), part)
    assert Person.objects.count() == 1
    assert AuditLine.objects.count() == lines


def test_a_weak_password_is_one_sentence(laget, kari):
    refused(laget(*person_add(), password="kort"), "The password cannot be used")
    refused(laget(*person_add(), password=""), "The password cannot be used")


def test_without_a_terminal_it_says_how_to_give_the_password(laget, kari):
    refused(laget(*person_add()[:-1]), "--password-stdin")


@pytest.mark.parametrize("deed", ["grant", "end", "password", "close"])
def test_somebody_unknown(laget, kari, deed):
    given = ["--kind", "researcher"] if deed in ("grant", "end") else []
    refused(laget("person", deed, "--email", "nobody@kommune.example", *given), "Nobody signs in with")


def test_schools_that_cannot_be_added(laget, school):
    refused(laget("school", "add-owner", "--code", "Kommune X", "--name", "X"), "cannot be used as a code")
    refused(laget("school", "add-owner", "--code", "kommune-x", "--name", "X"), "already")
    refused(laget("school", "add", "--code", "skole-x", "--name", "X", "--owner", "kommune-x"), "already")
    refused(laget("school", "add", "--code", "skole-y", "--name", "X", "--owner", "kommune-y"), "no owner")


def test_a_broken_log_gives_a_line_per_break_and_exit_1(laget, kari):
    with triggers_down():
        AuditLine.objects.filter(chain__owner__code="kommune-x", number=2).delete()
        AuditLine.objects.filter(chain__owner=None).update(verb="sneak")
    code, out, err = laget("audit", "verify")
    assert (code, err) == (1, "")
    assert sorted(out.splitlines()) == ["chain kommune-x, line 2: removed", "chain nation, line 1: edited"]
    assert len(audit.verify()) == 2


def generate(laget, *more: str) -> tuple[int, str, str]:
    return laget("school", "generate", "--owner", "kommune-stor", "--schools", "3", "--posts", "12", *more)


def test_a_made_up_municipality_has_maps_of_two_years_and_has_shared_every_second(laget):
    code, out, err = generate(laget)
    assert (code, err) == (0, "")
    assert out == "Made up kommune-stor: 3 schools with 12 posts each, in two years.\n"
    maps = TeamMap.objects.with_scopes_disabled()
    assert maps.filter(origin="made_up", opened_at__isnull=False).count() == maps.count() == 6
    assert Post.objects.with_scopes_disabled().count() == 72
    assert Release.objects.with_scopes_disabled().count() == 3
    assert audit.verify() == ()
    refused(generate(laget), "kommune-stor")


def test_nothing_is_made_up_among_real_people_unless_they_say_so(laget, kari):
    refused(generate(laget), "--yes")
    assert generate(laget, "--yes")[0] == 0


@pytest.mark.parametrize("size", [("--schools", "0"), ("--schools", "1000"), ("--posts", "401")], ids=str)
def test_a_made_up_municipality_has_sizes(laget, size):
    refused(generate(laget, *size), size[0])


def test_tidying_and_forgetting_from_the_command_line(laget):
    generate(laget)
    assert laget("school", "tidy") == (0, "Gone: 0 absences, 0 lists, 0 drafts.\n", "")
    shared = Release.objects.with_scopes_disabled().select_related("map__school").first()
    forget = ("school", "forget", "--school", shared.map.school.code, "--year", str(shared.map.year))
    refused(laget(*forget), "Withdraw")
    refused(laget(*forget[:-1], "1999"), "1999")
    withdraw_release(team_map=shared.map, person=None, at=shared.released_at)
    code, out, _ = laget(*forget)
    assert (code, out) == (0, f"Removed 1 snapshots of {shared.map.school.code}, {shared.map.year}.\n")
