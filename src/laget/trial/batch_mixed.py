"""Fit a mixed model to many simulated trials at once, and judge the arms: as ``laget.trial.mixed_model`` does one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from laget.trial.batch_aliasing import own_shares
from laget.trial.batch_answers import BatchAnswers, no_answers
from laget.trial.batch_moments import BatchMoments, Strata, group_moments, strata_moments, strata_of
from laget.trial.batch_sums import BatchSums
from laget.trial.design_matrix import Numbers
from laget.trial.estimator import MixedModel
from laget.trial.nested_model import FAR, HALVINGS, LONGEST, SMALL, START, STEPS
from laget.trial.ols import EXACT

# Trials nearer than this to what ``fit_nested`` refuses are left to it.
NEAR = 1e-6
# Numbers of a part of the trials that stay near the processor.
PART = 2**16

Trials = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BatchFit:
    """As ``laget.trial.nested_model.NestedFit`` and its profile, of T trials each."""

    ratios: Numbers
    moments: BatchMoments
    value: Numbers
    gradient: Numbers
    hessian: Numbers
    estimates: Numbers
    inverse: Numbers
    variance: Numbers


Evaluate = Callable[[Trials, Numbers], BatchFit]


def answer_mixed(*, sums: BatchSums, estimator: MixedModel) -> BatchAnswers:
    """The arms' estimates, standard errors and degrees of freedom in every trial.

    Trials near to what a single fit refuses, or without a minimum, are left open. An arm that is missing, or levels
    that cannot be told apart, show as columns or variances that the others decide.
    """
    if sums.balanced:
        return _answer(sums, estimator)
    step = max(1, PART // sums.means[0].size)
    parts = [
        _answer(sums.take(slice(start, start + step)), estimator) for start in range(0, len(sums.means), step)
    ]
    return BatchAnswers.joined(parts)


def _answer(sums: BatchSums, estimator: MixedModel) -> BatchAnswers:
    found = no_answers(arms=len(sums.treatment), levels=len(estimator.levels), times=len(sums.means))
    restricted = estimator.method == "reml"
    data = Data(sums=sums, strata=strata_of(sums) if sums.balanced else None)
    asked = np.flatnonzero(~_near_aliased(data))
    data = data.take(asked)
    start = data.evaluate(np.arange(asked.size), np.full((asked.size, sums.mass.ndim - 1), START), restricted)
    seen = np.flatnonzero(~_near_unseen(start, data.sums))
    asked, data = asked[seen], data.take(seen)
    if not asked.size:
        return found
    kept = data.sums
    fit, sure = _fit(data, _take(start, seen), restricted)
    se, df = _judged(kept, fit, estimator.inference, restricted)
    sure &= np.isfinite(se).all(axis=0) & np.isfinite(df).all(axis=0) & (df > 0).all(axis=0)
    at = asked[sure]
    found.estimate[:, at] = fit.estimates[:, kept.treatment].T[:, sure]
    found.se[:, at], found.df[:, at] = se[:, sure], df[:, sure]
    found.at_zero[:, at] = (fit.ratios == 0).T[:, sure]
    return found


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
        return _profile(moments, ratios, n, restricted)


def _profile(moments: BatchMoments, ratios: Numbers, n: Numbers, restricted: bool) -> BatchFit:
    """The criterion and its derivatives, as in ``laget.trial.profile_likelihood``."""
    p = moments.products.shape[1] - 1
    swept, log_a = _swept(moments.products, p)
    estimates, rest = swept[:, :p, p], swept[:, p, p]
    inverse = -swept[:, :p, :p]
    g = np.concatenate((-estimates, np.ones((len(n), 1))), axis=1)
    k = ratios.shape[1]
    px = moments.first[:, :, :p, :p] @ inverse[:, None]
    pg = (moments.first @ g[:, None, :, None])[..., 0]
    pull = pg[:, :, :p]
    d_rest = -np.einsum("tia,ta->ti", pg, g)
    bent = (moments.second.reshape(len(n), k * k, -1) @ (g[:, :, None] * g[:, None]).reshape(len(n), -1, 1)).reshape(
        -1, k, k
    )
    dd_rest = 2 * (bent - pull @ inverse @ pull.transpose(0, 2, 1))
    m = n - p if restricted else n
    value = moments.log_det + m * (1 + np.log(2 * np.pi * rest / m))
    scaled = d_rest / rest[:, None]
    gradient = moments.trace + m[:, None] * scaled
    hessian = m[:, None, None] * (dd_rest / rest[:, None, None] - scaled[:, :, None] * scaled[:, None])
    hessian -= moments.trace_pair
    if restricted:
        value = value + log_a
        gradient -= np.einsum("tiaa->ti", px)
        own, both = _paired(moments, inverse, px)
        hessian += 2 * own - both
    return BatchFit(
        ratios=ratios,
        moments=moments,
        value=value,
        gradient=gradient,
        hessian=hessian,
        estimates=estimates,
        inverse=inverse,
        variance=rest / m,
    )


def _paired(moments: BatchMoments, inverse: Numbers, px: Numbers) -> tuple[Numbers, Numbers]:
    """tr(Φ Q_ij) and tr(Φ P_i Φ P_j)."""
    times, k, p = px.shape[:3]
    second = moments.second[:, :, :, :p, :p].reshape(times, k * k, p * p)
    own = (second @ inverse.reshape(times, p * p, 1)).reshape(times, k, k)
    flat = px.reshape(times, k, p * p)
    turned = px.transpose(0, 1, 3, 2).reshape(times, k, p * p)
    return own, flat @ turned.transpose(0, 2, 1)


def _swept(products: Numbers, p: int) -> tuple[Numbers, Numbers]:
    """The sweep operator on the first ``p`` columns: −(XᵀX)⁻¹, β and the residual sum of squares in their places, and
    log |XᵀX|. (Goodnight 1979, *The American Statistician* 33(3).)"""
    swept = products.copy()
    log_det = np.zeros(len(products))
    for place in range(p):
        pivot = swept[:, place, place].copy()
        log_det += np.log(pivot)
        column = swept[:, :, place] / pivot[:, None]
        row = swept[:, place].copy()
        swept -= column[:, :, None] * row[:, None]
        swept[:, :, place] = column
        swept[:, place] = row / pivot[:, None]
        swept[:, place, place] = -1 / pivot
    return swept, log_det


def _near_aliased(data: Data) -> NDArray[np.bool_]:
    """Trials with a column that those before it decide, or nearly so, in all or, the outcome, within groups."""
    sums = data.sums
    if data.strata is not None:
        total = data.strata.products.sum(axis=1)
    else:
        flat = (sums.means * np.sqrt(sums.mass)[:, None]).reshape(*sums.means.shape[:2], -1)
        total = sums.within + flat @ flat.transpose(0, 2, 1)
    own = own_shares(total)
    return np.asarray((own <= NEAR).any(axis=1) | (own_shares(sums.within)[:, -1] <= NEAR))


def _fit(data: Data, start: BatchFit, restricted: bool) -> tuple[BatchFit, NDArray[np.bool_]]:
    """The minimum in every trial, and whether there is one, by the way of ``laget.trial.nested_model.fit_nested``."""

    def evaluate(trials: Trials, ratios: Numbers) -> BatchFit:
        return data.evaluate(trials, ratios, restricted)

    counts = np.broadcast_to(data.sums.counts, start.ratios.shape)
    fit, sure = _descend(start, evaluate, counts, np.arange(len(counts)))
    bound = np.flatnonzero(~_free(fit).all(axis=1))
    if bound.size:
        far = evaluate(bound, np.full((bound.size, counts.shape[1]), FAR))
        other, found = _descend(far, evaluate, counts[bound], bound)
        value = fit.value[bound]
        lower = found & (other.value < value - EXACT * np.abs(value))
        _put(fit, bound[lower], _take(other, np.flatnonzero(lower)))
        sure[bound] &= found
    return fit, sure


def _free(fit: BatchFit) -> NDArray[np.bool_]:
    """Ratios that are above zero, or want to be."""
    return np.asarray((fit.ratios > 0) | (fit.gradient < 0))


def _descend(
    fit: BatchFit, evaluate: Evaluate, counts: Numbers, trials: Trials
) -> tuple[BatchFit, NDArray[np.bool_]]:
    """From one fit down to the nearest minimum; and in which trials there is one."""
    done = np.zeros(len(trials), dtype=bool)
    result = _take(fit, np.arange(len(trials)))
    left = np.arange(len(trials))
    for _ in range(STEPS):
        free = _free(fit)
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
            _put(tried, high, again)
            high = high[~(again.value <= highest[high])]
        stuck = np.zeros(len(left), dtype=bool)
        stuck[high] = True
        ready = small | stuck
        if ready.any():
            at = np.flatnonzero(ready)
            _put(result, left[at], _take(tried, at))
            done[left[small]] = True
            left = left[~ready]
            if not left.size:
                break
            tried = _take(tried, np.flatnonzero(~ready))
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


def _near_unseen(start: BatchFit, sums: BatchSums) -> NDArray[np.bool_]:
    """Trials in which a variance may leave no trace of its own."""
    every = _with_residual(start, sums)
    information = _expected(every, start.inverse, restricted=True)
    own = np.einsum("tii->ti", information)
    near = ~(own > NEAR * np.einsum("tii->ti", every.trace_pair)).all(axis=1)
    size = np.sqrt(np.where(own > 0, own, 1))
    scaled = information / (size[:, :, None] * size[:, None])
    return np.asarray(near | ~(np.linalg.eigvalsh(scaled)[:, 0] > NEAR))


def _with_residual(fit: BatchFit, sums: BatchSums) -> BatchMoments:
    """As ``laget.trial.variance_information.with_residual``."""
    moments, ratios = fit.moments, fit.ratios
    times, k = ratios.shape
    first, second, trace, trace_pair = moments.first, moments.second, moments.trace, moments.trace_pair
    p0 = moments.products - np.einsum("ti,tiab->tab", ratios, first)
    t0 = np.broadcast_to(sums.n, times) - np.einsum("ti,ti->t", ratios, trace)
    q_i0 = first - np.einsum("tj,tijab->tiab", ratios, second)
    t_i0 = trace - np.einsum("tij,tj->ti", trace_pair, ratios)
    all_second = np.empty((times, k + 1, k + 1, *p0.shape[1:]))
    all_second[:, :k, :k] = second
    all_second[:, :k, k] = q_i0
    all_second[:, k, :k] = q_i0.transpose(0, 1, 3, 2)
    all_second[:, k, k] = p0 - np.einsum("ti,tiab->tab", ratios, q_i0)
    all_pair = np.empty((times, k + 1, k + 1))
    all_pair[:, :k, :k] = trace_pair
    all_pair[:, :k, k] = all_pair[:, k, :k] = t_i0
    all_pair[:, k, k] = t0 - np.einsum("ti,ti->t", ratios, t_i0)
    return BatchMoments(
        products=moments.products,
        log_det=moments.log_det,
        first=np.concatenate((first, p0[:, None]), axis=1),
        second=all_second,
        trace=np.column_stack((trace, t0)),
        trace_pair=all_pair,
    )


def _expected(moments: BatchMoments, inverse: Numbers, *, restricted: bool) -> Numbers:
    """As ``laget.trial.variance_information.expected_information``."""
    if not restricted:
        return moments.trace_pair / 2
    p = inverse.shape[1]
    own, both = _paired(moments, inverse, moments.first[:, :, :p, :p] @ inverse[:, None])
    return np.asarray((moments.trace_pair - 2 * own + both) / 2)


def _inverted(information: Numbers) -> Numbers:
    """As ``laget.trial.variance_information.inverse_information``; no numbers where there is none."""
    own = np.einsum("tii->ti", information)
    size = np.sqrt(np.where(own > 0, own, 1))
    outer = size[:, :, None] * size[:, None]
    sound = ((own > 0).all(axis=1) & (np.linalg.det(information / outer) > EXACT))[:, None, None]
    scaled = np.where(sound, information / outer, np.eye(size.shape[1]))
    return np.where(sound, np.linalg.inv(scaled) / outer, np.nan)


def _judged(sums: BatchSums, fit: BatchFit, inference: str, restricted: bool) -> tuple[Numbers, Numbers]:
    """Standard errors and degrees of freedom (arms × T) of the arms' coefficients."""
    arms = sums.treatment
    p = fit.inverse.shape[1]
    plain = fit.inverse[:, arms, arms]
    if inference == "between-within":
        return np.sqrt(fit.variance[:, None] * plain).T, between_within(sums).T
    every = _with_residual(fit, sums)
    first = every.first[:, :, :p, :p]
    spread = fit.inverse[:, arms]
    gradient = np.einsum("tca,tiab,tcb->tci", spread, first, spread, optimize=True)
    if inference == "satterthwaite":
        information = _observed(every, fit, restricted)
        gradient, information = _turned(sums, fit, gradient, information)
    else:
        information = _expected(every, fit.inverse, restricted=restricted)
    uncertain = _inverted(information)
    df = 2 * plain**2 / np.einsum("tci,tij,tcj->tc", gradient, uncertain, gradient, optimize=True)
    variance = plain
    if inference == "kr":
        bent = np.einsum("tij,tijab->tab", uncertain, every.second[:, :, :, :p, :p])
        half = first @ fit.inverse[:, None]
        weighted = np.einsum("tij,tjcd->ticd", uncertain, first)
        bent -= np.einsum("tiab,tibc->tac", half, weighted, optimize=True)
        variance = plain + 2 * np.einsum("tca,tab,tcb->tc", spread, bent, spread, optimize=True)
    return np.sqrt(fit.variance[:, None] * variance).T, df.T


