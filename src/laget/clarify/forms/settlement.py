"""A settlement as somebody has typed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from laget.clarification.answer import HowFar
from laget.clarification.settlement import Place, Purpose
from laget.clarify.forms.days import read_day
from laget.clarify.models import Settlement
from laget.clarify.operations.settlements import SettlementFacts
from laget.content import shelf
from laget.forms.fault import Fault
from laget.forms.text import text_of

TEXTS = ("lead", "when", "how_far", "place", "purpose", "hand_back", "decided_by", "review_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSettlement:
    """The fields as texts, and the roles that help."""

    texts: Mapping[str, str]
    support: tuple[str, ...] = ()


def sent(data: QueryDict) -> TypedSettlement:
    """The form as a browser sent it."""
    return TypedSettlement(
        texts={name: text_of(data, name) for name in TEXTS},
        support=tuple(role for role in data.getlist("support") if role in shelf.roles()),
    )


def stored(row: Settlement | None, *, decided_by: str, review_on: date) -> TypedSettlement:
    """The settlement as it is stored, as texts; ``decided_by`` and ``review_on`` where nothing has been said before."""
    if row is None or not row.lead:
        empty = dict.fromkeys(TEXTS, "")
        return TypedSettlement(texts=empty | {"decided_by": decided_by, "review_on": review_on.isoformat()})
    texts = {name: str(getattr(row, name) or "") for name in TEXTS}
    return TypedSettlement(texts=texts, support=tuple(row.support))


def read(typed: TypedSettlement) -> tuple[SettlementFacts, tuple[Fault, ...]]:
    """The settlement as a deed can use it, and what is wrong with it."""
    texts = typed.texts
    review_on, faults = read_day("review_on", texts["review_on"])
    facts = SettlementFacts(
        lead=texts["lead"] if texts["lead"] in shelf.roles() else "",
        support=typed.support,
        when=texts["when"],
        how_far=texts["how_far"] if texts["how_far"] in tuple(HowFar) else "",
        place=texts["place"] if texts["place"] in tuple(Place) else "",
        purpose=texts["purpose"] if texts["purpose"] in tuple(Purpose) else "",
        hand_back=texts["hand_back"],
        decided_by=texts["decided_by"],
        review_on=review_on,
    )
    return facts, faults
