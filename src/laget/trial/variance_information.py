"""How much the data tell of the variances: expected and observed information."""

from __future__ import annotations

import numpy as np

from laget.trial.design_matrix import Numbers
from laget.trial.nested_moments import Moments
from laget.trial.profile_likelihood import Profile


def with_residual(*, moments: Moments, ratios: Numbers, n: int) -> Moments:
    """The moments with the residual variance as one more parameter, the last of k + 1.

    Since V = V₀ + Σ θ_i G_i, what belongs to V₀ is what is left of the whole: P₀ = Zᵀ V⁻¹ Z − Σ θ_i P_i, and likewise
    for Q and for the traces, of which the whole is tr(V⁻¹ V) = n.
    """
    first, second, trace, trace_pair = moments.first, moments.second, moments.trace, moments.trace_pair
    k, q = len(ratios), len(moments.products)
    p0 = moments.products - np.tensordot(ratios, first, 1)
    t0 = n - float(ratios @ trace)
    q_i0 = first - np.einsum("j,ijab->iab", ratios, second)
    t_i0 = trace - trace_pair @ ratios
    all_second = np.empty((k + 1, k + 1, q, q))
    all_second[:k, :k] = second
    all_second[:k, k] = q_i0
    all_second[k, :k] = q_i0.transpose(0, 2, 1)
    all_second[k, k] = p0 - np.tensordot(ratios, q_i0, 1)
    all_pair = np.empty((k + 1, k + 1))
    all_pair[:k, :k] = trace_pair
    all_pair[:k, k] = all_pair[k, :k] = t_i0
    all_pair[k, k] = t0 - ratios @ t_i0
    return Moments(
        products=moments.products,
        log_det=moments.log_det,
        first=np.concatenate((first, p0[None])),
        second=all_second,
        trace=np.append(trace, t0),
        trace_pair=all_pair,
    )


def expected_information(*, moments: Moments, inverse: Numbers, restricted: bool) -> Numbers:
    """½ tr(P G_i P G_j) with P = V⁻¹ − V⁻¹ X Φ Xᵀ V⁻¹ under REML, ½ tr(V⁻¹ G_i V⁻¹ G_j) under ML.

    ``moments`` are those ``with_residual`` and ``inverse`` is Φ = (Xᵀ V⁻¹ X)⁻¹, both with the residual variance
    as the unit: tr(P G_i P G_j) = tr(V⁻¹ G_i V⁻¹ G_j) − 2 tr(Φ Q_ij) + tr(Φ P_i Φ P_j).
    """
    if not restricted:
        return moments.trace_pair / 2
    p = len(inverse)
    px = moments.first[:, :p, :p] @ inverse
    own = np.einsum("ijab,ba->ij", moments.second[:, :, :p, :p], inverse)
    both = np.einsum("iab,jba->ij", px, px)
    return np.asarray((moments.trace_pair - 2 * own + both) / 2)


def observed_information(*, moments: Moments, profile: Profile, restricted: bool) -> Numbers:
    """Half the Hessian of the criterion by the variances: yᵀ P G_i P G_j P y less the expected information.

    With the residual variance σ² as the unit, yᵀ P G_i P G_j P y = (gᵀ Q_ij g − (P_i g)ᵀ Φ (P_j g)) / σ², where
    g = (−β, 1) makes residuals of Z.
    """
    expected = expected_information(moments=moments, inverse=profile.inverse, restricted=restricted)
    g = np.append(-profile.estimates, 1.0)
    pull = (moments.first @ g)[:, :-1]
    bent = moments.second @ g @ g - pull @ profile.inverse @ pull.T
    return np.asarray(bent / profile.variance - expected)


def inverse_information(information: Numbers) -> Numbers:
    """The variances' own covariance matrix; their sizes are evened out first, as they may differ by powers of ten."""
    size = np.sqrt(np.diagonal(information))
    return np.asarray(np.linalg.inv(information / np.outer(size, size)) / np.outer(size, size))
