"""What other studies found of ρ and R², printed, and taken over by a plan (`laget power --defaults`, `--like`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from laget.refusal import Refusal

if TYPE_CHECKING:
    from laget.content.planning_values import PlanningRow
    from laget.trial.planning_value import PlanningShare

_SPREAD = {"ci95": "95 %", "quartiles": "the middle half"}


def told(rows: Iterable[PlanningRow], *, as_json: bool) -> Iterator[str]:
    """Every row with its numbers and its source."""
    if as_json:
        yield json.dumps([_plain(row) for row in rows], indent=1, ensure_ascii=False)
        return
    yield "What other studies found; take one over with --like ID. An icc is a rho, of the level it stands by."
    for row in rows:
        counted = f", {row.schools} schools" if row.schools else ""
        years = f", {row.years}" if row.years else ""
        yield ""
        yield f"{row.id}   {row.country}{', foreign' if row.foreign else ''}"
        yield f"  {row.outcome.en}; {row.population.en}{counted}{years}"
        yield f"  {'; '.join(_share(share) for share in row.found.shares)}"
        if row.covariates is not None:
            yield f"  r2 by {row.covariates.en}"
        yield f"  {row.source.work}, {row.source.section} (read in the {row.seen_in} on {row.checked_on})"


def taken_over(id: str, *, design: str, given: Mapping[str, float]) -> tuple[dict[str, float], list[str]]:
    """The parameters of the row ``id`` beneath those that were given, and what to tell about them."""
    from laget.content import shelf
    from laget.trial.planning_value import parameters_like

    rows = shelf.planning_values()
    if id not in rows:
        raise Refusal("unknown_values", f"There are no values '{id}'. See what there is with: laget power --defaults")
    row = rows[id]
    found = parameters_like(row.found, design=design)
    used = {name: value for name, value in found.items() if name not in given}
    notes = []
    if used:
        foreign = f" ({row.country}, which is foreign: Norwegian schools may differ)" if row.foreign else ""
        notes.append(f"{_listed(used)} as in {id}: {row.outcome.en}; {row.population.en}{foreign}.")
    notes += [
        f"{name} = {given[name]:g} as given, not {value:g} of {id}." for name, value in found.items() if name in given
    ]
    if row.covariates is not None and any(name.startswith("r2") for name in used):
        notes.append(
            f"The r2 take {row.covariates.en}. Count each covariate of what is drawn, schools for instance, or of the "
            "blocks, with g: it costs a degree of freedom."
        )
    return used | dict(given), notes


def _plain(row: PlanningRow) -> dict[str, object]:
    from dataclasses import asdict

    shares = [{key: value for key, value in asdict(share).items() if value is not None} for share in row.found.shares]
    return {
        "id": row.id,
        "outcome": row.outcome.en,
        "population": row.population.en,
        "country": row.country,
        "foreign": row.foreign,
        "years": row.years,
        "schools": row.schools,
        "levels": list(row.found.levels),
        "shares": shares,
        "covariates": row.covariates and row.covariates.en,
        "source": f"{row.source.work}, {row.source.section}",
        "seen_in": row.seen_in,
        "checked_on": row.checked_on,
    }


def _share(share: PlanningShare) -> str:
    bounds = f" ({_SPREAD[share.spread]} {share.low:g} to {share.high:g})" if share.spread else ""
    error = f" (se {share.se:g})" if share.se else ""
    return f"{share.kind} {share.level} {share.value:g}{bounds}{error}"


def _listed(values: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {value:g}" for name, value in values.items())
