"""What every estimator of the engine gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scipy.special import stdtrit


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """One estimated coefficient.

    ``estimate`` and ``se`` are in the outcome's unit; ``df`` are the degrees of freedom of the t reference
    distribution; ``p`` is two-sided; ``low`` and ``high`` bound the interval at the level the fit was asked
    for (95 % unless said).
    """

    term: str
    estimate: float
    se: float
    df: float
    t: float
    p: float
    low: float
    high: float

    def interval(self, *, level: float) -> tuple[float, float]:
        """The two-sided t interval at ``level``, for instance 0.90."""
        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.se
        return self.estimate - half, self.estimate + half


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A fitted model: ``n`` rows used, ``groups`` per level, the coefficients asked for, and notes."""

    n: int
    groups: Mapping[str, int]
    inference: str
    coefficients: tuple[Coefficient, ...]
    notes: tuple[str, ...] = field(default=())

    def coefficient(self, term: str) -> Coefficient:
        """The coefficient called ``term``."""
        return next(coefficient for coefficient in self.coefficients if coefficient.term == term)
