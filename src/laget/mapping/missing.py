"""What the map is enough for already, and what is missing for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from laget.mapping.coverage import Field, asked_of, coverage, said
from laget.mapping.team import Team


class Shows(StrEnum):
    """What a map can show."""

    RINGS = "rings"
    FULL_TIME = "full_time"
    PUPILS_PER_ADULT = "pupils_per_adult"
    PLACES = "places"
    PRESENCE = "presence"
    BOUND_SHARE = "bound_share"
    HOURS = "hours"


PUPILS = "pupils"
"""The name of the one thing that is asked of the school and not of its posts."""

NEEDS: Mapping[Shows, tuple[str, ...]] = MappingProxyType(
    {
        Shows.RINGS: (),
        Shows.FULL_TIME: (Field.FRACTION,),
        Shows.PUPILS_PER_ADULT: (Field.FRACTION, PUPILS),
        Shows.PLACES: (Field.PLACE,),
        Shows.PRESENCE: (Field.DAYS,),
        Shows.BOUND_SHARE: (Field.FRACTION, Field.BOUND),
        Shows.HOURS: (Field.HOURS,),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A field that is said too seldom (or ``PUPILS``), the keys of the posts that do not say it, and what it is needed
    for."""

    field: str
    posts: tuple[str, ...]
    opens: tuple[Shows, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What can be shown, and what is lacking for the rest."""

    enough_for: tuple[Shows, ...]
    lacking: tuple[Lack, ...]


def missing(team: Team, *, hours_asked: bool = False) -> Missing:
    """What the team's map is enough for and what is missing. Hours are lacking only where the school asks for them.

    A field that nobody at the school can say (a team without assistants has nobody's bound time) is not lacking.
    """
    if not team.posts:
        return Missing(enough_for=(), lacking=())
    fields = {one.field: one for one in coverage(team)}
    lacking: list[str] = [
        field
        for field, one in fields.items()
        if one.of and not one.enough and (field is not Field.HOURS or hours_asked)
    ]
    if team.pupils is None:
        lacking.append(PUPILS)
    has: set[str] = {field for field, one in fields.items() if one.enough} | ({PUPILS} - set(lacking))
    return Missing(
        enough_for=tuple(view for view in Shows if has.issuperset(NEEDS[view])),
        lacking=tuple(
            Lack(
                field=field,
                posts=tuple(
                    post.key
                    for post in team.posts
                    if field != PUPILS and asked_of(Field(field), post) and not said(Field(field), post)
                ),
                opens=tuple(view for view in Shows if field in NEEDS[view]),
            )
            for field in lacking
        ),
    )
