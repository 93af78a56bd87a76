"""What a new round begins with: the roles of the map, or what an earlier round asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from laget.clarify.models import Round, RoundSituation
from laget.clarify.operations.rounds import Asked, Holders
from laget.clarify.queries.choices import groups_of
from laget.content import shelf


def from_map(roles: Sequence[tuple[str, int | None, str]]) -> tuple[Holders, ...]:
    """The roles on the map as a new round begins with them. A number the map does not say is one, to be corrected;
    services that come from outside can be named, and are not asked until somebody says so."""
    return tuple(
        Holders(role=role, holders=holders or 1, asked=not shelf.roles()[role].service, title=title)
        for role, holders, title in roles
    )


def as_before(round: Round, now: Mapping[str, int | None]) -> tuple[tuple[Asked, ...], tuple[Holders, ...]]:
    """What an earlier round asked and whom, with as many holders as the map says ``now`` where it says. The library's
    situations come first, as in the form."""
    rows = RoundSituation.objects.with_scope(owner=round.owner_id).filter(round=round).order_by("place")
    situations = tuple(Asked(key=row.key, text=row.text) for row in sorted(rows, key=lambda row: bool(row.text)))
    groups = tuple(
        Holders(role=group.role, holders=now.get(group.role) or group.holders, asked=group.asked, title=group.title)
        for group in groups_of(round)
    )
    return situations, groups
