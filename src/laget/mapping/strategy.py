"""How a school seems to be led: pedagogically, social-pedagogically, or from case to case (AFI r2015:6, §5.1,
L1877-1926; R-070 (in part)).

The report's marks, each as far as a map can show it. Its own point is that having a strategy, and a leader to carry
it, matters more than which (L1921-1926); so a reading is something to talk about, and what the leaders set stands
before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from laget.mapping.bound_time import bound_share
from laget.mapping.ideal_type import PPT, ppt_often
from laget.mapping.meetings import without_purpose
from laget.mapping.reading import Mark, Reading, above, any_of
from laget.mapping.team import Leading, LedBy, Place, Profession, Ring, Team, TeamPost

AD_HOC = "ad_hoc"
KNOWN = 3
"""The fewest marks of a side that must be known."""

LEAD = 2
"""How many more marks must hold on one side than on the other."""

_PRIMARY = (Ring.CORE, Ring.PRIMARY)
_CLASS_REVIEW = "class-review"


def read_strategy(team: Team) -> Reading:
    """The strategy that the map looks like: one side has at least three of its four marks known, and holds two more
    than the other. ``cannot_tell`` is ``few_marks`` or ``even``."""
    bound = above(bound_share(team, profession=Profession.ASSISTANCE), 0.5)
    assistants = [post for post in team.posts if post.profession is Profession.ASSISTANCE]
    pedagogical = (
        Mark(id="assistants_under_sfo", holds=_led_by(assistants, LedBy.SFO), lines="L1882-1894"),
        Mark(id="special_educators_primary", holds=_primary(_of_role(team, "special-educator")), lines="L1882-1894"),
        Mark(id="ppt_at_school", holds=_ppt_here(team), lines="L1882-1894"),
        Mark(id="assistants_bound", holds=bound, lines="L1882-1894"),
    )
    social = (
        Mark(id="assistants_free", holds=None if bound is None else not bound, lines="L1895-1905"),
        Mark(id="assistants_under_leaders", holds=_led_by(assistants, LedBy.LEADERSHIP), lines="L1895-1905"),
        Mark(id="class_review", holds=_class_review(team), lines="L1895-1905"),
        Mark(id="social_primary", holds=_primary(_social_at_school(team)), lines="L1895-1905"),
    )
    marks = (*pedagogical, *social)
    for kind, side, other in (
        (Leading.PEDAGOGICAL, pedagogical, social),
        (Leading.SOCIAL_PEDAGOGICAL, social, pedagogical),
    ):
        if _known(side) >= KNOWN and _held(side) >= _held(other) + LEAD:
            return Reading(kind=kind, marks=marks)
    few = _known(pedagogical) < KNOWN and _known(social) < KNOWN
    return Reading(kind=None, marks=marks, cannot_tell="few_marks" if few else "even")


def read_ad_hoc(earlier: Team, later: Team) -> Reading:
    """Whether things seem settled from case to case, which the report calls so only where it lasts: at least three of
    the four marks hold in both of two years. It is for the school alone and is in no publication."""
    both = [(mark, _holds_twice(mark, other)) for mark, other in zip(_loose(earlier), _loose(later), strict=True)]
    marks = tuple(Mark(id=mark.id, holds=holds, lines=mark.lines) for mark, holds in both)
    if earlier.year >= later.year:
        return Reading(kind=None, marks=marks, cannot_tell="one_year")
    if _held(marks) >= KNOWN:
        return Reading(kind=AD_HOC, marks=marks)
    return Reading(kind=None, marks=marks, cannot_tell="few_marks" if _known(marks) < KNOWN else "not_ad_hoc")


def _loose(team: Team) -> tuple[Mark, ...]:
    """Unsure membership, meetings without a purpose, no fixed table with a service, and posts nobody works in."""
    unsure = sum(not post.ring_chosen for post in team.posts) * 2 > len(team.posts) if team.posts else None
    aimless = len(without_purpose(team.meetings)) * 2 > len(team.meetings) if team.meetings else None
    fixed = any(
        meeting.times_a_year and any(member.role == PPT for member in meeting.roles) for meeting in team.meetings
    )
    return (
        Mark(id="unsure_who_is_in", holds=unsure, lines="L1906-1920"),
        Mark(id="meetings_without_purpose", holds=aimless, lines="L1906-1920"),
        Mark(id="ppt_hard_to_involve", holds=not fixed if team.meetings else None, lines="L1906-1920"),
        Mark(
            id="posts_not_covered",
            holds=any(not post.covered for post in team.posts) if team.posts else None,
            lines="L1906-1920",
        ),
    )


def _holds_twice(mark: Mark, other: Mark) -> bool | None:
    if mark.holds is False or other.holds is False:
        return False
    return None if mark.holds is None or other.holds is None else True


def _known(marks: Sequence[Mark]) -> int:
    return sum(mark.holds is not None for mark in marks)


def _held(marks: Sequence[Mark]) -> int:
    return sum(bool(mark.holds) for mark in marks)


def _of_role(team: Team, role: str) -> list[TeamPost]:
    return [post for post in team.posts if post.role == role]


def _social_at_school(team: Team) -> list[TeamPost]:
    return [post for post in team.posts if post.profession is Profession.SOCIAL and post.place is Place.HERE]


def _primary(posts: Sequence[TeamPost]) -> bool | None:
    return any_of(None if post.ring is None else post.ring in _PRIMARY for post in posts) if posts else None


def _led_by(posts: Sequence[TeamPost], leader: LedBy) -> bool | None:
    """Whether all who say it say the same; told where at least half of them say it."""
    said = [post.led_by for post in posts if post.led_by is not None]
    return set(said) == {leader} if said and len(said) * 2 >= len(posts) else None


def _ppt_here(team: Team) -> bool | None:
    if any(post.place is Place.HERE for post in _of_role(team, PPT)):
        return True
    return ppt_often(team)


def _class_review(team: Team) -> bool | None:
    return any(meeting.kind == _CLASS_REVIEW for meeting in team.meetings) if team.meetings else None
