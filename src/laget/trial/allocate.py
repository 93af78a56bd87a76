"""Draw lots: an arm for every unit, with known probabilities, from a declared design and a seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laget.trial.allocation_blocks import block_space
from laget.trial.allocation_constrained import KeptSpace, constrained_space, together
from laget.trial.allocation_design import (
    AllocationDesign,
    Blocked,
    Complete,
    Constrained,
    Minimised,
    Pairs,
    Stratified,
    check,
)
from laget.trial.allocation_minimised import minimised_space
from laget.trial.allocation_pairs import pairs
from laget.trial.allocation_space import AllocationSpace, Probabilities
from laget.trial.allocation_strata import blocks, strata
from laget.trial.frame import Frame, check_interference
from laget.trial.philox import Words
from laget.trial.progress import Progress, unseen
from laget.trial.units import Units, units_of

# What a p value is mostly set against.
USUAL_ALPHA = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Draw:
    """What the lots gave.

    ``units`` are sorted by id; ``arms``, ``probabilities`` (exact, one for each of ``arm_ids``) and ``blocks``
    (the number of the stratum, block or pair, from 1) go with them. ``left_out`` are the units that a pairing
    left without a partner: they are not in the trial. ``space`` is what the lots could have given.
    """

    arm_ids: tuple[str, ...]
    units: tuple[str, ...]
    arms: tuple[str, ...]
    probabilities: Probabilities
    blocks: tuple[int, ...]
    left_out: tuple[str, ...]
    space: AllocationSpace
    notes: tuple[str, ...]


def allocate(*, frame: Frame, design: AllocationDesign, seed: bytes, progress: Progress = unseen) -> Draw:
    """Draw an arm for every unit of ``frame``.

    ``seed`` is 32 bytes (``seal.seed_of``; in a simulation ``rng.bytes(32)``). The same frame, design and seed give the
    same arms on every machine. ``progress`` follows a pairing, which is what may take long. Raises ``TrialError`` for a
    design that the frame cannot carry.
    """
    check(design)
    check_interference(frame, design)
    words = Words(seed)
    units = units_of(frame)
    drawn: Sequence[int] = range(len(units.ids))
    groups: Sequence[Sequence[int]] = [drawn]
    notes: Sequence[str] = ()
    space: AllocationSpace
    match design.method:
        case Minimised() as method:
            space = minimised_space(units=units, method=method, arms=design.arms)
        case Constrained() as method:
            groups = strata(units, method.strata, arms=len(design.arms))
            space = constrained_space(units=units, method=method, arms=design.arms, words=words)
            notes = _unparted(space, units)
        case Complete() | Stratified() | Blocked() | Pairs():
            groups = _blocks(units, design, progress)
            drawn = sorted(unit for group in groups for unit in group)
            place = {unit: number for number, unit in enumerate(drawn)}
            groups = [[place[unit] for unit in group] for group in groups]
            space = block_space(blocks=groups, arms=design.arms)
    (allocation,) = space.sample(times=1, words=words).T.tolist()
    taken = set(drawn)
    block_of = {unit: number for number, group in enumerate(groups, start=1) for unit in group}
    return Draw(
        arm_ids=tuple(arm.id for arm in design.arms),
        units=tuple(units.ids[unit] for unit in drawn),
        arms=tuple(design.arms[arm].id for arm in allocation),
        probabilities=space.probabilities(),
        blocks=tuple(block_of[number] for number in range(len(drawn))),
        left_out=tuple(id for unit, id in enumerate(units.ids) if unit not in taken),
        space=space,
        notes=(*_few(space, design), *notes),
    )


def arms_of_schools(*, frame: Frame, draw: Draw) -> Mapping[str, str]:
    """The arm of every school in the trial, in the order of the frame: that of its unit."""
    arms = dict(zip(draw.units, draw.arms, strict=True))
    return {school: arms[unit] for school, unit in zip(frame.schools, frame.units, strict=True) if unit in arms}


def _blocks(units: Units, design: AllocationDesign, progress: Progress) -> Sequence[Sequence[int]]:
    match design.method:
        case Stratified() as method:
            return strata(units, method.strata, arms=len(design.arms))
        case Blocked() as method:
            return blocks(units, method, shares=[arm.share for arm in design.arms])
        case Pairs() as method:
            return pairs(units, method, arms=design.arms, progress=progress)
        case _:
            return strata(units, (), arms=len(design.arms))


def _few(space: AllocationSpace, design: AllocationDesign) -> Sequence[str]:
    """A note where the allocations are so few that no randomisation test can find anything."""
    if space.size is None:
        return ()
    # Where two arms are alike, each allocation comes with its mirror image, which is as far from nothing.
    alike = len(design.arms) == 2 and design.arms[0].share == design.arms[1].share
    smallest = (2 if alike else 1) / space.size
    if smallest <= USUAL_ALPHA:
        return ()
    return (
        f"There are {space.size} allocations, so no two-sided randomisation test can give a p value under "
        f"{smallest:.2g}; bring in more units, or loosen what binds the lots.",
    )


def _unparted(space: KeptSpace, units: Units) -> Sequence[str]:
    """A note where the constraint decides of two units what lots should."""
    joined = together(space)
    notes = []
    for found, says in ((joined.always, "always"), (joined.never, "never")):
        if found:
            first, second = (units.ids[unit] for unit in found[0])
            notes.append(
                f"In what the constraint leaves {first!r} and {second!r} are {says} in the same arm, and so it is with "
                f"{len(found)} pairs of units in all. Lots do not decide about them; loosen the constraint."
            )
    return notes
