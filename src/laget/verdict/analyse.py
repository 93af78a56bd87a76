"""Everything from a frozen protocol to the verdict. What was delivered stands beside the effect and never changes it
(R-035)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from laget.theory.parts import Arrow, Kind, Theory
from laget.trial.design_matrix import Columns, arms
from laget.trial.effect_size import EffectSize, standardise
from laget.trial.fit import Fit
from laget.trial.least_squares_fit import fit_least_squares
from laget.verdict.errors import VerdictError
from laget.verdict.finding import ArrowFinding, Effect, Finding, Turning, margin_told
from laget.verdict.indicators import measured_from
from laget.verdict.judge import Measured, Reading, carried_out, judge
from laget.verdict.margin import stretches
from laget.verdict.overall import of_practice, of_theory
from laget.verdict.protocol import Contrast, Model, Protocol


def analyse(
    *,
    protocol: Protocol,
    columns: Columns,
    theory: Theory,
    inputs: Mapping[str, str],
    versions: Mapping[str, str],
) -> Finding:
    """What the trial of ``protocol`` found, by every model of the protocol and for every contrast.

    ``columns`` are the data, without gaps in the columns that the protocol uses; ``theory`` is the one the
    protocol names. ``inputs`` and ``versions`` are written into the finding as they are. Nothing but the
    arguments decides the answer: the same in gives the same out.

    Raises ``VerdictError`` where the protocol does not hold together or does not fit its theory or data, and
    ``TrialError`` where the engine will not compute.
    """
    _check(protocol, theory)
    levels = _terms_by_level(protocol, columns)
    effects, notes = [], []
    for model in protocol.models:
        fit = _fit(protocol, model, columns)
        notes += [note for note in fit.notes if note not in notes]
        for contrast in protocol.contrasts:
            effects.append(_effect(protocol, model, contrast, fit, _size(protocol, contrast, fit, columns, levels)))
    headline = {effect.contrast: effect for effect in effects if effect.model == protocol.models[0].id}
    arrows = tuple(_arrows(protocol, theory, headline[protocol.contrasts[0].id].size))
    return Finding(
        study=protocol.id,
        theory=protocol.theory,
        inputs=inputs,
        versions=versions,
        margin=margin_told(protocol.margin),
        effects=tuple(effects),
        turnings=tuple(_turning(protocol, contrast, headline[contrast.id].size) for contrast in protocol.contrasts),
        arrows=arrows,
        theory_verdict=of_theory(found.reading.outcome for found in arrows),
        practice_verdict=of_practice(theory, _delivered(protocol), protocol.delivery_threshold),
        notes=tuple(notes),
    )


def activity_of(theory: Theory, arrow: Arrow) -> str | None:
    """The activity that has to be carried out before the arrow can be said to have been tried.

    It is the one the arrow starts at or, from a target group, leads to. Further along the chain there is none.
    """
    activities = {part.id for part in theory.column(Kind.ACTIVITY)}
    return next((end for end in (arrow.start, arrow.end) if end in activities), None)


# -- The trial ----------------------------------------------------------------------------------------


def _fit(protocol: Protocol, model: Model, columns: Columns) -> Fit:
    return fit_least_squares(
        columns=columns,
        outcome=protocol.outcome,
        treatment=protocol.treatment,
        reference=protocol.reference,
        covariates=model.covariates,
        blocks=model.blocks,
        cluster=model.cluster,
        inference="cr2",
    )


def _terms_by_level(protocol: Protocol, columns: Columns) -> Mapping[str, str]:
    """The engine's term for the arm of every contrast."""
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
    return terms


def _size(
    protocol: Protocol, contrast: Contrast, fit: Fit, columns: Columns, terms: Mapping[str, str]
) -> EffectSize:
    return standardise(
        coefficient=fit.coefficient(terms[contrast.level]),
        columns=columns,
        outcome=protocol.outcome,
        treatment=protocol.treatment,
        reference=protocol.reference,
    )


def _effect(protocol: Protocol, model: Model, contrast: Contrast, fit: Fit, size: EffectSize) -> Effect:
    found = size.coefficient
    low90, high90 = found.interval(level=0.90)
    measured = measured_from(size)
    return Effect(
        model=model.id,
        contrast=contrast.id,
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
        sd=size.sd,
        n_treated=size.n_treated,
        n_control=size.n_control,
        size=measured,
        reading=_reading(protocol, contrast, measured),
    )


