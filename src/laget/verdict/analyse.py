"""Everything from a frozen protocol to the verdict. What was delivered stands beside the effect and never changes it
(R-035)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from laget.theory.parts import Arrow, Kind, Theory
from laget.trial.design_matrix import Columns
from laget.trial.effect_size import EffectSize
from laget.trial.fit import Fit
from laget.verdict.association import associate, direction_of
from laget.verdict.chain import MOVING, read_chain
from laget.verdict.check import check_protocol
from laget.verdict.effects import fits, size_of, terms_of, told
from laget.verdict.finding import (
    Effect,
    Finding,
    GuardEffect,
    GuardFinding,
    IndicatorFinding,
    Note,
    ObservedArrow,
    TriedArrow,
    Turning,
    margin_told,
)
from laget.verdict.guard import read_guard
from laget.verdict.indicators import Indicated, IndicatorReading, measured_from, read_family, read_primary
from laget.verdict.judge import Measured, Outcome, judge
from laget.verdict.margin import guard_stretches, observed_stretches, stretches
from laget.verdict.observed import Agreement, observe
from laget.verdict.overall import of_practice, of_theory
from laget.verdict.protocol import Contrast, Guard, Indicator, Model, Protocol


def analyse(
    *,
    protocol: Protocol,
    columns: Columns,
    theory: Theory,
    inputs: Mapping[str, str],
    versions: Mapping[str, str],
) -> Finding:
    """What the trial of ``protocol`` found, of every indicator and guard, by every model and for every contrast.

    ``columns`` are the data, without gaps in the columns that the protocol uses; ``theory`` is the one the
    protocol names. ``inputs`` and ``versions`` are written into the finding as they are. Nothing but the
    arguments decides the answer: the same in gives the same out.

    Raises ``VerdictError`` where the protocol does not hold together or does not fit its theory or data, and
    ``TrialError`` where the engine will not compute.
    """
    check_protocol(protocol, theory)
    trial = _Trial(protocol=protocol, columns=columns, theory=theory, terms=terms_of(protocol, columns))
    readings = {reading.indicator: reading for reading in trial.readings(protocol.models[0], protocol.contrasts[0])}
    guards = tuple(trial.guards())
    arrows = tuple(trial.arrows())
    chain = read_chain(
        theory=theory,
        effects=trial.moved(),
        delivered=trial.delivered,
        threshold=protocol.delivery_threshold,
    )
    disagrees = any(isinstance(one, ObservedArrow) and one.agreement is Agreement.DISAGREES for one in arrows)
    return Finding(
        study=protocol.id,
        theory=protocol.theory,
        invented=protocol.invented,
        inputs=inputs,
        versions=versions,
        indicators=tuple(_indicator(one, readings[one.id]) for one in protocol.indicators),
        effects=tuple(trial.effects()),
        turnings=tuple(trial.turnings()),
        guards=guards,
        guard_effects=tuple(trial.guard_effects()),
        alarm=any(guard.alarm for guard in guards),
        arrows=arrows,
        chain=chain,
        theory_verdict=of_theory(
            (one.reading.outcome for one in arrows if isinstance(one, TriedArrow)),
            doubted=chain.doubted or disagrees,
        ),
        practice_verdict=of_practice(theory, trial.delivered, protocol.delivery_threshold),
        notes=tuple(trial.notes()),
    )


def activity_of(theory: Theory, arrow: Arrow) -> str | None:
    """The activity that has to be carried out before the arrow can be said to have been tried.

    It is the one the arrow starts at or, from a target group, leads to. Further along the chain there is none.
    """
    activities = {part.id for part in theory.column(Kind.ACTIVITY)}
    return next((end for end in (arrow.start, arrow.end) if end in activities), None)


def _indicator(indicator: Indicator, read: IndicatorReading) -> IndicatorFinding:
    return IndicatorFinding(
        indicator=indicator.id,
        part=indicator.part,
        direction=indicator.direction,
        margin=margin_told(indicator.margin),
        family=read.family,
        reading=read.reading,
    )


def _unmeasured(arrow: Arrow) -> ObservedArrow:
    return ObservedArrow(arrow=arrow.id, association=None, agreement=Agreement.NOT_MEASURED, stretches=())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """A protocol with its data: every model fitted once to every column."""

    protocol: Protocol
    columns: Columns
    theory: Theory
    terms: Mapping[str, str]
    _fits: dict[str, tuple[tuple[Model, Fit], ...]] = field(default_factory=dict)

    def fitted(self, column: str) -> tuple[tuple[Model, Fit], ...]:
        if column not in self._fits:
            self._fits[column] = tuple(fits(self.protocol, self.columns, column))
        return self._fits[column]

    def fit(self, one: Indicator | Guard, model: Model) -> Fit | None:
        """The model as it was fitted to an indicator or a guard; ``None`` where it was not measured."""
        if one.column is None:
            return None
        return next(fit for fitted, fit in self.fitted(one.column) if fitted is model)

    def size(self, one: Indicator | Guard, model: Model, contrast: Contrast) -> EffectSize | None:
        fit = self.fit(one, model)
        if fit is None or one.column is None:
            return None
        return size_of(self.protocol, self.columns, one.column, fit, self.terms[contrast.id])

    def headline(self, one: Indicator | Guard, contrast: Contrast) -> Measured | None:
        """As the first model has it, alone and not as one of a family."""
        size = self.size(one, self.protocol.models[0], contrast)
        return None if size is None else measured_from(size)

    # -- What was carried out ---------------------------------------------------------------------------

    @property
    def delivered(self) -> Mapping[str, float | None]:
        return {practice.activity: practice.delivered for practice in self.protocol.practice}

    def least_delivered(self, contrast: Contrast) -> float | None:
        """The contrast's least delivered activity, among those that somebody recorded."""
        known = [share for id in contrast.activities if (share := self.delivered.get(id)) is not None]
        return min(known, default=None)

    # -- Indicators -------------------------------------------------------------------------------------

    def readings(self, model: Model, contrast: Contrast) -> Iterator[IndicatorReading]:
        """Each primary indicator alone, and then the further ones together, the unmeasured ones too."""
        threshold = self.protocol.delivery_threshold

        def indicated(one: Indicator) -> Indicated:
            return Indicated(
                indicator=one.id,
                size=self.size(one, model, contrast),
                margin=one.margin.value,
                direction=one.direction,
                delivered=self.least_delivered(contrast),
            )

        for one in self.protocol.indicators:
            if not one.further:
                yield read_primary(indicated(one), threshold=threshold)
        yield from read_family([indicated(one) for one in self.protocol.family], threshold=threshold)

    def effects(self) -> Iterator[Effect]:
        readings = {
            (model.id, contrast.id, read.indicator): read
            for model in self.protocol.models
            for contrast in self.protocol.contrasts
            for read in self.readings(model, contrast)
        }
        for one in self.protocol.indicators:
            for model in self.protocol.models:
                for contrast in self.protocol.contrasts:
                    fit, size = self.fit(one, model), self.size(one, model, contrast)
                    read = readings[model.id, contrast.id, one.id]
                    if fit is not None and size is not None:
                        yield Effect(
                            **told(model=model, contrast=contrast, fit=fit, size=size, family=max(read.family, 1)),
                            indicator=one.id,
                            family=read.family,
                            reading=read.reading,
                        )

    def turnings(self) -> Iterator[Turning]:
        for one in self.protocol.indicators:
            for contrast in self.protocol.contrasts:
                if not one.further and (measured := self.headline(one, contrast)) is not None:
                    yield Turning(
                        indicator=one.id,
                        contrast=contrast.id,
                        stretches=stretches(
                            measured=measured,
                            direction=one.direction,
                            low=one.margin.turn_low,
                            high=one.margin.turn_high,
                            delivered=self.least_delivered(contrast),
                            threshold=self.protocol.delivery_threshold,
                        ),
                    )

    # -- Guards -----------------------------------------------------------------------------------------

    def guards(self) -> Iterator[GuardFinding]:
        for guard in self.protocol.guards:
            margin = guard.margin
            for contrast in self.protocol.contrasts:
                measured = self.headline(guard, contrast)
                reading = read_guard(measured=measured, margin=margin.value, worse=guard.worse)
                yield GuardFinding(
                    guard=guard.id,
                    contrast=contrast.id,
                    worse=guard.worse,
                    margin=margin_told(margin),
                    reading=reading,
                    alarm=reading.alarm,
                    stretches=()
                    if measured is None
                    else guard_stretches(
                        measured=measured, worse=guard.worse, low=margin.turn_low, high=margin.turn_high
                    ),
                )

    def guard_effects(self) -> Iterator[GuardEffect]:
        for guard in self.protocol.guards:
            for model in self.protocol.models:
                for contrast in self.protocol.contrasts:
                    fit, size = self.fit(guard, model), self.size(guard, model, contrast)
                    if fit is not None and size is not None:
                        yield GuardEffect(
                            **told(model=model, contrast=contrast, fit=fit, size=size),
                            guard=guard.id,
                            reading=read_guard(
                                measured=measured_from(size), margin=guard.margin.value, worse=guard.worse
                            ),
                        )

    # -- The theory -------------------------------------------------------------------------------------

    def arrows(self) -> Iterator[TriedArrow | ObservedArrow]:
        for arrow in self.theory.arrows:
            kinds = set(self.theory.part(arrow.start).kinds)
            observed = Kind.ACTIVITY not in kinds and kinds & MOVING
            yield self._observed(arrow) if observed else self._tried(arrow)

    def _primary(self, arrow: Arrow, end: str) -> Indicator | None:
        return self.protocol.primary_of(end) if arrow.id in self.protocol.measured_arrows else None

    def _tried(self, arrow: Arrow) -> TriedArrow:
        """Read on the first contrast, and on whether the arrow's own activity was carried out."""
        primary, activity = self._primary(arrow, arrow.end), activity_of(self.theory, arrow)
        measured = None if primary is None else self.headline(primary, self.protocol.contrasts[0])
        delivered = None if activity is None else self.delivered.get(activity)
        threshold = self.protocol.delivery_threshold
        indicator = primary or self.protocol.headline
        margin = indicator.margin
        return TriedArrow(
            arrow=arrow.id,
            indicator=None if primary is None else primary.id,
            reading=judge(
                measured=measured,
                margin=margin.value,
                direction=indicator.direction,
                delivered=delivered,
                threshold=threshold,
            ),
            stretches=()
            if measured is None
            else stretches(
                measured=measured,
                direction=indicator.direction,
                low=margin.turn_low,
                high=margin.turn_high,
                delivered=delivered,
                threshold=threshold,
            ),
        )

    def _observed(self, arrow: Arrow) -> ObservedArrow:
        start, end = self._primary(arrow, arrow.start), self._primary(arrow, arrow.end)
        if start is None or end is None:
            return _unmeasured(arrow)
        association = associate(protocol=self.protocol, columns=self.columns, start=start, end=end)
        if association is None:
            return _unmeasured(arrow)
        margin, direction = end.margin, direction_of(start, end)
        return ObservedArrow(
            arrow=arrow.id,
            association=association,
            agreement=observe(measured=association.size, margin=margin.value, direction=direction),
            stretches=observed_stretches(
                measured=association.size, direction=direction, low=margin.turn_low, high=margin.turn_high
            ),
        )

    def moved(self) -> Mapping[str, Outcome]:
        """The draw's effect on each part with an indicator, judged without delivery, for the chain."""
        found = {}
        for one in self.protocol.indicators:
            if one.part is not None and not one.further:
                measured = self.headline(one, self.protocol.contrasts[0])
                found[one.part] = judge(
                    measured=measured, margin=one.margin.value, direction=one.direction
                ).outcome
        return found

    def notes(self) -> Iterator[Note]:
        """What the engine notes of each model, once."""
        said = [(model.id, note) for fitted in self._fits.values() for model, fit in fitted for note in fit.notes]
        for model, says in dict.fromkeys(said):
            yield Note(model=model, says=says)
