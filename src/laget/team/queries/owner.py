"""A municipality and those of its schools that the reader may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from laget.content import shelf
from laget.content.portraits import Municipality
from laget.schools.models import Owner, School
from laget.team.queries.numbers import NumberRow, number_rows
from laget.team.queries.school import SchoolCard, school_cards
from laget.theory.parts import Open


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPage:
    """A municipality's page. ``municipality`` is ``None`` where nothing is told of the owner, and
    ``no_inhabitants`` says so where the report does not give their number."""

    owner: Owner
    schools: tuple[SchoolCard, ...]
    municipality: Municipality | None
    numbers: tuple[NumberRow, ...]
    no_inhabitants: str


def owner_page(owner: Owner, visible: QuerySet[School], *, language: str) -> OwnerPage:
    """The page of an owner the reader may see; ``visible`` are all the schools the reader may see."""
    schools = school_cards(visible.filter(owner=owner), language=language)
    if not owner.portrait:
        return OwnerPage(owner=owner, schools=schools, municipality=None, numbers=(), no_inhabitants="")
    told = shelf.portrait(owner.portrait).municipality
    total = told.inhabitants
    figures = (told.local_inhabitants, *told.figures)
    return OwnerPage(
        owner=owner,
        schools=schools,
        municipality=told,
        numbers=number_rows(figures if isinstance(total, Open) else (total, *figures), language=language),
        no_inhabitants=total.missing.said(language) if isinstance(total, Open) else "",
    )
