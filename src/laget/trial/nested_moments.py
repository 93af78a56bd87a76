"""Zᵀ V⁻¹ Z, log |V| and how they bend with the variances, from sums per class.

Precision-weighted means go up from classes to schools, corrections come down again; every product that
restricted likelihood, Kenward–Roger and Satterthwaite need follows, and nothing of size n × n is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Numbers
from laget.trial.nested_sums import NestedSums


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What the likelihood and its derivatives need, at V = V₀ + Σ θ_i G_i with the residual variance 1.

    V₀ is the inverse of the weights (the identity without them). ``products`` is Zᵀ V⁻¹ Z (q × q) and
    ``log_det`` is log |V|. With k variance ratios: ``first[i]`` is P_i = Zᵀ V⁻¹ G_i V⁻¹ Z, ``second[i, j]`` is
    Q_ij = Zᵀ V⁻¹ G_i V⁻¹ G_j V⁻¹ Z, ``trace[i]`` is tr(V⁻¹ G_i) and ``trace_pair[i, j]`` is tr(V⁻¹ G_i V⁻¹ G_j).
    """

    products: Numbers
    log_det: float
    first: Numbers
    second: Numbers
    trace: Numbers
    trace_pair: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The G groups of one level: ``apart`` is 1ᵀ V⁻¹ 1 within each group if only the levels inside it vary,
    ``joint`` the same when the group itself varies too, by ``ratio``. ``starts`` and ``counts`` say which
    groups of this level make up each group of the next; those of the outermost level make up one whole."""

    ratio: float
    apart: Numbers
    joint: Numbers
    starts: NDArray[np.intp]
    counts: NDArray[np.intp]


def nested_moments(*, sums: NestedSums, ratios: Numbers) -> Moments:
    """The moments at ``ratios`` θ (variance of each level over that of the residual, inner to outer).

    A group with precision Ω (the sum of its parts' precisions) has the precision ω = Ω / (1 + θΩ) once it
    varies itself, and its mean m is that of its parts weighted by theirs. Hence, with m̄ the mean one level out,

    - Zᵀ V⁻¹ Z = W + Σ_levels Σ_groups ω (m − m̄)(m − m̄)ᵀ, where W is the sums of products within classes and m̄
      is zero at the outermost level; log |V| = Σ_levels Σ_groups log(1 + θΩ) − Σ log weights;
    - downwards, R = 1ᵀ V⁻¹ Z over a group is ω (m − b), with b zero at the outermost level and b + θR handed to the
      parts. P_i is Σ R Rᵀ over the groups of level i, and Q_ij the same journey made with R in the place of Z.

    The form with ω and means, and not with sums and a subtraction, keeps its digits when a ratio is large.
    """
    levels = _precisions(sums, ratios)
    upward = _upward(levels, sums.means)
    products = sums.within.copy()
    k, q = len(levels), len(products)
    for level, means, outer in zip(levels, upward, (*upward[1:], np.zeros((q, 1))), strict=True):
        around = means - np.repeat(outer, level.counts, axis=1)
        products += (around * level.joint) @ around.T
    reach = _downward(levels, upward)
    second = np.empty((k, k, q, q))
    for j in range(k):
        # V⁻¹ applied to what is R_j in every row of a group of level j.
        again = _downward(levels[j:], _upward(levels[j:], reach[j]))
        for i in range(j, k):
            second[i, j] = reach[i] @ again[i - j].T
            second[j, i] = second[i, j].T
    log_det, trace, trace_pair = _log_det(levels)
    return Moments(
        products=products,
        log_det=log_det - sums.log_weights,
        first=np.array([r @ r.T for r in reach]),
        second=second,
        trace=trace,
        trace_pair=trace_pair,
    )


def _precisions(sums: NestedSums, ratios: Numbers) -> list[Level]:
    levels = []
    apart = sums.mass
    for ratio, starts in zip(ratios, (*sums.starts, np.zeros(1, dtype=np.intp)), strict=True):
        joint = apart / (1 + ratio * apart)
        counts = np.diff(starts, append=apart.size)
        levels.append(Level(ratio=float(ratio), apart=apart, joint=joint, starts=starts, counts=counts))
        apart = np.add.reduceat(joint, starts)
    return levels


def _upward(levels: list[Level], means: Numbers) -> list[Numbers]:
    """The precision-weighted means (q × G) of every level, from those of the first of ``levels``."""
    found = [means]
    for level, outer in pairwise(levels):
        means = np.add.reduceat(means * level.joint, level.starts, axis=1) / outer.apart
        found.append(means)
    return found


def _downward(levels: list[Level], upward: list[Numbers]) -> list[Numbers]:
    """R = 1ᵀ V⁻¹ Z (q × G) of every level."""
    found = [levels[-1].joint * upward[-1]]
    handed = levels[-1].ratio * found[0]
    for place in reversed(range(len(levels) - 1)):
        level = levels[place]
        received = np.repeat(handed, level.counts, axis=1)
        found.insert(0, level.joint * (upward[place] - received))
        if place:
            handed = received + level.ratio * found[0]
    return found


def _log_det(levels: list[Level]) -> tuple[float, Numbers, Numbers]:
    """Σ log(1 + θΩ), its gradient tr(V⁻¹ G_i) and minus its Hessian, tr(V⁻¹ G_i V⁻¹ G_j).

    The chain rule through ω = Ω / (1 + θΩ), whose Ω depends on the ratios of the levels inside it.
    """
    k = len(levels)
    value, gradient, hessian = 0.0, np.zeros(k), np.zeros((k, k))
    # The derivatives of Ω by the ratios of the levels inside; the innermost level has none inside it.
    d, dd = np.empty((0, levels[0].apart.size)), np.empty((0, 0, levels[0].apart.size))
    for own, level in enumerate(levels):
        theta, joint = level.ratio, level.joint
        free = 1 / (1 + theta * level.apart)
        pull = d * free
        value += float(np.log1p(theta * level.apart).sum())
        gradient[own] += joint.sum()
        gradient[:own] += theta * pull.sum(axis=1)
        hessian[own, own] -= joint @ joint
        hessian[own, :own] = hessian[:own, own] = pull @ free
        hessian[:own, :own] += theta * (dd @ free) - theta**2 * (pull @ pull.T)
        if own < k - 1:
            # Now ω in the place of Ω, and then its sum over the parts of each outer group.
            wider = np.empty((own + 1, own + 1, joint.size))
            wider[:own, :own] = free**2 * dd - 2 * theta * free * pull * pull[:, None]
            wider[own, :own] = wider[:own, own] = -2 * joint * free * pull
            wider[own, own] = 2 * joint * joint**2
            narrow = np.vstack((pull * free, -(joint**2)))
            d, dd = np.add.reduceat(narrow, level.starts, axis=1), np.add.reduceat(wider, level.starts, axis=2)
    return value, gradient, -hessian
