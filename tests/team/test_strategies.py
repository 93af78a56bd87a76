"""A strategy is a leader's word: the newest counts, and what was said before stays."""

from __future__ import annotations

from functools import partial

import pytest
from tests.cast import AT
from tests.team.maps import Mapping
from tests.team.test_deeds import last_line, refused

from laget.mapping.team import IdealType, Leading
from laget.team import operations
from laget.team.models import Strategy
from laget.team.queries.strategies import strategy_of
from laget.team.queries.team_of import team_of


@pytest.fixture
def say(lone_map: Mapping):
    school = lone_map.team_map.school
    said = {"leading": "pedagogical", "ideal_type": "", "says": "", "year": 2024}
    return partial(operations.set_strategy, **said, owner=school.owner, school=school, person=lone_map.principal, at=AT)


def test_setting_a_strategy(lone_map, say):
    row = say(ideal_type="integrated", says=" Alle skal kjenne alle. ")
    assert last_line() == ("set_strategy", "team.strategy", str(row.pk))
    assert row.says == "Alle skal kjenne alle."
    told = team_of(lone_map.now(), on=AT.date()).strategy
    assert (told.leading, told.ideal_type) == (Leading.PEDAGOGICAL, IdealType.INTEGRATED)
    assert say(ideal_type="integrated", says="Alle skal kjenne alle.") is None


def test_the_newest_counts_and_the_others_stay(lone_map, say):
    owner, school = lone_map.team_map.owner_id, lone_map.team_map.school_id
    for leading, year in (("pedagogical", 2023), ("social_pedagogical", 2024), ("other", 2024)):
        say(leading=leading, year=year)
    counts = {year: strategy_of(owner=owner, school=school, year=year) for year in (2022, 2023, 2024, 2025)}
    assert {year: row and row.leading for year, row in counts.items()} == {
        2022: None, 2023: "pedagogical", 2024: "other", 2025: "other",
    }  # fmt: skip
    assert Strategy.objects.with_scopes_disabled().count() == 3


def test_what_the_owner_sets_is_not_the_schools_word(lone_map, say):
    say(school=None)
    assert team_of(lone_map.now(), on=AT.date()).strategy is None
    assert strategy_of(owner=lone_map.team_map.owner_id, school=None, year=2024).leading == "pedagogical"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"leading": "ad_hoc"}, "unknown_strategy"),
        ({"ideal_type": "perfect"}, "unknown_strategy"),
        ({"says": "x" * 2001}, "strategy_too_long"),
        ({"says": "Som for 010170 12345"}, "national_id_in_text"),
    ],
    ids=str,
)
def test_what_is_no_strategy(say, wrong, code):
    refused(code, say, **wrong)
    assert not Strategy.objects.with_scopes_disabled().exists()
