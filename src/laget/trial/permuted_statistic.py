"""The statistic of a randomisation test in thousands of allocations at once, whatever the effect is supposed to be.

To test an effect τ, the outcome less τ for the treated is regressed on strata, covariates and an allocation t. By
Frisch, Waugh and Lovell that is the same as regressing e(δ) = ê − δ z on what strata and covariates leave of t: ê are
the residuals of the fit that gives τ̂, z is what they leave of the treatment as it fell, and δ = τ − τ̂.

By cluster c, let n_c count the rows, let R_c sum e(δ) and b_c the covariates (made orthonormal within strata), and let
T_c be t_c less the treated share of the stratum's rows. With h = Σ_c T_c b_c, what is left of t sums to
u_c = n_c T_c − b_cᵀh. The coefficient is d = Σ_c T_c R_c / Σ_c T_c u_c, and its standard error
√(Σ_g s_g²) / Σ_c T_c u_c, where s_g sums T_c (R_c − d u_c) over the clusters of g. A g is one cluster, or the two of a
pair, which mirror each other and are one piece of news. Without covariates this is the cluster-robust t of least
squares (CR0); with them T_c stands for what is left of t, since lots move t and not the covariates.

R and d are straight lines in δ, so Σ s² is a parabola. All that an allocation adds are sums, over its treated clusters,
of what does not depend on it: one product of matrices per stratum.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Numbers
from laget.trial.null_distribution import ROUNDING
from laget.trial.ols import ALIASED
from laget.trial.randomisation_space import Allocations

# So many units' lots are made numbers at a time: what fits in a processor's nearest memory.
CHUNK = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSums:
    """Sums over the rows of each unit: their number as ``sizes`` (units), z as ``effect`` (units), ê of each of K
    outcomes as ``residuals`` (K × units) and b as ``basis`` (p × units). ``strata`` holds the places of each stratum's
    units, and ``paired`` says that they are pairs. Within a stratum all but ``sizes`` sum to zero."""

    strata: list[NDArray[np.intp]]
    paired: bool
    sizes: Numbers
    effect: Numbers
    residuals: Numbers
    basis: Numbers

    @property
    def lines(self) -> Numbers:
        """The two parts of R: z first, then ê of each outcome."""
        return np.vstack([self.effect, self.residuals])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What B allocations make of the ``lines``: Σ T R as ``scores`` and Σ T u as ``weights``. Then, over the pieces of
    news g, with r = Σ T R and w = Σ T u within g: Σ r r of z and each line as ``crossed``, Σ r² of each outcome as
    ``own``, Σ r w as ``on_rest`` and Σ w² as ``rest``. ``alike`` marks the allocations that the covariates follow
    wholly: those have no coefficient."""

    scores: Numbers
    weights: Numbers
    crossed: Numbers
    own: Numbers
    on_rest: Numbers
    rest: Numbers
    alike: NDArray[np.bool_]

    @property
    def coefficients(self) -> Numbers:
        """d of each line; zero where there is none."""
        found: Numbers = np.where(self.alike, 0, self.scores) / np.where(self.alike, 1, self.weights)
        return found


def t_statistics(sums: UnitSums, allocations: Allocations) -> Numbers:
    """a, b, v₀, v₁ and v₂ of ``NullDistribution``, for each outcome and allocation: K × 5 × B."""
    parts = _parts(sums, allocations)
    coefficients = parts.coefficients
    of_z, of_e = coefficients[0], coefficients[1:]
    v0 = parts.own - 2 * of_e * parts.on_rest[1:] + of_e**2 * parts.rest
    v1 = parts.crossed[1:] - of_z * parts.on_rest[1:] - of_e * parts.on_rest[0] + of_e * of_z * parts.rest
    v2 = parts.crossed[0] - 2 * of_z * parts.on_rest[0] + of_z**2 * parts.rest
    # Of an allocation that the residuals follow exactly, rounding leaves a variance of either sign.
    v0 = np.maximum(v0, ROUNDING * parts.own)
    v2 = np.maximum(v2, ROUNDING * parts.crossed[0])
    return _stacked(parts.scores[1:], -parts.scores[0], v0, -2 * v1, v2)


def bare_coefficients(sums: UnitSums, allocations: Allocations, *, units: Numbers) -> Numbers:
    """The same for the coefficient on its own, each outcome's counted in its one of ``units`` (K)."""
    found = _parts(sums, allocations).coefficients
    return _stacked(found[1:] / units[:, None], -found[0] / units[:, None], 1.0, 0.0, 0.0)


def _stacked(a: Numbers, *others: Numbers | float) -> Numbers:
    return np.stack([a, *(np.broadcast_to(other, a.shape) for other in others)], axis=1)


