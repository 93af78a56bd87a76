"""A theory as its page shows it: everything said in one language, with its source, and what is open marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from laget.content import shelf
from laget.library.handbook.requirements import FULFILMENTS
from laget.library.queries.evidence_lines import EvidenceLine, evidence_lines
from laget.library.queries.open_points import OpenPoints, open_points
from laget.library.queries.said import Named, Said, cite, tell, tell_all
from laget.pictures.theory_diagram import draw_theory
from laget.pictures.theory_words import WORDS
from laget.theory.parts import Arrow, Fulfilment, Horizon, Kind, Open, Part, Source, Statement, Suggestion, Theory
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """What a claim is looked for in. ``up`` is the expected direction."""

    name: str
    up: bool
    named_by_report: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OursLine:
    """Our own suggestion for an indicator: the smallest change worth having, and after how many months."""

    indicator: str
    change: str
    months: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowLine:
    """One arrow of the theory. Without a claim, ``smallest_change`` and ``due`` are ``None``. ``evidence`` are the
    ids of the statements that bear on it."""

    id: str
    start: str
    end: str
    claim: Said
    indicators: tuple[IndicatorLine, ...] = ()
    smallest_change: Said | None = None
    due: Said | None = None
    ours: tuple[OursLine, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One part, and the arrows that lead on from it. ``anchor`` is its place on the page: a part that stands in two
    columns has one in each."""

    id: str
    anchor: str
    name: str
    about: Said
    leads_to: tuple[ArrowLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One of the five columns, with the question it answers."""

    name: str
    question: str
    parts: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveLine:
    """One of the overall objectives. ``served`` is whether this theory takes it up, which is our reading; ``guard`` is
    the condition that no theory may break, or empty."""

    name: str
    served: bool
    guard: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementLine:
    """One of the report's requirements on a model, and how far this theory meets it, in words too."""

    name: str
    asks: str
    meets: Fulfilment
    verdict: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class PresupposedLine:
    """Another theory that this one takes for granted; ``version`` is the newest on the shelf."""

    id: str
    version: int
    name: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryPage:
    """All that the page of a theory prints."""

    id: str
    version: int
    newest: int
    name: str
    summary: str
    purpose: str
    source: str
    diagram: str
    open: OpenPoints
    columns: tuple[Column, ...]
    claims: tuple[ArrowLine, ...]
    open_arrows: tuple[ArrowLine, ...]
    problem: tuple[Said, ...]
    prerequisites: tuple[Said, ...]
    assumptions: tuple[Said, ...]
    national_contribution: tuple[Said, ...]
    promotes: tuple[Said, ...]
    hinders: tuple[Said, ...]
    barriers: tuple[Said, ...]
    dimensions: tuple[Named, ...]
    demands: tuple[Named, ...]
    objectives: tuple[ObjectiveLine, ...]
    evidence: tuple[EvidenceLine, ...]
    requirements: tuple[RequirementLine, ...]
    presupposes: tuple[PresupposedLine, ...]
    assessments: tuple[Said, ...]
    contradictions: tuple[Said, ...]
    with_ours: bool
    has_ours: bool

    @property
    def met(self) -> int:
        """How many of the requirements on a model are met."""
        return self._that_are(Fulfilment.MET)

    @property
    def partly(self) -> int:
        """How many are met in part."""
        return self._that_are(Fulfilment.PARTLY)

    @property
    def unmet(self) -> int:
        """How many are open."""
        return self._that_are(Fulfilment.OPEN)

    def _that_are(self, fulfilment: Fulfilment) -> int:
        return sum(line.meets is fulfilment for line in self.requirements)


def theory_page(*, id: str, version: int, language: str, with_ours: bool) -> TheoryPage:
    """The page of one version of a theory. Our own suggestions are on it only if asked for.

    Raises ``NotOnShelf``: ``unknown_theory``, ``unknown_theory_version``.
    """
    theory = shelf.theory(id, version)
    suggestions = shelf.suggestions(id, version)
    with override(language):
        return _Teller(theory=theory, language=language).page(
            suggestions=suggestions if with_ours else (), with_ours=with_ours, has_ours=bool(suggestions)
        )


@cache
def _diagram(id: str, version: int, language: str) -> str:
    """A published version is never edited, so its picture is drawn once."""
    return draw_theory(theory=shelf.theory(id, version), language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    theory: Theory
    language: str

    def page(self, *, suggestions: tuple[Suggestion, ...], with_ours: bool, has_ours: bool) -> TheoryPage:
        theory = self.theory
        arrows = tuple(self._arrow(arrow, suggestions) for arrow in theory.arrows)
        demands = {dilemma.id: dilemma for dilemma in shelf.dilemmas()}
        dimensions = shelf.dimensions()
        return TheoryPage(
            id=theory.id,
            version=theory.version,
            newest=max(shelf.versions(theory.id)),
            name=self._text(theory.name),
            summary=self._text(theory.summary),
            purpose=self._text(theory.purpose),
            source=f"{theory.source.work}, {self._source(theory.source)}",
            diagram=_diagram(theory.id, theory.version, self.language),
            open=open_points(theory),
            columns=tuple(self._column(kind, arrows) for kind in Kind),
            claims=tuple(arrow for arrow in arrows if not arrow.claim.open),
            open_arrows=tuple(arrow for arrow in arrows if arrow.claim.open),
            problem=self._statements(theory.problem),
            prerequisites=self._statements(theory.prerequisites),
            assumptions=self._statements(theory.assumptions),
            national_contribution=self._statements(theory.national_contribution),
            promotes=self._statements(theory.promotes),
            hinders=self._statements(theory.hinders),
            barriers=self._statements(theory.barriers),
            dimensions=tuple(
                Named(
                    name=self._text(dimensions[setting.dimension].name), said=self._said(setting.says, setting.source)
                )
                for setting in theory.settings
            ),
            demands=tuple(
                Named(
                    name=self._text(demands[address.dilemma].name),
                    asks=self._text(demands[address.dilemma].demand),
                    said=self._said(address.says, address.source),
                )
                for address in theory.dilemmas
            ),
            objectives=self._objectives(),
            evidence=evidence_lines(theory.evidence, language=self.language, work=theory.source.work),
            requirements=self._requirements(),
            presupposes=self._presupposes(),
            assessments=self._statements(theory.assessments),
            contradictions=self._statements(theory.inconsistencies),
            with_ours=with_ours,
            has_ours=has_ours,
        )

    # -- Words ------------------------------------------------------------------------------------------

    def _text(self, text: Text) -> str:
        return text.said(self.language)

    def _said(self, words: Text | Open, source: Source | None = None) -> Said:
        return tell(words, language=self.language, source=source, work=self.theory.source.work)

    def _statements(self, statements: Iterable[Statement]) -> tuple[Said, ...]:
        return tell_all(statements, language=self.language, work=self.theory.source.work)

    def _source(self, source: Source) -> str:
        return cite(source, language=self.language, work=self.theory.source.work)

    # -- Parts and arrows -------------------------------------------------------------------------------

    def _column(self, kind: Kind, arrows: tuple[ArrowLine, ...]) -> Column:
        return Column(
            name=self._text(WORDS.columns[kind]),
            question=self._text(WORDS.questions[kind]),
            parts=tuple(self._part(part, kind, arrows) for part in self.theory.column(kind)),
        )

    def _part(self, part: Part, kind: Kind, lines: tuple[ArrowLine, ...]) -> PartLine:
        leads_on = {arrow.id for arrow in self.theory.arrows if arrow.start == part.id}
        return PartLine(
            id=part.id,
            anchor=f"part-{part.id}" + ("" if kind is part.kinds[0] else f"-{kind.value}"),
            name=self._text(part.name),
            about=self._said(part.about, part.source),
            leads_to=tuple(line for line in lines if line.id in leads_on),
        )

    def _arrow(self, arrow: Arrow, suggestions: Iterable[Suggestion]) -> ArrowLine:
        start, end = (self._text(self.theory.part(id).name) for id in (arrow.start, arrow.end))
        claim = arrow.claim
        if isinstance(claim, Open):
            return ArrowLine(id=arrow.id, start=start, end=end, claim=self._said(claim), evidence=arrow.evidence)
        indicators = {indicator.id: indicator for indicator in self.theory.indicators}
        return ArrowLine(
            id=arrow.id,
            start=start,
            end=end,
            claim=self._said(claim.says, claim.source),
            evidence=arrow.evidence,
            indicators=tuple(
                IndicatorLine(
                    name=self._text(indicators[id].name),
                    up=indicators[id].direction == "up",
                    named_by_report=indicators[id].named_by_report,
                )
                for id in claim.indicators
            ),
            smallest_change=self._said(claim.smallest_change),
            due=self._due(claim.due),
            ours=tuple(
                OursLine(
                    indicator=self._text(indicators[one.indicator].name),
                    change=f"{self._number(one.value)} {self._text(one.unit)}",
                    months=one.months,
                    reason=self._text(one.reason),
                )
                for one in suggestions
                if one.arrow == arrow.id
            ),
        )

    def _due(self, due: Horizon | Open) -> Said:
        if isinstance(due, Open):
            return self._said(due)
        return Said(says={Horizon.SHORT: _("På kort sikt"), Horizon.LONG: _("På lang sikt")}[due])

    def _number(self, value: float) -> str:
        return f"{value:g}" if self.language == "en" else f"{value:g}".replace(".", ",")

    # -- Around the theory ------------------------------------------------------------------------------

    def _objectives(self) -> tuple[ObjectiveLine, ...]:
        return tuple(
            ObjectiveLine(
                name=self._text(objective.name),
                served=objective.id in self.theory.objectives,
                guard=self._text(objective.guard) if objective.guard else "",
                source=self._source(objective.source),
            )
            for objective in shelf.objectives()
        )

    def _requirements(self) -> tuple[RequirementLine, ...]:
        asked = shelf.requirements()
        return tuple(
            RequirementLine(
                name=self._text(asked[answer.requirement].name),
                asks=self._text(asked[answer.requirement].demand),
                meets=answer.meets,
                verdict=self._text(FULFILMENTS[answer.meets]),
                said=self._said(answer.says, answer.source),
            )
            for answer in self.theory.requirements
        )

    def _presupposes(self) -> tuple[PresupposedLine, ...]:
        there = {theory.id: theory for theory in shelf.theories()}
        return tuple(
            PresupposedLine(
                id=one.theory,
                version=there[one.theory].version,
                name=self._text(there[one.theory].name),
                said=self._said(one.says, one.source),
            )
            for one in self.theory.presupposes
        )
