"""The owner's pages: schools by stated likeness, which singles nobody out, and the owner's own strategy."""

from __future__ import annotations

import re
from itertools import combinations
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import AT, client_of
from tests.team.maps import LIST, Mapping, line, text_of
from tests.team.test_release import DRAFT_TABLES, body

from laget.mapping.publication import BOUND, FULL_TIME, read_publication, total_of
from laget.people import operations as people
from laget.schools.queries import owner_with_code
from laget.team import operations
from laget.team.access import releases_visible_to
from laget.team.models import Release, Strategy
from laget.team.operations import MapFacts, PostLine, begin_map
from laget.team.queries.released import shown_cell
from laget.team.queries.side_by_side import SideBySidePage, side_by_side_page

SIDE, STRATEGY = "/skoleeiere/kommune-a/lag/", "/skoleeiere/kommune-a/strategi/"
# School A has 412 pupils in grades 1-10.
OTHERS = {2: (400, "1-10"), 3: (618, "1-10"), 4: (619, "1-10"), 5: (412, "1-7"), 6: (None, "1-10"), 7: (280, "1-10")}


@pytest.fixture
def owner(cast) -> Client:
    return client_of(cast["owner"])


@pytest.fixture
def seven(school_a: Mapping, cast) -> dict[str, Mapping]:
    """Seven schools that have shared, of different sizes; by code."""
    school_a.share()
    schools = {"skole-a": school_a}
    for number, (pupils, stages) in OTHERS.items():
        lines = [*LIST[: 3 + number % 5], line("assistant", number, "60")]
        schools[f"skole-a{number}"] = shared(number, lines, MapFacts(pupils=pupils, stages=stages), cast)
    return schools


def shared(number: int, lines: list[PostLine], facts: MapFacts, cast) -> Mapping:
    """Another school of municipality A that has shared its map."""
    of = owner_with_code("kommune-a")
    school = people.register_school(code=f"skole-a{number}", name=f"Skole A{number}", owner=of, at=AT)
    team_map = begin_map(school=school, year=2024, person=None, at=AT)
    mapping = Mapping(team_map=team_map, principal=cast["principal"])
    mapping.save(lines, facts=facts)
    mapping.discuss()
    mapping.open()
    mapping.release()
    return mapping


def page_of(cast, like: str = "") -> SideBySidePage:
    of = owner_with_code("kommune-a")
    releases = releases_visible_to(cast["owner"], of, AT)
    return side_by_side_page(of, releases, year=2024, like=like, names=["Skole A", "Skole X"], language="nb")


# -- likeness --------------------------------------------------------------------------------------------


def test_only_those_alike_are_shown_with_the_rule_in_a_sentence(seven, owner: Client, cast) -> None:
    like_a = [row.school.code for row in page_of(cast, "skole-a").schools]
    assert like_a == ["skole-a", "skole-a2", "skole-a3", "skole-a7"]
    page = text_of(owner.get(f"{SIDE}?ar=2024&ligner=skole-a"))
    assert "har de samme trinnene" in page and "halvannen gang så mange elever" in page
    assert '<option value="skole-a" selected>' in page
    assert [row.school.code for row in page_of(cast, "skole-a6").schools] == ["skole-a6"]
    assert "har ikke oppgitt både elevtall og trinn" in text_of(owner.get(f"{SIDE}?ligner=skole-a6"))


def test_every_row_under_every_question_is_a_row_that_stands_there_without_one(seven, cast) -> None:
    """A question chooses among what is told, and tells nothing more."""
    everybody = page_of(cast)
    for code in seven:
        asked = page_of(cast, code)
        assert set(asked.schools) <= set(everybody.schools), code
        assert asked.not_shared == everybody.not_shared, "whether one who has not shared is alike is not told"


def test_no_total_is_of_fewer_than_three_schools_or_more_than_the_sum_of_its_rows(seven, cast) -> None:
    """Whatever is subtracted from whatever, what comes out is a sum of cells that are shown already."""
    told = {
        release.map.school.code: read_publication(release.snapshot.publication)
        for release in Release.objects.with_scope(owner=owner_with_code("kommune-a").pk).select_related("map__school")
    }
    sizes = set()
    for code in ("", *seven):
        asked = page_of(cast, code)
        shown = [told[row.school.code] for row in asked.schools]
        sizes.add(len(shown))
        if len(shown) < 3:
            assert asked.totals == (), code
        for measure, said in zip((FULL_TIME, BOUND), asked.totals, strict=False):
            cells = tuple(total for one in shown if (total := one.total(measure)) is not None)
            assert len(cells) >= 3
            assert said.shown == shown_cell(total_of(cells), "nb").shown
        for cell in asked.totals[2:]:
            assert sum(map(int, re.findall(r"stillinger: (\d+) skoler", cell.shown))) >= 3
    assert sizes > {1} and max(sizes) == 7


