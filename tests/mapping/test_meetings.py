"""What meetings cost, and which of them could be one."""

from tests.mapping.teams import post, team

from laget.mapping.bounds import Bounds
from laget.mapping.meetings import person_hours, same_members, without_purpose
from laget.mapping.team import ArenaRole, Level, Meeting


def member(role, number=None, *, always=True):
    return ArenaRole(role=role, number=number, always=always)


def meeting(id="m", **said):
    return Meeting(id=id, name=id, **said)


SCHOOL = team(post("t", role="teacher", count=10), post("n", role="nurse", count=None))


def hours(*roles, **said):
    return person_hours(meeting(**{"times_a_year": 20, "minutes": 90, "roles": roles} | said), team=SCHOOL)


def test_person_hours_are_times_by_length_by_members():
    assert hours(member("teacher", 4), member("ppt", 1)) == Bounds(low=150, high=150, known=2, of=2)


def test_a_role_without_a_number_is_one_or_as_many_as_there_are():
    assert hours(member("teacher")) == Bounds(low=30, high=300, known=0, of=1)
    assert hours(member("nurse")) == hours(member("ppt")) == Bounds(low=30, high=None, known=0, of=1)
    assert hours(member("teacher", 2, always=False)) == Bounds(low=0, high=60, known=0, of=1)
    assert hours() == Bounds(low=0, high=None, known=0, of=0)


def test_without_rhythm_or_length_there_is_no_number():
    assert hours(member("teacher", 4), times_a_year=None) is None
    assert hours(member("teacher", 4), minutes=None) is None


def test_meetings_without_a_purpose():
    assert without_purpose((meeting("a", purpose="x"), meeting("b", purpose=" "), meeting("c"))) == ("b", "c")


def test_meetings_of_the_same_members():
    both = (member("teacher", 2), member("ppt"))
    found = same_members(
        (
            meeting("a", roles=both),
            meeting("b", roles=(member("ppt", always=False), member("teacher", 2))),
            meeting("fewer", roles=(member("teacher", 3), member("ppt"))),
            meeting("grade 1", roles=both, level=Level.GRADE),
            meeting("grade 2", roles=both, level=Level.GRADE),
            meeting("alone", roles=(member("ppt"),)),
            meeting("alone too", roles=(member("ppt"),)),
        )
    )
    assert found == (("a", "b"),)
