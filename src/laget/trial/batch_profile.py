"""The criterion of many simulated trials at once: as ``laget.trial.profile_likelihood`` has it of one."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from laget.trial.batch_moments import BatchMoments
from laget.trial.design_matrix import Numbers

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


def profile_likelihood(moments: BatchMoments, ratios: Numbers, n: Numbers, restricted: bool) -> BatchFit:
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
        own, both = paired(moments, inverse, px)
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


def paired(moments: BatchMoments, inverse: Numbers, px: Numbers) -> tuple[Numbers, Numbers]:
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


def take(fit: BatchFit, at: Trials) -> BatchFit:
    """Some of the trials, in memory of their own."""
    moments = BatchMoments(**{part.name: getattr(fit.moments, part.name)[at] for part in fields(BatchMoments)})
    rest = {part.name: getattr(fit, part.name)[at] for part in fields(BatchFit) if part.name != "moments"}
    return BatchFit(moments=moments, **rest)


def put(fit: BatchFit, at: Trials, other: BatchFit) -> None:
    """Write the trials of ``other`` into the places ``at``."""
    for part in fields(BatchMoments):
        getattr(fit.moments, part.name)[at] = getattr(other.moments, part.name)
    for part in fields(BatchFit):
        if part.name != "moments":
            getattr(fit, part.name)[at] = getattr(other, part.name)
