"""Fit a mixed model with nested random intercepts to many simulated trials at once: as ``laget.trial.nested_model``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.batch_aliasing import own_shares
from laget.trial.batch_information import expected_information, with_residual
from laget.trial.batch_moments import Strata, group_moments, strata_moments
from laget.trial.batch_profile import BatchFit, Trials, profile_likelihood, put, take
from laget.trial.batch_sums import BatchSums
from laget.trial.design_matrix import Numbers
from laget.trial.nested_model import FAR, HALVINGS, LONGEST, SMALL, STEPS
from laget.trial.ols import EXACT

# Trials nearer than this to what a single fit refuses are left to it.
NEAR = 1e-6

Evaluate = Callable[[Trials, Numbers], BatchFit]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Data:
    """The trials to be fitted: their ``sums``, and their ``strata`` where they are balanced."""

    sums: BatchSums
    strata: Strata | None

    def take(self, trials: Trials) -> Data:
        """Some of the trials, in their order."""
        if trials.size == len(self.sums.means):
            return self
        strata = None if self.strata is None else self.strata.take(trials)
        return Data(sums=self.sums.take(trials), strata=strata)

    def evaluate(self, trials: Trials, ratios: Numbers, restricted: bool) -> BatchFit:
        """Some of the trials at ``ratios``."""
        if self.strata is not None:
            few = self.strata if trials.size == len(self.sums.means) else self.strata.take(trials)
            moments = strata_moments(strata=few, ratios=ratios)
        else:
            moments = group_moments(sums=self.take(trials).sums, ratios=ratios)
        n = np.broadcast_to(self.sums.n, len(self.sums.means))[trials]
        return profile_likelihood(moments, ratios, n, restricted)


def near_aliased(data: Data) -> NDArray[np.bool_]:
    """Trials with a column that those before it decide, or nearly so, in all or, the outcome, within groups."""
    sums = data.sums
    if data.strata is not None:
        total = data.strata.products.sum(axis=1)
    else:
        flat = (sums.means * np.sqrt(sums.mass)[:, None]).reshape(*sums.means.shape[:2], -1)
        total = sums.within + flat @ flat.transpose(0, 2, 1)
    own = own_shares(total)
    return np.asarray((own <= NEAR).any(axis=1) | (own_shares(sums.within)[:, -1] <= NEAR))


def near_unseen(start: BatchFit, sums: BatchSums) -> NDArray[np.bool_]:
    """Trials in which a variance may leave no trace of its own."""
    every = with_residual(start, sums)
    information = expected_information(every, start.inverse, restricted=True)
    own = np.einsum("tii->ti", information)
    near = ~(own > NEAR * np.einsum("tii->ti", every.trace_pair)).all(axis=1)
    size = np.sqrt(np.where(own > 0, own, 1))
    scaled = information / (size[:, :, None] * size[:, None])
    return np.asarray(near | ~(np.linalg.eigvalsh(scaled)[:, 0] > NEAR))


def fit_nested(data: Data, start: BatchFit, restricted: bool) -> tuple[BatchFit, NDArray[np.bool_]]:
    """The minimum in every trial, and whether there is one, by the way of ``laget.trial.nested_model.fit_nested``."""

    def evaluate(trials: Trials, ratios: Numbers) -> BatchFit:
        return data.evaluate(trials, ratios, restricted)

    counts = np.broadcast_to(data.sums.counts, start.ratios.shape)
    fit, sure = _descend(start, evaluate, counts, np.arange(len(counts)))
    bound = np.flatnonzero(~free_ratios(fit).all(axis=1))
    if bound.size:
        far = evaluate(bound, np.full((bound.size, counts.shape[1]), FAR))
        other, found = _descend(far, evaluate, counts[bound], bound)
        value = fit.value[bound]
        lower = found & (other.value < value - EXACT * np.abs(value))
        put(fit, bound[lower], take(other, np.flatnonzero(lower)))
        sure[bound] &= found
    return fit, sure


def free_ratios(fit: BatchFit) -> NDArray[np.bool_]:
    """Ratios that are above zero, or want to be."""
    return np.asarray((fit.ratios > 0) | (fit.gradient < 0))


def _descend(
    fit: BatchFit, evaluate: Evaluate, counts: Numbers, trials: Trials
) -> tuple[BatchFit, NDArray[np.bool_]]:
    """From one fit down to the nearest minimum; and in which trials there is one."""
    done = np.zeros(len(trials), dtype=bool)
    result = take(fit, np.arange(len(trials)))
    left = np.arange(len(trials))
    for _ in range(STEPS):
        free = free_ratios(fit)
        pace = counts[left] / fit.moments.trace
        gradient = fit.gradient * pace
        hessian = fit.hessian * pace[:, :, None] * pace[:, None]
        k = np.arange(pace.shape[1])
        hessian[:, k, k] += fit.gradient * pace
        step = _newton(gradient, hessian, free)
        small = np.abs(step).max(axis=1) < SMALL
        highest = fit.value + EXACT * np.abs(fit.value)
        tried = evaluate(trials[left], np.maximum(fit.ratios + np.expm1(step) * pace, 0))
        high = np.flatnonzero(~(small | (tried.value <= highest)))
        for _ in range(HALVINGS):
            if not high.size:
                break
            step[high] /= 2
            again = evaluate(trials[left[high]], np.maximum(fit.ratios[high] + np.expm1(step[high]) * pace[high], 0))
            put(tried, high, again)
            high = high[~(again.value <= highest[high])]
        stuck = np.zeros(len(left), dtype=bool)
        stuck[high] = True
        ready = small | stuck
        if ready.any():
            at = np.flatnonzero(ready)
            put(result, left[at], take(tried, at))
            done[left[small]] = True
            left = left[~ready]
            if not left.size:
                break
            tried = take(tried, np.flatnonzero(~ready))
        fit = tried
    return result, done


def _newton(gradient: Numbers, hessian: Numbers, free: NDArray[np.bool_]) -> Numbers:
    """Newton's steps among the free coordinates, as ``laget.trial.nested_model`` takes them."""
    step = np.zeros_like(gradient)
    k = gradient.shape[1]
    pattern = free @ (1 << np.arange(k))
    for bits in np.unique(pattern):
        at = np.flatnonzero(pattern == bits)
        open_ = np.flatnonzero(free[at[0]])
        if not open_.size:
            continue
        step[np.ix_(at, open_)] = -_uphill(gradient[np.ix_(at, open_)], hessian[np.ix_(at, open_, open_)])
    longest = np.abs(step).max(axis=1)
    return np.asarray(step * np.minimum(1.0, LONGEST / np.maximum(longest, 1e-300))[:, None])


