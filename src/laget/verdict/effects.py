"""The effects of a trial on one column of its data, by each model of its protocol and for each contrast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from laget.trial.design_matrix import Columns, arms
from laget.trial.effect_size import EffectSize, standardise
from laget.trial.estimate import estimate
from laget.trial.fit import Fit
from laget.trial.mixed_model import MixedFit
from laget.verdict.errors import VerdictError
from laget.verdict.indicators import measured_from
from laget.verdict.protocol import Contrast, Model, Protocol, estimand_of


def terms_of(protocol: Protocol, columns: Columns) -> Mapping[str, str]:
    """The engine's term for each contrast. Raises ``VerdictError`` for an arm that the data do not have."""
    _, others = arms(columns, protocol.treatment, protocol.reference)
    terms = {level: term for term, level in others.items()}
    for contrast in protocol.contrasts:
        if contrast.level not in terms:
            raise VerdictError(
                "no_such_arm",
                f"The contrast {contrast.id!r} is about the arm {contrast.level!r}, which the data do not have "
                f"beside {protocol.reference!r}; they have {', '.join(terms)}.",
                contrast=contrast.id,
                level=contrast.level,
            )
    return {contrast.id: terms[contrast.level] for contrast in protocol.contrasts}


def fits(protocol: Protocol, columns: Columns, outcome: str) -> Iterator[tuple[Model, Fit]]:
    """Every model of the protocol, fitted to one column."""
    for model in protocol.models:
        yield (
            model,
            estimate(columns=columns, estimand=estimand_of(protocol, outcome), estimator=model.estimator),
        )


def size_of(protocol: Protocol, columns: Columns, outcome: str, fit: Fit, term: str) -> EffectSize:
    """The effect of one arm in standard deviations of the outcome within the two arms compared, whatever the model."""
    return standardise(
        coefficient=fit.coefficient(term),
        columns=columns,
        outcome=outcome,
        treatment=protocol.treatment,
        reference=protocol.reference,
    )


def told(*, model: Model, contrast: Contrast, fit: Fit, size: EffectSize, family: int = 1) -> dict[str, Any]:
    """The fields of ``finding.Estimated``; the size's intervals are those of one of a ``family`` of so many."""
    found = size.coefficient
    low90, high90 = found.interval(level=0.90)
    return {
        "model": model.id,
        "contrast": contrast.id,
        "n": fit.n,
        "groups": fit.groups,
        "estimate": found.estimate,
        "se": found.se,
        "df": found.df,
        "p": found.p,
        "low95": found.low,
        "high95": found.high,
        "low90": low90,
        "high90": high90,
        "sd": size.sd,
        "n_treated": size.n_treated,
        "n_control": size.n_control,
        "size": measured_from(size, family=family),
        "by_model": fit.effect_sizes[found.term] if isinstance(fit, MixedFit) else None,
    }
