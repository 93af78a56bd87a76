"""What the owner sees of a map: the publication of a release, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.mapping.disclosure import publish
from laget.mapping.publication import BOUND, FULL_TIME, HOURS, NOT_COVERED, Cell, Publication, read_publication
from laget.mapping.school_year import SchoolYear
from laget.mapping.team import Profession
from laget.pictures.numbers import decimal
from laget.schools.models import School
from laget.team.models import Release, TeamMap
from laget.team.queries.professions import profession_said
from laget.team.queries.team_of import team_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """A group number as it is shown, such as "8–10 årsverk", and of how many it is known where that is not all; or why
    it is not, in the reader's language."""

    measure: str
    group: str
    shown: str
    why_not: str
    coverage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedPage:
    """A released map. Of when it was released the day alone is told, and neither number nor seal, which would tell how
    often it was changed. ``released_at`` is ``None`` for what is not released yet."""

    heading: str
    school: School
    year: int
    year_said: str
    released_at: datetime | None
    pupils: int | None
    stages: str
    cells: tuple[ShownCell, ...]


def released_page(release: Release, *, language: str) -> ReleasedPage:
    """The page of a release the reader may see."""
    publication = read_publication(release.snapshot.publication)
    return _page(release.map, publication, released_at=release.released_at, language=language)


def would_be_released(team_map: TeamMap, *, at: datetime, language: str) -> ReleasedPage:
    """What the owner would see if the map were released now; for the principal, who reads all of it anyway."""
    publication = publish(team_of(team_map, on=localdate(at)))
    return _page(team_map, publication, released_at=None, language=language)


def _page(
    team_map: TeamMap, publication: Publication, *, released_at: datetime | None, language: str
) -> ReleasedPage:
    return ReleasedPage(
        heading=_("Laget ved %(school)s, slik skolen har delt det") % {"school": team_map.school.name},
        school=team_map.school,
        year=team_map.year,
        year_said=SchoolYear(begins=team_map.year).said,
        released_at=released_at,
        pupils=publication.pupils,
        stages=publication.stages,
        cells=(
            *(
                shown_cell(cell, language, everybody=publication.everybody)
                for cell in publication.cells
                if cell.known
            ),
            pupils_per_adult(publication, language),
        ),
    )


def shown_cell(cell: Cell, language: str, *, everybody: tuple[Profession, ...] = tuple(Profession)) -> ShownCell:
    """The cell in words; ``everybody`` are the professions that somebody has at the school."""
    return ShownCell(
        measure=measure_said(cell.measure),
        group=group_said(cell.group, everybody=everybody),
        shown=_shown(cell, language),
        why_not="" if cell.shown else _("for få til å vises"),
        coverage=_coverage(cell),
    )


def _coverage(cell: Cell) -> str:
    if cell.known == cell.of:
        return ""
    return _("kjent for %(known)s av %(of)s") % {"known": cell.known, "of": cell.of}


def measure_said(measure: str) -> str:
    """What a cell measures, as a heading."""
    match measure:
        case m if m == FULL_TIME:
            return _("Årsverk")
        case m if m == BOUND:
            return _("Tid bundet til enkeltelever")
        case m if m == NOT_COVERED:
            return _("Ikke dekket")
    return _hours_said(measure.removeprefix(HOURS))


def pupils_per_adult(publication: Publication, language: str) -> ShownCell:
    """From how many to how many pupils there are to each full post, as far as the shown cells tell."""
    found = publication.pupils_per()
    low, high = found or (None, None)
    ends = "" if low is None or high is None else _span(low, high, language, places=1)
    return ShownCell(
        measure=_("Elever per årsverk"),
        group=group_said(tuple(Profession)),
        shown=ends,
        why_not="" if ends else _("elevtall eller årsverk mangler"),
    )


def group_said(group: tuple[Profession, ...], *, everybody: tuple[Profession, ...] = tuple(Profession)) -> str:
    """Whom a cell is about."""
    if len(group) > 1 and set(group) == set(everybody):
        return _("alle")
    return ", ".join(profession_said(one) for one in group)


def _shown(cell: Cell, language: str) -> str:
    if cell.low is None or cell.high is None:
        return ""
    if cell.measure == FULL_TIME:
        return _span(cell.low, cell.high, language)
    if cell.measure == NOT_COVERED:
        return _("%(span)s stillinger") % {"span": _span(cell.low, cell.high, language)}
    share = _span(100 * cell.low / cell.known, 100 * cell.high / cell.known, language)
    return _("%(span)s %% av tiden") % {"span": share}


def _span(low: float, high: float, language: str, *, places: int = 0) -> str:
    ends = (decimal(end, places=places, language=language) for end in (low, high))
    return "–".join(dict.fromkeys(ends))


def _hours_said(kind: str) -> str:
    names = {
        "whole_class": _("Timer med hele klassen"),
        "in_class_single": _("Timer med enkeltelever i klassen"),
        "group_outside": _("Timer med grupper utenfor klassen"),
        "single_outside": _("Timer med enkeltelever utenfor klassen"),
        "breaks": _("Timer i friminutt"),
        "sfo": _("Timer i SFO"),
        "meetings": _("Timer i møter"),
        "preparation": _("Timer til forberedelse"),
        "guidance": _("Timer til veiledning"),
        "home": _("Timer med hjemmene"),
        "external": _("Timer med andre instanser"),
        "statutory": _("Timer til lovpålagte oppgaver"),
        "acute": _("Timer til det som haster"),
    }
    return names[kind]
