"""The lots that could have been drawn, as inference needs them: which units could have been treated together.

A space is a value, made by whoever drew the lots, or by ``space_of`` from the data. It knows two arms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import comb, prod
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Columns, arms, column, is_numeric, labels
from laget.trial.errors import TrialError

# More are not listed one by one.
MOST = 1_000_000
# Allocations are handed on in blocks of at most so many units times allocations, one byte each.
BLOCK = 2**25
# A longer block is no faster.
LONGEST = 10_000

Allocations = NDArray[np.bool_]
"""Units × allocations; true where the unit is treated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotSpace:
    """A fixed number of treated units in every stratum, each choice of them as likely.

    ``strata`` holds the number of each unit's stratum, from 0, and ``treated`` how many units of each stratum
    are treated. A single stratum is a complete draw, and strata of two units are matched pairs.
    """

    units: tuple[str, ...]
    strata: tuple[int, ...]
    treated: tuple[int, ...]

    def __post_init__(self) -> None:
        _check_units(self.units)
        counted = Counter(self.strata)
        sizes = [counted[stratum] for stratum in range(len(self.treated))]
        fits = len(self.strata) == len(self.units) == sum(sizes)
        if not fits or any(not 0 < treated < size for treated, size in zip(self.treated, sizes, strict=True)):
            raise TrialError(
                "bad_strata",
                "The strata do not divide the units: give each unit the number of its stratum, counted from 0, and "
                "each stratum at least one treated and one untreated unit.",
            )

    @property
    def kind(self) -> Literal["complete", "stratified", "paired"]:
        """What the draw is called."""
        if len(self.treated) == 1:
            return "complete"
        return "paired" if len(self.units) == 2 * len(self.treated) else "stratified"

    @property
    def places(self) -> list[NDArray[np.intp]]:
        """The places of the units of each stratum."""
        order = np.argsort(self.strata, kind="stable")
        return np.split(order, np.cumsum(np.bincount(self.strata))[:-1])

    @property
    def size(self) -> int:
        """How many allocations there are."""
        return prod(comb(places.size, treated) for places, treated in zip(self.places, self.treated, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSpace:
    """Allocations one by one, each as likely: what a constrained draw chose between, or a draw done over and over.

    ``sampled`` says that the list is a sample of what could have been drawn, and not all of it.
    """

    units: tuple[str, ...]
    allocations: Allocations
    sampled: bool

    def __post_init__(self) -> None:
        _check_units(self.units)
        shape = self.allocations.shape
        if self.allocations.dtype != np.bool_ or len(shape) != 2 or shape[0] != len(self.units) or not shape[1]:
            raise TrialError(
                "bad_allocations",
                "The allocations are not a table of true and false with a row for each unit and a column for each "
                "allocation; make them one.",
            )
        treated = self.allocations.sum(axis=0)
        if not (treated.all() and (treated < shape[0]).all()):
            raise TrialError(
                "empty_arm", "An allocation has all units in one arm, so it has no effect in it; leave it out."
            )

    @property
    def kind(self) -> Literal["listed", "sampled"]:
        """What the list is."""
        return "sampled" if self.sampled else "listed"

    @property
    def places(self) -> list[NDArray[np.intp]]:
        """The places of all units: a list knows no strata."""
        return [np.arange(len(self.units))]

    @property
    def size(self) -> int:
        """How many allocations are listed."""
        return int(self.allocations.shape[1])


Space = LotSpace | ListedSpace


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedArms:
    """The arm of each cluster: ``rows`` numbers each row's cluster, ``treated`` (clusters) is true where it is in
    the arm that ``term`` stands for."""

    clusters: tuple[str, ...]
    rows: NDArray[np.intp]
    treated: NDArray[np.bool_]
    term: str


def observed_arms(*, columns: Columns, treatment: str, reference: str | None = None, cluster: str) -> ObservedArms:
    """The arm that each cluster of ``cluster`` is in.

    Raises ``TrialError`` where there are more than two arms, and where a cluster is in both.
    """
    control, others = arms(columns, treatment, reference)
    if len(others) > 1:
        raise TrialError(
            "more_than_two_arms",
            f"{treatment!r} holds {len(others) + 1} arms, and lots are redrawn between two; keep the rows of "
            f"{control!r} and of one other.",
            column=treatment,
            arms=len(others) + 1,
            reference=control,
        )
    clusters, codes = labels(columns, cluster)
    values = column(columns, treatment)
    treated = values.astype(bool) if is_numeric(values) else values != control
    arm, mixed = _one_per_cluster(treated.astype(np.intp), codes)
    if mixed is not None:
        raise TrialError(
            "cluster_in_two_arms",
            f"{clusters[mixed]!r} of {cluster!r} has rows in both arms, so it is not what the lots were drawn between; "
            "name the column of what was.",
            column=cluster,
            cluster=clusters[mixed],
        )
    return ObservedArms(clusters=clusters, rows=codes, treated=arm.astype(bool), term=next(iter(others)))


def space_of(
    *,
    columns: Columns,
    treatment: str,
    reference: str | None = None,
    cluster: str,
    strata: str | None = None,
    pairs: str | None = None,
) -> LotSpace:
    """The space of a draw that gave each arm as many clusters as it has: in all, in each of the ``strata``, or one
    of each of the ``pairs``.

    Raises ``TrialError`` for strata with a single arm, for pairs that are not two clusters in two arms, and for
    clusters in several of either.
    """
    observed = observed_arms(columns=columns, treatment=treatment, reference=reference, cluster=cluster)
    if strata is not None and pairs is not None:
        raise TrialError("strata_and_pairs", "Both strata and pairs are named; name what the lots were drawn within.")
    within = strata if strata is not None else pairs
    if within is None:
        return LotSpace(
            units=observed.clusters, strata=(0,) * len(observed.clusters), treated=(int(observed.treated.sum()),)
        )
    names, codes = labels(columns, within)
    homes, mixed = _one_per_cluster(codes, observed.rows)
    if mixed is not None:
        raise TrialError(
            "cluster_in_two_strata",
            f"{observed.clusters[mixed]!r} of {cluster!r} has rows in several of {within!r}, so it is not known where "
            "its lot was drawn; give all its rows the same.",
            column=within,
            cluster=observed.clusters[mixed],
        )
    sizes = np.bincount(homes, minlength=len(names))
    treated = np.bincount(homes[observed.treated], minlength=len(names))
    for name, size, count in zip(names, sizes.tolist(), treated.tolist(), strict=True):
        if pairs is not None and (size, count) != (2, 1):
            raise TrialError(
                "not_a_pair",
                f"{name!r} of {pairs!r} holds {size} clusters, {count} of them treated, and a pair is two of which one "
                "is; mend it, or name the column as strata.",
                column=pairs,
                pair=name,
                clusters=size,
                treated=count,
            )
        if not 0 < count < size:
            raise TrialError(
                "stratum_of_one_arm",
                f"{name!r} of {within!r} has all its clusters in one arm, so nothing there could have fallen "
                "otherwise; join it with another, or leave it out.",
                column=within,
                stratum=name,
            )
    return LotSpace(units=observed.clusters, strata=tuple(homes.tolist()), treated=tuple(treated.tolist()))


def holds(space: Space, treated: NDArray[np.bool_]) -> bool:
    """Whether the space holds this allocation; a sample need not."""
    if isinstance(space, ListedSpace):
        return space.sampled or bool((space.allocations == treated[:, None]).all(axis=0).any())
    return all(treated[places].sum() == count for places, count in zip(space.places, space.treated, strict=True))


def described(space: Space) -> str:
    """The space in words, counted.

    >>> described(LotSpace(units=tuple("abcdefgh"), strata=(0,) * 8, treated=(4,)))
    '70 ways to draw 4 of 8 units'
    >>> described(LotSpace(units=tuple("abcdef"), strata=(0, 0, 1, 1, 2, 2), treated=(1, 1, 1)))
    '8 ways to draw one unit of each of 3 pairs'
    """
    size = counted(space)
    if isinstance(space, ListedSpace):
        return f"{size} {'sampled' if space.sampled else 'listed'} allocations of {len(space.units)} units"
    if space.kind == "paired":
        return f"{size} ways to draw one unit of each of {len(space.treated)} pairs"
    where = f" within {len(space.treated)} strata" if space.kind == "stratified" else ""
    return f"{size} ways to draw {sum(space.treated)} of {len(space.units)} units{where}"


def counted(space: Space) -> str:
    """How many allocations there are, in few digits where they are very many."""
    return str(space.size) if space.size < 10**9 else f"{Decimal(space.size):.2e}"


def every(space: Space) -> Iterator[Allocations]:
    """Every allocation once, in blocks. Raises ``TrialError`` if there are more than a million."""
    if isinstance(space, ListedSpace):
        for start in range(0, space.size, _length(space)):
            yield space.allocations[:, start : start + _length(space)]
        return
    if space.size > MOST:
        raise TrialError(
            "too_many_allocations",
            f"There are {described(space)}, and at most {MOST} can be gone through one by one; draw from them instead.",
            size=counted(space),
            most=MOST,
        )
    choices = [_choices(places.size, count) for places, count in zip(space.places, space.treated, strict=True)]
    for start in range(0, space.size, _length(space)):
        number = np.arange(start, min(start + _length(space), space.size))
        block = np.empty((len(space.units), number.size), dtype=bool)
        for places, choice in zip(space.places, choices, strict=True):
            number, which = np.divmod(number, choice.shape[1])
            block[places] = choice[:, which]
        yield block


def drawn(space: LotSpace, *, times: int, rng: np.random.Generator) -> Iterator[Allocations]:
    """``times`` allocations drawn evenly, each on its own, in blocks."""
    strata = list(zip(space.places, space.treated, strict=True))
    for start in range(0, times, _length(space)):
        block = np.empty((len(space.units), min(_length(space), times - start)), dtype=bool)
        for places, count in strata:
            _draw(block, places, count, rng)
        yield block


def _draw(block: Allocations, places: NDArray[np.intp], treated: int, rng: np.random.Generator) -> None:
    """Selection sampling (Knuth, *The Art of Computer Programming* 2, 3.4.2, algorithm S), all allocations at once:
    a unit is treated with the chance of places left over units left."""
    kind = np.min_scalar_type(places.size)
    wanted = np.full(block.shape[1], treated, dtype=kind)
    for left, place in zip(range(places.size, 0, -1), places, strict=True):
        block[place] = rng.integers(left, size=wanted.size, dtype=kind) < wanted
        wanted -= block[place]


def _choices(units: int, treated: int) -> Allocations:
    """Every way to treat so many of the units: units × ways."""
    chosen = np.array(list(combinations(range(units), treated)))
    ways = np.zeros((units, len(chosen)), dtype=bool)
    ways[chosen.T, np.arange(len(chosen))] = True
    return ways


def _length(space: Space) -> int:
    """How many allocations a block holds."""
    return max(1, min(LONGEST, BLOCK // len(space.units)))


def _one_per_cluster(values: NDArray[np.intp], clusters: NDArray[np.intp]) -> tuple[NDArray[np.intp], int | None]:
    """The value of each cluster, and the number of a cluster whose rows differ, if there is one."""
    found = np.empty(int(clusters.max()) + 1, dtype=np.intp)
    found[clusters] = values
    differs = found[clusters] != values
    return found, int(clusters[np.argmax(differs)]) if differs.any() else None


def _check_units(units: Sequence[str]) -> None:
    twice = sorted({unit for unit in units if units.count(unit) > 1}) if len(set(units)) < len(units) else []
    if twice:
        raise TrialError("unit_twice", f"The unit {twice[0]!r} is in the space twice; name it once.", unit=twice[0])
