"""A role's card as somebody has typed the school's own words on it: a line of a list is a line of the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from laget.clarify.forms.days import read_day
from laget.clarify.models import RoleCard
from laget.clarify.operations.role_cards import CardFacts
from laget.content import shelf
from laget.forms.fault import Fault
from laget.forms.text import text_of

TEXTS = ("about", "does", "does_not", "confidentiality", "mentor", "review_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCard:
    """The fields as texts."""

    texts: Mapping[str, str]


def sent(data: QueryDict) -> TypedCard:
    """The form as a browser sent it."""
    return TypedCard(texts={name: text_of(data, name) for name in TEXTS})


def stored(row: RoleCard | None) -> TypedCard:
    """The card as it is stored, as texts."""
    if row is None:
        return TypedCard(texts=dict.fromkeys(TEXTS, ""))
    texts = {name: str(getattr(row, name) or "") for name in TEXTS}
    return TypedCard(texts=texts | {"does": "\n".join(row.does), "does_not": "\n".join(row.does_not)})


def read(typed: TypedCard) -> tuple[CardFacts, tuple[Fault, ...]]:
    """The card as a deed can use it, and what is wrong with it."""
    texts = typed.texts
    review_on, faults = read_day("review_on", texts["review_on"])
    facts = CardFacts(
        about=texts["about"],
        does=tuple(texts["does"].splitlines()),
        does_not=tuple(texts["does_not"].splitlines()),
        confidentiality=texts["confidentiality"],
        mentor=texts["mentor"] if texts["mentor"] in shelf.roles() else "",
        review_on=review_on,
    )
    return facts, faults