def _observed(moments: BatchMoments, fit: BatchFit, restricted: bool) -> Numbers:
    """As ``laget.trial.variance_information.observed_information``."""
    expected = _expected(moments, fit.inverse, restricted=restricted)
    g = np.concatenate((-fit.estimates, np.ones((len(fit.estimates), 1))), axis=1)
    pull = np.einsum("tiab,tb->tia", moments.first, g)[:, :, :-1]
    bent = np.einsum("tijab,tb,ta->tij", moments.second, g, g, optimize=True)
    bent -= pull @ fit.inverse @ pull.transpose(0, 2, 1)
    return np.asarray(bent / fit.variance[:, None, None] - expected)


def _turned(
    sums: BatchSums, fit: BatchFit, gradient: Numbers, information: Numbers
) -> tuple[Numbers, Numbers]:
    """Gradient and information in the coordinates of the search; those that are not free have no part."""
    times, k = fit.ratios.shape
    free = _free(fit)
    pace = np.ones((times, k + 1))
    pace[:, :k] = sums.counts / fit.moments.trace
    open_ = np.column_stack((free, np.ones(times, dtype=bool)))
    information = information * pace[:, :, None] * pace[:, None]
    place = np.arange(k)
    information[:, place, place] += fit.gradient * pace[:, :k] / 2
    both = open_[:, :, None] & open_[:, None]
    return gradient * (pace * open_)[:, None], np.where(both, information, np.eye(k + 1))


