"""Cluster-robust standard errors of type CR2, with Bell and McCaffrey's degrees of freedom.

Bell and McCaffrey (2002), *Survey Methodology* 28(2); Pustejovsky and Tipton (2018), *Journal of Business &
Economic Statistics* 36(4), for the generalised inverse that fixed effects call for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Numbers
from laget.trial.ols import EXACT, LeastSquares

# clubSandwich's tolerance: eigenvalues of I − H below this are zero, and so are their inverses.
ZERO = 1e-12
# A cluster that leaves others less than one part in this of a coefficient nearly decides it.
DECIDES = 1e3
# A larger share of a coefficient's variance than this within such directions is not rounding.
LOST = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterRobust:
    """Standard errors and degrees of freedom of k coefficients.

    ``alone`` (k × clusters) is true where one cluster alone decides a coefficient: without that cluster it
    could not be estimated. CR2 then leaves that cluster's uncertainty out, and ``se`` is not to be used.
    ``even`` (k) is true where every cluster tells the same of a coefficient: ``se`` is then rounding alone.
    """

    se: Numbers
    df: Numbers
    alone: NDArray[np.bool_]
    even: NDArray[np.bool_]


def cr2(*, fit: LeastSquares, clusters: NDArray[np.intp], places: NDArray[np.intp]) -> ClusterRobust:
    """CR2 with an identity working model, for the coefficients in ``places`` (k of the p in ``fit``).

    ``clusters`` (n) numbers each row's cluster from 0. With M = (XᵀX)⁻¹, H = X M Xᵀ and residuals e, cluster
    g's rows X_g, e_g and A_g = (I − H_gg)^(−1/2), the variance of c'β is Σ_g (c'M X_gᵀ A_g e_g)² and the
    degrees of freedom are (tr Ω)² / tr Ω² with Ω = diag(w_gᵀw_g) − Uᵀ U, where w_g = A_g X_g M c and
    U = R⁻ᵀ (X_gᵀ w_g)_g (``bell_mccaffrey``).

    With X = QR everything follows from one singular value decomposition Q_g = L diag(s) Vᵀ per cluster: A_g
    scales the directions L by (1 − s²)^(−1/2). Nothing larger than a cluster by p or p by p is made.
    """
    order = np.argsort(clusters, kind="stable")
    sizes = np.bincount(clusters)
    begins = np.cumsum(sizes) - sizes
    # Column j of ``own`` is R⁻ᵀ c for coefficient j, so that c'M c is its squared length.
    own = np.linalg.solve(fit.r.T, np.eye(fit.r.shape[0])[:, places])
    scores, spread, lost = (np.empty((sizes.size, len(places))) for _ in range(3))
    u = np.empty((sizes.size, *own.shape))
    # Clusters of one size are taken together, for the time it saves.
    for size in np.unique(sizes):
        alike = np.flatnonzero(sizes == size)
        rows = order[begins[alike, None] + np.arange(size)]
        left, s, right = np.linalg.svd(fit.q[rows], full_matrices=False)
        free = 1 - s**2
        kept = free > ZERO
        stretch = np.where(kept, s / np.sqrt(np.where(kept, free, 1)), 0)[:, :, None]
        onto = right @ own
        w = stretch * onto
        scores[alike] = ((left.swapaxes(1, 2) @ fit.residuals[rows][:, :, None]) * w).sum(axis=1)
        spread[alike] = ((np.where(kept, s, 0)[:, :, None] * onto) ** 2).sum(axis=1)
        lost[alike] = ((np.where(kept, 0, s)[:, :, None] * onto) ** 2).sum(axis=1)
        u[alike] = right.swapaxes(1, 2) @ (s[:, :, None] * w)
    alone = (lost > LOST * (own**2).sum(axis=0)).T
    df = bell_mccaffrey(spread=spread, shared=u, usable=~alone.any(axis=1))
    se = np.sqrt((scores**2).sum(axis=0))
    outcome = np.hypot(np.linalg.norm(fit.r @ fit.estimates), np.linalg.norm(fit.residuals))
    even = se <= EXACT * outcome * np.linalg.norm(own, axis=0)
    return ClusterRobust(se=se, df=df, alone=alone, even=even)


def bell_mccaffrey(*, spread: Numbers, shared: Numbers, usable: NDArray[np.bool_]) -> Numbers:
    """(tr Ω)² / tr Ω² for the k coefficients that are ``usable``, 0 for the others.

    Ω_gg is ``spread`` (G × k), the variance of what cluster g tells, and Ω_gh = −u_gᵀu_h for two clusters, with u_g in
    ``shared`` (G × p × k). Without the clusters that nearly decide a coefficient, whose u_g is far longer than that
    variance, Σ (u_gᵀu_h)² over two clusters is ‖Σ u_g u_gᵀ‖² − Σ ‖u_g‖⁴. Those few go pair by pair, or what they
    have in common with the others would drown in what they have alone.
    """
    trace = spread.sum(axis=0)
    square = (spread**2).sum(axis=0)
    length = (shared**2).sum(axis=1)
    for k in range(trace.size):
        u = shared[:, :, k]
        long = length[:, k] > DECIDES * spread[:, k]
        plain = u[~long]
        square[k] += ((plain.T @ plain) ** 2).sum() - (length[~long, k] ** 2).sum()
        pairs = (u[long] @ u.T) ** 2
        square[k] += 2 * pairs[:, ~long].sum() + pairs[:, long].sum() - np.trace(pairs[:, long])
    return np.asarray(np.divide(trace**2, square, out=np.zeros_like(trace), where=usable))
