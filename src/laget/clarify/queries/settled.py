"""What counts as settled at a school: the newest row of each situation, and what it is as a plain value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from django.utils.timezone import localdate

from laget.clarification.answer import HowFar
from laget.clarification.settlement import Place, Purpose, is_settled
from laget.clarification.settlement import Settlement as Settled
from laget.clarify.models import Round, RoundSituation, Settlement
from laget.clarify.queries.choices import situation_said
from laget.content import shelf
from laget.mapping.team import Ring
from laget.schools.models import School


@cache
def teachers() -> frozenset[str]:
    """The roles that have the class themselves: those that usually stand in the middle of the rings."""
    return frozenset(role.id for role in shelf.roles().values() if role.ring is Ring.CORE)


def newest(school: School) -> tuple[Settlement, ...]:
    """The settlement that counts for each situation of the school, those taken away too, in the order they came to the
    list."""
    rows = Settlement.objects.with_scope(owner=school.owner_id).filter(school=school).order_by("id")
    return tuple({row.key: row for row in rows}.values())


def on_the_list(school: School) -> tuple[Settlement, ...]:
    """Those of ``newest`` that are not taken away."""
    return tuple(row for row in newest(school) if not row.taken_away)


def newest_of(school: School, key: str) -> Settlement | None:
    """The settlement that counts for one situation."""
    rows = Settlement.objects.with_scope(owner=school.owner_id).filter(school=school, key=key)
    return rows.order_by("-number").first()


def newest_asked(school: School) -> tuple[Round | None, dict[str, str]]:
    """The school's newest closed round, and its situations by key with the school's own words for them."""
    closed = Round.objects.with_scope(owner=school.owner_id).filter(school=school, state="closed")
    newest_round = closed.order_by("-number").first()
    if newest_round is None:
        return None, {}
    rows = RoundSituation.objects.with_scope(owner=school.owner_id).filter(round=newest_round).order_by("place")
    return newest_round, dict(rows.values_list("key", "text"))


def situation_of(school: School, key: str, *, language: str) -> str | None:
    """One situation in words, as the school or the library says it; ``None`` for one that neither has."""
    found = newest_of(school, key)
    own = newest_asked(school)[1].get(key, "") if found is None else found.text
    if found is None and not own and key not in shelf.situations():
        return None
    return situation_said(key, own, language=language)


def value_of(row: Settlement) -> Settled:
    """The row as the thinking room knows it."""
    return Settled(
        situation=row.key,
        lead=row.lead,
        support=tuple(row.support),
        when=row.when,
        how_far=HowFar(row.how_far) if row.how_far else None,
        place=Place(row.place) if row.place else None,
        purpose=Purpose(row.purpose) if row.purpose else None,
        hand_back=row.hand_back,
        decided_by=row.decided_by,
        review_on=row.review_on,
    )


def settled_leads(school: School, keys: Sequence[str], *, on: date) -> Mapping[str, str]:
    """By situation, the role that leads it as the school had settled it at the end of the day ``on``; nothing for what
    was not settled."""
    told = Settlement.objects.with_scope(owner=school.owner_id).filter(school=school, key__in=keys).order_by("id")
    counted = {row.key: row for row in told if localdate(row.settled_at) <= on}
    rows = (row for row in counted.values() if not row.taken_away)
    return {row.key: row.lead for row in rows if is_settled(value_of(row), teachers=teachers())}
