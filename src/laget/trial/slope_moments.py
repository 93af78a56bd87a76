"""The moments of a model whose intercept and slope both vary between the groups of the outermost level."""

from __future__ import annotations

import numpy as np

from laget.trial.design_matrix import Numbers
from laget.trial.nested_moments import Moments
from laget.trial.nested_sums import NestedSums, SlopeSums

# G of the intercept's variance, of the covariance and of the slope's variance is F E Fᵀ with these E.
PARTS = np.array([[[1.0, 0.0], [0.0, 0.0]], [[0.0, 1.0], [1.0, 0.0]], [[0.0, 0.0], [0.0, 1.0]]])


def slope_moments(*, sums: NestedSums, slope: SlopeSums, ratios: Numbers) -> Moments:
    """The moments at ``ratios``: θ of the classes where there are two levels, then Θ₀₀, Θ₀₁ and Θ₁₁.

    With V₁ the rows and classes, F = (1, t) in each of the outermost groups and Θ their covariance over the
    residual's: let U = Fᵀ V₁⁻¹ Z, A = Fᵀ V₁⁻¹ F, B = (I + AΘ)⁻¹, R = Fᵀ V⁻¹ Z = BU and K = Fᵀ V⁻¹ F = BA. Then

    - Zᵀ V⁻¹ Z = Zᵀ V₁⁻¹ Z − Σ Uᵀ Θ R and log |V| = log |V₁| + Σ log |I + AΘ|;
    - P_a = Σ Rᵀ E_a R, Q_ab = Σ Rᵀ E_a K E_b R, tr(V⁻¹ G_a) = Σ tr(E_a K), tr(V⁻¹ G_a V⁻¹ G_b) = Σ tr(E_a K E_b K),
      the sums over the outermost groups.

    A class c with precision ω and mean f of F has R_c = ω (m_c − RᵀΘf), and what concerns classes follows from
    D_j = Σ ω^j f fᵀ and Y = Σ ω f R_cᵀ over the classes of a group.
    """
    theta, big = (ratios[0] if sums.starts else 0.0), _square(ratios[-3:])
    starts = sums.starts[0] if sums.starts else np.arange(sums.mass.size)
    counts = np.diff(starts, append=sums.mass.size)
    joint = sums.mass / (1 + theta * sums.mass)
    place, f = slope.place, sums.means[[0, slope.place]]
    # S × 2 × q: the sums of ω f mᵀ over classes, and what the slope's column shares with the others within them.
    u = np.stack([np.add.reduceat(joint * part * sums.means, starts, axis=1).T for part in f], axis=1)
    u[:, 1] += slope.within.T
    a = u[:, :, [0, place]]
    b = np.linalg.inv(np.eye(2) + a @ big)
    reach, k = b @ u, b @ a
    lost = big @ reach
    products = sums.within + (joint * sums.means) @ sums.means.T - np.tensordot(u, lost, ((0, 1), (0, 1)))
    log_det = -float(np.linalg.slogdet(b)[1].sum()) - sums.log_weights
    onto = np.tensordot(PARTS, reach, (2, 1))
    first = np.einsum("siq,eisr->eqr", reach, onto, optimize=True)
    second = np.einsum("eisq,sij,djsr->edqr", onto, k, onto, optimize=True)
    ek = np.tensordot(PARTS, k, (2, 1))
    trace = np.einsum("eisi->e", ek)
    trace_pair = np.einsum("eisj,djsi->ed", ek, ek)
    if not sums.starts:
        return Moments(
            products=products, log_det=log_det, first=first, second=second, trace=trace, trace_pair=trace_pair
        )

    classes = joint * (sums.means - np.einsum("ic,ciq->qc", f, np.repeat(lost, counts, axis=0)))
    y = np.stack([np.add.reduceat(joint * part * classes, starts, axis=1).T for part in f], axis=1)
    again, half = b @ y, big @ b
    d2, d3 = (np.add.reduceat(joint**power * f * f[:, None], starts, axis=2).transpose(2, 0, 1) for power in (2, 3))
    q = len(products)
    all_second = np.empty((4, 4, q, q))
    all_second[0, 0] = (joint * classes) @ classes.T - np.tensordot(y, big @ again, ((0, 1), (0, 1)))
    all_second[1:, 0] = np.einsum("eisq,sir->eqr", onto, again, optimize=True)
    all_second[0, 1:] = all_second[1:, 0].transpose(0, 2, 1)
    all_second[1:, 1:] = second
    bdb = b @ d2 @ b.transpose(0, 2, 1)
    shrunk = half @ d2
    all_pair = np.empty((4, 4))
    all_pair[0, 0] = joint @ joint - 2 * np.sum(half * d3) + np.einsum("sij,sji->", shrunk, shrunk)
    all_pair[1:, 0] = all_pair[0, 1:] = np.einsum("eij,sij->e", PARTS, bdb)
    all_pair[1:, 1:] = trace_pair
    return Moments(
        products=products,
        log_det=log_det + float(np.log1p(theta * sums.mass).sum()),
        first=np.concatenate(((classes @ classes.T)[None], first)),
        second=all_second,
        trace=np.concatenate(([joint.sum() - np.einsum("sii->", shrunk)], trace)),
        trace_pair=all_pair,
    )


def _square(parts: Numbers) -> Numbers:
    """Θ from Θ₀₀, Θ₀₁ and Θ₁₁."""
    return np.array([[parts[0], parts[1]], [parts[1], parts[2]]])
