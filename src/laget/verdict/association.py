"""How a goal goes with a mechanism within the arms, for an arrow that no lots were drawn about.

The protocol's first model is fitted to the goal's indicator once more, with the mechanism's as one covariate more. Its
coefficient compares rows of one arm (and of one block, where there are blocks) in which the mechanism differs, and its
uncertainty is judged by the same clusters. The effect of the draw itself is thereby taken out on both sides.

It is an association and no effect: rows were not given the mechanism by lot. It is taken for granted that the two go
together along a straight line, alike in all arms and alike within clusters and between them, and that nothing the
model leaves out moves both. The last cannot be seen in the data, so an arrow that *agrees* is not thereby shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from laget.theory.parts import Direction
from laget.trial.design_matrix import Columns, labels, numbers
from laget.trial.errors import TrialError
from laget.trial.estimate import estimate
from laget.trial.estimator import Estimator
from laget.verdict.errors import VerdictError
from laget.verdict.judge import Measured
from laget.verdict.protocol import Indicator, Protocol, estimand_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """The difference in ``end``, in its unit, that goes with one unit more of ``start``, within the arms.

    ``start`` and ``end`` are indicators. ``size`` is in standard deviations of ``end`` for one standard deviation of
    ``start``; both are those within the arms, all arms together, and taken as known.
    """

    start: str
    end: str
    n: int
    groups: Mapping[str, int]
    estimate: float
    se: float
    df: float
    p: float
    low95: float
    high95: float
    low90: float
    high90: float
    sd_start: float
    sd_end: float
    size: Measured
    notes: tuple[str, ...]


def associate(*, protocol: Protocol, columns: Columns, start: Indicator, end: Indicator) -> Association | None:
    """How ``end`` goes with ``start`` by the first model of ``protocol``; ``None`` where one of them was not measured.

    Raises ``TrialError`` where the engine will not compute, and ``VerdictError`` where nothing is left to judge its
    uncertainty by.
    """
    if start.column is None or end.column is None:
        return None
    sd_start, sd_end = (_sd_within_arms(columns, column, protocol.treatment) for column in (start.column, end.column))
    fit = estimate(
        columns=columns,
        estimand=estimand_of(protocol, end.column),
        estimator=_beside(protocol.models[0].estimator, start.column),
    )
    if all(coefficient.term != start.column for coefficient in fit.coefficients):
        raise VerdictError(
            "association_unknown",
            f"How {end.id!r} goes with {start.id!r} cannot be judged: the clusters do not tell how uncertain it is; "
            "take the arrow between them out of measured_arrows, or bring in more clusters where it varies.",
            start=start.id,
            end=end.id,
        )
    found = fit.coefficient(start.column)
    low90, high90 = found.interval(level=0.90)
    scale = sd_start / sd_end
    return Association(
        start=start.id,
        end=end.id,
        n=fit.n,
        groups=fit.groups,
        estimate=found.estimate,
        se=found.se,
        df=found.df,
        p=found.p,
        low95=found.low,
        high95=found.high,
        low90=low90,
        high90=high90,
        sd_start=sd_start,
        sd_end=sd_end,
        size=Measured(
            value=found.estimate * scale,
            low95=found.low * scale,
            high95=found.high * scale,
            low90=low90 * scale,
            high90=high90 * scale,
        ),
        notes=fit.notes,
    )


def direction_of(start: Indicator, end: Indicator) -> Direction:
    """Which way the association goes if both move as their claims say: down where one is to fall, the other to rise."""
    return Direction.UP if start.direction is end.direction else Direction.DOWN


def _beside(estimator: Estimator, column: str) -> Estimator:
    """The estimator with one covariate more."""
    return replace(estimator, covariates=tuple(dict.fromkeys((*estimator.covariates, column))))


def _sd_within_arms(columns: Columns, column: str, treatment: str) -> float:
    """The standard deviation of a column round the means of its arms."""
    values = numbers(columns, column)
    arms, codes = labels(columns, treatment)
    means = np.bincount(codes, weights=values) / np.bincount(codes)
    df = values.size - len(arms)
    sd = float(np.sqrt(((values - means[codes]) ** 2).sum() / df)) if df > 0 else 0.0
    if sd == 0:
        raise TrialError("no_spread", "The outcome does not vary within the arms; report the raw difference.")
    return sd
