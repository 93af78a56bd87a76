"""Least squares within strata, and what it leaves summed by the units that lots are drawn between."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import SPREAD, DesignMatrix, Numbers
from laget.trial.errors import TrialError
from laget.trial.ols import ALIASED, EXACT
from laget.trial.permuted_statistic import UnitSums
from laget.trial.randomisation_space import Space


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFit:
    """The least squares ``estimates`` (K), what is left by unit, and the ``spreads`` (K): the standard errors there
    would be if all rows were alike and on their own."""

    estimates: Numbers
    sums: UnitSums
    spreads: Numbers


def fit_by_unit(*, design: DesignMatrix, outcomes: Numbers, units: NDArray[np.intp], space: Space) -> UnitFit:
    """Least squares of ``outcomes`` (n × K) on the strata of ``space``, the covariates and the treatment of ``design``.

    ``units`` numbers each row's unit. The strata are taken out of both sides first (Frisch, Waugh and Lovell), since
    there may be thousands. An outcome that the treatment alone follows is allowed, as it is not by ``least_squares``.
    Raises ``TrialError`` for too few rows, a column that those before it decide, and an outcome that does not vary.
    """
    count = len(space.units)
    strata = np.empty(count, dtype=np.intp)
    for number, places in enumerate(space.places):
        strata[places] = number
    terms = (*design.covariates, *design.treatment)
    matrix = design.matrix[:, [design.terms.index(term) for term in terms]]
    rows, width = len(matrix), len(terms) + len(space.places)
    if rows < width:
        raise TrialError(
            "too_few_rows",
            f"{rows} rows cannot carry {width} coefficients; use more rows, or fewer covariates or blocks.",
            rows=rows,
            coefficients=width,
        )
    q, r = np.linalg.qr(_within(matrix, strata[units]))
    aliased = np.abs(np.diagonal(r)) < ALIASED * np.linalg.norm(matrix - matrix.mean(axis=0), axis=0)
    if aliased.any():
        term = terms[int(np.argmax(aliased))]
        raise TrialError(
            "aliased_column",
            f"{term!r} follows wholly from the blocks and columns before it, so it has no coefficient of its "
            "own; leave one of them out.",
            term=term,
        )
    varying = outcomes - outcomes.mean(axis=0)
    centred = _within(varying, strata[units])
    on_q = q.T @ centred
    residuals = centred - q @ on_q
    without_effect = residuals + np.outer(q[:, -1], on_q[-1])
    lengths = np.linalg.norm(without_effect, axis=0)
    flat = np.ptp(outcomes, axis=0) <= SPREAD * np.abs(outcomes).max(axis=0)
    if (flat | (lengths <= EXACT * np.linalg.norm(varying, axis=0))).any():
        raise TrialError(
            "no_residual",
            "The columns reproduce the outcome exactly, so nothing is left to judge uncertainty by; check "
            "that the outcome varies and is not among the covariates.",
        )
    return UnitFit(
        estimates=on_q[-1] / r[-1, -1],
        sums=UnitSums(
            strata=space.places,
            paired=space.kind == "paired",
            sizes=_summed(np.ones((rows, 1)), units, count)[0],
            effect=_summed(q[:, -1:] * r[-1, -1], units, count)[0],
            residuals=_summed(residuals, units, count),
            basis=_summed(q[:, :-1], units, count),
        ),
        spreads=lengths / (abs(r[-1, -1]) * sqrt(rows)),
    )


def _within(values: Numbers, strata: NDArray[np.intp]) -> Numbers:
    """``values`` (n × k) less their mean in each row's stratum."""
    sizes = np.bincount(strata)
    return np.column_stack([one - (np.bincount(strata, weights=one) / sizes)[strata] for one in values.T])


def _summed(values: Numbers, units: NDArray[np.intp], count: int) -> Numbers:
    """The sums of ``values`` (n × k) over the rows of each unit: k × count."""
    found = np.empty((values.shape[1], count))
    for k, one in enumerate(values.T):
        found[k] = np.bincount(units, weights=one, minlength=count)
    return found
