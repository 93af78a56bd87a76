"""What a finding says of each arrow of its theory, and of the theory as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laget.content import shelf
from laget.pictures.theory_diagram import ArrowReading, draw_theory
from laget.study.queries.lines import ArrowLine, WaysLine
from laget.study.queries.reading import ReadingLine, of_arrow, of_step, of_ways, reading_line
from laget.study.queries.writing import Writer
from laget.theory.parts import Open
from laget.theory.text import Text
from laget.verdict.analyse import activity_of
from laget.verdict.chain import Step
from laget.verdict.protocol import theory_address

Body = Mapping[str, Any]


def diagram(writer: Writer, body: Body) -> str:
    """The theory as a picture, each arrow with its reading."""
    readings = tuple((kept["arrow"], of_arrow(kept)) for kept in body["arrows"])
    return _diagram(
        theory_address(writer.protocol),
        tuple((arrow, said.outcome, said.words.label) for arrow, said in readings),
        writer.language,
    )


@lru_cache(maxsize=64)
def _diagram(theory: tuple[str, int], readings: tuple[tuple[str, str, Text], ...], language: str) -> str:
    """Drawn once: neither a published theory nor a finding changes."""
    return draw_theory(
        theory=shelf.theory(*theory),
        language=language,
        readings={arrow: ArrowReading(outcome=outcome, says=says) for arrow, outcome, says in readings},
    )


def arrow_lines(writer: Writer, body: Body) -> Iterator[ArrowLine]:
    """Every arrow of the theory, in its order."""
    theory = writer.theory()
    steps = _steps(writer, body)
    for kept in body["arrows"]:
        arrow = theory.arrow(kept["arrow"])
        line = reading_line(of_arrow(kept), language=writer.language)
        yield ArrowLine(
            id=arrow.id,
            start=writer.said(theory.part(arrow.start).name),
            end=writer.said(theory.part(arrow.end).name),
            claim=writer.said(arrow.claim.missing if isinstance(arrow.claim, Open) else arrow.claim.says),
            open=isinstance(arrow.claim, Open),
            told=arrow.id in steps or _measured(kept),
            reading=line,
            step=steps.get(arrow.id),
            why=_associated(writer, kept, line) if kept["kind"] == "observed" else _tried(writer, body, kept, line),
        )


def _steps(writer: Writer, body: Body) -> Mapping[str, ReadingLine]:
    """What the chain says, where it says something. An arrow that was measured has said whether lots were drawn."""
    measured = {kept["arrow"] for kept in body["arrows"] if _measured(kept)}
    return {
        kept["arrow"]: reading_line(of_step(kept, bare=kept["arrow"] in measured), language=writer.language)
        for kept in body["chain"]["steps"]
        if kept["step"] != Step.CANNOT_TELL
    }


def _measured(kept: Mapping[str, Any]) -> bool:
    """Whether the protocol has the arrow as measured, and it was."""
    if kept["kind"] == "observed":
        return kept["association"] is not None
    return kept["indicator"] is not None


def _tried(writer: Writer, body: Body, kept: Mapping[str, Any], line: ReadingLine) -> str:
    """What was measured, and what is known of the carrying out; without either, what the reading means."""
    protocol, theory = writer.protocol, writer.theory()
    activity = activity_of(theory, theory.arrow(kept["arrow"]))
    practices = {practice.activity: writer.said(practice.says) for practice in protocol.practice}
    known = practices.get(activity or "")
    if kept["indicator"] is None:
        return known or line.sentence
    headline = (kept["indicator"], protocol.models[0].id, protocol.contrasts[0].id)
    sizes = [
        effect["size"]
        for effect in body["effects"]
        if (effect["indicator"], effect["model"], effect["contrast"]) == headline
    ]
    name = writer.said(protocol.indicator(kept["indicator"]).name)
    measured = [
        _("%(indicator)s: %(value)s standardavvik, 95 %%-intervall fra %(interval)s.")
        % {
            "indicator": name,
            "value": writer.number(size["value"], 2),
            "interval": writer.interval(size["low95"], size["high95"]),
        }
        for size in sizes
    ] or [_("%(indicator)s ble ikke målt.") % {"indicator": name}]
    return " ".join([*measured, *([known] if known else [])])


def _associated(writer: Writer, kept: Mapping[str, Any], line: ReadingLine) -> str:
    """How the two ends went together, and that no lots were drawn."""
    found = kept["association"]
    if found is None:
        return line.sentence
    start, end = (writer.said(writer.protocol.indicator(found[end]).name) for end in ("start", "end"))
    size = found["size"]
    says = _(
        "Blant %(units)s som fikk det samme i forsøket, går ett standardavvik mer av «%(start)s» sammen med %(value)s "
        "standardavvik mer av «%(end)s» (95 %%-intervall fra %(interval)s). Det er en sammenheng, ikke en virkning."
    ) % {
        "units": writer.said(writer.protocol.unit_name),
        "start": start,
        "end": end,
        "value": writer.number(size["value"], 2),
        "interval": writer.interval(size["low95"], size["high95"]),
    }
    return f"{says} {line.sentence}"


def ways_lines(writer: Writer, body: Body) -> Iterator[WaysLine]:
    """The parts of which the chain has more to say than of their arrows."""
    theory = writer.theory()
    for part, says in body["chain"]["ways_in"].items():
        yield WaysLine(
            part=writer.said(theory.part(part).name),
            reading=reading_line(of_ways(says), language=writer.language),
        )


def arrow_counts(writer: Writer, body: Body) -> Iterator[str]:
    """ "14 piler: Ikke prøvd", in the order of how many."""
    counts = Counter(writer.said(of_arrow(kept).words.label) for kept in body["arrows"])
    for label, count in counts.most_common():
        yield (
            ngettext("%(count)s pil: %(label)s", "%(count)s piler: %(label)s", count)
            % {"count": count, "label": label}
        )
