"""What leaders have set as strategy and ideal type."""

from __future__ import annotations

from laget.team.models import Strategy


def strategy_of(*, owner: int, school: int | None, year: int) -> Strategy | None:
    """What counts in the school year that begins in ``year``, by the ids of owner and school: the newest that was set
    for it or an earlier one. Without a school it is what the owner has set for all its schools."""
    rows = Strategy.objects.with_scope(owner=owner).filter(school=school, year__lte=year)
    return rows.order_by("-year", "-id").first()
