"""Ordinary least squares by a QR decomposition."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from laget.trial.design_matrix import DesignMatrix, Numbers
from laget.trial.errors import TrialError

# As R's lm: a column is aliased when less than this share of its length is its own.
ALIASED = 1e-7
# A residual this small beside the outcome is rounding, and says nothing about uncertainty.
EXACT = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastSquares:
    """X = QR with Q (n × p) orthonormal and R (p × p) upper triangular; the p ``estimates`` solve
    R β = Qᵀy, and the n ``residuals`` are y − Xβ."""

    q: Numbers
    r: Numbers
    estimates: Numbers
    residuals: Numbers


def least_squares(*, design: DesignMatrix, outcome: Numbers) -> LeastSquares:
    """Regress ``outcome`` (n) on the columns of ``design``; the outcome is centred inside.

    Raises ``TrialError`` where there are too few rows, where a column is decided by those before it, and
    where the columns leave no residual at all.
    """
    rows, width = design.matrix.shape
    if rows <= width:
        raise TrialError(
            "too_few_rows",
            f"{rows} rows cannot carry {width} coefficients; use more rows, or fewer covariates or blocks.",
            rows=rows,
            coefficients=width,
        )
    q, r = np.linalg.qr(design.matrix)
    aliased = np.abs(np.diagonal(r)) < ALIASED * np.linalg.norm(r, axis=0)
    if aliased.any():
        term = design.terms[int(np.argmax(aliased))]
        raise TrialError(
            "aliased_column",
            f"{term!r} follows wholly from the blocks and columns before it, so it has no coefficient of its "
            "own; leave one of them out.",
            term=term,
        )
    centred = outcome - outcome.mean()
    on_q = q.T @ centred
    residuals = centred - q @ on_q
    if np.linalg.norm(residuals) <= EXACT * np.linalg.norm(centred):
        raise TrialError(
            "no_residual",
            "The columns reproduce the outcome exactly, so nothing is left to judge uncertainty by; check "
            "that the outcome varies and is not among the covariates.",
        )
    return LeastSquares(q=q, r=r, estimates=np.linalg.solve(r, on_q), residuals=residuals)
