"""Covariate-constrained allocation: one draw among the allocations whose arms are well balanced.

Raab and Butcher (2001), *Statistics in Medicine* 20(3); Moulton (2004), *Clinical Trials* 1(3); Li, Turner,
Heagerty, Murray, Vollmer and DeLong (2017), *Statistics in Medicine* 36(24).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil, comb, inf
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from laget.trial.allocation_blocks import block_space
from laget.trial.allocation_design import Arm, Constrained
from laget.trial.allocation_space import Probabilities, too_many
from laget.trial.allocation_strata import strata
from laget.trial.errors import TrialError
from laget.trial.fixed_point import ONE
from laget.trial.philox import BATCH, Allocations, Choices, Words, drawn
from laget.trial.units import Units, scored

Whole = NDArray[np.int64]

# What an ordinary machine has memory for: candidates, and candidates times units.
MOST_CANDIDATES, MOST_CELLS = 10**6, 3 * 10**8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeptSpace:
    """The ``allocations`` (units × size) that were kept, each once and each as likely.

    ``candidates`` were looked at, and ``enumerated`` says whether those were all there are; ``highest`` is the
    score of the worst that was kept, in squared standard deviations for l2 and standard deviations for l1.
    """

    allocations: Allocations
    arms: int
    candidates: int
    enumerated: bool
    highest: float

    @property
    def size(self) -> int:
        """How many were kept."""
        return int(self.allocations.shape[1])

    def probabilities(self) -> Probabilities:
        """The share of the kept allocations in which the unit is in each arm."""
        counts = [(self.allocations == arm).sum(axis=1).tolist() for arm in range(self.arms)]
        return tuple(tuple(Fraction(count, self.size) for count in row) for row in zip(*counts, strict=True))

    def sample(self, *, times: int, words: Words) -> Allocations:
        """``times`` of the kept allocations, each drawn on its own (units × ``times``)."""
        return drawn(allocate=self._pick, choices=1, times=times, words=words)

    def every(self, *, most: int) -> Allocations:
        """Every kept allocation (units × ``size``)."""
        if self.size > most:
            raise too_many(self.size, most)
        return self.allocations

    def _pick(self, choices: Choices) -> Allocations:
        return self.allocations[:, choices.below(self.size)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """How often two units are in the same arm, over all pairs of units: the ``lowest`` and ``highest`` share.

    ``always`` and ``never`` are the pairs (places of units) that the space never parts, or never joins. Lots do
    not decide about such a pair, and inference that takes its units for separately drawn is wrong.
    """

    lowest: float
    highest: float
    always: tuple[tuple[int, int], ...]
    never: tuple[tuple[int, int], ...]


def constrained_space(*, units: Units, method: Constrained, arms: Sequence[Arm], words: Words) -> KeptSpace:
    """The kept space of a declared constraint; ``words`` give the candidates where there are too many to list.

    With z the standardised covariates and S_a the sum of z over arm a's units, the score is
    Σ_k Σ_(a<b) |(S_ak − S_bk) / 2|ᵖ with p = 2 (l2) or 1 (l1), over every two arms; with two arms that is
    cvcrand's. Scores are whole numbers. Of N candidates within the limits those are kept that score no worse than the
    ⌈keep · N⌉-th best; all that tie with it are kept, since the order of a list must not decide. Where all arms
    have equal shares, what is kept is closed under turning the arms round, so that every unit has the same
    probability of every arm.

    Raises ``TrialError`` for shares and limits that cannot be, and where no candidate is within the limits.
    """
    _check(method, len(units.ids))
    base = block_space(blocks=strata(units, method.strata, arms=len(arms)), arms=arms)
    columns = {name: scored(units, name, every_level=True) for name in method.covariates}
    z = np.array([column for name in method.covariates for column in columns[name]])
    if comb(len(arms), 2) * z.shape[0] * z.shape[1] ** 2 >= 2**31:
        raise TrialError(
            "too_many_to_score",
            f"With {z.shape[1]} units, {z.shape[0]} columns and {len(arms)} arms the scores outgrow whole numbers of "
            "64 bits; draw within strata instead.",
            units=z.shape[1],
            columns=z.shape[0],
            arms=len(arms),
        )
    enumerated = base.size <= method.candidates
    candidates = base.every(most=method.candidates) if enumerated else base.sample(times=method.candidates, words=words)
    sums = _arm_sums(z, candidates, len(arms))
    within = np.ones(candidates.shape[1], dtype=np.bool_)
    limits = {limit.covariate: limit.most for limit in method.limits}
    most = [limits.get(name, inf) for name in method.covariates for _ in columns[name]]
    if limits:
        within = _within(sums, candidates, most)
    scores = _scores(sums, method.score)[within]
    if not scores.size:
        raise TrialError(
            "nothing_within_limits",
            f"None of {within.size} candidates is within the limits; widen them, or take one away.",
            candidates=within.size,
        )
    last = ceil(Fraction(repr(float(method.keep))) * scores.size) - 1
    cut = np.partition(scores, last)[last]
    kept = candidates[:, np.flatnonzero(within)[scores <= cut]]
    if len({arm.share for arm in arms}) == 1:
        kept = np.concatenate([(kept + turn) % len(arms) for turn in range(len(arms))], axis=1)
    return KeptSpace(
        allocations=_distinct(kept),
        arms=len(arms),
        candidates=candidates.shape[1],
        enumerated=enumerated,
        highest=int(cut) / (2 * ONE) ** (1 if method.score == "l1" else 2),
    )


def together(space: KeptSpace) -> Together:
    """How often the units of a kept space are in the same arm: Moulton's check that a constraint is not too hard."""
    shared = np.zeros((space.allocations.shape[0],) * 2)
    for arm in range(space.arms):
        member = (space.allocations == arm).astype(np.float64)
        shared += member @ member.T
    first, second = np.triu_indices(len(shared), 1)
    counts = shared[first, second]
    return Together(
        lowest=float(counts.min()) / space.size,
        highest=float(counts.max()) / space.size,
        always=_pairs(first, second, counts == space.size),
        never=_pairs(first, second, counts == 0),
    )


