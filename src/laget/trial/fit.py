"""What every estimator of the engine gives back: coefficients judged by t, and what went into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scipy.special import stdtr, stdtrit

from laget.trial.errors import TrialError

# Below this the t distribution is a poor likeness of a CR2 statistic (Tipton 2015, Psychological Methods 20).
FEW_DF = 4.0


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
        """The coefficient called ``term``; ``TrialError`` if the model has none."""
        for coefficient in self.coefficients:
            if coefficient.term == term:
                return coefficient
        known = ", ".join(coefficient.term for coefficient in self.coefficients)
        raise TrialError("unknown_term", f"The model has no coefficient {term!r}, only {known}.", term=term)


def rough(coefficients: Iterable[Coefficient]) -> Iterator[str]:
    """A note for each coefficient with so few degrees of freedom that t is a poor likeness."""
    for one in coefficients:
        if one.df < FEW_DF:
            yield f"{one.term!r} has {one.df:.1f} degrees of freedom; under 4 its p and interval are rough."


def judged_by_t(*, term: str, estimate: float, se: float, df: float, alpha: float) -> Coefficient:
    """The coefficient of ``estimate``, ``se`` and ``df`` with its t, its two-sided p and its 1 − ``alpha`` interval."""
    t = estimate / se
    half = float(stdtrit(df, 1 - alpha / 2)) * se
    return Coefficient(
        term=term,
        estimate=estimate,
        se=se,
        df=df,
        t=t,
        p=2 * float(stdtr(df, -abs(t))),
        low=estimate - half,
        high=estimate + half,
    )
