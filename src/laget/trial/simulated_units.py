"""The schools and classes of a simulated trial: how many, how large, and what lots can read of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from laget.trial.allocate import Draw, allocate
from laget.trial.allocation_design import AllocationDesign, columns_read
from laget.trial.design_matrix import Column, Numbers
from laget.trial.errors import TrialError
from laget.trial.frame import frame_of
from laget.trial.population import Level, Population

Codes = NDArray[np.intp]
# A coefficient of variation this small is none.
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SimulatedUnits:
    """The units of a simulated trial, the same in all its repetitions.

    Arrays have one axis per level of groups, from inner to outer, the outermost last; an axis is as long as the
    largest unit needs, and what is not there has ``sizes`` zero. ``sizes`` is the pupils of each innermost group.
    ``numbers`` has for each level the running number of each of its units, −1 where there is none, and ``labels``
    the stratum of each unit of its level. ``fixed`` has the covariates' parts that lots are drawn by, as
    ``fixed[covariate, level]`` with mean 0 and variance 1. ``unit_of`` is the place in ``draw.units`` of each unit of
    the level ``drawn``, −1 where it is not in the trial.
    """

    sizes: Numbers
    numbers: tuple[Codes, ...]
    labels: Mapping[str, Codes]
    fixed: Mapping[tuple[int, int], Numbers]
    drawn: int
    unit_of: Codes
    draw: Draw


def simulated_units(
    *, population: Population, design: AllocationDesign, rng: np.random.Generator
) -> SimulatedUnits:
    """The units that ``population`` supposes, ready for the lots of ``design``.

    Raises ``TrialError`` for columns of the design that are not supposed, and for a design that these units cannot
    carry.
    """
    drawn = _level_drawn(population, design)
    sizes, numbers = _sizes(population, rng)
    labels = {
        name: code for place in range(1, len(population.levels)) for name, code in _labels(population, place, numbers)
    }
    fixed: dict[tuple[int, int], Numbers] = {}
    columns: dict[str, Column] = {}
    there = np.flatnonzero(numbers[drawn].transpose().ravel() >= 0)
    schools = Schools(population=population, drawn=drawn, sizes=sizes, numbers=numbers, labels=labels)
    for name in columns_read(design):
        values = schools.read(name, fixed, rng)
        values = np.broadcast_to(values, numbers[drawn].shape)
        columns[name] = values.transpose().ravel()[there]
    frame = frame_of(columns=columns, design=design)
    draw = allocate(frame=frame, design=design, seed=rng.bytes(32))
    place_of = {unit: place for place, unit in enumerate(draw.units)}
    of_row = np.array([place_of.get(unit, -1) for unit in frame.units])
    # Rows of the frame are in the order of the units' numbers.
    unit_of = np.where(numbers[drawn] >= 0, of_row[numbers[drawn]], -1)
    return SimulatedUnits(
        sizes=np.where(unit_of >= 0, sizes, 0.0),
        numbers=numbers,
        labels=labels,
        fixed=fixed,
        drawn=drawn,
        unit_of=unit_of,
        draw=draw,
    )


def variances(population: Population) -> tuple[Numbers, Numbers]:
    """What varies on each level, pupils first: the variance of the covariates (levels × C; each covariate has variance
    1 in all) and of what they leave of the outcome (levels).

    For one coefficient β to explain the share R²_l of every level, the covariate's variance on level l has to be in
    proportion to ρ_l R²_l, and β² = Σ ρ_l R²_l.
    """
    shares = np.array(population.shares)
    explained = np.array([population.explained(name) for name in population.names]).reshape(len(shares), -1)
    parts = shares[:, None] * explained
    labelled = np.array(
        [sum(one.explains for one in population.strata if one.level == name) for name in population.names]
    )
    return parts / parts.sum(axis=0), shares * np.maximum(1 - explained.sum(axis=1) - labelled, 0)


def slopes(population: Population) -> Numbers:
    """The coefficient of each covariate."""
    shares = np.array(population.shares)
    explained = np.array([population.explained(name) for name in population.names]).reshape(len(shares), -1)
    return np.asarray(np.sqrt(shares @ explained))


def _level_drawn(population: Population, design: AllocationDesign) -> int:
    """The place, among the levels of groups, of the one that has a row of its own in the frame."""
    groups = population.names[1:]
    if design.school not in groups:
        raise not_supposed(design.school, groups)
    return groups.index(design.school)


def not_supposed(column: str, known: tuple[str, ...]) -> TrialError:
    """Why a column cannot be simulated."""
    return TrialError(
        "not_supposed",
        f"The declared trial reads {column!r}, and what is supposed of its schools holds no such thing there, only "
        f"{', '.join(known)}; name one of those, or suppose it.",
        column=column,
        known=", ".join(known),
    )


def _sizes(population: Population, rng: np.random.Generator) -> tuple[Numbers, tuple[Codes, ...]]:
    """The pupils of each innermost group, and the running numbers of the units of each level of groups."""
    groups = population.levels[1:]
    count = int(groups[-1].count or 0)
    numbers = [np.arange(count)]
    for level in reversed(groups[:-1]):
        outer = numbers[0]
        held = spread(level, int((outer >= 0).sum()), rng)
        here = np.where(outer >= 0, held[outer], 0)
        places = np.arange(int(held.max())).reshape(-1, *(1,) * outer.ndim)
        present = places < here
        # Running numbers go through the units of the next level out one by one.
        running = np.full(present.size, -1)
        flat = present.transpose().ravel()
        running[flat] = np.arange(int(flat.sum()))
        numbers.insert(0, np.ascontiguousarray(running.reshape(present.shape[::-1]).transpose()))
    innermost = numbers[0]
    held = spread(population.levels[0], int((innermost >= 0).sum()), rng)
    return np.where(innermost >= 0, held[innermost], 0).astype(np.float64), tuple(numbers)


def spread(level: Level, units: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """How many of ``level`` each of ``units`` holds, in random order unless the sizes are given.

    With a coefficient of variation these are the gamma distribution's quantiles at (i − ½)/units, made whole so that
    their sums stay as they are.

    >>> spread(Level(name="pupil", count=22), 3, np.random.default_rng(1)).tolist()
    [22, 22, 22]
    >>> sorted(spread(Level(name="pupil", count=22, cv=0.3), 5, np.random.default_rng(1)).tolist())
    [14, 18, 22, 25, 31]
    """
    if level.sizes:
        return np.resize(np.array(level.sizes), units)
    assert level.count is not None
    wanted = np.full(units, float(level.count))
    if level.cv > ROUNDING:
        shape = 1 / level.cv**2
        wanted = gammaincinv(shape, (np.arange(units) + 0.5) / units)
        wanted *= level.count / wanted.mean()
    whole = np.maximum(np.diff(np.round(np.cumsum(wanted) + 1e-9), prepend=0), 1).astype(np.intp)
    return whole if (whole == whole[0]).all() else rng.permutation(whole)


def _labels(population: Population, place: int, numbers: tuple[Codes, ...]) -> list[tuple[str, Codes]]:
    """The labels that the units of one level carry; two kinds of label cross each other evenly."""
    found, turn = [], 1
    number = numbers[place - 1]
    for stratum in population.strata:
        if stratum.level == population.names[place]:
            found.append((stratum.name, np.where(number >= 0, number // turn % stratum.count, -1)))
            turn *= stratum.count
    return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schools:
    """What lots can read of the units of the level ``drawn``: their own labels and those further out."""

    population: Population
    drawn: int
    sizes: Numbers
    numbers: tuple[Codes, ...]
    labels: Mapping[str, Codes]

    def read(
        self, name: str, fixed: dict[tuple[int, int], Numbers], rng: np.random.Generator
    ) -> Column:
        """The column ``name``, an array of the levels from ``drawn`` outwards or of fewer of them.

        Of a covariate it is the part that these levels have, which is drawn here and kept in ``fixed``.
        """
        population = self.population
        levels = population.names[1 + self.drawn :]
        known = [*levels, *(one.name for one in population.strata if one.level in levels)]
        if name in levels:
            return written(self.numbers[population.names.index(name) - 1])
        if name in known:
            return written(self.labels[name])
        if name == population.size:
            return np.asarray(self.sizes.sum(axis=tuple(range(self.drawn))))
        known += [population.size] if population.size is not None else []
        for c, covariate in enumerate(population.covariates):
            outer = [level for level in levels if covariate.explains.get(level)]
            if covariate.name == name and outer:
                spreads = np.sqrt(variances(population)[0][:, c])
                total = np.zeros(())
                for level in outer:
                    place = population.names.index(level)
                    fixed[c, place - 1] = _standard(self.numbers[place - 1] >= 0, rng)
                    total = total + spreads[place] * fixed[c, place - 1]
                return total
            known += [covariate.name] if outer else []
        raise not_supposed(name, tuple(known))


def _standard(there: NDArray[np.bool_], rng: np.random.Generator) -> Numbers:
    """Normal numbers for the units that are there, with mean 0 and variance 1 exactly."""
    drawn = rng.standard_normal(int(there.sum()))
    drawn -= drawn.mean()
    found = np.zeros(there.shape)
    found[there] = drawn / drawn.std() if drawn.size > 1 else 0.0
    return found


def written(codes: Codes) -> NDArray[np.str_]:
    """Codes as text of one length, so that text and number sort alike."""
    width = len(str(int(codes.max())))
    return np.char.zfill(codes.astype(np.str_), width)
