"""Coordinates in which Newton's method finds the variance ratios, and may not leave where they are possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Numbers
from laget.trial.nested_moments import Moments

# A remainder smaller than this share of a slope's or an intercept's variance is rounding.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Coordinates around one point: k ratios by k coordinates.

    ``jacobian`` is ∂ratio/∂coordinate, ``bend`` Σ_i gradient_i ∂²ratio_i/∂coordinate², ``free`` says which
    coordinates may move (the others are at their bound and want beyond it), and ``moved`` gives the ratios
    a step away.
    """

    jacobian: Numbers
    bend: Numbers
    free: NDArray[np.bool_]
    moved: Callable[[Numbers], Numbers]


def chart(*, ratios: Numbers, gradient: Numbers, moments: Moments, groups: Numbers, slope: bool) -> Chart:
    """The chart at ``ratios``, where the criterion has ``gradient``.

    A level's ratio moves by δ to θ + (e^δ − 1)/t with t = tr(V⁻¹ G)/groups, and never below zero: as good as the
    logarithm of a group mean's variance, by which the criterion is nearly a parabola. With a ``slope`` the last
    three, Θ₀₀, Θ₀₁ and Θ₁₁, move as λ², λl and l² + d with d not below zero, so that Θ stays a covariance matrix;
    λ² belongs to the larger of the two variances.
    """
    k = len(ratios)
    plain = k - 3 if slope else k
    pace = groups[:plain] / moments.trace[:plain]
    jacobian, bend = np.zeros((k, k)), np.zeros((k, k))
    jacobian[range(plain), range(plain)] = pace
    bend[range(plain), range(plain)] = gradient[:plain] * pace
    free = (ratios > 0) | (gradient < 0)

    def levels(step: Numbers) -> Numbers:
        return np.maximum(ratios[:plain] + np.expm1(step[:plain]) * pace, 0)

    if not slope:
        return Chart(jacobian=jacobian, bend=bend, free=free, moved=levels)
    one, both, other = (k - 3, k - 2, k - 1) if ratios[-3] >= ratios[-1] else (k - 1, k - 2, k - 3)
    root = np.sqrt(ratios[one])
    tilt = ratios[both] / root if root > 0 else 0.0
    rest = ratios[other] - tilt**2
    if rest <= ROUNDING * ratios[other]:
        rest = 0.0
    jacobian[np.ix_([one, both, other], [k - 3, k - 2, k - 1])] = [[2 * root, 0, 0], [tilt, root, 0], [0, 2 * tilt, 1]]
    bend[k - 3, k - 3] = 2 * gradient[one]
    bend[k - 3, k - 2] = bend[k - 2, k - 3] = gradient[both]
    bend[k - 2, k - 2] = 2 * gradient[other]
    free[k - 3 :] = True, True, rest > 0 or gradient[other] < 0

    def moved(step: Numbers) -> Numbers:
        to = np.empty(k)
        to[:plain] = levels(step)
        new_root, new_tilt = root + step[k - 3], tilt + step[k - 2]
        to[one], to[both] = new_root**2, new_root * new_tilt
        to[other] = new_tilt**2 + max(rest + step[k - 1], 0.0)
        return to

    return Chart(jacobian=jacobian, bend=bend, free=free, moved=moved)
