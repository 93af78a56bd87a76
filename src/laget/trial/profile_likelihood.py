"""The restricted or full likelihood as a function of the variance ratios alone, with its derivatives."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from laget.trial.design_matrix import Numbers
from laget.trial.nested_moments import Moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """−2 log likelihood at some ratios, with coefficients and residual variance at their best given those.

    ``value`` lacks the Jacobian of the columns' own units. ``gradient`` (k) and ``hessian`` (k × k) are by the
    ratios. ``estimates`` (p) solve the generalised least squares, ``inverse`` is (Xᵀ V⁻¹ X)⁻¹ and ``variance``
    the residual variance.
    """

    value: float
    gradient: Numbers
    hessian: Numbers
    estimates: Numbers
    inverse: Numbers
    variance: float


def profile_likelihood(*, moments: Moments, n: int, restricted: bool) -> Profile:
    """The criterion that lme4 calls REMLcrit (``restricted``), or −2 log L.

    With A = Xᵀ V⁻¹ X, r the residual sum of squares yᵀ P y at residual variance 1, and m = n − p (n for −2 log L):

    criterion = log |V| + log |A| + m (1 + log(2π r / m)), without log |A| for −2 log L.

    Its derivatives follow from ∂M = −P_i and ∂²M = Q_ij + Q_ji, where M = Zᵀ V⁻¹ Z holds both A and r. (Bates, Mächler,
    Bolker and Walker 2015, *Journal of Statistical Software* 67(1), for the criterion; Harville 1977, *Journal
    of the American Statistical Association* 72, for the derivatives.)
    """
    p = len(moments.products) - 1
    a = moments.products[:p, :p]
    root = np.linalg.cholesky(a)
    half = np.linalg.inv(root)
    inverse = half.T @ half
    onto = half @ moments.products[:p, p]
    estimates = half.T @ onto
    rest = float(moments.products[p, p] - onto @ onto)
    # (P_i)_xx Φ and (P_i)_x· g, where g = (−β, 1) makes residuals of Z.
    g = np.append(-estimates, 1.0)
    px = moments.first[:, :p, :p] @ inverse
    pg = moments.first @ g
    pull = pg[:, :p]
    d_rest = -(pg @ g)
    dd_rest = 2 * (moments.second @ g @ g - pull @ inverse @ pull.T)
    m = n - p if restricted else n
    value = moments.log_det + m * (1 + np.log(2 * np.pi * rest / m))
    gradient = moments.trace + m * d_rest / rest
    hessian = -moments.trace_pair + m * (dd_rest / rest - np.outer(d_rest, d_rest) / rest**2)
    if restricted:
        value += 2 * float(np.log(np.diagonal(root)).sum())
        gradient -= np.trace(px, axis1=1, axis2=2)
        hessian += 2 * np.einsum("ijab,ba->ij", moments.second[:, :, :p, :p], inverse)
        hessian -= np.einsum("iab,jba->ij", px, px)
    return Profile(
        value=float(value),
        gradient=gradient,
        hessian=hessian,
        estimates=estimates,
        inverse=inverse,
        variance=rest / m,
    )