# -- The verdict --------------------------------------------------------------------------------------


def _delivered(protocol: Protocol) -> Mapping[str, float | None]:
    return {practice.activity: practice.delivered for practice in protocol.practice}


def _least_delivered(protocol: Protocol, contrast: Contrast) -> float | None:
    """The contrast's least delivered activity, among those that somebody recorded."""
    delivered = _delivered(protocol)
    known = [share for id in contrast.activities if (share := delivered.get(id)) is not None]
    return min(known, default=None)


def _reading(protocol: Protocol, contrast: Contrast, measured: Measured) -> Reading:
    return judge(
        measured=measured,
        margin=protocol.margin.value,
        direction=contrast.direction,
        delivered=_least_delivered(protocol, contrast),
        threshold=protocol.delivery_threshold,
    )


def _turning(protocol: Protocol, contrast: Contrast, measured: Measured) -> Turning:
    return Turning(
        contrast=contrast.id,
        stretches=stretches(
            measured=measured,
            direction=contrast.direction,
            low=protocol.margin.turn_low,
            high=protocol.margin.turn_high,
            delivered=_least_delivered(protocol, contrast),
            threshold=protocol.delivery_threshold,
        ),
    )


def _arrows(protocol: Protocol, theory: Theory, headline: Measured) -> Iterator[ArrowFinding]:
    delivered = _delivered(protocol)
    for arrow in theory.arrows:
        activity = activity_of(theory, arrow)
        reading = judge(
            measured=headline if arrow.id in protocol.measured_arrows else None,
            margin=protocol.margin.value,
            direction=protocol.contrasts[0].direction,
            delivered=None if activity is None else delivered.get(activity),
            threshold=protocol.delivery_threshold,
        )
        yield ArrowFinding(arrow=arrow.id, reading=reading)


# -- What must fit together ---------------------------------------------------------------------------


def _check(protocol: Protocol, theory: Theory) -> None:
    for what, ids in (
        ("contrast", [contrast.id for contrast in protocol.contrasts]),
        ("model", [model.id for model in protocol.models]),
    ):
        if not ids:
            raise VerdictError(
                "nothing_to_analyse", f"The protocol has no {what}; give it one or more.", what=what
            )
        _check_each_once(what, ids)
    _check_each_once("practice", [practice.activity for practice in protocol.practice])
    _check_margin(protocol)
    _check_shares(protocol)
    _check_theory(protocol, theory)


def _check_each_once(what: str, ids: list[str]) -> None:
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise VerdictError(
            "id_twice", f"The protocol has two of the {what} {twice[0]!r}; rename one.", what=what, id=twice[0]
        )


def _check_shares(protocol: Protocol) -> None:
    for share in (None, *(practice.delivered for practice in protocol.practice)):
        carried_out(share, protocol.delivery_threshold)


def _check_margin(protocol: Protocol) -> None:
    margin = protocol.margin
    if not (0 <= margin.turn_low <= margin.value <= margin.turn_high and margin.value > 0):
        raise VerdictError(
            "bad_margin",
            f"The margin {margin.value:g} with the range {margin.turn_low:g} to {margin.turn_high:g} cannot be "
            "used: it has to be over zero, and inside the range.",
            value=margin.value,
            low=margin.turn_low,
            high=margin.turn_high,
        )


def _check_theory(protocol: Protocol, theory: Theory) -> None:
    activities = {part.id for part in theory.column(Kind.ACTIVITY)}
    arrows = {arrow.id: arrow for arrow in theory.arrows}
    named = [practice.activity for practice in protocol.practice]
    named += [id for contrast in protocol.contrasts for id in contrast.activities]
    missing = [id for id in named if id not in activities]
    missing += [id for id in protocol.measured_arrows if id not in arrows]
    if missing:
        raise VerdictError(
            "not_in_theory",
            f"The protocol names {missing[0]!r}, which is no activity or arrow of {protocol.theory}; correct it.",
            id=missing[0],
            theory=protocol.theory,
        )
    for id in protocol.measured_arrows:
        if arrows[id].start not in activities:
            raise VerdictError(
                "arrow_not_randomised",
                f"The arrow {id!r} does not start at an activity, so no draw decides it and the trial's effect "
                "is not its reading; leave it out of measured_arrows.",
                arrow=id,
            )
