"""An effect in standard deviations: Hedges' g."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from laget.trial.design_matrix import Columns, arms, labels, numbers
from laget.trial.errors import TrialError
from laget.trial.fit import Coefficient


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectSize:
    """An effect in standard deviations of the outcome.

    ``value`` is Hedges' g. ``low`` and ``high`` are the coefficient's own interval divided by ``sd``, at the
    level of its fit. ``sd`` is the standard deviation within the two arms compared, in the outcome's unit,
    ``correction`` the factor J, and ``n_treated`` and ``n_control`` count the rows with an outcome.
    """

    value: float
    low: float
    high: float
    sd: float
    correction: float
    n_treated: int
    n_control: int
    coefficient: Coefficient

    def interval(self, *, level: float) -> tuple[float, float]:
        """The coefficient's interval at ``level``, for instance 0.90, divided by ``sd``."""
        low, high = self.coefficient.interval(level=level)
        return low / self.sd, high / self.sd


def standardise(
    *,
    coefficient: Coefficient,
    columns: Columns,
    outcome: str,
    treatment: str,
    reference: str | None = None,
) -> EffectSize:
    """A treatment ``coefficient`` of ``fit_least_squares`` in standard deviations of the outcome.

    g = J(m) · estimate / S with S² = ((n₁ − 1) s₁² + (n₀ − 1) s₀²) / m and m = n₁ + n₀ − 2, where s₁ and s₀
    are the standard deviations of the arm and of the reference arm over all their rows, blocks and clusters
    alike (Hedges 1981, *Journal of Educational Statistics* 6(2)). The interval is that of the model, so it
    respects the clusters, and it agrees with the p value; it is not shrunk by J and takes S as known.

    The arguments are those of the fit. Raises ``TrialError`` where the coefficient is no arm's, or where the
    arms are too small or too even to have a standard deviation.
    """
    control, others = arms(columns, treatment, reference)
    if coefficient.term not in others:
        raise TrialError(
            "unknown_term",
            f"{coefficient.term!r} is no arm of {treatment!r}; its terms are {', '.join(others)}.",
            term=coefficient.term,
        )
    values = numbers(columns, outcome)
    levels, codes = labels(columns, treatment)
    treated, untreated = (values[codes == levels.index(arm)] for arm in (others[coefficient.term], control))
    if min(treated.size, untreated.size) < 2:
        raise TrialError(
            "arm_too_small", "An arm has a single row; a standard deviation needs two in each arm."
        )
    if np.ptp(treated) == np.ptp(untreated) == 0:
        raise TrialError("no_spread", "The outcome does not vary within the arms; report the raw difference.")
    m = treated.size + untreated.size - 2
    sd = float(np.sqrt(sum(((arm - arm.mean()) ** 2).sum() for arm in (treated, untreated)) / m))
    correction = small_sample_correction(m)
    return EffectSize(
        value=correction * coefficient.estimate / sd,
        low=coefficient.low / sd,
        high=coefficient.high / sd,
        sd=sd,
        correction=correction,
        n_treated=treated.size,
        n_control=untreated.size,
        coefficient=coefficient,
    )


def small_sample_correction(m: int) -> float:
    """J(m) = Γ(m/2) / (√(m/2) Γ((m − 1)/2)), which makes g unbiased at m degrees of freedom (Hedges 1981).

    >>> round(small_sample_correction(10), 6)  # the usual approximation 1 − 3/(4m − 1) gives 0.923077
    0.922746
    """
    return float(np.exp(gammaln(m / 2) - gammaln((m - 1) / 2)) / np.sqrt(m / 2))
