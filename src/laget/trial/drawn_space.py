"""From a draw to the space that randomisation inference works in."""

from __future__ import annotations

from laget.trial.allocate import Draw
from laget.trial.allocation_blocks import BlockSpace
from laget.trial.allocation_constrained import KeptSpace
from laget.trial.errors import TrialError
from laget.trial.philox import Words
from laget.trial.randomisation_space import ListedSpace, LotSpace, Space


def drawn_space(*, draw: Draw, treated: str, times: int, seed: bytes) -> Space:
    """What a draw of two arms could have given, with the arm ``treated`` as true.

    Lots within blocks give a ``LotSpace``, given the arms' sizes as they fell; a constrained draw the very list it
    chose from. Minimised allocations are not equally likely, so the draw is done over ``times`` times, with a
    32-byte ``seed`` of its own. Raises ``TrialError`` for other draws.
    """
    if len(draw.arm_ids) != 2 or treated not in draw.arm_ids:
        told = ", ".join(draw.arm_ids)
        raise TrialError(
            "not_two_arms",
            f"Lots are redrawn between two arms, and the draw has {told}; {treated!r} cannot be set against a single "
            "other.",
            arms=told,
            treated=treated,
        )
    arm = draw.arm_ids.index(treated)
    match draw.space:
        case BlockSpace(blocks=blocks):
            return LotSpace(
                units=draw.units,
                strata=tuple(block - 1 for block in draw.blocks),
                treated=tuple(sum(draw.arms[unit] == treated for unit in block.units) for block in blocks),
            )
        case KeptSpace(allocations=allocations):
            return ListedSpace(units=draw.units, allocations=allocations == arm, sampled=False)
        case space:
            allocations = space.sample(times=times, words=Words(seed))
            return ListedSpace(units=draw.units, allocations=allocations == arm, sampled=True)
