"""The map says what it is enough for and what would open the rest."""

from tests.mapping.teams import like, post, team

from laget.mapping.coverage import Field, coverage
from laget.mapping.missing import PUPILS, Shows, missing
from laget.mapping.team import HourKind, HourUse, Place, Profession

EVERY_DAY = frozenset(range(5))


def known(one):
    return {cover.field: (cover.known, cover.of, cover.enough) for cover in coverage(one)}


def test_coverage_counts_holders():
    teachers = post("teachers", Profession.TEACHING, count=16, fraction=1.0, days=EVERY_DAY, place=Place.HERE)
    found = known(team(teachers, *like(4, fraction=0.8, bound=1.0), post("some", count=None, fraction=1.0)))
    assert found[Field.FRACTION] == (20, 21, True)
    assert found[Field.BOUND] == (4, 5, True)
    assert found[Field.DAYS] == (16, 21, True)
    assert found[Field.PLACE] == (16, 21, False)
    assert found[Field.HOURS] == (0, 4, False)


def test_of_a_team_without_posts_nothing_is_enough():
    assert not any(cover.enough for cover in coverage(team()))
    assert missing(team()).enough_for == missing(team()).lacking == ()


def test_missing_names_what_opens_what():
    found = missing(
        team(*like(3, Profession.TEACHING, fraction=1.0, place=Place.HERE), post("one", fraction=0.8, place=Place.HERE))
    )
    assert found.enough_for == (Shows.RINGS, Shows.FULL_TIME, Shows.PLACES)
    lacks = {lack.field: lack for lack in found.lacking}
    assert set(lacks) == {Field.BOUND, Field.DAYS, PUPILS}
    assert lacks[Field.DAYS].opens == (Shows.PRESENCE,)
    assert len(lacks[Field.DAYS].posts) == 4
    assert lacks[Field.BOUND].posts == ("one",)
    assert lacks[Field.BOUND].opens == (Shows.BOUND_SHARE,)
    assert lacks[PUPILS].opens == (Shows.PUPILS_PER_ADULT,)
    assert lacks[PUPILS].posts == ()


def test_hours_are_missed_only_where_the_school_asks_for_them():
    one = team(*like(4, fraction=1.0))
    assert Field.HOURS not in {lack.field for lack in missing(one).lacking}
    assert Field.HOURS in {lack.field for lack in missing(one, hours_asked=True).lacking}
    use = HourUse(kind=HourKind.MEETINGS, planned=2.0, real=None)
    told = missing(team(*like(4, hours=(use,))), hours_asked=True)
    assert Shows.HOURS in told.enough_for


def test_a_school_without_assistants_misses_nobodys_bound_time():
    teachers = team(*like(4, Profession.TEACHING, fraction=1.0, place=Place.HERE, days=EVERY_DAY), pupils=60)
    assert missing(teachers).lacking == ()