def _uphill(gradient: Numbers, hessian: Numbers) -> Numbers:
    """|H|⁻¹ g, with |H| the matrix whose eigenvalues are those of H without their signs, none of them too small."""

    def inverted(values: Numbers) -> Numbers:
        size = np.abs(values)
        return np.asarray(1 / np.maximum(size, 1e-6 * size.max(axis=1, keepdims=True)))

    if gradient.shape[1] == 1:
        return gradient * inverted(hessian[:, 0])
    if gradient.shape[1] == 2:
        # f of a symmetric 2 × 2 matrix is the mean of f times I, and its slope times H less the mean of H.
        middle = (hessian[:, 0, 0] + hessian[:, 1, 1]) / 2
        radius = np.hypot((hessian[:, 0, 0] - hessian[:, 1, 1]) / 2, hessian[:, 0, 1])
        f = inverted(np.column_stack((middle + radius, middle - radius)))
        slope = np.divide(f[:, 0] - f[:, 1], 2 * radius, out=np.zeros_like(radius), where=radius > 0)
        around = (hessian @ gradient[..., None])[..., 0] - middle[:, None] * gradient
        return np.asarray(f.mean(axis=1)[:, None] * gradient + slope[:, None] * around)
    values, vectors = np.linalg.eigh(hessian)
    onto = (vectors.transpose(0, 2, 1) @ gradient[..., None])[..., 0]
    return np.asarray((vectors @ (onto * inverted(values))[..., None])[..., 0])
