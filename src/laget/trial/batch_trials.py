"""Many trials simulated at once: their lots, losses and outcomes, as means of classes and products within them.

Means and products of normal numbers are drawn from their own distributions, the normal and Wishart's: the trials are
those that drawing every pupil would give. (Bartlett 1933, *Proceedings of the Royal Society
of Edinburgh* 53, for the triangular root of a Wishart matrix.)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from laget.trial.declaration import Declaration
from laget.trial.design_matrix import Columns, Numbers
from laget.trial.philox import Words
from laget.trial.population import Population
from laget.trial.simulated_units import SimulatedUnits, slopes, variances, written
from laget.trial.triangular_root import triangular_root

# Pupils drawn at a time, so that their sums are taken while they are near the processor.
CHUNK = 2**18


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BatchTrials:
    """T simulated trials.

    Axes of groups are those of ``units``. ``arms`` (T × groups) is the place of each innermost group's arm in the
    design, −1 outside the trial. ``mass`` (T × groups) is its pupils that are left; where nobody is ever lost T is 1.
    ``means`` (T × m × groups) has the group's mean of each of C covariates and of the outcome, the last of
    m = C + 1. ``root`` (T × m × m × outer groups) is lower triangular: ``root rootᵀ`` is the sums of products around
    those means, added up over what lies inside each of the outer groups, or over the whole trial. ``pupils``
    (m × pupils of all trials, outermost groups first) are standard normal numbers, if the pupils were drawn one by one;
    ``turn`` (m × m) makes the pupils' distances from their groups' means of what these are in ``pupils``.
    """

    population: Population
    units: SimulatedUnits
    arms: NDArray[np.int8]
    mass: Numbers
    means: Numbers
    root: Numbers
    pupils: Numbers | None
    turn: Numbers

    @property
    def times(self) -> int:
        """How many trials there are."""
        return len(self.arms)


def simulate_trials(
    *,
    declaration: Declaration,
    population: Population,
    units: SimulatedUnits,
    times: int,
    rng: np.random.Generator,
    pupils: bool,
    apart: int,
) -> BatchTrials:
    """``times`` trials of ``declaration``, each with lots, losses and outcomes of its own.

    With ``pupils`` every pupil is drawn. ``apart`` is how many of the outermost axes of groups ``root`` keeps apart.
    """
    arms = _arms(units, times, rng)
    mass = _left(declaration, population, units, arms, rng)
    between, rest = variances(population)
    beta = slopes(population)
    # Of each level, pupils first, the standard deviations of the covariates and of what they leave of the outcome.
    spreads = np.sqrt(np.hstack((between, rest[:, None])))
    means = _between(units, spreads[1:], times, rng)
    means[:, -1] += _effects(declaration, population, units, arms, rng)
    width, lengths = spreads.shape[1], spreads[0]
    drawn = _pupils_drawn(mass, times, width, rng) if pupils else None
    if drawn is None:
        raw, root = _sums_drawn(mass, times, width, apart, rng)
    else:
        raw, root = _sums_of(drawn, mass, times, apart)
    raw *= lengths.reshape(width, *(1,) * units.sizes.ndim)
    means += raw
    for part, slope in enumerate(beta):
        means[:, -1] += slope * means[:, part]
    if not mass.all():
        means *= (mass > 0)[:, None]
    turn = np.eye(width)
    turn[-1, :-1] = beta
    turn *= lengths
    return BatchTrials(
        population=population,
        units=units,
        arms=arms,
        mass=mass,
        means=means,
        root=np.tensordot(turn, root, (1, 1)).swapaxes(0, 1),
        pupils=drawn,
        turn=turn,
    )


def _arms(units: SimulatedUnits, times: int, rng: np.random.Generator) -> NDArray[np.int8]:
    """The arm of every innermost group, by lots of the declared method."""
    lots = units.draw.space.sample(times=times, words=Words(rng.bytes(32))).astype(np.int8)
    found = np.where(units.unit_of >= 0, lots.T[:, units.unit_of], np.int8(-1))
    inner = units.sizes.ndim - units.unit_of.ndim
    found = found.reshape(times, *(1,) * inner, *units.unit_of.shape)
    return np.broadcast_to(found, (times, *units.sizes.shape))


def _left(
    declaration: Declaration,
    population: Population,
    units: SimulatedUnits,
    arms: NDArray[np.int8],
    rng: np.random.Generator,
) -> Numbers:
    """The pupils of every innermost group who are there at the end."""
    if not any(level.lost or any(level.lost_by_arm.values()) for level in population.levels):
        return units.sizes[None]
    left = np.broadcast_to(units.sizes, arms.shape)
    for place, level in enumerate(population.levels):
        # One more for the groups outside the trial, whose arm is −1: they are empty already.
        chances = np.array([level.lost_by_arm.get(arm.id, level.lost) for arm in declaration.design.arms] + [0.0])
        if not chances.any():
            continue
        if place == 0:
            left = rng.binomial(left.astype(np.int64), 1 - chances[arms]).astype(np.float64)
        else:
            # An arm may be that of a part of the unit only: the unit is lost by one throw for each arm in it.
            outer = (len(arms), *(1,) * (place - 1), *units.sizes.shape[place - 1 :])
            left = left * (rng.random(outer) >= chances[arms])
    return left


def _between(units: SimulatedUnits, spreads: Numbers, times: int, rng: np.random.Generator) -> Numbers:
    """What varies between the groups of all levels (T × m × groups), with ``spreads`` (levels × m)."""
    groups = units.sizes.shape
    found = np.zeros((times, spreads.shape[1], *groups))
    for place, own in enumerate(spreads):
        for part, spread in enumerate(own):
            if not spread:
                continue
            drawn = units.fixed.get((part, place))
            if drawn is None:
                drawn = rng.standard_normal((times, *(1,) * place, *groups[place:]))
            found[:, part] += spread * drawn
    return found


def _effects(
    declaration: Declaration,
    population: Population,
    units: SimulatedUnits,
    arms: NDArray[np.int8],
    rng: np.random.Generator,
) -> Numbers:
    """What the arms do and the strata are worth, for every innermost group (T × groups)."""
    reference = declaration.estimand.reference
    effects = np.array([population.effects.get(arm.id, 0.0) for arm in declaration.design.arms] + [0.0])
    found = effects[arms]
    if population.effect_sd:
        treated = np.array([arm.id != reference for arm in declaration.design.arms] + [False])
        shape = (len(arms), *(1,) * (units.sizes.ndim - 1), units.sizes.shape[-1])
        found += population.effect_sd * rng.standard_normal(shape) * treated[arms]
    for stratum in population.strata:
        if stratum.explains:
            place = population.names.index(stratum.level)
            codes, share = units.labels[stratum.name], population.shares[place]
            scores = codes - codes[codes >= 0].mean()
            found += np.sqrt(share * stratum.explains) * scores / scores[codes >= 0].std()
    return found


def _sums_drawn(
    mass: Numbers, times: int, width: int, apart: int, rng: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Means (T × m × groups) of standard normal pupils, and the triangular root of their products within groups
    (T × m × m × outer groups)."""
    means = rng.standard_normal((times, width, *mass.shape[1:]))
    means /= np.sqrt(np.maximum(mass, 1))[:, None]
    df = _within_df(mass, apart)
    outer = df.shape[1:]
    root = np.zeros((times, width, width, *outer))
    for column in range(width):
        free = np.broadcast_to(df - column, (times, *outer))
        # With fewer degrees of freedom than columns the root is narrower: the columns beyond them are zero.
        root[:, column, column] = np.sqrt(rng.chisquare(np.maximum(free, 1)) * (free > 0))
        for row in range(column + 1, width):
            root[:, row, column] = rng.standard_normal((times, *outer)) * (free > 0)
    return means, root


