"""Cluster-robust standard errors of a mixed model: CR2 and CR1S with the model's own V as working model.

Pustejovsky and Tipton (2018), *Journal of Business & Economic Statistics* 36(4), § 2.1; the numbers follow
clubSandwich's ``vcovCR`` of an ``lmer`` fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.cluster_products import class_edges
from laget.trial.cr1s import stata_factor
from laget.trial.cr2 import LOST, ClusterRobust, bell_mccaffrey
from laget.trial.design_matrix import Numbers
from laget.trial.nested_model import NestedFit
from laget.trial.nested_sums import NestedSums
from laget.trial.ols import EXACT

# A direction with less than this share of its variance left by the columns is one that they decide wholly.
ZERO = 1e-10
# A direction with less than this share of the rows' variance is rounding.
NOTHING = 1e-13


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Those G outermost groups, numbered in ``places``, whose rows lie in equally many directions m, beyond which
    neither the columns reach nor V is other than the residual's: ``x`` (G × m × p), ``residuals`` (G × m) and ``v``
    (G × m × m, over the residual variance). They are reckoned together."""

    places: NDArray[np.intp]
    x: Numbers
    residuals: Numbers
    v: Numbers


def cr2_mixed(*, fit: NestedFit, products: Numbers, combinations: Numbers) -> ClusterRobust:
    """CR2 for k ``combinations`` (k × p) of the coefficients, the clusters being the groups of the outermost level.

    ``products`` are those of ``cluster_products``. With M = (Xᵀ V⁻¹ X)⁻¹, residuals e = y − Xβ̂ and for cluster g its
    block V_g, let B_g = V_g^½ (V_g − X_g M X_gᵀ) V_g^½ and A_g = V_g^½ B_g^(−½) V_g^½, by the generalised inverse. The
    variance of c'β̂ is Σ_g (w_gᵀ e_g)² with w_g = A_g V_g⁻¹ X_g M c, and the degrees of freedom are (tr Ω)² / tr Ω²
    with Ω_gh = w_gᵀ (V − X M Xᵀ)_gh w_h.

    A_g is the identity in every direction within classes that the columns do not reach, since V is there the residual's
    alone. So a cluster takes no more directions than it has columns that vary within classes, and classes: nothing has
    the size of its rows. The model has to be without weights.
    """
    m = fit.profile.inverse
    root = np.linalg.cholesky(m)
    c = (combinations @ fit.contrasts).T
    # df know no unit, and the fourth power of the outcome's would overflow, or be lost; it is put back in the end.
    unit = np.abs(c).max(axis=0)
    c = c / unit
    scores, spread, lost = (np.empty((len(products), len(combinations))) for _ in range(3))
    u = np.empty((len(products), *c.shape))
    for alike in _clusters(fit, products):
        at, v, x = alike.places, alike.v, alike.x
        values, vectors = np.linalg.eigh(v)
        root_values = np.sqrt(values)[:, None]
        half = (vectors * root_values) @ _turned(vectors)
        # Directions that the columns decide wholly: there B is zero, and what they carry of a coefficient is lost.
        left, s, _ = np.linalg.svd((vectors / root_values) @ _turned(vectors) @ x @ root, full_matrices=False)
        blind = 1 - s**2 <= ZERO
        own, directions = np.linalg.eigh(half @ (v - x @ m @ _turned(x)) @ half)
        # They come first, as the smallest.
        free = np.arange(own.shape[1]) >= blind.sum(axis=1)[:, None]
        stretch = np.where(free, 1 / np.sqrt(np.where(free, own, 1)), 0)[:, None]
        a = half @ (directions * stretch) @ _turned(directions) @ half
        weight = np.linalg.solve(v, x @ m @ c)
        w = a @ weight
        scores[at] = (alike.residuals[:, None] @ w)[:, 0]
        # wᵀ (V_g − X_g M X_gᵀ) w, since that is what A turns into V_g.
        spread[at] = ((free[:, :, None] * (_turned(directions) @ half @ weight)) ** 2).sum(axis=1)
        u[at] = root.T @ _turned(x) @ w
        lost[at] = ((blind[:, :, None] * (_turned(left) @ half @ weight)) ** 2).sum(axis=1)
    known = (c * (m @ c)).sum(axis=0)
    alone = (lost > LOST * known).T
    return ClusterRobust(
        se=unit * np.sqrt((scores**2).sum(axis=0)),
        df=bell_mccaffrey(spread=spread, shared=u, usable=~alone.any(axis=1)),
        alone=alone,
        even=_even(fit, scores, known),
    )


