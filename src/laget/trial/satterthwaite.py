"""Satterthwaite's degrees of freedom, by observed and by expected information.

Satterthwaite (1946), *Biometrics Bulletin* 2(6); Fai and Cornelius (1996), *Journal of Statistical Computation
and Simulation* 54(4); Kuznetsova, Brockhoff and Christensen (2017), *Journal of Statistical Software* 82(13),
for the observed form, that of lmerTest.
"""

from __future__ import annotations

import numpy as np

from laget.trial.design_matrix import Numbers
from laget.trial.nested_model import NestedFit
from laget.trial.variance_information import (
    expected_information,
    inverse_information,
    observed_information,
    with_residual,
)


def satterthwaite_df(*, fit: NestedFit, observed: bool, combinations: Numbers | None = None) -> Numbers:
    """df = 2 (c'Φc)² / (gᵀ A g) for each coefficient, or each of ``combinations`` (k × p), c'β, with g_i = c'Φ P_i Φ c,
    the gradient of its variance.

    A is the covariance of the variances: the inverse of the ``observed`` information, or of the expected. In
    the expected a variance at zero keeps its place, as in pbkrtest. In the observed it has none, as in
    lmerTest, whose parameter is the standard deviation: at zero its square does not move.
    """
    every = with_residual(moments=fit.moments, ratios=fit.ratios, n=fit.sums.n)
    p, k = len(fit.profile.estimates), len(fit.ratios)
    asked = fit.contrasts if combinations is None else combinations @ fit.contrasts
    # df know no unit. The fourth power of the outcome's would overflow, or be lost, long before the outcome does.
    asked = asked / np.abs(asked).max(axis=1, keepdims=True)
    spread = asked @ fit.profile.inverse
    gradient = np.einsum("ca,iab,cb->ci", spread, every.first[:, :p, :p], spread)
    if observed:
        information = observed_information(moments=every, profile=fit.profile, restricted=fit.restricted)
        here = fit.chart
        # From the variances to the coordinates that are free, with the residual's variance as it is.
        turned = np.zeros((k + 1, np.count_nonzero(here.free) + 1))
        turned[:k, :-1], turned[k, -1] = here.jacobian[:, here.free], 1
        information = turned.T @ information @ turned
        information[:-1, :-1] += here.bend[np.ix_(here.free, here.free)] / 2
        gradient = gradient @ turned
    else:
        information = expected_information(moments=every, inverse=fit.profile.inverse, restricted=fit.restricted)
    variance = np.einsum("ca,ca->c", spread, asked)
    uncertain = inverse_information(information)
    return np.asarray(2 * variance**2 / np.einsum("ci,ij,cj->c", gradient, uncertain, gradient))
