"""The units that lots are drawn between, each with the schools that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from laget.trial.errors import TrialError
from laget.trial.fixed_point import standardise
from laget.trial.frame import Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The units of a ``frame``, sorted by id: their ``ids``, and the places of their schools in it."""

    frame: Frame
    ids: tuple[str, ...]
    schools: tuple[tuple[int, ...], ...]


def units_of(frame: Frame) -> Units:
    """The units of ``frame``."""
    schools: dict[str, list[int]] = {}
    for place, unit in enumerate(frame.units):
        schools.setdefault(unit, []).append(place)
    ids = tuple(sorted(schools))
    return Units(frame=frame, ids=ids, schools=tuple(tuple(schools[id]) for id in ids))


def known(units: Units, column: str) -> tuple[float, ...] | tuple[str, ...]:
    """The value of ``column`` in each school. Raises ``TrialError`` if the frame has no such column."""
    if column not in units.frame.columns:
        there = ", ".join(sorted(units.frame.columns))
        raise TrialError("missing_column", f"There is no column {column!r} in the frame, only {there}.", column=column)
    return units.frame.columns[column]


def values(units: Units, column: str) -> list[float] | list[str]:
    """The value of ``column`` in each unit. Raises ``TrialError`` if the schools of a unit differ in it."""
    by_school = known(units, column)
    for id, places in zip(units.ids, units.schools, strict=True):
        if any(by_school[place] != by_school[places[0]] for place in places):
            raise TrialError(
                "unit_divided",
                f"The schools of {id!r} differ in {column!r}, and go to one arm together; give them the same "
                f"value, or leave {column!r} out of the draw.",
                unit=id,
                column=column,
            )
    return [by_school[places[0]] for places in units.schools]  # type: ignore[return-value]  # one kind of value per column


def alike(units: Units, columns: Sequence[str]) -> list[tuple[int, ...]]:
    """The places of the units that are alike in all of ``columns``, in the order they are first met."""
    met: dict[tuple[object, ...], list[int]] = {}
    for place, key in enumerate(zip(*(values(units, column) for column in columns), strict=True)):
        met.setdefault(key, []).append(place)
    return [tuple(places) for places in met.values()]


def codes(units: Units, column: str) -> list[int]:
    """Each unit's level of ``column``, numbered in the order they are first met, so that no name matters."""
    met: dict[object, int] = {}
    return [met.setdefault(value, len(met)) for value in values(units, column)]


def measured(units: Units, covariate: str) -> dict[str, list[Fraction]]:
    """A covariate as exact numbers, one per unit, by term.

    Numbers are the mean over the unit's schools. Text gives a term per level (``column+level`` without a sign
    between), the share of the unit's schools at that level, in the order the levels are first met.
    """
    by_school = known(units, covariate)
    if isinstance(by_school[0], str):
        levels = dict.fromkeys(by_school)
        columns = {f"{covariate}{level}": [float(value == level) for value in by_school] for level in levels}
    else:
        columns = {covariate: [float(value) for value in by_school]}
    return {
        term: [_mean([column[place] for place in places]) for places in units.schools]
        for term, column in columns.items()
    }


def scored(units: Units, covariate: str, *, every_level: bool) -> list[list[int]]:
    """A covariate as columns of fixed-point numbers, one per unit (``fixed_point.standardise``).

    Of a text with two levels one is counted, since it tells the other; of one with more all of them, or without
    ``every_level`` all but the first met. Raises ``TrialError`` for a covariate that is the same in every unit.
    """
    columns = list(measured(units, covariate).values())
    if len(columns) == 2 or (len(columns) > 2 and not every_level):
        del columns[0]
    varying = [column for column in columns if len(set(column)) > 1]
    if not varying:
        raise TrialError(
            "constant_column",
            f"The covariate {covariate!r} is the same in every unit; leave it out.",
            column=covariate,
        )
    return [standardise(column) for column in varying]


def _mean(values: Sequence[float]) -> Fraction:
    return sum(map(Fraction, values), Fraction(0)) / len(values)
