"""The team of a school, and the schools a person may look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from laget.content import shelf
from laget.content.portrait_numbers import national, ratios
from laget.content.portraits import Portrait, Status
from laget.schools.models import Owner, School
from laget.team.queries.numbers import NumberRow, RatioRow, number_rows, ratio_rows
from laget.team.queries.posts import LayerRows, PostRow, away_rows, layer_rows
from laget.team.queries.rings import narrow_rings, wide_rings


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCard:
    """A school in a list: its name, its owner's, and in a sentence or two what it is like."""

    code: str
    name: str
    owner: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Everything a school's page prints about its team. ``money`` is the amount, empty where there was none."""

    portrait: Portrait
    wide: SafeString
    narrow: SafeString
    layers: tuple[LayerRows, ...]
    away: tuple[PostRow, ...]
    numbers: tuple[NumberRow, ...]
    ratios: tuple[RatioRow, ...]
    national: tuple[NumberRow, ...]
    money: tuple[NumberRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolPage:
    """A school's page; ``team`` is ``None`` where nobody has mapped the team yet."""

    heading: str
    school: School
    owner: Owner
    team: Team | None


def school_cards(schools: Iterable[School], *, language: str) -> tuple[SchoolCard, ...]:
    """The schools by name."""
    return tuple(
        SchoolCard(
            code=school.code,
            name=school.name,
            owner=school.owner.name,
            summary=shelf.portrait(school.portrait).summary.said(language) if school.portrait else "",
        )
        for school in sorted(schools, key=lambda school: school.name)
    )


def school_page(school: School, *, language: str) -> SchoolPage:
    """The page of a school the reader may see."""
    heading = _("Laget rundt læreren ved %(school)s") % {"school": school.name}
    team = _team(shelf.portrait(school.portrait), heading, language) if school.portrait else None
    return SchoolPage(heading=heading, school=school, owner=school.owner, team=team)


def not_covered(*, school: School, language: str) -> tuple[str, ...]:
    """The roles nobody is at work in, by name."""
    if not school.portrait:
        return ()
    posts = shelf.portrait(school.portrait).posts
    return tuple(post.role.said(language) for post in posts if post.status is not Status.FILLED)


def _team(portrait: Portrait, title: str, language: str) -> Team:
    layers = layer_rows(portrait, language=language)
    amount = portrait.money.amount
    return Team(
        portrait=portrait,
        wide=wide_rings(portrait, title=title, language=language),
        narrow=narrow_rings(portrait, title=title, language=language),
        layers=layers,
        away=away_rows(layers),
        numbers=number_rows(portrait.numbers, language=language),
        ratios=ratio_rows(ratios(portrait), language=language),
        national=number_rows(national(shelf.norms()), language=language),
        money=number_rows([amount] if amount else [], language=language),
    )
