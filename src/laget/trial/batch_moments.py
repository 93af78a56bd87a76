"""The moments of many simulated trials at once: as ``laget.trial.nested_moments``, with an axis for the trials.

Where every group of a level has the same size, V has one eigenvalue per level, and everything follows from one matrix
of sums of squares per level (the strata of the analysis of variance). Otherwise means go up from classes to schools and
corrections come down again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from laget.trial.batch_sums import BatchSums
from laget.trial.design_matrix import Numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BatchMoments:
    """As ``laget.trial.nested_moments.Moments``, of T trials each: ``products`` is T × q × q, ``log_det`` T, ``first``
    T × k × q × q, ``second`` T × k × k × q × q, ``trace`` T × k and ``trace_pair`` T × k × k."""

    products: Numbers
    log_det: Numbers
    first: Numbers
    second: Numbers
    trace: Numbers
    trace_pair: Numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Strata:
    """Sums of squares of balanced trials: ``products`` (T × (k + 1) × q × q) within the innermost groups, between these
    within the next, and so on; ``df`` (k + 1) is how many directions each has, ``sizes`` (k) the pupils of a group."""

    products: Numbers
    df: Numbers
    sizes: Numbers

    def take(self, trials: NDArray[np.intp]) -> Strata:
        """Some of the trials."""
        return Strata(products=self.products[trials], df=self.df, sizes=self.sizes)


def strata_of(sums: BatchSums) -> Strata:
    """The strata of trials whose groups are ``balanced``."""
    means, size = sums.means, float(sums.mass.flat[0])
    n = float(sums.n[0])
    products, sizes, df = [sums.within], [size], [n - n / size]
    while means.ndim > 3:
        outer = means.mean(axis=2)
        around = (means - outer[:, :, None]).reshape(*means.shape[:2], -1)
        products.append(size * (around @ around.transpose(0, 2, 1)))
        inner, size = size, size * means.shape[2]
        df.append(n / inner - n / size)
        sizes.append(size)
        means = outer
    products.append(size * (means @ means.transpose(0, 2, 1)))
    df.append(n / size)
    return Strata(products=np.stack(products, axis=1), df=np.array(df), sizes=np.array(sizes))


def strata_moments(*, strata: Strata, ratios: Numbers) -> BatchMoments:
    """The moments at ``ratios`` (T × k).

    With N_i pupils in a group of level i, the stratum s of V has the eigenvalue λ_s = 1 + Σ_{i ≤ s} N_i θ_i, and the
    pattern G_i has there N_i if i ≤ s, else 0.
    """
    k = len(strata.sizes)
    share = np.triu(np.ones((k, k))) * strata.sizes[:, None]
    value = np.ones((len(ratios), k + 1))
    value[:, 1:] += ratios @ share
    share = np.hstack((np.zeros((k, 1)), share))
    q = strata.products.shape[-1]
    flat = strata.products.reshape(*strata.products.shape[:2], -1)
    one = share / value[:, None]
    pair = one[:, :, None] * one[:, None]
    over = flat / value[:, :, None]
    return BatchMoments(
        products=over.sum(axis=1).reshape(-1, q, q),
        log_det=np.log(value) @ strata.df,
        first=(one @ over).reshape(-1, k, q, q),
        second=(pair.reshape(-1, k * k, k + 1) @ over).reshape(-1, k, k, q, q),
        trace=one @ strata.df,
        trace_pair=pair @ strata.df,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Level:
    """As ``laget.trial.nested_moments.Level``, with an axis for the trials in front; the parts of a group are along the
    first axis of groups."""

    ratio: Numbers
    apart: Numbers
    joint: Numbers


def group_moments(*, sums: BatchSums, ratios: Numbers) -> BatchMoments:
    """The moments at ``ratios`` (T × k) for groups of any size; see ``laget.trial.nested_moments.nested_moments``.

    A group that is not there has mass zero, hence precision zero, and leaves no trace.
    """
    levels: list[Level] = []
    apart = sums.mass
    for ratio in ratios.T:
        wide = ratio.reshape(-1, *(1,) * (apart.ndim - 1))
        joint = apart / (1 + wide * apart)
        levels.append(Level(ratio=wide, apart=apart, joint=joint))
        apart = joint.sum(axis=1)
    upward = _upward(levels, sums.means)
    products = sums.within.copy()
    k, q = len(levels), products.shape[-1]
    for place, (level, means) in enumerate(zip(levels, upward, strict=True)):
        around = means - upward[place + 1][:, :, None] if place + 1 < k else means
        products += _product(around * level.joint[:, None], around)
    reach = _downward(levels, upward)
    times = len(ratios)
    first = np.empty((times, k, q, q))
    second = np.empty((times, k, k, q, q))
    for j in range(k):
        first[:, j] = _product(reach[j], reach[j])
        again = _downward(levels[j:], _upward(levels[j:], reach[j]))
        for i in range(j, k):
            second[:, i, j] = _product(reach[i], again[i - j])
            second[:, j, i] = second[:, i, j].transpose(0, 2, 1)
    log_det, trace, trace_pair = _log_det(levels, times)
    return BatchMoments(
        products=products, log_det=log_det, first=first, second=second, trace=trace, trace_pair=trace_pair
    )


def _product(left: Numbers, right: Numbers) -> Numbers:
    """Σ over groups of left rightᵀ, in each trial."""
    flat = left.reshape(*left.shape[:2], -1)
    return np.asarray(flat @ right.reshape(*right.shape[:2], -1).transpose(0, 2, 1))


def _upward(levels: list[Level], means: Numbers) -> list[Numbers]:
    """The precision-weighted means (T × q × groups) of every level, from those of the first of ``levels``."""
    found = [means]
    for level, outer in pairwise(levels):
        total = (means * level.joint[:, None]).sum(axis=2)
        means = total / np.where(outer.apart > 0, outer.apart, 1)[:, None]
        found.append(means)
    return found


def _downward(levels: list[Level], upward: list[Numbers]) -> list[Numbers]:
    """R = 1ᵀ V⁻¹ Z (T × q × groups) of every level."""
    found = [levels[-1].joint[:, None] * upward[-1]]
    handed = levels[-1].ratio[:, None] * found[0]
    for place in reversed(range(len(levels) - 1)):
        level = levels[place]
        found.insert(0, level.joint[:, None] * (upward[place] - handed[:, :, None]))
        if place:
            handed = handed[:, :, None] + level.ratio[:, None] * found[0]
    return found


def _log_det(levels: list[Level], times: int) -> tuple[Numbers, Numbers, Numbers]:
    """Σ log(1 + θΩ), its gradient and minus its Hessian, as in ``nested_moments``."""
    k = len(levels)
    value, gradient, hessian = np.zeros(times), np.zeros((times, k)), np.zeros((times, k, k))

    def total(values: Numbers) -> Numbers:
        return np.asarray(values.reshape(len(values), -1).sum(axis=1))

    # The derivatives of Ω by the ratios of the levels inside; the innermost level has none inside it.
    d: list[Numbers] = []
    dd: list[list[Numbers]] = []
    for own, level in enumerate(levels):
        theta, joint = level.ratio, level.joint
        lead = theta.reshape(-1)
        free = 1 / (1 + theta * level.apart)
        pull = [part * free for part in d]
        value += total(np.log1p(theta * level.apart))
        gradient[:, own] += total(joint)
        hessian[:, own, own] -= total(joint * joint)
        for i in range(own):
            gradient[:, i] += lead * total(pull[i])
            hessian[:, own, i] = hessian[:, i, own] = total(pull[i] * free)
            for j in range(i + 1):
                bent = lead * total(dd[i][j] * free) - lead**2 * total(pull[i] * pull[j])
                hessian[:, i, j] += bent
                if i != j:
                    hessian[:, j, i] += bent
        if own < k - 1:
            # Now ω in the place of Ω, and then its sum over the parts of each outer group.
            wider = [
                [(free**2 * dd[i][j] - 2 * theta * free * pull[i] * pull[j]).sum(axis=1) for j in range(i + 1)]
                for i in range(own)
            ]
            wider.append([(-2 * joint * free * part).sum(axis=1) for part in pull])
            wider[-1].append((2 * joint**3).sum(axis=1))
            d = [(part * free).sum(axis=1) for part in pull] + [-(joint**2).sum(axis=1)]
            dd = wider
    return value, gradient, -hessian
