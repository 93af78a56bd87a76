"""Answer the question of a trial from its data, by the estimator that was declared."""

from __future__ import annotations

from laget.trial.design_matrix import Columns
from laget.trial.errors import TrialError
from laget.trial.estimand import Estimand
from laget.trial.estimator import Estimator, MixedModel, Regression
from laget.trial.fit import Fit
from laget.trial.instrumental_fit import fit_instrumental
from laget.trial.least_squares_fit import fit_least_squares
from laget.trial.mixed_model import fit_mixed


def estimate(*, columns: Columns, estimand: Estimand, estimator: Estimator, alpha: float = 0.05) -> Fit:
    """The effects that ``estimand`` asks for, with intervals at 1 − ``alpha``.

    ``columns`` maps names to equally long arrays of numbers or text, without gaps. All arms of the data enter the
    model. Raises ``TrialError`` for anything that cannot be answered.
    """
    match estimator:
        case Regression() if estimand.received is not None:
            return fit_instrumental(
                columns=columns,
                outcome=estimand.outcome,
                treatment=estimand.treatment,
                received=estimand.received,
                reference=estimand.reference,
                covariates=estimator.covariates,
                blocks=estimator.blocks,
                cluster=estimator.cluster,
                inference=estimator.inference,
                alpha=alpha,
            )
        case Regression():
            return fit_least_squares(
                columns=columns,
                outcome=estimand.outcome,
                treatment=estimand.treatment,
                reference=estimand.reference,
                covariates=estimator.covariates,
                blocks=estimator.blocks,
                cluster=estimator.cluster,
                inference=estimator.inference,
                alpha=alpha,
            )
        case MixedModel() if estimand.received is not None:
            raise TrialError(
                "received_needs_regression",
                f"The effect of receiving {estimand.received!r} is estimated by least squares; judge it by 'cr2' or "
                "'cr1s'.",
                column=estimand.received,
            )
        case MixedModel():
            return fit_mixed(
                columns=columns,
                outcome=estimand.outcome,
                treatment=estimand.treatment,
                reference=estimand.reference,
                covariates=estimator.covariates,
                blocks=estimator.blocks,
                levels=estimator.levels,
                slope=estimator.slope,
                weights=estimator.weights,
                method=estimator.method,
                inference=estimator.inference,
                alpha=alpha,
            )
