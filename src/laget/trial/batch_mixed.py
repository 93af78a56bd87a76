"""Fit a mixed model to many simulated trials at once, and judge the arms: as ``laget.trial.mixed_model`` does one."""

from __future__ import annotations

import numpy as np

from laget.trial.batch_answers import BatchAnswers, no_answers
from laget.trial.batch_between_within import between_within_df
from laget.trial.batch_information import (
    expected_information,
    inverse_information,
    observed_information,
    with_residual,
)
from laget.trial.batch_mixed_sandwich import judged_by_outermost
from laget.trial.batch_moments import strata_of
from laget.trial.batch_nested import Data, fit_nested, free_ratios, near_aliased, near_unseen
from laget.trial.batch_profile import BatchFit, take
from laget.trial.batch_sums import BatchSums
from laget.trial.design_matrix import Numbers
from laget.trial.estimator import MixedModel
from laget.trial.mixed_inference import SANDWICHES
from laget.trial.nested_model import START

# Numbers in the means of a part of the trials: so many that a step costs more than to begin it, and memory stays small.
PART = 2**18


def answer_mixed(*, sums: BatchSums, estimator: MixedModel) -> BatchAnswers:
    """The arms' estimates, standard errors and degrees of freedom in every trial.

    Trials near to what a single fit refuses, or without a minimum, are left open. An arm that is missing, or levels
    that cannot be told apart, show as columns or variances that the others decide.
    """
    if sums.balanced and estimator.inference not in SANDWICHES:
        return _answer(sums, estimator)
    step = max(1, PART // sums.means[0].size)
    parts = [
        _answer(sums.take(slice(start, start + step)), estimator) for start in range(0, len(sums.means), step)
    ]
    return BatchAnswers.joined(parts)


def _answer(sums: BatchSums, estimator: MixedModel) -> BatchAnswers:
    found = no_answers(arms=len(sums.treatment), levels=len(estimator.levels), times=len(sums.means))
    restricted = estimator.method == "reml"
    together = sums.together()
    data = Data(sums=together, strata=strata_of(together) if sums.balanced else None)
    asked = np.flatnonzero(~near_aliased(data))
    data = data.take(asked)
    start = data.evaluate(np.arange(asked.size), np.full((asked.size, sums.mass.ndim - 1), START), restricted)
    seen = np.flatnonzero(~near_unseen(start, data.sums))
    asked, data = asked[seen], data.take(seen)
    if not asked.size:
        return found
    kept = data.sums
    fit, sure = fit_nested(data, take(start, seen), restricted)
    if estimator.inference in SANDWICHES:
        se, df = judged_by_outermost(sums=sums.take(asked), fit=fit, inference=estimator.inference)
    else:
        se, df = _judged(kept, fit, estimator.inference, restricted)
    sure &= np.isfinite(se).all(axis=0) & np.isfinite(df).all(axis=0) & (df > 0).all(axis=0)
    at = asked[sure]
    found.estimate[:, at] = fit.estimates[:, kept.treatment].T[:, sure]
    found.se[:, at], found.df[:, at] = se[:, sure], df[:, sure]
    found.at_zero[:, at] = (fit.ratios == 0).T[:, sure]
    return found


def _judged(sums: BatchSums, fit: BatchFit, inference: str, restricted: bool) -> tuple[Numbers, Numbers]:
    """Standard errors and degrees of freedom (arms × T) of the arms' coefficients."""
    arms = sums.treatment
    p = fit.inverse.shape[1]
    plain = fit.inverse[:, arms, arms]
    if inference == "between-within":
        return np.sqrt(fit.variance[:, None] * plain).T, between_within_df(sums).T
    every = with_residual(fit, sums)
    first = every.first[:, :, :p, :p]
    spread = fit.inverse[:, arms]
    gradient = np.einsum("tca,tiab,tcb->tci", spread, first, spread, optimize=True)
    if inference == "satterthwaite":
        information = observed_information(every, fit, restricted)
        gradient, information = _turned(sums, fit, gradient, information)
    else:
        information = expected_information(every, fit.inverse, restricted=restricted)
    uncertain = inverse_information(information)
    df = 2 * plain**2 / np.einsum("tci,tij,tcj->tc", gradient, uncertain, gradient, optimize=True)
    variance = plain
    if inference == "kr":
        bent = np.einsum("tij,tijab->tab", uncertain, every.second[:, :, :, :p, :p])
        half = first @ fit.inverse[:, None]
        weighted = np.einsum("tij,tjcd->ticd", uncertain, first)
        bent -= np.einsum("tiab,tibc->tac", half, weighted, optimize=True)
        variance = plain + 2 * np.einsum("tca,tab,tcb->tc", spread, bent, spread, optimize=True)
    return np.sqrt(fit.variance[:, None] * variance).T, df.T


def _turned(
    sums: BatchSums, fit: BatchFit, gradient: Numbers, information: Numbers
) -> tuple[Numbers, Numbers]:
    """Gradient and information in the coordinates of the search; those that are not free have no part."""
    times, k = fit.ratios.shape
    free = free_ratios(fit)
    pace = np.ones((times, k + 1))
    pace[:, :k] = sums.counts / fit.moments.trace
    open_ = np.column_stack((free, np.ones(times, dtype=bool)))
    information = information * pace[:, :, None] * pace[:, None]
    place = np.arange(k)
    information[:, place, place] += fit.gradient * pace[:, :k] / 2
    both = open_[:, :, None] & open_[:, None]
    return gradient * (pace * open_)[:, None], np.where(both, information, np.eye(k + 1))
