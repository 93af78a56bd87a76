"""Complete, stratified and blocked allocation: which units make a block."""

from __future__ import annotations

from collections.abc import Sequence

from laget.trial.allocation_design import Blocked
from laget.trial.errors import TrialError
from laget.trial.units import Units, alike, values


def strata(units: Units, columns: Sequence[str], *, arms: int) -> list[tuple[int, ...]]:
    """The places of the units in each stratum; a single stratum without ``columns``.

    Raises ``TrialError`` for a stratum with fewer units than there are arms: its arms could not be compared.
    """
    if not columns:
        return [tuple(range(len(units.ids)))]
    found = alike(units, columns)
    for places in found:
        if len(places) < arms:
            told = ", ".join(f"{column} {_written(values(units, column)[places[0]])}" for column in columns)
            raise TrialError(
                "stratum_too_small",
                f"The stratum {told} has units: {len(places)}, and there are {arms} arms, so they cannot be compared "
                "within it; join it with another stratum, or use fewer columns.",
                stratum=told,
                units=len(places),
                arms=arms,
            )
    return found


def blocks(units: Units, method: Blocked, *, shares: Sequence[int]) -> list[tuple[int, ...]]:
    """The places of the units in each block: within a stratum those that follow each other in the order.

    What is left over joins the last block, which is then larger than the others but never twice as large.
    Raises ``TrialError`` for a size that does not hold the arms in their shares.
    """
    if method.size < 1 or method.size % sum(shares):
        raise TrialError(
            "bad_block_size",
            f"Blocks of {method.size} cannot hold the arms in their shares; use a multiple of {sum(shares)}.",
            size=method.size,
            shares=sum(shares),
        )
    turn = values(units, method.order)
    found = []
    for stratum in strata(units, method.strata, arms=len(shares)):
        queue = sorted(stratum, key=lambda place: turn[place])
        cuts = [*range(0, len(queue) - len(queue) % method.size, method.size)] or [0]
        found += [tuple(queue[cut:end]) for cut, end in zip(cuts, [*cuts[1:], len(queue)], strict=True)]
    return found


def _written(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"
