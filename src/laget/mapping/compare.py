"""One year against another: group by group, and only where as much is known of both."""

from __future__ import annotations

from dataclasses import dataclass

from laget.mapping.bound_time import bound_share
from laget.mapping.bounds import Bounds
from laget.mapping.full_time import full_time, posts_of, pupils_per
from laget.mapping.team import Profession, Team

FARTHEST = 0.2
"""How far apart the known shares of two years may be. The limit is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One measure of one group in two years, the group being everybody where it is ``None``. ``comparable`` is false
    where it is missing in one of them, or known for too different a share of the holders."""

    measure: str
    group: Profession | None
    earlier: Bounds | None
    later: Bounds | None
    comparable: bool


def compare(earlier: Team, later: Team) -> tuple[Compared, ...]:
    """Full posts, pupils to each, and bound share, of everybody and of each profession that either year has.

    A group can be one person, so this is for those who may see what the map says of each post; others compare what has
    been published.
    """
    rows = []
    for group in (None, *Profession):
        if posts_of(earlier, profession=group) or posts_of(later, profession=group):
            whole = [full_time(team, profession=group) for team in (earlier, later)]
            rows += [
                _compared("full_time", group, *whole),
                _compared("pupils_per", group, *(pupils_per(team, profession=group) for team in (earlier, later))),
                _compared("bound_share", group, *(bound_share(team, profession=group) for team in (earlier, later))),
            ]
    return tuple(rows)


def _compared(measure: str, group: Profession | None, earlier: Bounds | None, later: Bounds | None) -> Compared:
    # A group that a year does not have may be there and not be written down.
    comparable = (
        earlier is not None
        and later is not None
        and min(earlier.of, later.of) > 0
        and abs(earlier.share - later.share) <= FARTHEST
    )
    return Compared(measure=measure, group=group, earlier=earlier, later=later, comparable=comparable)
