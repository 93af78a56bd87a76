"""A study as its page and its report show it: the kept finding under the words of its protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from laget.content import shelf
from laget.content.shelf import StudyMaterial
from laget.study.queries.found_lines import found_lines
from laget.study.queries.lines import IndicatorLine, PracticeLine, Said, StudyPage
from laget.study.queries.model_lines import method, model_line
from laget.study.queries.stored import finding_of
from laget.study.queries.writing import Writer
from laget.theory.parts import Statement
from laget.verdict import say
from laget.verdict.protocol import Margin, MarginSet


def study_page(material: StudyMaterial, *, language: str) -> StudyPage:
    """The page of a study in ``language``."""
    found = finding_of(material)
    writer = Writer(protocol=material.protocol, language=language)
    protocol, margin = material.protocol, material.protocol.headline.margin
    with override(language):
        theory = writer.theory()
        return StudyPage(
            id=protocol.id,
            title=writer.said(protocol.title),
            invented=writer.said(say.INVENTED) if protocol.invented else "",
            summary=writer.said(protocol.summary),
            place=f"{writer.said(protocol.country)}, {protocol.years}",
            data=protocol.data,
            caption=_caption(writer),
            margin=writer.sd(margin.value),
            margin_reason=writer.said(margin.reason),
            margin_is_late=margin.set is MarginSet.AFTER_RESULTS,
            indicators=tuple(_indicators(writer)),
            theory_id=theory.id,
            theory_version=theory.version,
            theory_name=writer.said(theory.name),
            design=_statements(writer, protocol.design),
            limits=_statements(writer, protocol.limits),
            evidence=tuple(_evidence(writer)),
            bearing=writer.said(protocol.bearing) if protocol.bearing else "",
            practice=tuple(_practice(writer)),
            method=tuple(method(writer)),
            models=tuple(model_line(writer, model) for model in protocol.models),
            sources=tuple(writer.source(source) for source in protocol.sources),
            found=found_lines(writer, found) if found else None,
        )


def _caption(writer: Writer) -> str:
    """What the effects are differences from and, where there is one indicator, in what."""
    protocol = writer.protocol
    reference = writer.said(protocol.reference_name)
    if len(protocol.indicators) > 1:
        return _("Sammenlignet med %(reference)s.") % {"reference": reference}
    return _("Sammenlignet med %(reference)s. %(outcome)s.") % {
        "reference": reference,
        "outcome": writer.said(protocol.headline.name),
    }


def _indicators(writer: Writer) -> Iterator[IndicatorLine]:
    """What the trial looked at, one by one, where the margin of the headline is not all there is to say."""
    protocol = writer.protocol
    if len(protocol.indicators) == 1 and not protocol.guards:
        return
    theory = writer.theory()
    family = len(protocol.family)
    for one in protocol.indicators:
        yield IndicatorLine(
            name=writer.said(one.name),
            place=writer.said(say.words_for_place(family if one.further else 0).label),
            of="" if one.part is None else writer.said(theory.part(one.part).name),
            margin=_margin(writer, one.margin),
            margin_set=writer.said(say.MARGINS[one.margin.set].label),
            reason=writer.said(one.margin.reason),
        )
    for guard in protocol.guards:
        yield IndicatorLine(
            name=writer.said(guard.name),
            place=_("Vakt"),
            of="",
            margin=_margin(writer, guard.margin),
            margin_set=writer.said(say.MARGINS[guard.margin.set].label),
            reason=writer.said(guard.margin.reason),
        )


def _margin(writer: Writer, margin: Margin) -> str:
    return _("%(margin)s standardavvik.") % {"margin": writer.sd(margin.value)}


def _statements(writer: Writer, statements: Iterable[Statement]) -> tuple[Said, ...]:
    return tuple(
        Said(says=writer.said(statement.says), source=writer.source(statement.source)) for statement in statements
    )


def _evidence(writer: Writer) -> Iterator[Said]:
    known = shelf.evidence()
    for id in writer.protocol.speaks_to:
        yield Said(says=writer.said(known[id].says), source=f"{id}, {writer.source(known[id].source)}")


def _practice(writer: Writer) -> Iterator[PracticeLine]:
    theory = writer.theory()
    for practice in writer.protocol.practice:
        yield PracticeLine(
            activity=writer.said(theory.part(practice.activity).name),
            delivered=_delivered(practice.delivered, writer.protocol.delivery_threshold),
            says=writer.said(practice.says),
            source=writer.source(practice.source),
        )


def _delivered(share: float | None, threshold: float) -> str:
    if share is None:
        return _("Ikke kjent")
    if share >= threshold:
        return _("Gjort")
    return _("Ikke gjort") if share <= 0 else _("For lite gjort")