def test_two_questions_that_differ_by_one_school_tell_no_more_than_its_row(seven, cast) -> None:
    """What a difference could tell stands in the school's own row, and where that holds a number back, so do the
    totals."""
    # So small that its numbers are held back; like A7, and not like A2, who otherwise are like the same schools.
    shared(8, [line("principal", 1, "100")], MapFacts(pupils=250, stages="1-10"), cast)
    pages = {code: page_of(cast, code) for code in ("", *seven, "skole-a8")}
    everybody = {row.school.code: row for row in pages[""].schools}
    compared = held_back = 0
    for one, other in combinations(pages.values(), 2):
        apart = {row.school.code for row in one.schools} ^ {row.school.code for row in other.schools}
        if len(apart) != 1:
            continue
        row = everybody[apart.pop()]
        assert row in (*one.schools, *other.schools)
        shown = {cell.measure: cell.shown for cell in row.cells}
        totals = {cell.measure: cell.shown for cell in other.totals}
        for cell in one.totals:
            if cell.measure in totals:
                compared += 1
                if not shown[cell.measure]:
                    held_back += 1
                    assert totals[cell.measure] == cell.shown
    assert compared and held_back


@pytest.mark.parametrize("asked", ["skole-a8", "skole-e", "nobody", "", "' OR 1=1"])
def test_a_school_that_has_not_shared_cannot_be_asked_for(seven, owner: Client, cast, asked: str) -> None:
    """The answer is the same for one that has a draft, one that has none, and one that is not there."""
    school = people.register_school(code="skole-a8", name="Skole A8", owner=owner_with_code("kommune-a"), at=AT)
    begun = begin_map(school=school, year=2024, person=None, at=AT)
    Mapping(team_map=begun, principal=cast["principal"]).save()
    with CaptureQueriesContext(connection) as queries:
        answer = body(owner, f"{SIDE}?{urlencode({'ligner': asked})}")
    assert [table for table in DRAFT_TABLES for query in queries if f'"{table}"' in query["sql"]] == []
    # The top bar holds the address one is at.
    assert answer.partition(b"<main")[2] == body(owner, SIDE).partition(b"<main")[2] != b"", asked


# -- the owner's strategy --------------------------------------------------------------------------------


def test_the_owner_sets_a_strategy(owner: Client, cast) -> None:
    page = text_of(owner.get(STRATEGY))
    assert "Ikke bestemt ennå." in page
    year = int(re.search(r'ar=(\d+)" aria-current="page"', page)[1])
    sent = {"leading": "social_pedagogical", "ideal_type": "integrated", "says": " Hjelpen skal inn i klassen. "}
    assert owner.post(f"{STRATEGY}?ar={year}", sent).url == f"{STRATEGY}?ar={year}&nytt=lagret"
    (row,) = Strategy.objects.with_scopes_disabled().all()
    assert (row.school, row.year, row.leading) == (None, year, "social_pedagogical")
    assert row.says == "Hjelpen skal inn i klassen."
    assert "sosialpedagogisk" in text_of(owner.get(STRATEGY))
    assert "sosialpedagogisk" not in text_of(owner.get(f"{STRATEGY}?ar={year - 1}")).split("<form")[0]
    owner.post(f"{STRATEGY}?ar={year}", sent)
    assert Strategy.objects.with_scopes_disabled().count() == 1, "the same again is not written again"


def test_what_the_schools_have_set_is_told_as_it_was_when_they_shared(school_a: Mapping, owner: Client, cast) -> None:
    def say(leading: str) -> None:
        school = school_a.team_map.school
        operations.set_strategy(
            owner=school.owner, school=school, year=2024, leading=leading, ideal_type="", says="Bare oss.",
            person=None, at=AT,
        )  # fmt: skip

    say("pedagogical")
    school_a.share()
    before = body(owner, f"{STRATEGY}?ar=2024")
    page = text_of(owner.get(f"{STRATEGY}?ar=2024"))
    assert ">pedagogisk<" in page and "Bare oss." not in page
    say("other")
    with CaptureQueriesContext(connection) as queries:
        assert body(owner, f"{STRATEGY}?ar=2024") == before
    assert [table for table in DRAFT_TABLES for query in queries if f'"{table}"' in query["sql"]] == []
    school_a.withdraw()
    page = text_of(owner.get(f"{STRATEGY}?ar=2024"))
    assert ">pedagogisk<" not in page and "Ikke delt: Skole A" in page


def test_a_year_that_is_over_is_not_set_and_a_fault_keeps_what_was_typed(school_a: Mapping, owner: Client) -> None:
    school_a.share()
    assert "Bestem skoleeiers strategi" not in text_of(owner.get(f"{STRATEGY}?ar=2024"))
    assert owner.post(f"{STRATEGY}?ar=2024", {"leading": "other"}).status_code == 404
    page = text_of(owner.post(STRATEGY, {"says": "Ring 010170 12345"}))
    assert "fødselsnummer" in page and "Ring 010170 12345" in page
    assert not Strategy.objects.with_scopes_disabled().exists()
