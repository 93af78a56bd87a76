"""Whether an effect is shown to be smaller than the smallest change worth having: two one-sided tests (TOST).

Schuirmann (1987), *Journal of Pharmacokinetics and Biopharmaceutics* 15(6).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from scipy.special import stdtr

from laget.trial.errors import TrialError
from laget.trial.fit import Coefficient
from laget.trial.null_distribution import NullDistribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalence:
    """The two tests that an effect lies within ±``margin``, in the effect's own unit.

    ``p_above`` tests an effect of −margin or less, ``p_below`` one of margin or more, and ``p`` is the larger of them.
    A p of 0.05 or less says the same as a 90 % interval inside ±margin.
    """

    margin: float
    p: float
    p_above: float
    p_below: float


def equivalence(*, coefficient: Coefficient, margin: float) -> Equivalence:
    """Both tests by Student's t, with the coefficient's own standard error and degrees of freedom."""
    _check(margin)

    def over(distance: float) -> float:
        return float(stdtr(coefficient.df, -distance / coefficient.se))

    return _joined(margin, over(coefficient.estimate + margin), over(margin - coefficient.estimate))


def equivalence_by_draws(*, null: NullDistribution, margin: float) -> Equivalence:
    """Both tests by the draws of a randomisation test or a wild bootstrap."""
    _check(margin)
    return _joined(margin, null.p_above(-margin), null.p_below(margin))


def _joined(margin: float, p_above: float, p_below: float) -> Equivalence:
    return Equivalence(margin=margin, p=max(p_above, p_below), p_above=p_above, p_below=p_below)


def _check(margin: float) -> None:
    if not 0 < margin < inf:
        raise TrialError(
            "negative_margin",
            f"The smallest change worth having is {margin:g}; it is a size, so it has to be above zero.",
            margin=margin,
        )
