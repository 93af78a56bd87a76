"""Least squares of many simulated trials at once, judged by clusters: as ``laget.trial.least_squares_fit`` does one.

A cluster's rows enter CR1S and CR2 only through their sums of products: with X = QR, the singular values and right
singular vectors of the cluster's part of Q are those of Q_gᵀQ_g = R⁻ᵀ X_gᵀX_g R⁻¹.
"""

from __future__ import annotations

import numpy as np

from laget.trial.batch_aliasing import own_shares
from laget.trial.batch_answers import BatchAnswers, no_answers
from laget.trial.batch_bell_mccaffrey import batch_bell_mccaffrey
from laget.trial.batch_sums import BatchSums
from laget.trial.cr2 import LOST, ZERO
from laget.trial.design_matrix import Numbers
from laget.trial.estimator import Regression
from laget.trial.ols import EXACT

# Trials nearer than this to what a single fit refuses are left to it.
NEAR = 1e-6
# Numbers of a part of the trials that stay near the processor.
PART = 2**18


def answer_regression(*, sums: BatchSums, estimator: Regression) -> BatchAnswers:
    """The arms' estimates, standard errors and degrees of freedom in every trial; those near to what a single
    fit refuses are left open."""
    step = max(1, PART // sums.within[0].size)
    return BatchAnswers.joined(
        [
            _answer(sums.take(slice(start, start + step)), estimator) for start in range(0, len(sums.means), step)
        ]
    )


def _answer(sums: BatchSums, estimator: Regression) -> BatchAnswers:
    found = no_answers(arms=len(sums.treatment), levels=0, times=len(sums.means))
    weighted = sums.means * sums.mass[:, None]
    # T × clusters × q × q, each cluster's sums of products.
    products = (sums.within + weighted[:, :, None] * sums.means[:, None]).transpose(0, 3, 1, 2)
    total = products.sum(axis=1)
    asked = np.flatnonzero((own_shares(total) > NEAR).all(axis=1))
    if not asked.size:
        return found
    products, total = products[asked], total[asked]
    p = total.shape[1] - 1
    root = np.linalg.cholesky(total[:, :p, :p])
    half = np.linalg.inv(root)
    onto = (half @ total[:, :p, p:])[..., 0]
    estimates = (half.transpose(0, 2, 1) @ onto[..., None])[..., 0]
    # Column c of ``own`` is R⁻ᵀ of the unit vector of arm c, R = rootᵀ.
    own = half[:, :, sums.treatment]
    g = np.concatenate((-estimates, np.ones((len(asked), 1))), axis=1)
    # T × clusters × p: R⁻ᵀ X_gᵀ e_g.
    left = (products[:, :, :p] @ g[:, None, :, None])[..., 0] @ half.transpose(0, 2, 1)
    there = np.broadcast_to(sums.mass[asked] if len(sums.mass) > 1 else sums.mass, products.shape[:2]) > 0
    clusters = there.sum(axis=1).astype(np.float64)
    if estimator.inference == "cr1s":
        rows = np.broadcast_to(sums.n[asked] if len(sums.n) > 1 else sums.n, len(asked))
        scores = left @ own
        factor = clusters / np.maximum(clusters - 1, 1) * (rows - 1) / (rows - p)
        se = np.sqrt(factor[:, None] * (scores**2).sum(axis=1))
        df = np.broadcast_to(clusters[:, None] - 1, se.shape)
        _, _, alone = _cr2(products, half, own, left)
    else:
        se, df, alone = _cr2(products, half, own, left)
    outcome = np.sqrt(total[:, p, p])
    even = se <= 10 * EXACT * outcome[:, None] * np.linalg.norm(own, axis=1)
    sure = (clusters > 1) & ~(alone | even).any(axis=1) & np.isfinite(se).all(axis=1) & (df > 0).all(axis=1)
    at = asked[sure]
    found.estimate[:, at] = estimates[:, sums.treatment].T[:, sure]
    found.se[:, at], found.df[:, at] = se.T[:, sure], df.T[:, sure]
    return found


def _cr2(products: Numbers, half: Numbers, own: Numbers, left: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """CR2's standard errors, degrees of freedom, and whether one cluster (nearly) decides an arm: T × arms each.

    With s² and v the eigenvalues and vectors of Q_gᵀQ_g, a_c = vᵀ R⁻ᵀc and w = s (1 − s²)^(−1/2) a: the score of a
    cluster is (vᵀ R⁻ᵀ X_gᵀe_g) · (1 − s²)^(−1/2) a, the variance of what it tells |s a|², and its column of U is v s w.
    """
    p = half.shape[1]
    gram = half[:, None] @ products[:, :, :p, :p] @ half.transpose(0, 2, 1)[:, None]
    square, vectors = np.linalg.eigh(gram)
    free = 1 - square
    stretch = np.where(free > ZERO, 1 / np.sqrt(np.where(free > ZERO, free, 1)), 0)
    onto = vectors.transpose(0, 1, 3, 2) @ own[:, None]
    pulled = stretch[..., None] * onto
    scores = ((vectors.transpose(0, 1, 3, 2) @ left[..., None]) * pulled).sum(axis=2)
    squared = np.maximum(square, 0)[..., None]
    spread = (np.where(free > ZERO, squared[..., 0], 0)[..., None] * onto**2).sum(axis=2)
    lost = (np.where(free > NEAR, 0, squared[..., 0])[..., None] * onto**2).sum(axis=2)
    alone = (lost > LOST * (own**2).sum(axis=1)[:, None]).any(axis=1)
    df = batch_bell_mccaffrey(spread=spread, shared=vectors @ (squared * pulled))
    return np.sqrt((scores**2).sum(axis=1)), df, alone

