"""What many simulated trials tell of their variances: as ``laget.trial.variance_information`` of one."""

from __future__ import annotations

import numpy as np

from laget.trial.batch_moments import BatchMoments
from laget.trial.batch_profile import BatchFit, paired
from laget.trial.batch_sums import BatchSums
from laget.trial.design_matrix import Numbers
from laget.trial.ols import EXACT


def with_residual(fit: BatchFit, sums: BatchSums) -> BatchMoments:
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


def expected_information(moments: BatchMoments, inverse: Numbers, *, restricted: bool) -> Numbers:
    """As ``laget.trial.variance_information.expected_information``."""
    if not restricted:
        return moments.trace_pair / 2
    p = inverse.shape[1]
    own, both = paired(moments, inverse, moments.first[:, :, :p, :p] @ inverse[:, None])
    return np.asarray((moments.trace_pair - 2 * own + both) / 2)


def observed_information(moments: BatchMoments, fit: BatchFit, restricted: bool) -> Numbers:
    """As ``laget.trial.variance_information.observed_information``."""
    expected = expected_information(moments, fit.inverse, restricted=restricted)
    g = np.concatenate((-fit.estimates, np.ones((len(fit.estimates), 1))), axis=1)
    pull = np.einsum("tiab,tb->tia", moments.first, g)[:, :, :-1]
    bent = np.einsum("tijab,tb,ta->tij", moments.second, g, g, optimize=True)
    bent -= pull @ fit.inverse @ pull.transpose(0, 2, 1)
    return np.asarray(bent / fit.variance[:, None, None] - expected)


def inverse_information(information: Numbers) -> Numbers:
    """As ``laget.trial.variance_information.inverse_information``; no numbers where there is none."""
    own = np.einsum("tii->ti", information)
    size = np.sqrt(np.where(own > 0, own, 1))
    outer = size[:, :, None] * size[:, None]
    sound = ((own > 0).all(axis=1) & (np.linalg.det(information / outer) > EXACT))[:, None, None]
    scaled = np.where(sound, information / outer, np.eye(size.shape[1]))
    return np.where(sound, np.linalg.inv(scaled) / outer, np.nan)
