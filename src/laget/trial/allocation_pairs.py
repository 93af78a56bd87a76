"""Matched pairs: which units are most alike, all pairs together.

Greevy, Lu, Silber and Rosenbaum (2004), "Optimal multivariate matching before randomization", *Biostatistics* 5(2);
Lu, Greevy, Xu and Beck (2011), *The American Statistician* 65(1), for units that are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np

from laget.trial.allocation_design import Arm, Pairs
from laget.trial.errors import TrialError
from laget.trial.fixed_point import ONE
from laget.trial.pairing import Distances, closest_pairs
from laget.trial.progress import Progress, unseen
from laget.trial.units import Units, alike, scored

# A covariate of whose variance the others leave less than this share says nothing of its own.
OWN = Fraction(1, 10**6)


def pairs(
    units: Units, method: Pairs, *, arms: Sequence[Arm], progress: Progress = unseen
) -> list[tuple[int, int]]:
    """The pairs with the smallest sum of squared Mahalanobis distances, as places of units.

    Where ``method.pairs`` leaves units out, each of them has a partner that costs nothing and is nobody, so that those
    whose leaving lowers the sum most are left. ``progress`` is told of every pair. Raises ``TrialError`` for other arms
    than two with equal shares, for a number of pairs that the units do not give, and where the exact columns do not
    allow it.
    """
    if len(arms) != 2 or arms[0].share != arms[1].share:
        raise TrialError(
            "pairs_need_two_arms",
            f"A pair has a unit for each of two arms with equal shares, and the design has {len(arms)} arms; use "
            "'blocked' or 'constrained' for other designs.",
            arms=len(arms),
        )
    count = len(units.ids)
    wanted = _wanted(method, count)
    columns = [column for name in method.covariates for column in scored(units, name, every_level=False)]
    known = squared_distances(columns)
    never = wanted * int(known.max(initial=0)) + 1
    nobody = count - 2 * wanted
    distances = np.full((count + nobody, count + nobody), never, dtype=np.int64)
    if method.exact:
        for group in alike(units, method.exact):
            distances[np.ix_(group, group)] = known[np.ix_(group, group)]
    else:
        distances[:count, :count] = known
    distances[:count, count:] = distances[count:, :count] = 0
    found = closest_pairs(distances, progress=progress)
    if any(distances[pair] == never for pair in found):
        raise TrialError(
            "cannot_pair",
            f"The units cannot make pairs: {wanted} that are alike in {', '.join(method.exact)}; ask for fewer pairs "
            "with 'pairs', or for fewer exact columns.",
            pairs=wanted,
            columns=", ".join(method.exact),
        )
    return [(first, second) for first, second in found if second < count]


def squared_distances(columns: Sequence[Sequence[int]]) -> Distances:
    """The squared Mahalanobis distance between every two units, in units of 2⁻¹⁶ and rounded down.

    ``columns`` are covariates of whole numbers. With S their sample covariance the square is
    (xᵢ − xⱼ)ᵀ S⁻¹ (xᵢ − xⱼ), worked out in fractions, so that no machine rounds it another way. Raises
    ``TrialError`` where a covariate follows from the others.
    """
    values = np.array(columns, dtype=object).T
    n = len(values)
    sums = values.sum(axis=0)
    # n (n − 1) S is of whole numbers.
    inverse = _inverse((n * (values.T @ values) - np.outer(sums, sums)).tolist())
    common = lcm(*(entry.denominator for row in inverse for entry in row))
    whole = np.array([[int(entry * common) for entry in row] for row in inverse], dtype=object)
    first, second = np.triu_indices(n, 1)
    apart = values[first] - values[second]
    squares = ((apart @ whole) * apart).sum(axis=1) * (n * (n - 1) * ONE) // common
    distances = np.zeros((n, n), dtype=np.int64)
    distances[first, second] = distances[second, first] = squares.astype(np.int64)
    return distances


def _wanted(method: Pairs, units: int) -> int:
    if method.pairs is None:
        if units % 2:
            raise TrialError(
                "odd_pairs",
                f"The units are {units}, an odd number, so one has no partner; say 'pairs: {units // 2}' to leave out "
                "the one that fits worst.",
                units=units,
                pairs=units // 2,
            )
        return units // 2
    if not 1 <= method.pairs <= units // 2:
        raise TrialError(
            "bad_pairs",
            f"The design asks for pairs: {method.pairs}, and the units are {units}, so there can be 1 to {units // 2}.",
            pairs=method.pairs,
            units=units,
            most=units // 2,
        )
    return method.pairs


def _inverse(matrix: Sequence[Sequence[int]]) -> list[list[Fraction]]:
    """The inverse of a covariance by elimination, in fractions."""
    size = len(matrix)
    rows = [[Fraction(entry) for entry in row] + [Fraction(0)] * size for row in matrix]
    for place, row in enumerate(rows):
        row[size + place] = Fraction(1)
    for place, row in enumerate(rows):
        if row[place] <= OWN * matrix[place][place]:
            raise TrialError(
                "collinear_covariates",
                "One of the covariates to pair by follows from the others, so that it has no distance of its own; "
                "leave it out.",
            )
        rows[place] = own = [entry / row[place] for entry in row]
        for other, changed in enumerate(rows):
            if other != place:
                rows[other] = [entry - changed[place] * part for entry, part in zip(changed, own, strict=True)]
    return [row[size:] for row in rows]
