"""How much the pages of the map ask of the database: the same for a small school and a large one, for three schools and
for twelve."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import AT, client_of
from tests.team.maps import LIST, Mapping, line

from laget.people import operations as people
from laget.schools.queries import owner_with_code
from laget.team.operations import begin_map

MAP = "/skoler/skole-a/kart/2024/"
# Of these, nine or ten are spent on who asks and what they may.
CEILINGS = {
    MAP: 20,
    f"{MAP}tabell/": 13,
    f"{MAP}innsyn/": 23,
    f"{MAP}ringer/": 14,
    f"{MAP}linjer/": 14,
    f"{MAP}trinn/": 12,
    f"{MAP}stillinger/": 17,
    "/skoler/skole-a/delt/2024/": 12,
}


def address_of(page: str, school_a) -> str:
    """Where the page is; that of one post, at the principal's own."""
    if page != f"{MAP}stillinger/":
        return page
    return f"{page}{next(post.pk for post in school_a.posts() if post.role == 'principal')}/"


@contextmanager
def counted():
    with CaptureQueriesContext(connection) as asked:
        yield asked


def asked_by(person, address: str) -> int:
    browser = client_of(person)
    # The first request of a process looks at the database's age, once.
    browser.get(address)
    with counted() as asked:
        assert browser.get(address).status_code == 200, address
    return len(asked)


def test_a_page_of_the_map_asks_the_same_of_nine_lines_and_of_ninety(school_a, cast):
    school_a.share()
    few = {page: asked_by(cast["principal"], address_of(page, school_a)) for page in CEILINGS}
    many = [line(one.role, 1, "50", place="here") for one in LIST for _ in range(10)]
    school_a.save(many)
    for post in school_a.posts()[::9]:
        school_a.away(post, AT.date())
    school_a.release()
    assert {page: asked_by(cast["principal"], address_of(page, school_a)) for page in CEILINGS} == few
    too_many = {address: count for address, count in few.items() if count > CEILINGS[address]}
    assert too_many == {}


@pytest.fixture
def more_schools(school_a, cast):
    """Add schools in municipality A, each with a map that is shared."""
    owner = owner_with_code("kommune-a")

    def add(numbers) -> None:
        for number in numbers:
            school = people.register_school(code=f"skole-a{number}", name=f"Skole A{number}", owner=owner, at=AT)
            team_map = begin_map(school=school, year=2024, person=None, at=AT)
            Mapping(team_map=team_map, principal=cast["principal"]).share()

    return add


def test_the_owners_pages_ask_the_same_of_three_schools_and_of_twelve(school_a, more_schools, cast):
    school_a.share()
    more_schools(range(2, 4))
    pages = {"/skoleeiere/kommune-a/lag/": 14, "/": 21, "/skoleeiere/kommune-a/strategi/?ar=2024": 15}
    few = {address: asked_by(cast["owner"], address) for address in pages}
    more_schools(range(4, 13))
    assert {address: asked_by(cast["owner"], address) for address in pages} == few
    assert all(few[address] <= most for address, most in pages.items()), few


def test_the_counter_counts(school_a, cast):
    """A page that asks once for each post is found: otherwise the other tests here could not fail."""
    school_a.save()
    with counted() as asked:
        for post in school_a.posts():
            assert replace(school_a).team_map is not None and post.map is not None
    assert len(asked) == 1 + len(LIST)