def cr1s_mixed(*, fit: NestedFit, products: Numbers, combinations: Numbers) -> ClusterRobust:
    """CR1S for ``combinations`` of the coefficients: G/(G − 1) · (n − 1)/(n − p) · Σ_g (c'M X_gᵀ V_g⁻¹ e_g)², with
    G − 1 degrees of freedom, the clusters being the G outermost groups. ``alone`` is that of ``cr2_mixed``."""
    c = (combinations @ fit.contrasts).T
    toward = fit.profile.inverse @ c
    scores = np.empty((len(products), len(combinations)))
    for alike in _clusters(fit, products):
        weight = np.linalg.solve(alike.v, alike.x @ toward)
        scores[alike.places] = (alike.residuals[:, None] @ weight)[:, 0]
    factor = stata_factor(rows=fit.sums.n, width=len(toward), clusters=len(products))
    return ClusterRobust(
        se=np.sqrt(factor * (scores**2).sum(axis=0)),
        df=np.full(len(combinations), len(products) - 1.0),
        alone=cr2_mixed(fit=fit, products=products, combinations=combinations).alone,
        even=_even(fit, scores, (c * toward).sum(axis=0)),
    )


def _even(fit: NestedFit, scores: Numbers, known: Numbers) -> NDArray[np.bool_]:
    """Whether every cluster tells the same of a coefficient, so that its standard error is rounding alone."""
    se: Numbers = np.sqrt((scores**2).sum(axis=0))
    outcome = np.sqrt(fit.moments.products[-1, -1])
    return np.asarray(se <= EXACT * outcome * np.sqrt(known))


def _clusters(fit: NestedFit, products: Numbers) -> Iterator[Clusters]:
    sums = fit.sums
    p = len(fit.profile.estimates)
    edges = class_edges(sums)
    classes = np.diff(edges)
    values, vectors = np.linalg.eigh(products[:, :p, :p])
    rows = np.add.reduceat(sums.mass, edges[:-1])
    reached = (values > NOTHING * rows[:, None]).sum(axis=1)
    groups = _groups(sums)
    for within, count in sorted(set(zip(reached.tolist(), classes.tolist(), strict=True))):
        places = np.flatnonzero((reached == within) & (classes == count))
        # Z in directions within classes, the largest, and then in one for every class.
        stretch = np.sqrt(values[places, p - within :])
        toward = _turned(vectors[places, :, p - within :])
        at = edges[places, None] + np.arange(count)
        root = np.sqrt(sums.mass[at])
        means = root[:, :, None] * sums.means.T[at]
        x = np.concatenate((stretch[:, :, None] * toward, means[:, :, :p]), axis=1)
        y_within = (toward @ products[places, :p, p, None])[:, :, 0] / stretch
        y = np.concatenate((y_within, means[:, :, p]), axis=1)
        v = np.broadcast_to(np.eye(within + count), (places.size, within + count, within + count)).copy()
        for ratio, group in zip(fit.ratios, groups, strict=False):
            alike = group[at][:, :, None] == group[at][:, None]
            v[:, within:, within:] += ratio * alike * (root[:, :, None] * root[:, None])
        if sums.slope is not None:
            f = x[:, :, [0, sums.slope.place]]
            v += f @ fit.ratios[[-3, -2, -2, -1]].reshape(2, 2) @ _turned(f)
        yield Clusters(places=places, x=x, residuals=y - x @ fit.profile.estimates, v=v)


def _turned(matrices: Numbers) -> Numbers:
    return matrices.swapaxes(-1, -2)


def _groups(sums: NestedSums) -> list[NDArray[np.intp]]:
    """For every level with a variance of its own the group that each class belongs to. With a slope the outermost
    level's is not among them: it varies together with the slope."""
    groups = [np.arange(sums.mass.size)]
    for starts in sums.starts:
        size = groups[-1].max() + 1
        groups.append(np.repeat(np.arange(starts.size), np.diff(starts, append=size))[groups[-1]])
    return groups[:-1] if sums.slope is not None else groups
