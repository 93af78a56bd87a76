"""Which of the report's ideal types a team is nearest to, and what it has of the others (AFI r2015:6, §3.1,
L929-949).

The report gives marks in words; the thresholds here are ours, chosen so that its five schools read as it reads them,
and tried on no other school. A reading says what a school looks like from its map. It is no grade.
"""

from __future__ import annotations

from collections.abc import Collection

from laget.mapping.bounds import Bounds, sum_of
from laget.mapping.full_time import full_time_of
from laget.mapping.reading import Mark, Reading, any_of
from laget.mapping.team import IdealType, Level, Meeting, Place, Profession, Ring, Team, TeamPost

PUPILS_TO_ONE = 200
"""Pupils to each full post of social and health workers at an integrated school, at most."""

TIMES_A_YEAR = 10
SERVICES_AT_ONE_TABLE = 2
DAYS_A_WEEK = 2
WEEKS = 38

NURSE, PPT = "school-nurse", "ppt"
PPT_ELEMENT, OWNER_SUPPORT = "integrated_ppt", "owner_support"

_AWAY_FROM_SCHOOL = frozenset({Level.UNIT_LEADERS, Level.MUNICIPAL})


def read_ideal_type(team: Team, *, services: Collection[str]) -> Reading:
    """The team's ideal type; ``services`` are the roles of services outside the school.

    Integrated: at least one full post to ``PUPILS_TO_ONE`` pupils of social and health workers, other than the nurse
    whom every school must have, in the primary team and with their work at the school. Otherwise traditional, with
    elements: expert (at least two services at one table, ten times a year), integrated (PPT at the school two days a
    week) and support from the owner (a social worker whom the owner sends). Meetings about one pupil do not count. A
    mark that cannot be told adds no element; where the first cannot be told there is no kind.
    """
    if not team.posts:
        return Reading(kind=None, marks=(), cannot_tell="no_posts")
    integrated = _social_at_school(team)
    expert = any_of(_table_of_services(meeting, services) for meeting in team.meetings if not meeting.about_pupil)
    marks = (
        Mark(id="social_at_school", holds=integrated, lines="L943-946"),
        Mark(id="table_of_services", holds=expert, lines="L939-942"),
        Mark(id="ppt_at_school", holds=ppt_often(team), lines="L943-946"),
        Mark(id="owner_sends", holds=any_of(_owner_sends(post) for post in team.posts), lines="L1147"),
    )
    if integrated is None:
        return Reading(kind=None, marks=marks, cannot_tell="social_at_school")
    names = (IdealType.INTEGRATED, IdealType.EXPERT, PPT_ELEMENT, OWNER_SUPPORT)
    elements = tuple(name for name, mark in zip(names, marks, strict=True) if mark.holds)
    if integrated:
        return Reading(kind=IdealType.INTEGRATED, marks=marks)
    return Reading(kind=IdealType.TRADITIONAL, marks=marks, elements=elements)


def social_and_health(team: Team) -> Bounds:
    """Full posts of social and health workers, other than the nurse, in the primary team with their work at the school.
    One whose ring or place nobody has said may be one of them."""
    return sum_of(part for post in team.posts if (part := _counted(post)) is not None)


def ppt_often(team: Team) -> bool | None:
    """Whether PPT is at the school two days a week: by its days, or by fixed times as an arena of its own."""
    posts = [post for post in team.posts if post.role == PPT]
    if not posts:
        return None
    times = any(
        any(member.role == PPT for member in meeting.roles)
        and len(meeting.roles) == 1
        and (meeting.times_a_year or 0) >= DAYS_A_WEEK * WEEKS
        for meeting in team.meetings
    )
    return True if times else any_of(_often(post) for post in posts)


def _often(post: TeamPost) -> bool | None:
    if post.place is Place.ELSEWHERE:
        return False
    if post.days is None or post.place is None:
        return None
    return len(post.days) >= DAYS_A_WEEK


def _social_at_school(team: Team) -> bool | None:
    if team.pupils is None:
        return None
    needed = team.pupils / PUPILS_TO_ONE
    there = social_and_health(team)
    if there.low >= needed:
        return True
    return False if there.high is not None and there.high < needed else None


def _counted(post: TeamPost) -> Bounds | None:
    if post.profession not in (Profession.SOCIAL, Profession.HEALTH) or post.role == NURSE:
        return None
    if post.ring not in (None, Ring.PRIMARY) or post.place not in (None, Place.HERE):
        return None
    size = full_time_of(post)
    if post.ring is None or post.place is None:
        return Bounds(low=0.0, high=size.high, known=0, of=size.of)
    return size


def _table_of_services(meeting: Meeting, services: Collection[str]) -> bool | None:
    """Services that come when they are needed may not come, so they are not at the table."""
    if meeting.level in _AWAY_FROM_SCHOOL:
        return False
    often = None if meeting.times_a_year is None else meeting.times_a_year >= TIMES_A_YEAR
    there = sum(member.role in services for member in meeting.roles if member.always)
    several = there >= SERVICES_AT_ONE_TABLE if meeting.roles else None
    if often is False or several is False:
        return False
    return True if often and several else None


def _owner_sends(post: TeamPost) -> bool | None:
    if post.profession is not Profession.SOCIAL or post.place in (Place.VISITING, Place.ELSEWHERE):
        return False
    return None if post.place is None else post.owner_provided
