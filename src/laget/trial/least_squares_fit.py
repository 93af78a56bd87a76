"""Estimate the effect of a trial by least squares, judged by what clusters show."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from laget.trial.cr1s import cr1s
from laget.trial.cr2 import cr2
from laget.trial.design_matrix import Columns, design_matrix, labels, numbers
from laget.trial.errors import TrialError
from laget.trial.fit import FEW_DF, Coefficient, Fit, judged_by_t
from laget.trial.ols import least_squares
from laget.trial.uncertainty_unknown import uncertainty_unknown

SANDWICHES = {"cr2": cr2, "cr1s": cr1s}


def fit_least_squares(
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
    and ``inference`` is ``"cr2"`` or ``"cr1s"`` (see ``laget.trial.cr2`` and ``cr1s``); intervals are at 1 − ``alpha``.

    The fit carries the treatment's coefficients and then the covariates', not the blocks'. Raises
    ``TrialError`` for anything it cannot answer, among it an arm whose variance one cluster hides, or whose
    effect is alike to the last digit in all of them.
    """
    if inference not in SANDWICHES:
        raise TrialError(
            "unknown_inference",
            f"Inference {inference!r} is not offered with least squares; use 'cr2' or 'cr1s'.",
            inference=inference,
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
    robust = SANDWICHES[inference](fit=fit, clusters=codes, places=places)
    coefficients: list[Coefficient] = []
    notes: list[str] = []
    for k, (term, place) in enumerate(zip(terms, places, strict=True)):
        se, df = float(robust.se[k]), float(robust.df[k])
        if unknown := uncertainty_unknown(robust, k, term=term, cluster=cluster, units=units):
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