def _parts(sums: UnitSums, allocations: Allocations) -> _Parts:
    return _of_pairs(sums, allocations) if sums.paired else _of_clusters(sums, allocations)


def _of_clusters(sums: UnitSums, allocations: Allocations) -> _Parts:
    """Each cluster a piece of news. Every sum is of a power of T times a column that no allocation changes."""
    n, b, lines = sums.sizes, sums.basis, sums.lines
    first, second = np.triu_indices(len(b))
    by_power = [
        [lines, b],
        [n[None], lines * sums.effect, sums.residuals**2, *(line * b for line in lines), b[first] * b[second]],
        [lines * n, b * n],
        [n[None] ** 2],
    ]
    columns = np.vstack([one for several in by_power for one in several])
    ends = np.cumsum([0, *(sum(map(len, several)) for several in by_power)])
    found = np.zeros((len(columns), allocations.shape[1]))
    for places in sums.strata:
        treated = _summed(columns, allocations, places)
        others = columns[:, places].sum(axis=1, keepdims=True) - treated
        share = treated[ends[1]] / n[places].sum()
        of_treated, of_others = np.ones_like(share), np.ones_like(share)
        for start, end in pairwise(ends):
            of_treated, of_others = of_treated * (1 - share), of_others * -share
            found[start:end] += of_treated * treated[start:end] + of_others * others[start:end]
    cuts = np.cumsum([len(one) for several in by_power for one in several])[:-1]
    scores, h, weight, crossed, own, *on_b, b_b, linear, n_b, square = np.split(found, cuts)
    return _joined(
        scores=scores,
        h=h,
        weight=weight[0],
        crossed=crossed,
        own=own,
        on_rest=linear - np.stack([(h * one).sum(axis=0) for one in on_b]),
        rest=square[0] - 2 * (h * n_b).sum(axis=0) + _square_form(b_b, h),
    )


def _of_pairs(sums: UnitSums, allocations: Allocations) -> _Parts:
    """Each pair a piece of news. In a pair Σ T R is R of the first unit where that is treated and −R where it is not,
    likewise for b, and Σ n T² is w = n n′/(n + n′) either way."""
    first = np.array([places[0] for places in sums.strata])
    sizes = np.array([sums.sizes[places] for places in sums.strata])
    w = sizes.prod(axis=1) / sizes.sum(axis=1)
    lines, b = sums.lines[:, first], sums.basis[:, first]
    one, other = np.triu_indices(len(b))
    turned = [lines, b, lines * w, b * w]
    columns = np.zeros((2 * (len(lines) + len(b)), len(sums.sizes)))
    columns[:, first] = np.vstack(turned)
    signed = 2 * _summed(columns, allocations, first) - columns.sum(axis=1, keepdims=True)
    scores, h, linear, w_b = np.split(signed, np.cumsum([len(each) for each in turned])[:-1])
    return _joined(
        scores=scores,
        h=h,
        weight=w.sum(),
        crossed=(lines @ lines[0])[:, None],
        own=(lines[1:] ** 2).sum(axis=1)[:, None],
        on_rest=linear - lines @ b.T @ h,
        rest=(w**2).sum() - 2 * (h * w_b).sum(axis=0) + _square_form((b[one] * b[other]).sum(axis=1)[:, None], h),
    )


def _joined(
    *, scores: Numbers, h: Numbers, weight: Numbers, crossed: Numbers, own: Numbers, on_rest: Numbers, rest: Numbers
) -> _Parts:
    """The parts, with Σ T u = Σ n T² − hᵀh from its ``weight`` Σ n T²."""
    weights = weight - (h**2).sum(axis=0)
    return _Parts(
        scores=scores,
        weights=weights,
        crossed=crossed,
        own=own,
        on_rest=on_rest,
        rest=rest,
        alike=weights <= ALIASED**2 * weight,
    )


def _square_form(upper: Numbers, h: Numbers) -> Numbers:
    """hᵀ S h for each allocation, from the rows of S's upper triangle."""
    first, second = np.triu_indices(len(h))
    times = np.where(first == second, 1.0, 2.0)[:, None]
    found: Numbers = (times * upper * h[first] * h[second]).sum(axis=0)
    return found


def _summed(columns: Numbers, allocations: Allocations, places: NDArray[np.intp]) -> Numbers:
    """The sums of ``columns`` (rows × units) over the treated of ``places``, for each allocation."""
    total = np.zeros((len(columns), allocations.shape[1]))
    for start in range(0, places.size, CHUNK):
        part = places[start : start + CHUNK]
        total += columns[:, part] @ allocations[part].astype(np.float64)
    return total
