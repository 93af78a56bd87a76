"""Answer the question of a trial from its data, by the estimator that was declared."""

from __future__ import annotations

from typing import TypedDict

from laget.trial.design_matrix import Columns
from laget.trial.errors import TrialError
from laget.trial.estimand import Estimand
from laget.trial.estimator import Estimator, MixedModel, Regression
from laget.trial.fit import Fit
from laget.trial.instrumental_fit import fit_instrumental
from laget.trial.least_squares_fit import fit_least_squares
from laget.trial.mixed_model import fit_mixed
from laget.trial.waves_fit import fit_waves


class _Asked(TypedDict):
    """What every way to answer is asked, so that a name or a type that one of them does not take is found unrun."""

    columns: Columns
    outcome: str
    treatment: str
    reference: str | None
    covariates: tuple[str, ...]
    blocks: str | None
    inference: str
    alpha: float


def estimate(*, columns: Columns, estimand: Estimand, estimator: Estimator, alpha: float = 0.05) -> Fit:
    """The effects that ``estimand`` asks for, with intervals at 1 − ``alpha``.

    ``columns`` maps names to equally long arrays of numbers or text, without gaps. All arms of the data enter the
    model. Raises ``TrialError`` for anything that cannot be answered.
    """
    asked: _Asked = {
        "columns": columns,
        "outcome": estimand.outcome,
        "treatment": estimand.treatment,
        "reference": estimand.reference,
        "covariates": estimator.covariates,
        "blocks": estimator.blocks,
        "inference": estimator.inference,
        "alpha": alpha,
    }
    if estimand.waves is not None:
        if isinstance(estimator, Regression) or estimand.received is not None:
            raise TrialError(
                "waves_need_mixed",
                "Repeated waves are answered by a mixed model of the arm, whose innermost level is the pupil; judge it "
                "by 'kr' or 'cr2-mixed', and ask for no effect of what was received.",
            )
        if estimator.slope or estimator.weights is not None:
            raise TrialError("waves_plain", "Repeated waves take no slope and no weights; leave them out.")
        return fit_waves(**asked, waves=estimand.waves, levels=estimator.levels, method=estimator.method)
    if isinstance(estimator, MixedModel):
        if estimand.received is not None:
            raise TrialError(
                "received_needs_regression",
                f"The effect of receiving {estimand.received!r} is estimated by least squares; judge it by 'cr2' or "
                "'cr1s'.",
                column=estimand.received,
            )
        return fit_mixed(
            **asked,
            levels=estimator.levels,
            slope=estimator.slope,
            weights=estimator.weights,
            method=estimator.method,
        )
    if estimand.received is not None:
        return fit_instrumental(**asked, cluster=estimator.cluster, received=estimand.received)
    return fit_least_squares(**asked, cluster=estimator.cluster)