def between_within(sums: BatchSums) -> Numbers:
    """Between-within degrees of freedom of the arms (T × arms), as in ``laget.trial.between_within``."""
    times, p = len(sums.means), sums.means.shape[1] - 1
    counts = np.column_stack(
        [np.broadcast_to(part, times) for part in (sums.n, *sums.counts.T, np.ones(1))]
    )
    total = np.broadcast_to(sums.n, times)[:, None]
    scale = np.einsum("taa->ta", sums.within)[:, :p]
    varies = [scale > NEAR**2 * total]
    mass, means = sums.mass, sums.means[:, :p]
    while mass.ndim > 2:
        outer_mass = mass.sum(axis=1)
        outer = (mass[:, None] * means).sum(axis=2) / np.where(outer_mass > 0, outer_mass, 1)[:, None]
        around = mass[:, None] * (means - outer[:, :, None]) ** 2
        varies.append(around.reshape(times, p, -1).sum(axis=2) > NEAR**2 * total)
        mass, means = outer_mass, outer
    belongs = np.argmax(np.stack([*varies, np.ones((times, p), dtype=bool)], axis=2), axis=2)
    df = counts[:, :-1] - counts[:, 1:]
    for level in range(df.shape[1]):
        df[:, level] -= (belongs[:, 1:] == level).sum(axis=1)
    return np.asarray(np.take_along_axis(df, belongs[:, sums.treatment], axis=1))


def _take(fit: BatchFit, at: Trials) -> BatchFit:
    """Some of the trials, in memory of their own."""
    moments = BatchMoments(**{part.name: getattr(fit.moments, part.name)[at] for part in fields(BatchMoments)})
    rest = {part.name: getattr(fit, part.name)[at] for part in fields(BatchFit) if part.name != "moments"}
    return BatchFit(moments=moments, **rest)


def _put(fit: BatchFit, at: Trials, other: BatchFit) -> None:
    """Write the trials of ``other`` into the places ``at``."""
    for part in fields(BatchMoments):
        getattr(fit.moments, part.name)[at] = getattr(other.moments, part.name)
    for part in fields(BatchFit):
        if part.name != "moments":
            getattr(fit, part.name)[at] = getattr(other, part.name)
