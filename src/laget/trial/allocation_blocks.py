"""Lots within blocks: what complete, stratified, blocked and paired allocation have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb, factorial, prod

import numpy as np

from laget.trial.allocation_design import Arm
from laget.trial.allocation_space import Probabilities, largest_first, too_many
from laget.trial.errors import TrialError
from laget.trial.philox import Allocations, Choices, Words, drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Units within which the arms' sizes are fixed.

    ``units`` are their places, ``certain`` the number of them that each arm surely gets. ``extra`` of the
    ``equals`` (arms alike in share) get one more, by lot.
    """

    units: tuple[int, ...]
    certain: tuple[int, ...]
    equals: tuple[int, ...]
    extra: int

    @property
    def choices(self) -> int:
        """How many choices it takes to draw the block."""
        return max(len(self.equals) - 1, 0) + len(self.units) - 1

    @property
    def size(self) -> int:
        """How many allocations of the block there are."""
        sizes = next(self.sizes())
        return comb(len(self.equals), self.extra) * factorial(len(self.units)) // prod(map(factorial, sizes))

    def sizes(self) -> Iterator[tuple[int, ...]]:
        """The sizes that the arms can have together, each as likely."""
        for more in combinations(self.equals, self.extra):
            yield tuple(size + (arm in more) for arm, size in enumerate(self.certain))

    def probabilities(self) -> tuple[Fraction, ...]:
        """The probability of each arm, the same for every unit of the block."""
        share = Fraction(self.extra, len(self.equals)) if self.equals else Fraction(0)
        expected = (size + share * (arm in self.equals) for arm, size in enumerate(self.certain))
        return tuple(number / len(self.units) for number in expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSpace:
    """Every way to fill the ``blocks``, which hold each unit once; each is as likely."""

    blocks: tuple[Block, ...]

    @property
    def units(self) -> int:
        """How many units there are."""
        return sum(len(block.units) for block in self.blocks)

    @property
    def size(self) -> int:
        """The product of the blocks' own numbers of allocations."""
        return prod(block.size for block in self.blocks)

    def probabilities(self) -> Probabilities:
        """The known probability of each arm: the block's number for it, over the block's units."""
        known = {unit: block.probabilities() for block in self.blocks for unit in block.units}
        return tuple(known[unit] for unit in range(self.units))

    def sample(self, *, times: int, words: Words) -> Allocations:
        """``times`` allocations, each drawn on its own (units × ``times``)."""
        choices = sum(block.choices for block in self.blocks)
        return drawn(allocate=self._allocate, choices=choices, times=times, words=words)

    def every(self, *, most: int) -> Allocations:
        """Every allocation once (units × ``size``)."""
        if self.size > most:
            raise too_many(self.size, most)
        allocations = np.empty((self.units, self.size), dtype=np.uint8)
        inner = 1
        for block in self.blocks:
            filled = _every(block)
            row = np.repeat(filled, inner, axis=1)
            inner *= block.size
            allocations[list(block.units)] = np.tile(row, self.size // inner)
        return allocations

    def _allocate(self, choices: Choices) -> Allocations:
        allocations = np.empty((self.units, choices.sound.size), dtype=np.uint8)
        for block in self.blocks:
            _fill(block, choices, allocations)
        return allocations


def block_space(*, blocks: Sequence[Sequence[int]], arms: Sequence[Arm]) -> BlockSpace:
    """The space of ``blocks``, the places of their units.

    Raises ``TrialError`` where an arm could be left without a unit.
    """
    space = BlockSpace(blocks=tuple(_block(block, arms) for block in blocks))
    for place, arm in enumerate(arms):
        if not any(block.certain[place] for block in space.blocks):
            raise TrialError(
                "arm_could_be_empty",
                f"The arm {arm.id!r} could end without a single unit; bring in more units, or give the arms more "
                "even shares.",
                arm=arm.id,
            )
    return space


def _block(units: Sequence[int], arms: Sequence[Arm]) -> Block:
    certain, equals, extra = largest_first([arm.share for arm in arms], len(units))
    return Block(units=tuple(units), certain=certain, equals=equals, extra=extra)


def _fill(block: Block, choices: Choices, allocations: Allocations) -> None:
    """Draw one block of every allocation: selection sampling (Fan, Muller and Rezucha 1962).

    Of r units left, of which arm a still gets m_a, the next is in arm a with probability m_a / r.
    """
    left = [np.full(choices.sound.size, size, dtype=np.uint32) for size in block.certain]
    extra = np.full(choices.sound.size, block.extra, dtype=np.uint32)
    for place, arm in enumerate(block.equals):
        more = choices.below(len(block.equals) - place) < extra
        left[arm] += more
        extra -= more
    others = left[:-1]
    for place, unit in enumerate(block.units):
        chosen = choices.below(len(block.units) - place)
        arm_of = allocations[unit]
        bound = others[0]
        arm_of[:] = chosen >= bound
        for size in others[1:]:
            bound = bound + size
            arm_of += chosen >= bound
        for arm in range(len(others)):
            others[arm] -= arm_of == arm


def _every(block: Block) -> Allocations:
    """Every allocation of one block: units × size."""
    parts = []
    for sizes in block.sizes():
        rows = np.empty((0, 1), dtype=np.uint8)
        left = np.array(sizes)[:, None]
        for _ in block.units:
            arm, row = np.nonzero(left)
            rows = np.vstack([rows[:, row], arm.astype(np.uint8)])
            left = left[:, row]
            left[arm, np.arange(arm.size)] -= 1
        parts.append(rows)
    return np.concatenate(parts, axis=1)
