"""The power of a t test: Student's noncentral t, and what it takes to reach a given power.

An estimate over its standard error is (Z + ncp) / s, with Z standard normal, s² = χ² / df independent of it,
and ncp the true effect over the standard error.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, stdtrit

# Weights under exp(−TAIL) of the largest are left out, and normal probabilities beyond FAR: neither adds 1e-16.
TAIL = 40.0
FAR = 9.0
# Steps this long, in widths of the narrowest thing under the integral, leave it to the last digits.
STEP = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class TTest:
    """A t test on ``df`` degrees of freedom at level ``alpha``: two-sided, or for an effect above zero alone."""

    df: float
    alpha: float
    one_sided: bool

    @property
    def critical(self) -> float:
        """The t that an estimate over its standard error has to pass."""
        return -float(stdtrit(self.df, self.alpha if self.one_sided else self.alpha / 2))

    def power(self, ncp: float) -> float:
        """The chance that the test rejects when the truth is ``ncp``.

        Two-sided, rejecting on the wrong side counts too, as in every published power function. With c the
        critical value this is E[Φ(ncp − c s)], and E[Φ(−ncp − c s)] more if two-sided. The mean over s is taken by
        the trapezoidal rule in x = log s, whose density is proportional to exp(−df ((e^2x − 1)/2 − x)): a smooth
        function that falls off on both sides, for which the rule is exact but for rounding (Trefethen and Weideman
        2014, *SIAM Review* 56(3)). scipy's own noncentral t gives no number at all in places (df 38 and ncp 40,
        for one).
        """
        # Outside −below … above the density is under exp(−TAIL) of its highest, since the bracket is at least
        # x²/(1 − x) below zero and x² above it.
        reach = TAIL / self.df
        below, above = (reach + sqrt(reach**2 + 4 * reach)) / 2, sqrt(reach)
        critical = self.critical
        if ncp - critical * exp(above) > FAR:
            return 1.0
        width = 1 / sqrt(2 * self.df + (ncp + FAR) ** 2)
        x = np.linspace(-below, above, 2 + int((below + above) / (STEP * width)))
        weights = np.exp(-self.df * (np.expm1(2 * x) / 2 - x))
        line = critical * np.exp(x)
        rejects = ndtr(ncp - line) if self.one_sided else ndtr(ncp - line) + ndtr(-ncp - line)
        return float(weights @ rejects / weights.sum())

    def powerup_multiplier(self, power: float) -> float:
        """t(1 − α/2) + t(power), or t(1 − α) + t(power) if one-sided: PowerUp!'s stand-in for the ncp that gives
        that ``power`` (Bloom 1995, *Evaluation Review* 19(5))."""
        return self.critical + float(stdtrit(self.df, power))

    def exact_multiplier(self, power: float) -> float:
        """The ncp that gives that ``power``, which is above ``alpha``."""
        high = 1.0
        while self.power(high) < power:
            high *= 2
        return float(brentq(lambda ncp: self.power(ncp) - power, 0.0, high, xtol=1e-13))
