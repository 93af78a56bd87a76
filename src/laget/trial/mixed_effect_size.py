"""An effect of a mixed model in standard deviations, by the model's variances within groups and in total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from laget.trial.design_matrix import Numbers
from laget.trial.fit import Coefficient
from laget.trial.hedges2007 import ClusteredG, Interval, Z, hedges_2007
from laget.trial.model_terms import ModelTerms
from laget.trial.nested_model import NestedFit, fit_nested
from laget.trial.nested_sums import NestedSums

# A share of rows this near none or all is none or all.
WHOLE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectSizes:
    """An effect of a mixed model in standard deviations, by every way of choosing them.

    ``conditional`` divides by the model's own variances, given its columns, ``unconditional`` by those of the outcome
    alone in the same groups: the spread that a reader meets. Both have Hedges' (2007) value and interval where it
    applies, as in ``standardise_mixed``. ``own_conditional`` and ``own_unconditional`` are the estimate and the model's
    own interval over the same standard deviations: they agree with p, and take the standard deviation as known.
    """

    conditional: ClusteredG
    unconditional: ClusteredG
    own_conditional: ClusteredG
    own_unconditional: ClusteredG


def effect_sizes(
    *, coefficient: Coefficient, fit: NestedFit, unconditional: NestedFit, alpha: float = 0.05
) -> EffectSizes:
    """A treatment ``coefficient`` of ``fit`` by its variances and those of ``unconditional_fit``, at 1 − ``alpha``."""
    return EffectSizes(
        conditional=standardise_mixed(coefficient=coefficient, fit=fit, alpha=alpha),
        unconditional=standardise_mixed(coefficient=coefficient, fit=fit, variances=unconditional, alpha=alpha),
        own_conditional=_own(coefficient, fit),
        own_unconditional=_own(coefficient, unconditional),
    )


def unconditional_fit(fit: NestedFit) -> NestedFit:
    """The model of the outcome alone in the groups of ``fit``, from the same sums; a slope is left out.

    Raises ``TrialError`` where its variances cannot be found.
    """
    sums = fit.sums
    kept = [0, len(sums.scale) - 1]
    bare = replace(
        sums,
        terms=ModelTerms(terms=(), treatment=(), covariates=()),
        means=sums.means[kept],
        within=sums.within[np.ix_(kept, kept)],
        centre=sums.centre[kept],
        scale=sums.scale[kept],
        slope=None,
    )
    return fit_nested(sums=bare, restricted=fit.restricted)


def intraclass_correlations(*, variances: Mapping[str, float], residual: float) -> dict[str, float]:
    """Each level's share of the total, and the correlation of two rows of one group below the outermost level."""
    total = sum(variances.values()) + residual
    levels = list(variances)
    shares = {level: variances[level] / total for level in levels}
    for place, (inner, outer) in enumerate(pairwise(levels)):
        shares[f"{inner} within the same {outer}"] = sum(variances[level] for level in levels[place:]) / total
    return shares


def standardise_mixed(
    *, coefficient: Coefficient, fit: NestedFit, variances: NestedFit | None = None, alpha: float = 0.05
) -> ClusteredG:
    """A treatment ``coefficient`` of ``fit`` over the square root of the residual variance (``within``) and of the
    sum of all variances (``total``), at level 1 − ``alpha``.

    Where whole groups of the model's only level were given to arms, this is Hedges' (2007) g with his interval
    (``laget.trial.hedges2007``), in which the two arms' rows count. In every other model it is the estimate and
    the coefficient's own interval divided by the standard deviation: they respect the levels and agree with p,
    and take the standard deviation as known. The variances are those of ``fit``, given its covariates, unless
    those of another fit are handed over, say that of a model without any.
    """
    by = fit if variances is None else variances
    residual = by.residual_variance
    between = sum(by.variances.values())
    sizes = cluster_sizes(sums=fit.sums, term=coefficient.term)
    if sizes is None:
        return ClusteredG(
            within=_divided(coefficient, sqrt(residual)), total=_divided(coefficient, sqrt(residual + between))
        )
    treated, control = sizes
    g = hedges_2007(
        estimate=coefficient.estimate,
        variance_within=residual,
        variance_between=between,
        treated_sizes=treated.tolist(),
        control_sizes=control.tolist(),
    )
    return ClusteredG(within=_at_level(g.within, alpha), total=_at_level(g.total, alpha))


def cluster_sizes(*, sums: NestedSums, term: str) -> tuple[NDArray[np.intp], NDArray[np.intp]] | None:
    """Rows per cluster in the arm of ``term`` and in the reference arm, if the model has one level, no weights and
    no slope, and each cluster one arm; otherwise None, and Hedges (2007) does not apply."""
    if len(sums.levels) > 1 or sums.slope is not None or sums.weighted:
        return None
    shares = arm_shares(sums)
    whole = (shares < WHOLE) | (shares > 1 - WHOLE)
    if not whole.all():
        return None
    treated = sums.mass[shares[sums.terms.treatment.index(term)] > WHOLE]
    control = sums.mass[(shares < WHOLE).all(axis=0)]
    if treated.sum() + control.sum() <= treated.size + control.size:
        return None
    return np.rint(treated).astype(np.intp), np.rint(control).astype(np.intp)


def arm_shares(sums: NestedSums) -> Numbers:
    """The share of each class's rows (by weight) that is in each arm but the reference: arms × C."""
    places = [sums.terms.names.index(term) for term in sums.terms.treatment]
    return sums.means[places] * sums.scale[places, None] + sums.centre[places, None]


def _own(coefficient: Coefficient, by: NestedFit) -> ClusteredG:
    residual = by.residual_variance
    total = residual + sum(by.variances.values())
    return ClusteredG(within=_divided(coefficient, sqrt(residual)), total=_divided(coefficient, sqrt(total)))


def _divided(coefficient: Coefficient, sd: float) -> Interval:
    return Interval(value=coefficient.estimate / sd, low=coefficient.low / sd, high=coefficient.high / sd)


def _at_level(interval: Interval, alpha: float) -> Interval:
    """The paper's interval, drawn with the paper's 1.96, at another level than 95 %."""
    if alpha == 0.05:
        return interval
    half = (interval.high - interval.value) * float(ndtri(1 - alpha / 2)) / Z
    return replace(interval, low=interval.value - half, high=interval.value + half)
