"""What a mixed model or a regression needs of many simulated trials, laid side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import prod

import numpy as np
from numpy.typing import NDArray

from laget.trial.batch_trials import BatchTrials
from laget.trial.declaration import Declaration
from laget.trial.design_matrix import Numbers
from laget.trial.estimator import Estimator, groups_of
from laget.trial.mixed_inference import MODEL_BASED
from laget.trial.population import Population
from laget.trial.simulated_units import not_supposed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BatchSums:
    """The sums of Z = (1, blocks, arms, covariates, outcome), q columns, in each of T trials.

    Axes of groups are the estimator's levels, from inner to outer. ``mass`` (T × groups, or 1 × groups where all
    trials have the same) is the pupils of each innermost group, zero where there is none; ``means`` (T × q × groups)
    what they have of each column on average; ``within`` (T × q × q) the sums of products around those means, or, for a
    sandwich, (T × q × q × clusters) for each cluster on its own. ``treatment`` is the places of the arms' columns,
    which are in the order of the arms' names.
    """

    mass: Numbers
    means: Numbers
    within: Numbers
    treatment: NDArray[np.intp]

    @property
    def n(self) -> Numbers:
        """The pupils of each trial (T or 1)."""
        return np.asarray(self.mass.reshape(len(self.mass), -1).sum(axis=1))

    @property
    def balanced(self) -> bool:
        """Whether every group of a level is of one size, in all trials alike."""
        return len(self.mass) == 1 and bool((self.mass == self.mass.flat[0]).all())

    @property
    def counts(self) -> Numbers:
        """How many groups each level has: (T or 1) × k."""
        present: NDArray[np.bool_] = self.mass > 0
        found = []
        while present.ndim > 1:
            found.append(present.reshape(len(present), -1).sum(axis=1))
            present = np.asarray(present.any(axis=1))
        return np.array(found, dtype=np.float64).T

    def together(self) -> BatchSums:
        """The same sums, of all clusters together."""
        return self if self.within.ndim == 3 else replace(self, within=self.within.sum(axis=3))

    def take(self, trials: NDArray[np.intp] | slice) -> BatchSums:
        """Some of the trials."""
        return BatchSums(
            mass=self.mass[trials] if len(self.mass) > 1 else self.mass,
            means=self.means[trials],
            within=self.within[trials],
            treatment=self.treatment,
        )


def kept_apart(*, estimator: Estimator, population: Population) -> int:
    """Of how many of the outermost axes of groups a sandwich wants the sums of products of each group on its own;
    none for what does not judge by clusters."""
    if estimator.inference in MODEL_BASED:
        return 0
    return len(population.levels) - population.names.index(groups_of(estimator)[-1])


def batch_sums(*, declaration: Declaration, trials: BatchTrials) -> BatchSums:
    """The sums of ``trials`` that the estimator of ``declaration`` needs."""
    population, estimator = trials.population, declaration.estimator
    places = _arm_columns(declaration)
    known = [one.name for one in population.covariates]
    blocks = [] if estimator.blocks is None else _contrasts(trials, estimator.blocks)
    parts: list[Numbers | NDArray[np.bool_]] = [np.ones(1), *blocks, *(trials.arms == arm for arm in places)]
    treatment = 1 + len(blocks) + np.arange(len(places))
    # Where in Z the columns go that vary within groups, and which of those drawn they are.
    drawn: list[tuple[int, int]] = []
    for name in estimator.covariates:
        if name in known:
            drawn.append((len(parts), known.index(name)))
            parts.append(trials.means[:, known.index(name)])
        else:
            parts += _contrasts(trials, name)
    drawn.append((len(parts), len(known)))
    parts.append(trials.means[:, -1])
    times, q = trials.times, len(parts)
    means = np.empty((times, q, *trials.units.sizes.shape))
    for at, part in enumerate(parts):
        means[:, at] = part
    if not trials.mass.all():
        means *= (trials.mass > 0)[:, None]
    to, of = (np.array(side) for side in zip(*drawn, strict=True))
    root = trials.root[:, of]
    within = np.zeros((times, q, q, *root.shape[3:]))
    within[:, to[:, None], to] = np.einsum("taj...,tbj...->tab...", root, root)
    mass, means, extra = _pooled(trials.mass, means, population, groups_of(estimator), apart=root.ndim - 3)
    if extra is not None:
        within = within + extra
    if root.ndim > 3:
        within = within.reshape(times, q, q, -1)
    return BatchSums(mass=mass, means=means, within=within, treatment=treatment)


def _arm_columns(declaration: Declaration) -> list[int]:
    """The places in the design of the arms but the reference, in the order of their columns."""
    ids = [arm.id for arm in declaration.design.arms]
    return [ids.index(arm) for arm in sorted(ids) if arm != declaration.estimand.reference]


def _contrasts(trials: BatchTrials, name: str) -> list[Numbers]:
    """A 0/1 column for every label but the first, whether labels of strata or the units of a level."""
    population, units = trials.population, trials.units
    groups = population.names[1:]
    if name in groups:
        codes = units.numbers[groups.index(name)]
    elif name in units.labels:
        codes = units.labels[name]
    else:
        raise not_supposed(name, (*groups, *units.labels, *(one.name for one in population.covariates)))
    codes = np.where(units.sizes > 0, codes, -1)
    there = np.unique(codes[codes >= 0])
    return [(codes == code).astype(np.float64) for code in there[1:]]


def _pooled(
    mass: Numbers, means: Numbers, population: Population, levels: tuple[str, ...], *, apart: int
) -> tuple[Numbers, Numbers, Numbers | None]:
    """From the population's levels of groups to the estimator's: those inside its innermost are pooled, which adds to
    the products within, and those between and beyond count as one axis."""
    groups = population.names[1:]
    kept = [groups.index(level) for level in levels]
    edges = [*kept, len(groups)]
    shape = means.shape[2:]
    merged = tuple(prod(shape[start:end]) for start, end in pairwise(edges))
    inside = prod(shape[: kept[0]])
    if inside == 1:
        return mass.reshape(len(mass), *merged), means.reshape(*means.shape[:2], *merged), None
    mass = mass.reshape(len(mass), inside, *merged)
    means = means.reshape(*means.shape[:2], inside, *merged)
    total = mass.sum(axis=1)
    weighted = (means * mass[:, None]).sum(axis=2)
    whole = weighted / np.maximum(total, 1)[:, None]
    around = (means - whole[:, :, None]) * np.sqrt(mass)[:, None]
    if apart:
        around = around.reshape(*around.shape[:2], -1, *shape[len(shape) - apart :])
        extra = np.einsum("tai...,tbi...->tab...", around, around)
    else:
        flat = around.reshape(*around.shape[:2], -1)
        extra = flat @ flat.transpose(0, 2, 1)
    return total, whole, extra
