"""Who works together, in words and for the picture (R-187)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from laget.content import shelf
from laget.mapping.team import Team, Working
from laget.pictures.ring_lines import Link, Stroke
from laget.team import roles
from laget.team.models import TeamMap
from laget.team.queries.role_groups import RoleGroup
from laget.team.queries.team_of import lines_of, posts_of

STROKES = {Working.MULTI: Stroke.DOTTED, Working.INTER: Stroke.DASHED, Working.CROSS: Stroke.SOLID}
"""The closer two work together, the more of the line is drawn."""

_WORDS = {Working.MULTI: "multiprofessional", Working.INTER: "interprofessional", Working.CROSS: "crossprofessional"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """Two roles by name, the one nearer to the middle first, and how they work together."""

    a: str
    b: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HowRow:
    """A way of working together: as it is stored, what it is called, and what that means."""

    how: Working
    name: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A stored line, on the page where lines are drawn: two roles by id and name, and how."""

    a: str
    b: str
    a_name: str
    b_name: str
    how: str


def ways(language: str) -> tuple[HowRow, ...]:
    """The three ways, from the simplest to the closest, as ``words.yaml`` has them."""
    return tuple(
        HowRow(how=how, name=word.name.said(language), means=word.definition.said(language))
        for how in Working
        for word in [shelf.words()[_WORDS[how]]]
    )


def work_rows(team: Team, groups: Sequence[RoleGroup], *, language: str) -> tuple[WorkRow, ...]:
    """Who works together, from the inside of the rings and out; ``groups`` are the team's, role by role."""
    places = {group.role: place for place, group in reversed(tuple(enumerate(groups)))}
    names = _names(((group.role, group.title) for group in groups), language)
    called = {way.how: way.name for way in ways(language)}
    pairs = [(*sorted((line.a, line.b), key=lambda role: places[role]), called[line.how]) for line in team.lines]
    return tuple(
        WorkRow(a=names[a], b=names[b], how=how)
        for a, b, how in sorted(pairs, key=lambda pair: (places[pair[0]], places[pair[1]]))
    )


def links(team: Team, groups: Sequence[RoleGroup]) -> tuple[Link, ...]:
    """The same as lines between the numbers of the picture. Roles outside the register stand there by the school's own
    words, and share their lines."""
    numbers: dict[str, list[int]] = {}
    for group in groups:
        numbers.setdefault(group.role, []).append(group.number)
    return tuple(
        Link(a=a, b=b, stroke=STROKES[line.how])
        for line in team.lines
        for a in numbers[line.a]
        for b in numbers[line.b]
    )


def line_rows(team_map: TeamMap, *, there: Iterable[tuple[str, str]], language: str) -> tuple[LineRow, ...]:
    """Every stored line, in the order of the names; also one to a role that is not among those that are ``there``."""
    names = dict(there)

    def name(role: str) -> str:
        return names.get(role) or roles.role(role).name.said(language)

    rows = [
        LineRow(a=line.a, b=line.b, a_name=name(line.a), b_name=name(line.b), how=line.how)
        for line in lines_of(team_map)
    ]
    return tuple(sorted(rows, key=lambda row: (row.a_name, row.b_name)))


def roles_there(team_map: TeamMap, *, language: str) -> tuple[tuple[str, str], ...]:
    """The roles of the map by id and name, in the order of the register."""
    names = _names(posts_of(team_map).values_list("role", "title"), language)
    return tuple((role.id, names[role.id]) for role in roles.register() if role.id in names)


def _names(titles: Iterable[tuple[str, str]], language: str) -> dict[str, str]:
    """What each role is called; all outside the register together, by the school's own words."""
    called: dict[str, list[str]] = {}
    for role, title in titles:
        called.setdefault(role, []).append(roles.called(role, title, language=language))
    return {role: ", ".join(dict.fromkeys(names)) for role, names in called.items()}
