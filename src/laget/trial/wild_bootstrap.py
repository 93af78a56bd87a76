"""The wild cluster bootstrap with the null imposed (WCR), for trials with few clusters.

Cameron, Gelbach and Miller (2008), *Review of Economics and Statistics* 90(3); Roodman, MacKinnon, Nielsen and Webb
(2019), *Stata Journal* 19(1), for doing it by sums per cluster; Webb (2023), *Canadian Journal of Economics* 56(3), for
the six-point weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isinf, sqrt

import numpy as np
from numpy.typing import NDArray

from laget.trial.cr1s import cluster_sums, directions, stata_factor
from laget.trial.design_matrix import Columns, Numbers, design_matrix, labels, numbers
from laget.trial.errors import TrialError
from laget.trial.least_squares_fit import fit_least_squares
from laget.trial.null_distribution import NullDistribution
from laget.trial.ols import LeastSquares, least_squares

# (DRAWS + 1) alpha is whole for the alphas that people use.
DRAWS = 9_999
WEIGHTS: Mapping[str, tuple[float, ...]] = {
    "rademacher": (-1.0, 1.0),
    "webb": (-sqrt(1.5), -1.0, -sqrt(0.5), sqrt(0.5), 1.0, sqrt(1.5)),
}
# Weights are made in blocks of at most so many clusters times draws.
BLOCK = 2**22


@dataclass(frozen=True, slots=True, kw_only=True)
class WildCoefficient:
    """One coefficient: its ``estimate`` and CR1S standard error, the bootstrap's two-sided ``p`` of no effect with its
    Monte Carlo standard error, and the interval of the effects that the bootstrap does not refuse. ``null`` gives the p
    of any other effect."""

    term: str
    estimate: float
    se: float
    p: float
    p_error: float
    low: float
    high: float
    null: NullDistribution


@dataclass(frozen=True, slots=True, kw_only=True)
class WildBootstrap:
    """``draws`` bootstraps of ``n`` rows in ``clusters`` clusters; all there are of them if ``exact``."""

    n: int
    clusters: int
    weights: str
    draws: int
    exact: bool
    coefficients: tuple[WildCoefficient, ...]
    notes: tuple[str, ...] = field(default=())


def wild_bootstrap(
    *,
    columns: Columns,
    outcome: str,
    treatment: str,
    reference: str | None = None,
    covariates: Sequence[str] = (),
    blocks: str | None = None,
    cluster: str,
    terms: Sequence[str] = (),
    weights: str = "rademacher",
    draws: int = DRAWS,
    rng: np.random.Generator | None = None,
    alpha: float = 0.05,
) -> WildBootstrap:
    """Bootstrap the coefficients ``terms`` of ``fit_least_squares``'s model, the arms' unless given.

    To test β_j = b, the model is fitted with β_j held at b; each cluster's residuals are multiplied by one number v_g
    drawn from ``weights``, added to the fitted values, and the whole model is fitted again; t* = (β*_j − b)/se*_j with
    CR1S standard errors is held against t. With Q of X = QR, x = X (XᵀX)⁻¹ c and residuals e under the null,
    β*_j − b = Σ_g v_g x_gᵀe_g, and the score of cluster g is v_g x_gᵀe_g − x_gᵀQ_g Σ_h v_h Q_hᵀe_h, so that sums per
    cluster are enough. e is a straight line in b, so one pass serves every b.

    ``weights`` are ``"rademacher"`` (−1, 1) or ``"webb"`` (six points). Where all their combinations are no more than
    ``draws`` they are gone through one by one, and otherwise ``draws`` are drawn with ``rng``. All terms get the same
    draws. Raises ``TrialError`` for all that ``fit_least_squares`` refuses.
    """
    if weights not in WEIGHTS:
        raise TrialError(
            "unknown_weights",
            f"Weights {weights!r} are not offered; use {' or '.join(WEIGHTS)}.",
            weights=weights,
        )
    fitted = fit_least_squares(
        columns=columns,
        outcome=outcome,
        treatment=treatment,
        reference=reference,
        covariates=covariates,
        blocks=blocks,
        cluster=cluster,
        inference="cr1s",
        alpha=alpha,
    )
    design = design_matrix(
        columns=columns, treatment=treatment, reference=reference, covariates=covariates, blocks=blocks
    )
    asked = [fitted.coefficient(term) for term in terms or design.treatment]
    fit = least_squares(design=design, outcome=numbers(columns, outcome))
    codes = labels(columns, cluster)[1]
    places = np.array([design.terms.index(coefficient.term) for coefficient in asked])
    clusters = fitted.groups[cluster]
    made, exact = _weights(WEIGHTS[weights], clusters, draws, rng)
    factor = stata_factor(rows=fitted.n, width=len(fit.r), clusters=clusters)
    sums = [_sums(fit, codes, own) for own in directions(fit, places).T]
    found = np.concatenate([np.stack([_draws(one, block, factor) for one in sums]) for block in made], axis=2)
    coefficients = tuple(
        _coefficient(
            NullDistribution(
                estimate=coefficient.estimate,
                unit=coefficient.se,
                observed=np.array([0.0, -1.0, coefficient.se**2, 0.0, 0.0]),
                draws=found[k],
                among=exact,
            ),
            coefficient.term,
            alpha,
        )
        for k, coefficient in enumerate(asked)
    )
    notes = [
        f"The interval of {coefficient.term!r} has no end: with so few clusters, p cannot fall to {alpha:g}."
        for coefficient in coefficients
        if isinf(coefficient.low) or isinf(coefficient.high)
    ]
    return WildBootstrap(
        n=fitted.n,
        clusters=clusters,
        weights=weights,
        draws=found.shape[2],
        exact=exact,
        coefficients=coefficients,
        notes=tuple(notes),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    """Sums over each of G clusters, for one coefficient whose x is ``X (XᵀX)⁻¹ c`` and whose regressor less the others
    is z = x / xᵀx: xᵀe and xᵀz (G), Qᵀx, Qᵀe and Qᵀz (G × p), with e the residuals of the whole model."""

    x_e: Numbers
    x_z: Numbers
    q_x: Numbers
    q_e: Numbers
    q_z: Numbers


def _sums(fit: LeastSquares, clusters: NDArray[np.intp], own: Numbers) -> _Sums:
    x = fit.q @ own
    z = x / (own @ own)
    products = np.column_stack([x * fit.residuals, x * z])
    x_e, x_z = cluster_sums(products, clusters).T
    q_x, q_e, q_z = (cluster_sums(fit.q * one[:, None], clusters) for one in (x, fit.residuals, z))
    return _Sums(x_e=x_e, x_z=x_z, q_x=q_x, q_e=q_e, q_z=q_z)


def _draws(sums: _Sums, weights: Numbers, factor: float) -> Numbers:
    """a, b, v₀, v₁ and v₂ of ``NullDistribution`` for each column of ``weights`` (G × B): 5 × B.

    With β_j held at β̂_j + δ, the residuals are e − δ z.
    """
    of_e = sums.x_e[:, None] * weights - sums.q_x @ (sums.q_e.T @ weights)
    of_z = sums.x_z[:, None] * weights - sums.q_x @ (sums.q_z.T @ weights)
    v0, v1, v2 = ((one * other).sum(axis=0) for one, other in ((of_e, of_e), (of_e, of_z), (of_z, of_z)))
    return np.stack([sums.x_e @ weights, -sums.x_z @ weights, factor * v0, -2 * factor * v1, factor * v2])


def _weights(
    points: Sequence[float], clusters: int, draws: int, rng: np.random.Generator | None
) -> tuple[Iterator[Numbers], bool]:
    """The weights of every draw, in blocks of clusters × draws, and whether they are all there are."""
    if draws < 1:
        raise TrialError("bad_draws", f"{draws} draws were asked for; ask for one or more.", draws=draws)
    values = np.array(points)
    ways = len(points) ** clusters
    length = max(1, BLOCK // clusters)
    if ways <= draws:
        place = len(points) ** np.arange(clusters)[:, None]
        return (
            values[np.arange(start, min(start + length, ways)) // place % len(points)]
            for start in range(0, ways, length)
        ), True
    if rng is None:
        raise TrialError(
            "no_generator_for_weights",
            f"There are more ways to weight {clusters} clusters than the {draws} to look at, so some have to be drawn; "
            "pass a generator of random numbers.",
            clusters=clusters,
            draws=draws,
        )
    return (
        values[rng.integers(len(points), size=(clusters, min(length, draws - start)))]
        for start in range(0, draws, length)
    ), False


def _coefficient(null: NullDistribution, term: str, alpha: float) -> WildCoefficient:
    p = null.p()
    low, high = null.interval(alpha=alpha)
    return WildCoefficient(
        term=term,
        estimate=null.estimate,
        se=null.unit,
        p=p,
        p_error=null.p_error(),
        low=low,
        high=high,
        null=null,
    )