def _pupils_drawn(mass: Numbers, times: int, width: int, rng: np.random.Generator) -> Numbers:
    """Standard normal numbers (m × pupils) of all trials' pupils, trial by trial and outer group by outer group."""
    per_trial = mass.reshape(len(mass), -1).sum(axis=1)
    return rng.standard_normal((width, int(np.broadcast_to(per_trial, times).sum())))


def _sums_of(pupils: Numbers, mass: Numbers, times: int, apart: int) -> tuple[Numbers, Numbers]:
    """The same as ``_sums_drawn``, of pupils drawn one by one."""
    width, groups = len(pupils), mass.shape[1:]
    # Outermost first, as the pupils lie.
    held = np.broadcast_to(mass.transpose(0, *range(mass.ndim - 1, 0, -1)), (times, *groups[::-1]))
    counts = held.reshape(times, -1).astype(np.intp)
    outer = groups[len(groups) - apart :]
    clusters = prod(outer)
    sums = np.empty((width, *counts.shape))
    products = np.empty((width, width, times, clusters))
    edges = np.concatenate(([0], np.cumsum(counts.sum(axis=1))))
    step = max(1, CHUNK // max(1, int(edges[-1]) // times))
    for start in range(0, times, step):
        here = slice(start, start + step)
        part = pupils[:, edges[start] : edges[min(start + step, times)]]
        sums[:, here] = _added_up(part, counts[here].ravel()).reshape(width, -1, counts.shape[1])
        of_cluster = counts[here].reshape(-1, counts.shape[1] // clusters).sum(axis=1, dtype=np.intp)
        products[:, :, here] = _multiplied(part, of_cluster).reshape(width, width, -1, clusters)
    means = sums / np.maximum(counts, 1)
    inside = (width, times, clusters, -1)
    products -= np.einsum("atkg,btkg->abtk", sums.reshape(inside), means.reshape(inside))
    means = means.reshape(width, times, *groups[::-1])
    products = products.reshape(width, width, times, *outer[::-1])
    return (
        np.ascontiguousarray(means.transpose(1, 0, *range(means.ndim - 1, 1, -1))),
        triangular_root(products.transpose(2, 0, 1, *range(products.ndim - 1, 2, -1))),
    )


def _multiplied(values: Numbers, counts: NDArray[np.intp]) -> Numbers:
    """The sums of products (m × m × groups) of ``values`` (m × numbers) over so many of them at a time."""
    width, size = len(values), int(counts[0])
    if (counts == size).all():
        each = values.reshape(width, counts.size, size).transpose(1, 0, 2)
        return np.asarray((each @ each.transpose(0, 2, 1)).transpose(1, 2, 0))
    found = np.empty((width, width, counts.size))
    for a in range(width):
        for b in range(a + 1):
            found[a, b] = found[b, a] = _added_up(values[a] * values[b], counts)
    return found


def _added_up(values: Numbers, counts: NDArray[np.intp]) -> Numbers:
    """The sums of so many of the last axis at a time."""
    size = int(counts[0])
    if size and (counts == size).all():
        return np.asarray(values.reshape(*values.shape[:-1], counts.size, size) @ np.ones(size))
    found = np.zeros((*values.shape[:-1], counts.size))
    there = counts > 0
    if there.any():
        starts = np.cumsum(counts) - counts
        found[..., there] = np.add.reduceat(values, starts[there], axis=-1)
    return found


def _within_df(mass: Numbers, apart: int) -> Numbers:
    """Pupils less groups, added up over what lies inside each of the ``apart`` outermost axes."""
    free = np.maximum(mass - 1, 0)
    return np.asarray(free.sum(axis=tuple(range(1, mass.ndim - apart))))


def columns_of(*, declaration: Declaration, trials: BatchTrials, trial: int) -> Columns:
    """One of the trials as columns with a row per pupil, for ``laget.trial.estimate``.

    Where only sums were drawn, these are pupils who have just those sums.
    """
    units, population = trials.units, trials.population
    left = trials.mass[trial if len(trials.mass) > 1 else 0].astype(np.intp)
    groups = np.argwhere(left.transpose() > 0)[:, ::-1]
    cells = tuple(groups.T)
    held = left[cells]
    row = np.repeat(np.arange(held.size), held)
    columns: dict[str, NDArray[np.float64] | NDArray[np.str_]] = {}
    for place, name in enumerate(population.names[1:]):
        columns[name] = units.numbers[place][cells[place:]][row].astype(np.float64)
    for stratum in population.strata:
        place = population.names.index(stratum.level) - 1
        codes = np.broadcast_to(units.labels[stratum.name], units.numbers[place].shape)
        columns[stratum.name] = written(codes)[cells[place:]][row]
    ids = np.array([arm.id for arm in declaration.design.arms])
    columns[declaration.estimand.treatment] = ids[trials.arms[trial][cells]][row]
    measured = trials.means[trial][:, *cells][:, row] + _deviations(trials, trial, cells, held)
    for covariate, values in zip(population.covariates, measured, strict=False):
        columns[covariate.name] = values
    columns[declaration.estimand.outcome] = measured[-1]
    return columns


def _deviations(
    trials: BatchTrials, trial: int, cells: tuple[NDArray[np.intp], ...], held: NDArray[np.intp]
) -> Numbers:
    """m × pupils: their distances from the means of their groups."""
    if trials.pupils is not None:
        per_trial = np.broadcast_to(trials.mass.reshape(len(trials.mass), -1).sum(axis=1), trials.times)
        end = int(per_trial[: trial + 1].sum())
        drawn = trials.pupils[:, end - int(per_trial[trial]) : end]
        means = np.add.reduceat(drawn, np.cumsum(held) - held, axis=1) / held
        return np.asarray(trials.turn @ (drawn - np.repeat(means, held, axis=1)))
    root = trials.root[trial]
    width, apart = root.shape[0], root.ndim - 2
    outer = tuple(cell for cell in cells[len(cells) - apart :]) if apart else ()
    found = np.empty((width, int(held.sum())))
    of_group = np.zeros(held.size, dtype=np.intp)
    if outer:
        of_group = np.ravel_multi_index(outer, root.shape[2:])
    of_row = np.repeat(of_group, held)
    group = np.repeat(np.arange(held.size), held)
    for number in np.unique(of_group):
        rows = np.flatnonzero(of_row == number)
        own = root.reshape(width, width, -1)[:, :, number]
        found[:, rows] = own @ _orthonormal(group[rows], width)
    return found


def _orthonormal(group: NDArray[np.intp], width: int) -> Numbers:
    """Up to ``width`` rows of unit length at right angles, each adding to zero in every group; the rest are zero."""
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    counts = np.diff(starts, append=group.size)
    free = min(width, group.size - starts.size)
    found = np.zeros((width, group.size))
    if free:
        # Any numbers do; these are as good as random, and the same each time.
        rows = np.sin(np.outer(np.arange(1, free + 1) * np.pi**0.5, np.arange(1, group.size + 1) ** 1.5))
        rows -= np.repeat(np.add.reduceat(rows, starts, axis=1) / counts, counts, axis=1)
        found[:free] = np.linalg.qr(rows.T)[0].T
    return found
