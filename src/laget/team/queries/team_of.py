"""The rows of a map as the thinking rooms' team: the only bridge between them."""

from __future__ import annotations

from datetime import date

from laget.mapping.team import Team
from laget.team.models import TeamMap


def team_of(team_map: TeamMap, *, on: date) -> Team:
    """The map's team as it is on the day ``on``, which decides only which posts are covered."""
    raise NotImplementedError
