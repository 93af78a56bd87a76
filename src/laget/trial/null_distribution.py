"""What a t statistic would be in draws made over again, supposing any effect; and the interval of what fits."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Numbers
from laget.trial.errors import TrialError

# Statistics nearer each other than this share of their size are ties, and what is between them is rounding.
TIE = 1e-9
# A variance below this share of its parts is what rounding leaves of zero.
ROUNDING = 1e-14
SMALLEST = float(np.finfo(np.float64).tiny)
# The end of an interval is looked for from a quarter of a standard error out to a million, each time farther by this
# factor; where it is not found, the interval has none.
FACTOR, NEAREST, FARTHEST = 4.0, -1, 10
# It is found to this share of a standard error.
CLOSE = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class NullDistribution:
    """The statistic as it is and in each of N draws, for every effect that one may suppose.

    Supposing the effect ``estimate`` + δ, each statistic is t = (a + b δ) / √(v₀ + v₁ δ + v₂ δ²). ``observed`` (5)
    holds a, b, v₀, v₁ and v₂ of the data as they are, and ``draws`` (5 × N) those of each draw. ``among`` says that the
    draws are all there are, the data's own among them; otherwise they are a sample. ``unit`` is the estimate's standard
    error, or a likeness of it to measure distance by.
    """

    estimate: float
    unit: float
    observed: Numbers
    draws: Numbers
    among: bool

    def statistics(self, effect: float = 0.0) -> tuple[float, Numbers]:
        """The statistic as it is and in each draw, supposing ``effect``."""
        distance = effect - self.estimate
        return float(_statistic(self.observed[:, None], distance)[0]), _statistic(self.draws, distance)

    def p(self, effect: float = 0.0) -> float:
        """The two-sided p value of ``effect``."""
        seen, drawn = self.statistics(effect)
        return self.share(np.abs(drawn) >= at_least(abs(seen)))

    def p_above(self, effect: float = 0.0) -> float:
        """The one-sided p value of ``effect`` or less: small when the true effect is above it."""
        seen, drawn = self.statistics(effect)
        return self.share(drawn >= at_least(seen))

    def p_below(self, effect: float = 0.0) -> float:
        """The one-sided p value of ``effect`` or more: small when the true effect is below it."""
        seen, drawn = self.statistics(effect)
        return self.share(-drawn >= at_least(-seen))

    def p_error(self) -> float:
        """The standard error that sampling the draws leaves in the p of no effect."""
        p = self.p()
        return 0.0 if self.among else sqrt(p * (1 - p) / self.draws.shape[1])

    def share(self, extreme: NDArray[np.bool_]) -> float:
        """The share of draws that are ``extreme`` (N). Beside a sample the data are one draw more, so that no p is zero
        (Phipson and Smyth 2010, *Statistical Applications in Genetics and Molecular Biology* 9(1))."""
        added = 0 if self.among else 1
        return (int(np.count_nonzero(extreme)) + added) / (extreme.size + added)

    def interval(self, *, alpha: float) -> tuple[float, float]:
        """The effects whose two-sided p is above ``alpha``; an end is infinite where p never falls so low.

        p is one at the estimate and falls from there. Should it rise again, the interval reaches to the farthest
        of a row of distances, each four times the one before, at which it is above ``alpha``, and on to where it falls.
        """
        if not 0 < alpha < 1:
            raise TrialError("bad_alpha", f"alpha is {alpha:g}; it has to lie between 0 and 1.", alpha=alpha)
        return self._end(-self.unit, alpha), self._end(self.unit, alpha)

    def _end(self, step: float, alpha: float) -> float:
        def inside(distance: float) -> bool:
            return self.p(self.estimate + distance) > alpha

        row = [step * FACTOR**power for power in range(NEAREST, FARTHEST + 1)]
        kept = [distance for distance in row if inside(distance)]
        if kept and kept[-1] == row[-1]:
            return inf if step > 0 else -inf
        near, far = (kept[-1], FACTOR * kept[-1]) if kept else (0.0, row[0])
        while abs(far - near) > CLOSE * self.unit:
            middle = (near + far) / 2
            near, far = (middle, far) if inside(middle) else (near, middle)
        return self.estimate + near


def at_least(seen: float) -> float:
    """What counts as at least ``seen``: rounding parts statistics that are the same."""
    return seen - TIE * max(1.0, abs(seen))


def _statistic(moments: Numbers, distance: float) -> Numbers:
    a, b, v0, v1, v2 = moments
    largest = v0 + v2 * distance**2
    variance = np.maximum(largest + v1 * distance, ROUNDING * largest)
    statistic: Numbers = (a + b * distance) / np.sqrt(np.maximum(variance, SMALLEST))
    return statistic
