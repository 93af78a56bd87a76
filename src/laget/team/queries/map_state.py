"""How far a school's map has come: begun, opened to the staff, released to the owner, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.team.models import Discussion, Release, TeamMap


@dataclass(frozen=True, slots=True, kw_only=True)
class MapState:
    """How far a map has come. ``word`` is ``begun``, ``opened``, ``released`` or ``withdrawn``; ``says`` the same in
    the reader's language. ``discussed_with`` are those of ``tillitsvalgt`` and ``verneombud`` with whom it has been."""

    word: str
    says: str
    opened_at: datetime | None
    released_at: datetime | None
    withdrawn_at: datetime | None
    discussed_with: tuple[str, ...]


def states_of(maps: Sequence[TeamMap]) -> dict[int, MapState]:
    """The state of each map, by its id. The maps are one owner's."""
    if not maps:
        return {}
    owner = maps[0].owner_id
    talks: dict[int, list[str]] = {team_map.pk: [] for team_map in maps}
    held = Discussion.objects.with_scope(owner=owner).filter(map__in=talks).order_by("held_on", "id")
    for id, with_whom in held.values_list("map_id", "with_whom"):
        talks[id].append(with_whom)
    released = Release.objects.with_scope(owner=owner).filter(map__in=talks).order_by("released_at", "id")
    latest = {release.map_id: release for release in released}
    return {team_map.pk: _state(team_map, talks[team_map.pk], latest.get(team_map.pk)) for team_map in maps}


def _state(team_map: TeamMap, talks: Sequence[str], latest: Release | None) -> MapState:
    word, says = _said(team_map, latest)
    return MapState(
        word=word,
        says=says,
        opened_at=team_map.opened_at,
        released_at=latest.released_at if latest else None,
        withdrawn_at=latest.withdrawn_at if latest else None,
        discussed_with=tuple(dict.fromkeys(talks)),
    )


def _said(team_map: TeamMap, latest: Release | None) -> tuple[str, str]:
    if latest is not None and latest.withdrawn_at is None:
        return "released", _("Delt med skoleeier %(day)s.") % {"day": _day(latest.released_at)}
    if latest is not None and latest.withdrawn_at is not None:
        return "withdrawn", _("Delingen ble trukket %(day)s. Skoleeier ser ingenting.") % {
            "day": _day(latest.withdrawn_at)
        }
    if team_map.opened_at is not None:
        return "opened", _("Åpnet for de ansatte %(day)s. Ikke delt med skoleeier.") % {"day": _day(team_map.opened_at)}
    return "begun", _("Bare de som redigerer kartet, og tillitsvalgt ser det.")


def _day(at: datetime) -> str:
    return date_format(localdate(at), "DATE_FORMAT")
