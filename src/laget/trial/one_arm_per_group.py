"""Groups of units that all have one arm, as if lots had been drawn between the groups and not between the units."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from math import comb

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Columns
from laget.trial.randomisation_space import LotSpace, ObservedArms

# Fewer draws than this in one leave the arms so by chance that it is worth asking.
SELDOM = Fraction(1, 100)
# Two groups, one of each arm, are hardly more than the arm by another name.
FEWEST = 3


def one_arm_per_group(
    *, columns: Columns, observed: ObservedArms, space: LotSpace, cluster: str, asked: Collection[str]
) -> Iterator[str]:
    """A note where all units in each group of some column have one arm, and lots between the units would seldom do so.

    Of several such columns the one with the fewest groups is named. Those ``asked`` for are not looked at, nor those
    that differ within a unit.
    """
    found = []
    for name, values in columns.items():
        if name in asked:
            continue
        own = np.empty(len(observed.clusters), dtype=values.dtype)
        own[observed.rows] = values
        if (own[observed.rows] != values).any():
            continue
        _, groups = np.unique(own, return_inverse=True)
        sizes = np.bincount(groups)
        treated = np.bincount(groups, weights=observed.treated)
        if sizes.size < FEWEST or not ((treated == 0) | (treated == sizes)).all():
            continue
        place = {unit: number for number, unit in enumerate(space.units)}
        at = np.array([place[unit] for unit in observed.clusters])
        if chance_of_one_arm(groups=groups, space=space, places=at) < SELDOM:
            found.append((sizes.size, name))
    if found:
        count, name = min(found, key=lambda one: one[0])
        yield (
            f"Each of the {count} groups of {name!r} has all its units of {cluster!r} in one arm, which lots between "
            f"the units would seldom give. If lots were drawn between {name!r}, name that as the cluster: between its "
            "parts p is too small."
        )


def chance_of_one_arm(*, groups: NDArray[np.intp], space: LotSpace, places: NDArray[np.intp]) -> Fraction:
    """The share of a space's allocations in which the units of each group and stratum have one arm.

    ``groups`` numbers the group of each unit, and ``places`` its place in ``space``.

    >>> eight = LotSpace(units=tuple("abcdefgh"), strata=(0,) * 8, treated=(4,))
    >>> chance_of_one_arm(groups=np.arange(8) // 2, space=eight, places=np.arange(8))
    Fraction(3, 35)
    """
    strata = np.array(space.strata)[places]
    chance = Fraction(1)
    for stratum, treated in enumerate(space.treated):
        here = groups[strata == stratum]
        # In how many ways whole groups add up to so many units.
        ways = [1] + [0] * treated
        for size in np.unique(here, return_counts=True)[1].tolist():
            for total in range(treated, size - 1, -1):
                ways[total] += ways[total - size]
        chance *= Fraction(ways[treated], comb(here.size, treated))
    return chance
