"""Minimisation: each unit goes where the arms stay most alike, with a stated probability.

Taves (1974), *Clinical Pharmacology and Therapeutics* 15(5); Pocock and Simon (1975), *Biometrics* 31(1).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from laget.trial.allocation_design import Arm, Minimised
from laget.trial.allocation_space import Probabilities
from laget.trial.errors import TrialError
from laget.trial.philox import Allocations, Choices, Words, drawn
from laget.trial.units import Units, codes, values

# A stated probability has at most so many decimals, so that a choice can have it exactly.
DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimisedSpace:
    """What minimisation could have given.

    ``levels`` (factors × units) numbers each unit's level of each factor from 0; ``turn`` holds the units'
    places in their turn, or is empty where the turn is drawn. The unit in turn goes to the arm that would leave
    the smallest imbalance with ``probability``, and to each other arm with an equal part of the rest; of several
    best arms lots choose one first. The imbalance is summed over the factors: within the unit's own level, the
    range or the variance of the arms' counts. Draws that leave an arm empty are thrown away.

    The arms are alike in all this, so each has probability 1 / arms for every unit; the allocations are not
    equally likely, and are sampled rather than listed.
    """

    levels: tuple[tuple[int, ...], ...]
    arms: int
    probability: Fraction
    measure: Literal["range", "variance"]
    turn: tuple[int, ...]

    @property
    def size(self) -> None:
        """Not counted: the allocations are not equally likely."""

    def probabilities(self) -> Probabilities:
        """1 / arms for every unit, since the arms are treated alike."""
        return ((Fraction(1, self.arms),) * self.arms,) * len(self.levels[0])

    def sample(self, *, times: int, words: Words) -> Allocations:
        """``times`` allocations, each drawn on its own (units × ``times``)."""
        units = len(self.levels[0])
        choices = 2 * units + (0 if self.turn else units - 1)
        return drawn(allocate=self._allocate, choices=choices, times=times, words=words)

    def every(self, *, most: int) -> Allocations:
        """Always refused."""
        raise TrialError(
            "not_listed",
            f"Minimised allocations are not equally likely, so they are not listed, not even {most}; sample them.",
            most=most,
        )

    def _allocate(self, choices: Choices) -> Allocations:
        levels = np.array(self.levels)
        factors, units = levels.shape
        each = np.arange(choices.sound.size)
        counts = np.zeros((factors, int(levels.max()) + 1, self.arms, each.size), dtype=np.int64)
        allocations = np.empty((units, each.size), dtype=np.uint8)
        sure, rest = self.probability.numerator, self.probability.denominator - self.probability.numerator
        others = self.arms - 1
        for unit in self._turns(choices):
            level = levels[:, unit]
            row = np.arange(factors)[:, None]
            # Advanced indices on both sides of the arms put them last: factors × allocations × arms.
            met = counts[row, level, :, each]
            imbalance = _range_with(met) if self.measure == "range" else met.sum(axis=0)
            best = imbalance == imbalance.min(axis=1, keepdims=True)
            which = choices.below(lcm(*range(1, self.arms + 1))) % best.sum(axis=1)
            arm = np.argmax(best.cumsum(axis=1) > which[:, None], axis=1)
            piece = choices.below((sure + rest) * others).astype(np.int64) - sure * others
            other = piece // max(rest, 1)
            arm = np.where(piece < 0, arm, other + (other >= arm))
            counts[row, level, arm, each] += 1
            allocations[unit, each] = arm
        for arm_place in range(self.arms):
            choices.sound &= (allocations == arm_place).any(axis=0)
        return allocations

    def _turns(self, choices: Choices) -> NDArray[np.intp]:
        """Whose turn it is (units × allocations): as declared, or shuffled (Fisher and Yates)."""
        units, times = len(self.levels[0]), choices.sound.size
        if self.turn:
            return np.repeat(np.array(self.turn)[:, None], times, axis=1)
        turns = np.repeat(np.arange(units)[:, None], times, axis=1)
        each = np.arange(times)
        for last in range(units - 1, 0, -1):
            place = choices.below(last + 1)
            turns[last], turns[place, each] = turns[place, each], turns[last].copy()
        return turns


def minimised_space(*, units: Units, method: Minimised, arms: tuple[Arm, ...]) -> MinimisedSpace:
    """The space of a declared minimisation.

    Raises ``TrialError`` for arms of unequal shares, which need another rule than this to get their shares
    (Han, Enas and McEntegart 2009, *Statistics in Medicine* 28(27)), and for a probability that is no more than chance.
    """
    if len({arm.share for arm in arms}) > 1:
        raise TrialError(
            "minimised_unequal",
            "Minimisation gives unequal shares other probabilities than the declared ones; give the arms equal "
            "shares, or use 'stratified' or 'constrained'.",
        )
    probability = Fraction(repr(float(method.probability))) if 1 / len(arms) < method.probability <= 1 else Fraction(0)
    if not probability or 10**DECIMALS % probability.denominator:
        raise TrialError(
            "bad_probability",
            f"The probability of the best arm is {method.probability:g}; it has to be over {1 / len(arms):.3g} "
            f"(chance) and at most 1, with at most {DECIMALS} decimals.",
            probability=method.probability,
            chance=1 / len(arms),
            decimals=DECIMALS,
        )
    if len(units.ids) < len(arms):
        raise TrialError(
            "arm_could_be_empty",
            f"The arm {arms[-1].id!r} could end without a single unit; bring in more units, or give the arms more "
            "even shares.",
            arm=arms[-1].id,
        )
    turn: tuple[int, ...] = ()
    if method.order is not None:
        order = values(units, method.order)
        turn = tuple(sorted(range(len(order)), key=lambda place: order[place]))
    return MinimisedSpace(
        levels=tuple(tuple(codes(units, factor)) for factor in method.factors),
        arms=len(arms),
        probability=probability,
        measure=method.measure,
        turn=turn,
    )


def _range_with(met: NDArray[np.int64]) -> NDArray[np.int64]:
    """The range of the counts if the unit went to each arm (allocations × arms), summed over the factors."""
    totals = []
    for arm in range(met.shape[-1]):
        after = met.copy()
        after[..., arm] += 1
        totals.append(np.ptp(after, axis=-1).sum(axis=0))
    return np.stack(totals, axis=-1)
