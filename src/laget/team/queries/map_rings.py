"""A map as rings: the same team twice, for a wide page and for a narrow one."""

from __future__ import annotations

from django.utils.safestring import SafeString

from laget.mapping.team import Team


def map_rings(team: Team, *, title: str, language: str) -> tuple[SafeString, SafeString]:
    """The picture with names in it, and the one with numbers; roles that the school has not placed are dashed."""
    raise NotImplementedError
