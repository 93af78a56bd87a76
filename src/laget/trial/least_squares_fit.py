"""Estimate the effect of a trial by least squares, judged by what clusters show."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from laget.trial.arms_of_groups import in_several_arms
from laget.trial.cr1s import cr1s
from laget.trial.cr2 import cr2
from laget.trial.design_matrix import Columns, design_matrix, labels, numbers
from laget.trial.errors import TrialError
from laget.trial.fit import Fit, rough
from laget.trial.judged_by_clusters import judged_by_clusters
from laget.trial.ols import least_squares

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
    coefficients, notes = judged_by_clusters(
        terms=terms,
        estimates=fit.estimates[places],
        robust=robust,
        asked=design.treatment,
        cluster=cluster,
        units=units,
        alpha=alpha,
    )
    treated = design.matrix[:, [design.terms.index(term) for term in design.treatment]].T
    present = np.array([np.bincount(codes, weights=arm) > 0 for arm in (1 - treated.sum(axis=0), *treated)])
    notes += [*rough(coefficients), *in_several_arms(present=present, level=cluster)]
    groups = {cluster: len(units)} | ({blocks: len(labels(columns, blocks)[0])} if blocks is not None else {})
    return Fit(
        n=measured.size, groups=groups, inference=inference, coefficients=tuple(coefficients), notes=tuple(notes)
    )

