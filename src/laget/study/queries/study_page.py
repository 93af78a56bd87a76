"""A study as its page and its report show it: the kept finding under the words of its protocol.

The numbers come from the finding. Here they are only written in the notation of the language.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from laget.content import places, shelf
from laget.content.shelf import StudyMaterial
from laget.pictures.effect_plot import EffectRow, draw_effects
from laget.pictures.numbers import NO_BREAK_SPACE, decimal, whole
from laget.pictures.theory_diagram import ArrowReading, draw_theory
from laget.study.models import Finding
from laget.study.queries.lines import (
    ArrowLine,
    EffectLine,
    FoundLines,
    ModelLine,
    Overall,
    PracticeLine,
    Said,
    StretchLine,
    StudyPage,
    TurningLine,
)
from laget.study.queries.reading import reading_line, words_of
from laget.study.queries.stored import finding_of
from laget.theory.parts import Arrow, Open, Source, Statement, Theory
from laget.theory.text import Text
from laget.verdict import say
from laget.verdict.analyse import activity_of
from laget.verdict.overall import PracticeVerdict, TheoryVerdict
from laget.verdict.protocol import MarginSet, Model, Protocol, theory_address


def study_page(material: StudyMaterial, *, language: str) -> StudyPage:
    """The page of a study in ``language``."""
    found = finding_of(material)
    with override(language):
        return _Teller(protocol=material.protocol, language=language).page(found)


@lru_cache(maxsize=64)
def _diagram(theory: str, readings: tuple[tuple[str, str, Text], ...], language: str) -> str:
    """Drawn once: neither a published theory nor a finding changes."""
    id, version = theory.split("@")
    return draw_theory(
        theory=shelf.theory(id, int(version)),
        language=language,
        readings={arrow: ArrowReading(outcome=outcome, says=says) for arrow, outcome, says in readings},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    protocol: Protocol
    language: str

    def page(self, found: Finding | None) -> StudyPage:
        protocol, margin = self.protocol, self.protocol.margin
        theory = self._theory()
        return StudyPage(
            id=protocol.id,
            title=self._said(protocol.title),
            summary=self._said(protocol.summary),
            place=f"{self._said(protocol.country)}, {protocol.years}",
            data=protocol.data,
            outcome=self._said(protocol.outcome_name),
            reference=self._said(protocol.reference_name),
            margin=self._sd(margin.value),
            margin_reason=self._said(margin.reason),
            margin_is_late=margin.set is MarginSet.AFTER_RESULTS,
            turn_range=self._range(margin.turn_low, margin.turn_high),
            theory_id=theory.id,
            theory_version=theory.version,
            theory_name=self._said(theory.name),
            design=self._statements(protocol.design),
            limits=self._statements(protocol.limits),
            evidence=self._evidence(),
            bearing=self._said(protocol.bearing) if protocol.bearing else "",
            practice=self._practice(theory),
            models=tuple(self._model(model) for model in protocol.models),
            sources=tuple(self._source(source) for source in protocol.sources),
            found=self._found(found, theory) if found else None,
        )

    # -- Words and numbers --------------------------------------------------------------------------------

    def _said(self, text: Text) -> str:
        return text.said(self.language)

    def _source(self, source: Source) -> str:
        return f"{source.work}, {places.said(source, language=self.language)}"

    def _statements(self, statements: Iterable[Statement]) -> tuple[Said, ...]:
        return tuple(
            Said(says=self._said(statement.says), source=self._source(statement.source)) for statement in statements
        )

    def _number(self, value: float, places: int) -> str:
        return decimal(value, places=places, language=self.language)

    def _sd(self, value: float) -> str:
        """A size in standard deviations: two decimals, three where a turning point has them."""
        return self._number(value, 2 if round(value, 2) == round(value, 4) else 3)

    def _range(self, low: float, high: float) -> str:
        return _("%(low)s til %(high)s") % {"low": self._sd(low), "high": self._sd(high)}

    def _interval(self, low: float, high: float) -> str:
        return _("%(low)s til %(high)s") % {"low": self._number(low, 2), "high": self._number(high, 2)}

    def _listed(self, words: Iterable[str]) -> str:
        *first, last = words
        return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last

    # -- The protocol -------------------------------------------------------------------------------------

    def _theory(self) -> Theory:
        return shelf.theory(*theory_address(self.protocol))

    def _evidence(self) -> tuple[Said, ...]:
        known = shelf.evidence()
        return tuple(
            Said(says=self._said(known[id].says), source=f"{id}, {self._source(known[id].source)}")
            for id in self.protocol.speaks_to
        )

    def _practice(self, theory: Theory) -> tuple[PracticeLine, ...]:
        return tuple(
            PracticeLine(
                activity=self._said(theory.part(practice.activity).name),
                delivered=self._delivered(practice.delivered),
                says=self._said(practice.says),
                source=self._source(practice.source),
            )
            for practice in self.protocol.practice
        )

    def _delivered(self, share: float | None) -> str:
        if share is None:
            return _("Ikke kjent")
        if share >= self.protocol.delivery_threshold:
            return _("Gjort")
        return _("Ikke gjort") if share <= 0 else _("For lite gjort")

    def _model(self, model: Model) -> ModelLine:
        cluster = self._said(self.protocol.column_name(model.cluster))
        says = [_("Usikkerheten er regnet etter %(cluster)s (CR2).") % {"cluster": cluster}]
        if model.blocks is not None:
            blocks = self._said(self.protocol.column_name(model.blocks))
            says.insert(0, _("Sammenlignet innen %(blocks)s.") % {"blocks": blocks})
        if model.covariates:
            names = self._listed(self._said(self.protocol.column_name(name)) for name in model.covariates)
            says.append(_("Tar hensyn til %(names)s.") % {"names": names})
        return ModelLine(
            name=self._said(model.name), headline=model is self.protocol.models[0], says=" ".join(says)
        )

    # -- The finding --------------------------------------------------------------------------------------

    def _found(self, row: Finding, theory: Theory) -> FoundLines:
        body = json.loads(row.body)
        effects, turnings = body["effects"], body["turnings"]
        first = self.protocol.models[0].id
        headline = [effect for effect in effects if effect["model"] == first]
        return FoundLines(
            answer=reading_line(headline[0]["reading"], language=self.language),
            figures=self._figures(headline[0]),
            turns=self._turns(turnings[0]["stretches"]),
            robust=self._robust(effects),
            plot=self._plot(headline),
            headline=tuple(self._effect(effect) for effect in headline),
            sensitivity=tuple(self._effect(effect) for effect in effects),
            turnings=tuple(
                self._turning(turning, effect["reading"]) for turning, effect in zip(turnings, headline, strict=True)
            ),
            speaks=self._speaks(headline[0]),
            theory=self._overall(say.THEORY[TheoryVerdict(body["theory_verdict"])]),
            practice=self._overall(say.PRACTICE[PracticeVerdict(body["practice_verdict"])]),
            diagram=_diagram(
                body["theory"],
                tuple(
                    (arrow["arrow"], arrow["reading"]["outcome"], words_of(arrow["reading"]).label)
                    for arrow in body["arrows"]
                ),
                self.language,
            ),
            arrows=tuple(
                self._arrow(theory, theory.arrow(arrow["arrow"]), arrow["reading"]) for arrow in body["arrows"]
            ),
            arrow_counts=self._arrow_counts(body["arrows"]),
            notes=tuple(body["notes"]),
            seal=row.seal,
            inputs=tuple(sorted(body["inputs"].items())),
            versions=tuple(sorted(row.versions.items())),
            recorded_at=row.recorded_at,
        )

    def _overall(self, words: say.Words) -> Overall:
        return Overall(label=self._said(words.label), sentence=self._said(words.sentence))

    def _contrast_name(self, kept: Mapping[str, Any]) -> str:
        return self._said(self.protocol.contrast(kept["contrast"]).name)

    def _figures(self, effect: Mapping[str, Any]) -> str:
        """What the answer rests on, in a sentence or two."""
        size = effect["size"]
        groups = self._listed(
            f"{whole(count, language=self.language)} {self._said(self.protocol.column_name(level))}"
            for level, count in effect["groups"].items()
        )
        return _(
            "%(outcome)s: Forskjellen fra %(reference)s er %(value)s standardavvik, og 95 %%-intervallet går fra "
            "%(interval)s. Det er regnet av %(rows)s %(units)s fra %(groups)s."
        ) % {
            "outcome": self._said(self.protocol.outcome_name),
            "reference": self._said(self.protocol.reference_name),
            "value": self._number(size["value"], 2),
            "interval": self._interval(size["low95"], size["high95"]),
            "rows": whole(effect["n"], language=self.language),
            "units": self._said(self.protocol.unit_name),
            "groups": groups,
        }

    def _speaks(self, effect: Mapping[str, Any]) -> str:
        """The answer again, to be held against what was known before."""
        size = effect["size"]
        return _("Svaret her er «%(label)s»: %(value)s standardavvik, 95 %%-intervall fra %(interval)s.") % {
            "label": self._said(words_of(effect["reading"]).label),
            "value": self._number(size["value"], 2),
            "interval": self._interval(size["low95"], size["high95"]),
        }

    def _turns(self, stretches: list[dict[str, Any]]) -> str:
        """Where the answer turns, in one sentence per turn."""
        if len(stretches) == 1:
            return _("Svaret er det samme for alle grenser fra %(range)s standardavvik.") % {
                "range": self._range(stretches[0]["low"], stretches[0]["high"])
            }
        return " ".join(
            _("Svaret snur ved %(at)s standardavvik, fra «%(below)s» under til «%(above)s» over.")
            % {
                "at": self._sd(below["high"]),
                "below": self._said(words_of(below["reading"]).label),
                "above": self._said(words_of(above["reading"]).label),
            }
            for below, above in pairwise(stretches)
        )

    def _robust(self, effects: list[dict[str, Any]]) -> str:
        """How many ways of computing give which answer to the question."""
        first = self.protocol.contrasts[0].id
        readings = [effect["reading"] for effect in effects if effect["contrast"] == first]
        counts = Counter(self._said(words_of(reading).label) for reading in readings)
        if len(counts) == 1:
            return ngettext(
                "Det er regnet på én måte.",
                "Alle de %(count)s måtene å regne på gir samme svar.",
                len(readings),
            ) % {"count": len(readings)}
        return _("Av %(count)s måter å regne på gir %(answers)s.") % {
            "count": len(readings),
            "answers": self._listed(
                _("%(count)s «%(label)s»") % {"count": count, "label": label} for label, count in counts.items()
            ),
        }

    def _plot(self, effects: list[dict[str, Any]]) -> str:
        rows = [
            EffectRow(
                name=self._contrast_name(effect),
                reading=self._said(words_of(effect["reading"]).label),
                **effect["size"],
            )
            for effect in effects
        ]
        return draw_effects(rows=rows, margin=self.protocol.margin.value, language=self.language)

    def _effect(self, effect: Mapping[str, Any]) -> EffectLine:
        size, contrast = effect["size"], self.protocol.contrast(effect["contrast"])
        return EffectLine(
            model=self._said(self.protocol.model(effect["model"]).name),
            name=self._said(contrast.name),
            claim=self._said(contrast.claim),
            points=self._number(effect["estimate"], 2),
            se=self._number(effect["se"], 2),
            df=self._number(effect["df"], 1),
            p=self._p(effect["p"]),
            size=self._number(size["value"], 2),
            interval95=self._interval(size["low95"], size["high95"]),
            interval90=self._interval(size["low90"], size["high90"]),
            reading=reading_line(effect["reading"], language=self.language),
        )

    def _p(self, p: float) -> str:
        least = 0.001
        if p < least:
            return f"<{NO_BREAK_SPACE}{self._number(least, 3)}"
        return self._number(p, 3)

    def _turning(self, turning: Mapping[str, Any], reading: Mapping[str, Any]) -> TurningLine:
        """A margin exactly where two stretches meet is in the one that reads as the effect itself was read."""
        margin = self.protocol.margin.value
        return TurningLine(
            name=self._contrast_name(turning),
            says=self._turns(turning["stretches"]),
            stretches=tuple(
                StretchLine(
                    margins=self._range(stretch["low"], stretch["high"]),
                    ours=stretch["low"] <= margin <= stretch["high"] and stretch["reading"] == reading,
                    reading=reading_line(stretch["reading"], language=self.language),
                )
                for stretch in turning["stretches"]
            ),
        )

    def _arrow(self, theory: Theory, arrow: Arrow, reading: Mapping[str, Any]) -> ArrowLine:
        line = reading_line(reading, language=self.language)
        activity = activity_of(theory, arrow)
        practices = {practice.activity: practice for practice in self.protocol.practice}
        why = self._said(practices[activity].says) if activity in practices else line.sentence
        claim = arrow.claim
        return ArrowLine(
            id=arrow.id,
            start=self._said(theory.part(arrow.start).name),
            end=self._said(theory.part(arrow.end).name),
            claim=self._said(claim.missing if isinstance(claim, Open) else claim.says),
            open=isinstance(claim, Open),
            reading=line,
            why=why,
        )

    def _arrow_counts(self, arrows: list[dict[str, Any]]) -> tuple[str, ...]:
        """ "14 piler: Ikke prøvd", in the order of how many."""
        counts = Counter(self._said(words_of(arrow["reading"]).label) for arrow in arrows)
        return tuple(
            ngettext("%(count)s pil: %(label)s", "%(count)s piler: %(label)s", count) % {"count": count, "label": label}
            for label, count in counts.most_common()
        )
