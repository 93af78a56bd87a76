"""Standardised values as whole numbers, so that scores are the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt, lcm

# A standard deviation is so many units of the scale.
ONE = 1 << 16


def standardise(values: Sequence[Fraction]) -> list[int]:
    """(value − mean) / standard deviation in units of 2⁻¹⁶, to the nearest whole number.

    The standard deviation is that of a sample (n − 1). With dᵢ = n·valueᵢ − Σ value over a common denominator
    the standardised value is dᵢ √((n − 1) / Σ d²), and a whole number's root rounds it in one way only. Equal
    values stay equal, and turning the sign of the values turns that of the numbers. The values must vary.

    >>> [z / ONE for z in standardise([Fraction(1), Fraction(2), Fraction(3)])]
    [-1.0, 0.0, 1.0]
    """
    n = len(values)
    common = lcm(*(value.denominator for value in values))
    whole = [int(value * common) for value in values]
    total = sum(whole)
    distances = [n * value - total for value in whole]
    square = sum(distance**2 for distance in distances)
    sizes = [(isqrt(4 * distance**2 * (n - 1) * ONE**2 // square) + 1) // 2 for distance in distances]
    return [size if distance > 0 else -size for size, distance in zip(sizes, distances, strict=True)]
