"""What a leader should look at: said of groups, never of a person (R-104 (in part), R-142 (in part)).

An alert goes to the school's own leaders and to nobody outside; a norm that nobody has checked is a question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from laget.mapping.norms import Norm, against_norm
from laget.mapping.team import HourKind, Profession, Team, TeamPost
from laget.theory.parts import Open

_SINGLE = frozenset({HourKind.IN_CLASS_SINGLE, HourKind.SINGLE_OUTSIDE, HourKind.ACUTE})


class Group(StrEnum):
    """Whom an alert is about."""

    ASSISTANTS = "assistants"
    SOCIAL = "social"
    NURSES = "nurses"
    PPT = "ppt"


_IN_GROUP: Mapping[Group, Callable[[TeamPost], bool]] = {
    Group.ASSISTANTS: lambda post: post.profession is Profession.ASSISTANCE,
    Group.SOCIAL: lambda post: post.profession is Profession.SOCIAL,
    Group.NURSES: lambda post: post.role == "school-nurse",
    Group.PPT: lambda post: post.role == "ppt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A sentence about a group, as its ``code`` and the ``values`` that fill it.

    ``all_bound``: ``number`` of the ``of`` assistants whose bound time is known have all of it bound.
    ``cases_crowd_out``: single pupils and acute cases take ``share`` of the hours that ``of`` holders tell of, who are
    at least half of the group. ``below_norm``: the ``norm`` asks for ``needed`` full posts and there are ``has`` at
    most; a ``question`` where nobody has checked that the norm is today's.
    """

    code: str
    group: Group
    values: Mapping[str, float | str]
    question: bool = False


def alerts(team: Team, norms: Sequence[Norm]) -> tuple[Alert, ...]:
    """All that there is to look at, group by group."""
    found = [_all_bound(team), *(_cases_crowd_out(team, group) for group in Group)]
    found += [_below_norm(team, norm) for norm in norms]
    return tuple(alert for alert in found if alert is not None)


def _all_bound(team: Team) -> Alert | None:
    assistants = [post for post in team.posts if _IN_GROUP[Group.ASSISTANTS](post)]
    known = sum(post.count or 1 for post in assistants if post.bound is not None)
    bound = sum(post.count or 1 for post in assistants if post.bound == 1)
    if not bound:
        return None
    return Alert(code="all_bound", group=Group.ASSISTANTS, values={"number": bound, "of": known})


def _cases_crowd_out(team: Team, group: Group) -> Alert | None:
    posts = [post for post in team.posts if _IN_GROUP[group](post)]
    everybody = sum(post.count or 1 for post in posts)
    told = [post for post in posts if post.count == 1 and _hours(post)]
    if not told or len(told) * 2 < everybody:
        return None
    hours = [hour for post in told for hour in _hours(post)]
    total = sum(number for _, number in hours)
    single = sum(number for kind, number in hours if kind in _SINGLE)
    if single * 2 <= total:
        return None
    return Alert(code="cases_crowd_out", group=group, values={"share": single / total, "of": len(told)})


def _hours(post: TeamPost) -> list[tuple[HourKind, float]]:
    """What the post tells of its hours: as they turn out where that is said, otherwise as planned."""
    said = ((use.kind, use.planned if use.real is None else use.real) for use in post.hours)
    return [(kind, number) for kind, number in said if number is not None]


def _below_norm(team: Team, norm: Norm) -> Alert | None:
    against = against_norm(team, norm)
    if against is None or not against.short or against.has.high is None:
        return None
    concerned = [post for post in team.posts if post.role == norm.role]
    return Alert(
        code="below_norm",
        group=next(group for group in Group if all(map(_IN_GROUP[group], concerned))),
        values={"norm": norm.id, "needed": against.needed, "has": against.has.high},
        question=isinstance(norm.checked_on, Open),
    )
