"""Kenward and Roger's standard errors and degrees of freedom.

Kenward and Roger (1997), *Biometrics* 53(3); Halekoh and Højsgaard (2014), *Journal of Statistical Software*
59(9), whose pbkrtest the numbers follow. V is linear in the variances, so the term of its second derivatives is
zero.
"""

from __future__ import annotations

import numpy as np

from laget.trial.design_matrix import Numbers
from laget.trial.errors import TrialError
from laget.trial.nested_model import NestedFit
from laget.trial.variance_information import expected_information, inverse_information, with_residual


def kenward_roger_covariance(*, fit: NestedFit) -> Numbers:
    """The adjusted covariance of the p coefficients, Φ + 2 Φ Σ_ij A_ij (Q_ij − P_i Φ P_j) Φ, in the columns' units.

    A is the inverse of the expected information on the variances, those at zero among them. The degrees of
    freedom of a single coefficient are Satterthwaite's by expected information (``satterthwaite_df``): for
    one coefficient Kenward and Roger's scaling of F is 1 and their df are 2 (c'Φc)² / (gᵀ A g).

    Raises ``TrialError`` for a fit by full maximum likelihood, to which the adjustment does not apply.
    """
    if not fit.restricted:
        raise TrialError(
            "kr_needs_reml", "Kenward and Roger's adjustment is for REML; fit by 'reml', or use 'satterthwaite'."
        )
    every = with_residual(moments=fit.moments, ratios=fit.ratios, n=fit.sums.n)
    phi = fit.profile.inverse
    p = len(phi)
    uncertain = inverse_information(expected_information(moments=every, inverse=phi, restricted=True))
    first = every.first[:, :p, :p]
    bent = np.einsum("ij,ijab->ab", uncertain, every.second[:, :, :p, :p])
    bent -= np.einsum("ij,iab,bc,jcd->ad", uncertain, first, phi, first, optimize=True)
    adjusted = phi + 2 * phi @ bent @ phi
    # What is added is Σ A_ij B_iᵀ P B_j with A and P positive: no variance shrinks, and none can be lost.
    return np.asarray(fit.profile.variance * fit.contrasts @ adjusted @ fit.contrasts.T)
