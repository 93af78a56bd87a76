"""Cluster-robust standard errors of type CR1S: Stata's, and those that a wild cluster bootstrap studentises by.

Liang and Zeger (1986), *Biometrika* 73(1); the factor is that of Stata's ``regress, vce(cluster)``.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from laget.trial.cr2 import ClusterRobust, cr2
from laget.trial.design_matrix import Numbers
from laget.trial.ols import LeastSquares


def cr1s(*, fit: LeastSquares, clusters: NDArray[np.intp], places: NDArray[np.intp]) -> ClusterRobust:
    """CR1S for the coefficients in ``places`` (k of the p in ``fit``), with G − 1 degrees of freedom.

    ``clusters`` (n) numbers each row's cluster from 0 to G − 1. With M = (XᵀX)⁻¹ and residuals e, the variance of c'β
    is G/(G − 1) · (n − 1)/(n − p) · Σ_g (c'M X_gᵀ e_g)². ``alone`` and ``even`` are those of ``cr2``.
    """
    scores = cluster_sums(fit.q * fit.residuals[:, None], clusters) @ directions(fit, places)
    factor = stata_factor(rows=len(fit.q), width=fit.q.shape[1], clusters=len(scores))
    return replace(
        cr2(fit=fit, clusters=clusters, places=places),
        se=np.sqrt(factor * (scores**2).sum(axis=0)),
        df=np.full(places.size, len(scores) - 1.0),
    )


def directions(fit: LeastSquares, places: NDArray[np.intp]) -> Numbers:
    """R⁻ᵀc for each of ``places`` (p × k): with X = QR, c'β̂ is (R⁻ᵀc)ᵀ Qᵀ y."""
    return np.linalg.solve(fit.r.T, np.eye(len(fit.r))[:, places]).astype(np.float64, copy=False)


def cluster_sums(values: Numbers, clusters: NDArray[np.intp]) -> Numbers:
    """The sums of ``values`` (n × k) over the rows of each cluster."""
    order = np.argsort(clusters, kind="stable")
    starts = np.flatnonzero(np.diff(clusters[order], prepend=-1))
    found: Numbers = np.add.reduceat(values[order], starts, axis=0)
    return found


def stata_factor(*, rows: int, width: int, clusters: int) -> float:
    """What the plain sandwich is multiplied by.

    >>> stata_factor(rows=101, width=1, clusters=11)
    1.1
    """
    return clusters / (clusters - 1) * (rows - 1) / (rows - width)