def _pairs(first: NDArray[np.intp], second: NDArray[np.intp], which: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    return tuple(zip(first[which].tolist(), second[which].tolist(), strict=True))


def _check(method: Constrained, units: int) -> None:
    if not 0 < method.keep <= 1:
        raise TrialError(
            "bad_keep", f"The share to keep is {method.keep:g}; it has to be over 0 and at most 1.", keep=method.keep
        )
    most = min(MOST_CANDIDATES, MOST_CELLS // units)
    if not 1 <= method.candidates <= most:
        raise TrialError(
            "bad_candidates",
            f"The design asks for {method.candidates} candidates; for {units} units ask for 1 to {most}.",
            candidates=method.candidates,
            units=units,
            most=most,
        )
    named = [limit.covariate for limit in method.limits]
    for limit in method.limits:
        if limit.covariate not in method.covariates or named.count(limit.covariate) > 1 or not 0 <= limit.most < inf:
            raise TrialError(
                "bad_limit",
                f"The limit {limit.most:g} on {limit.covariate!r} cannot be used; limit each of the covariates "
                f"{', '.join(method.covariates)} once at most, by a number from 0.",
                covariate=limit.covariate,
                most=limit.most,
            )


def _arm_sums(z: Whole, candidates: Allocations, arms: int) -> Whole:
    """The sum of each column over each arm's units: arms × columns × candidates.

    The products are of whole numbers below 2⁵³ in floating point: exact, whatever the order of summing.
    """
    sums = np.empty((arms, z.shape[0], candidates.shape[1]), dtype=np.int64)
    exact = z.astype(np.float64)
    for start in range(0, candidates.shape[1], BATCH):
        batch = slice(start, start + BATCH)
        for arm in range(arms - 1):
            sums[arm, :, batch] = exact @ (candidates[:, batch] == arm).astype(np.float64)
    sums[-1] = z.sum(axis=1, keepdims=True) - sums[:-1].sum(axis=0)
    return sums


def _scores(sums: Whole, score: Literal["l1", "l2"]) -> Whole:
    """2ᵖ times the score of each candidate, in whole numbers of the scale."""
    scores = np.zeros(sums.shape[2], dtype=np.int64)
    for a, b in combinations(range(len(sums)), 2):
        apart = sums[a] - sums[b]
        scores += (np.abs(apart) if score == "l1" else apart**2).sum(axis=0)
    return scores


def _within(sums: Whole, candidates: Allocations, most: Sequence[float]) -> NDArray[np.bool_]:
    """Whether every two arms' means differ by no more than ``most`` in each column."""
    within = np.ones(candidates.shape[1], dtype=np.bool_)
    sizes = [(candidates == arm).sum(axis=0, dtype=np.int64) for arm in range(len(sums))]
    for column, limit in enumerate(most):
        if limit < inf:
            # As whole numbers over a common denominator; no two means are more than 2n standard deviations apart.
            bound = int(Fraction(min(limit, 2.0 * len(candidates))) * ONE)
            for a, b in combinations(range(len(sums)), 2):
                apart = np.abs(sums[a, column] * sizes[b] - sums[b, column] * sizes[a])
                within &= apart <= bound * sizes[a] * sizes[b]
    return within


def _distinct(allocations: Allocations) -> Allocations:
    """Each different allocation once, in an order that only they decide."""
    bits = int(allocations.max()).bit_length()
    planes = np.concatenate([np.packbits(allocations >> bit & 1, axis=0) for bit in range(bits)])
    order = np.lexsort(planes)
    packed = planes[:, order]
    new = np.ones(order.size, dtype=np.bool_)
    new[1:] = (packed[:, 1:] != packed[:, :-1]).any(axis=0)
    return allocations[:, order[new]]
