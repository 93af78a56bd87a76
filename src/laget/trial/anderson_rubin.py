"""Anderson and Rubin's interval: the effects of what was received that the lots do not refuse.

Anderson and Rubin (1949), *Annals of Mathematical Statistics* 20(1); Andrews, Stock and Sun (2019), *Annual Review of
Economics* 11, for clusters.
"""

from __future__ import annotations

from math import inf, sqrt

Stretch = tuple[float, float]


def anderson_rubin(
    *, outcome: float, received: float, variances: tuple[float, float, float], critical: float
) -> tuple[Stretch, ...]:
    """The effects τ with (γ_y − τγ_d)² ≤ c² (v_yy − 2τ v_yd + τ² v_dd), as stretches from the lowest to the highest.

    ``outcome`` and ``received`` are the arm's coefficients γ_y and γ_d, ``variances`` are (v_yy, v_yd, v_dd), those of
    the two and their covariance, and ``critical`` is c. For each τ that is the test of the arm in a regression of
    y − τ·received, which is right however little the lots moved what was received. The two coefficients' quotient is
    always among them. Where the arm's effect on what was received is not itself significant, the answer has no end: two
    stretches to infinity, or one from end to end.

    >>> anderson_rubin(outcome=2.0, received=0.5, variances=(0.0625, 0.0, 0.0), critical=2.0)
    ((3.0, 5.0),)
    >>> anderson_rubin(outcome=0.1, received=0.1, variances=(1.0, 0.0, 1.0), critical=2.0)
    ((-inf, inf),)
    """
    v_yy, v_yd, v_dd = variances
    square = received**2 - critical**2 * v_dd
    half = -(outcome * received - critical**2 * v_yd)
    rest = outcome**2 - critical**2 * v_yy
    if square == 0:
        # Right at the edge of significance: one end is infinite.
        if half == 0:
            return ((-inf, inf),)
        return ((-inf, -rest / (2 * half)),) if half > 0 else ((-rest / (2 * half), inf),)
    discriminant = half**2 - square * rest
    if discriminant <= 0:
        # A parabola that opens downwards and stays under zero; upwards it touches zero in the quotient alone.
        return ((-inf, inf),) if square < 0 else ((-half / square, -half / square),)
    # The larger root in size first, so that the other keeps its digits.
    far = -(half + (sqrt(discriminant) if half >= 0 else -sqrt(discriminant)))
    low, high = sorted((far / square, rest / far))
    return ((low, high),) if square > 0 else ((-inf, low), (high, inf))
