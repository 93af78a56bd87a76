"""Estimate the effect of a trial, and what every estimator of the engine gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.special import stdtr, stdtrit

from laget.trial.cr2 import ClusterRobust, cr2
from laget.trial.design_matrix import Columns, design_matrix, labels, numbers
from laget.trial.errors import TrialError
from laget.trial.ols import least_squares

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


def estimate_effect(
    *,
    columns: Columns,
    outcome: str,
    treatment: str,
    reference: str | None = None,
    covariates: Sequence[str] = (),
    blocks: str | None = None,
    cluster: str,
    inference: str = "cr2",
    alpha: float = 0.05,
) -> Fit:
    """The effect of each arm against the reference arm: least squares with fixed block effects.

    ``columns`` maps names to equally long arrays of numbers or text, without gaps. ``treatment`` is text, or
    numbers 0 and 1; ``reference`` is the arm compared with, the first in sort order unless given. Lots drawn
    within blocks are analysed with those ``blocks``. ``cluster`` is the level whose units are independent,
    and ``inference`` is ``"cr2"`` (see ``laget.trial.cr2``); intervals are at 1 − ``alpha``.

    The fit carries the treatment's coefficients and then the covariates', not the blocks'. Raises
    ``TrialError`` for anything it cannot answer, among it an arm whose variance one cluster hides, or whose
    effect is alike to the last digit in all of them.
    """
    if inference != "cr2":
        raise TrialError(
            "unknown_inference", f"Inference {inference!r} is not offered; use 'cr2'.", inference=inference
        )
    if not 0 < alpha < 1:
        raise TrialError("bad_alpha", f"alpha is {alpha:g}; it has to lie between 0 and 1.", alpha=alpha)
    design = design_matrix(
        columns=columns, treatment=treatment, reference=reference, covariates=covariates, blocks=blocks
    )
    measured = numbers(columns, outcome)
    units, codes = labels(columns, cluster)
    if len(units) < 2:
        raise TrialError(
            "one_cluster", f"{cluster!r} holds fewer than two clusters; CR2 needs several.", column=cluster
        )
    fit = least_squares(design=design, outcome=measured)
    terms = design.treatment + design.covariates
    places = np.array([design.terms.index(term) for term in terms])
    robust = cr2(fit=fit, clusters=codes, places=places)
    coefficients: list[Coefficient] = []
    notes: list[str] = []
    for k, (term, place) in enumerate(zip(terms, places, strict=True)):
        se, df = float(robust.se[k]), float(robust.df[k])
        if unknown := _uncertainty_unknown(robust, k, term, cluster, units):
            if term in design.treatment:
                raise unknown
            notes.append(str(unknown))
            continue
        if df < FEW_DF:
            notes.append(f"{term!r} has {df:.1f} degrees of freedom; under 4 its p and interval are rough.")
        estimate = float(fit.estimates[place])
        coefficients.append(judged_by_t(term=term, estimate=estimate, se=se, df=df, alpha=alpha))
    groups = {cluster: len(units)} | ({blocks: len(labels(columns, blocks)[0])} if blocks is not None else {})
    return Fit(
        n=measured.size, groups=groups, inference=inference, coefficients=tuple(coefficients), notes=tuple(notes)
    )


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


def _uncertainty_unknown(
    robust: ClusterRobust, k: int, term: str, cluster: str, units: Sequence[str]
) -> TrialError | None:
    """Why the clusters cannot tell how uncertain coefficient ``k`` is, if they cannot."""
    if robust.alone[k].any():
        return _decided_by_one(term, cluster, units[int(np.argmax(robust.alone[k]))])
    if robust.even[k]:
        return TrialError(
            "clusters_alike",
            f"{term!r} is exactly alike in every cluster of {cluster!r}, so nothing is left to judge its "
            "uncertainty by and no coefficient is given; look for rows that were copied or made up.",
            term=term,
            column=cluster,
        )
    return None


def _decided_by_one(term: str, cluster: str, unit: str) -> TrialError:
    return TrialError(
        "one_cluster_decides",
        f"Without {unit!r} of {cluster!r} there is no {term!r} to estimate, so its uncertainty is unknown and no "
        "coefficient is given; bring in more clusters, or leave it out.",
        term=term,
        column=cluster,
        cluster=unit,
    )
