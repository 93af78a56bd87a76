"""What the meetings cost, which of them have no purpose, and which have the same members (R-075 (in part))."""

from __future__ import annotations

from collections.abc import Sequence

from laget.mapping.bounds import Bounds, sum_of
from laget.mapping.team import ArenaRole, Level, Meeting, Team

_OF_A_PART = frozenset({Level.CLASS, Level.GRADE})


def person_hours(meeting: Meeting, *, team: Team) -> Bounds | None:
    """Person-hours a year: times a year × minutes / 60 × the members. ``None`` where rhythm or length is not said.

    A role without a number is at least one, and at most as many as the team has of it; of a role that the team has not
    there is no upper end. A role that comes when it is needed may not come.
    """
    if meeting.times_a_year is None or meeting.minutes is None:
        return None
    each = meeting.times_a_year * meeting.minutes / 60
    members = sum_of(_members(member, team) for member in meeting.roles)
    return Bounds(
        low=members.low * each,
        high=None if members.high is None or not meeting.roles else members.high * each,
        known=members.known,
        of=members.of,
    )


def without_purpose(meetings: Sequence[Meeting]) -> tuple[str, ...]:
    """The ids of the meetings that no purpose is written for."""
    return tuple(meeting.id for meeting in meetings if not meeting.purpose.strip())


def same_members(meetings: Sequence[Meeting]) -> tuple[tuple[str, ...], ...]:
    """Groups of two and more meetings of the same roles, by id. Meetings of a grade or a class are left out: there are
    several of these with the same roles and other people, and so are meetings of one role or none."""
    groups: dict[frozenset[tuple[str, int | None]], list[str]] = {}
    for meeting in meetings:
        if meeting.level not in _OF_A_PART and len(meeting.roles) > 1:
            members = frozenset((member.role, member.number) for member in meeting.roles)
            groups.setdefault(members, []).append(meeting.id)
    return tuple(tuple(ids) for ids in groups.values() if len(ids) > 1)


def _members(member: ArenaRole, team: Team) -> Bounds:
    counts = [post.count for post in team.posts if post.role == member.role]
    most = None if not counts or None in counts else float(sum(count or 0 for count in counts))
    least = 1.0 if member.number is None else float(member.number)
    high = most if member.number is None else float(member.number)
    exact = member.always and least == high
    return Bounds(low=least if member.always else 0.0, high=high, known=1 if exact else 0, of=1)
