"""An owner's schools side by side, as far as they have shared their maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from laget.mapping.likeness import alike
from laget.mapping.publication import BOUND, FULL_TIME, NOT_COVERED, Cell, read_publication, total_of
from laget.mapping.school_year import SchoolYear
from laget.schools.models import Owner, School
from laget.team.models import Release
from laget.team.queries.released import ShownCell, measure_said, pupils_per_adult, shown_cell

FEWEST_SCHOOLS = 3
"""The fewest schools of which anything is told together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRow:
    """A school that has shared its map, and its group numbers in the order of the columns."""

    school: School
    released_at: datetime
    pupils: int | None
    stages: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySidePage:
    """The owner's schools in one school year, by name, never by number: those that have shared, and the names of the
    others. ``totals`` are sums of what is shown of at least three schools, and empty for fewer.

    ``like`` is the school that the others are to be like, ``None`` where all are shown; ``can_be_like`` are those one
    can choose, and ``like_says`` is the rule, or why nobody is like it."""

    heading: str
    owner: Owner
    year: int
    year_said: str
    years: tuple[int, ...]
    columns: tuple[str, ...]
    like: School | None
    like_says: str
    can_be_like: tuple[School, ...]
    schools: tuple[SharedRow, ...]
    not_shared: tuple[str, ...]
    totals: tuple[ShownCell, ...]


def side_by_side_page(
    owner: Owner,
    releases: QuerySet[Release],
    *,
    year: int | None,
    like: str = "",
    names: Iterable[str],
    language: str,
) -> SideBySidePage:
    """The owner's page; ``releases`` are those the reader may see, ``names`` all the owner's schools by name. Without a
    year it is the newest that any school has shared; with the code of a school that has, those like it."""
    years = tuple(releases.order_by("-map__year").values_list("map__year", flat=True).distinct())
    shown = year if year is not None else (years[0] if years else 0)
    shared = list(releases.filter(map__year=shown).order_by("map__school__name"))
    told = [_told(release.snapshot.publication, language) for release in shared]
    there = {release.map.school.name for release in shared}
    rows = list(zip(shared, told, strict=True))
    # Only a school that has shared can be asked for: a question about another would be answered from its draft.
    model = next(((release, one) for release, one in rows if release.map.school.code == like), None)
    if model is not None:
        rows = [(release, one) for release, one in rows if release is model[0] or alike(one, model[1])]
    return SideBySidePage(
        heading=_("Lagene ved skolene i %(owner)s") % {"owner": owner.name},
        owner=owner,
        year=shown,
        year_said=SchoolYear(begins=shown).said if shown else "",
        years=years,
        columns=(
            measure_said(FULL_TIME),
            _("Elever per årsverk"),
            measure_said(BOUND),
            measure_said(NOT_COVERED),
        ),
        like=model[0].map.school if model else None,
        like_says=_rule(*model) if model else "",
        can_be_like=tuple(release.map.school for release in shared),
        schools=tuple(
            SharedRow(
                school=release.map.school,
                released_at=release.released_at,
                pupils=one.pupils,
                stages=one.stages,
                cells=one.cells,
            )
            for release, one in rows
        ),
        not_shared=tuple(sorted(name for name in names if name not in there)),
        totals=_totals([one.totals for _, one in rows], language),
    )


def _rule(release: Release, told: _Told) -> str:
    """Which schools are like this one, as a sentence; or that nobody can be said to be."""
    school = release.map.school.name
    if not told.pupils or not told.stages:
        return _("%(school)s har ikke oppgitt både elevtall og trinn. Da kan vi ikke si hvem den ligner på.") % {
            "school": school
        }
    return _(
        "Skoler som ligner på %(school)s, har de samme trinnene, og ingen av de to har mer enn halvannen gang så mange "
        "elever som den andre. Annet sammenlignes de ikke etter."
    ) % {"school": school}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a publication tells, in words; and its totals, by measure."""

    pupils: int | None
    stages: str
    cells: tuple[ShownCell, ...]
    totals: Mapping[str, Cell | None]


@lru_cache(maxsize=2048)
def _told(written: str, language: str) -> _Told:
    """A publication never changes, so what it tells is worked out once. Who may see it is asked every time."""
    publication = read_publication(written)
    totals = {measure: publication.total(measure) for measure in (FULL_TIME, BOUND, NOT_COVERED)}
    shown = {measure: _shown(measure, total, language) for measure, total in totals.items()}
    return _Told(
        pupils=publication.pupils,
        stages=publication.stages,
        cells=(shown[FULL_TIME], pupils_per_adult(publication, language), shown[BOUND], shown[NOT_COVERED]),
        totals=totals,
    )


def _shown(measure: str, total: Cell | None, language: str) -> ShownCell:
    if total is None:
        return ShownCell(measure=measure_said(measure), group="", shown="", why_not=_("for få til å vises"))
    return shown_cell(total, language)


def _totals(schools: Sequence[Mapping[str, Cell | None]], language: str) -> tuple[ShownCell, ...]:
    """Nothing here says more than the schools' own cells say already."""
    if len(schools) < FEWEST_SCHOOLS:
        return ()
    found = (
        _total(FULL_TIME, schools, language),
        _total(BOUND, schools, language),
        _bands([totals[NOT_COVERED] for totals in schools], language),
    )
    return tuple(cell for cell in found if cell is not None)


def _total(measure: str, schools: Sequence[Mapping[str, Cell | None]], language: str) -> ShownCell | None:
    shown = [cell for totals in schools if (cell := totals[measure]) is not None]
    total = total_of(tuple(shown)) if len(shown) >= FEWEST_SCHOOLS else None
    if total is None:
        return None
    return ShownCell(
        measure=measure_said(measure),
        group=_("%(shown)s av %(all)s skoler") % {"shown": len(shown), "all": len(schools)},
        shown=shown_cell(total, language).shown,
        why_not="",
    )


def _bands(cells: Sequence[Cell | None], language: str) -> ShownCell | None:
    """How many schools lie in each band: a sum of bands this wide would say nothing."""
    shown = [cell for cell in cells if cell is not None]
    if len(shown) < FEWEST_SCHOOLS:
        return None
    said = Counter(shown_cell(cell, language).shown for cell in sorted(shown, key=lambda cell: cell.low or 0))
    return ShownCell(
        measure=measure_said(NOT_COVERED),
        group=_("%(shown)s av %(all)s skoler") % {"shown": len(shown), "all": len(cells)},
        shown="; ".join(_("%(band)s: %(schools)s skoler") % {"band": band, "schools": n} for band, n in said.items()),
        why_not="",
    )
