"""Hedges' g in a cluster-randomised trial, by within-cluster and by total variance.

Hedges (2007), "Effect sizes in cluster-randomized designs", *Journal of Educational and Behavioral
Statistics* 32(4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from laget.trial.errors import TrialError

# The paper's and eefAnalytics' normal quantile, as they write it.
Z = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """An effect size with its 95 % interval, in standard deviations."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusteredG:
    """The same effect by ``within``-cluster and by ``total`` standard deviation."""

    within: Interval
    total: Interval


def hedges_2007(
    *,
    estimate: float,
    variance_within: float,
    variance_between: float,
    treated_sizes: Sequence[int],
    control_sizes: Sequence[int],
) -> ClusteredG:
    """g of an ``estimate`` from a model with a random intercept per cluster, clusters nested in arms.

    The variances are those of the residual and of the cluster intercept, conditional or unconditional as the
    reader wants g; the sizes are pupils per cluster in each arm. With N pupils (N_T, N_C per arm), M clusters,
    ρ = between / (within + between) and ñ = N_C Σ n_T² / (N_T N) + N_T Σ n_C² / (N_C N):

    - within: d = estimate / √within, with variance N/(N_T N_C) · (1 + (ñ − 1)ρ)/(1 − ρ) + d²/(2(N − M));
    - total: d = estimate / √(within + between) · √(1 − 2(ñ − 1)ρ/(N − 2)), with variance
      N/(N_T N_C) · (1 + (ñ − 1)ρ) + d² ((N − 2)(1 − ρ)² + ñ(N − 2ñ)ρ² + 2(N − 2ñ)ρ(1 − ρ))
      / (2(N − 2)((N − 2) − 2(ñ − 1)ρ)).

    These are the paper's formulas for equal clusters with ñ in the place of the common size; its longer form
    for unequal clusters moves the total g in the fourth decimal. Raises ``TrialError`` where the variances
    or the sizes cannot be.
    """
    sizes = (*treated_sizes, *control_sizes)
    if not treated_sizes or not control_sizes or min(sizes) < 1 or sum(sizes) <= len(sizes):
        raise TrialError(
            "bad_cluster_sizes", "Each arm needs clusters of one pupil or more, and some cluster two pupils."
        )
    if not (variance_within > 0 and variance_between >= 0):
        raise TrialError(
            "bad_variances", "The variance within clusters has to be above zero and that between not below it."
        )
    n_t, n_c = sum(treated_sizes), sum(control_sizes)
    n = n_t + n_c
    rho = variance_between / (variance_within + variance_between)
    size = n_c * _squares(treated_sizes) / (n_t * n) + n_t * _squares(control_sizes) / (n_c * n)
    sampling = n / (n_t * n_c) * (1 + (size - 1) * rho)

    d = estimate / sqrt(variance_within)
    within = _interval(d, sampling / (1 - rho) + d**2 / (2 * (n - len(sizes))))

    shrunk = 1 - 2 * (size - 1) * rho / (n - 2)
    d = estimate / sqrt(variance_within + variance_between) * sqrt(shrunk)
    spread = (
        (n - 2) * (1 - rho) ** 2 + size * (n - 2 * size) * rho**2 + 2 * (n - 2 * size) * rho * (1 - rho)
    ) / (2 * (n - 2) ** 2 * shrunk)
    return ClusteredG(within=within, total=_interval(d, sampling + d**2 * spread))


def _squares(sizes: Sequence[int]) -> int:
    return sum(size**2 for size in sizes)


def _interval(value: float, variance: float) -> Interval:
    half = Z * sqrt(variance)
    return Interval(value=value, low=value - half, high=value + half)
