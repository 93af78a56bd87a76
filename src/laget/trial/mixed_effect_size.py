"""An effect of a mixed model in standard deviations, by the model's variances within groups and in total."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from laget.trial.design_matrix import Numbers
from laget.trial.fit import Coefficient
from laget.trial.hedges2007 import ClusteredG, Interval, Z, hedges_2007
from laget.trial.nested_model import NestedFit
from laget.trial.nested_sums import NestedSums

# A share of rows this near none or all is none or all.
WHOLE = 1e-9


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


def _divided(coefficient: Coefficient, sd: float) -> Interval:
    return Interval(value=coefficient.estimate / sd, low=coefficient.low / sd, high=coefficient.high / sd)


def _at_level(interval: Interval, alpha: float) -> Interval:
    """The paper's interval, drawn with the paper's 1.96, at another level than 95 %."""
    if alpha == 0.05:
        return interval
    half = (interval.high - interval.value) * float(ndtri(1 - alpha / 2)) / Z
    return replace(interval, low=interval.value - half, high=interval.value + half)
