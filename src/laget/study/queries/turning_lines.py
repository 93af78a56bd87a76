"""Where the readings of a study turn with the margin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from laget.study.queries.lines import StretchLine, TurningLine
from laget.study.queries.reading import Said, of_agreement, of_claim, of_guard, reading_line
from laget.study.queries.writing import Writer

Stretches = list[dict[str, Any]]
Teller = Callable[[Any], Said]


def turning_lines(writer: Writer, body: Mapping[str, Any]) -> Iterator[TurningLine]:
    """Of the primary indicators, then of the arrows that no lots were drawn about, then of the guards."""
    protocol, first = writer.protocol, writer.protocol.models[0].id
    for turning in body["turnings"]:
        indicator, contrast = turning["indicator"], turning["contrast"]
        read = next(
            effect["reading"]
            for effect in body["effects"]
            if (effect["indicator"], effect["contrast"], effect["model"]) == (indicator, contrast, first)
        )
        yield _line(
            writer,
            name=writer.outcome_name(indicator, contrast),
            stretches=turning["stretches"],
            margin=protocol.indicator(indicator).margin.value,
            read=read,
            tell=of_claim,
        )
    theory = writer.theory()
    for kept in body["arrows"]:
        if kept["kind"] == "observed" and kept["association"] is not None:
            arrow = theory.arrow(kept["arrow"])
            ends = (writer.said(theory.part(end).name) for end in (arrow.start, arrow.end))
            yield _line(
                writer,
                name=" → ".join(ends),
                stretches=kept["stretches"],
                margin=protocol.indicator(kept["association"]["end"]).margin.value,
                read=kept["agreement"],
                tell=of_agreement,
            )
    for guard in body["guards"]:
        if guard["stretches"]:
            yield _line(
                writer,
                name=writer.guard_name(guard["guard"], guard["contrast"]),
                stretches=guard["stretches"],
                margin=guard["margin"]["value"],
                read=guard["reading"],
                tell=of_guard,
            )


def turns(writer: Writer, stretches: Stretches, tell: Teller) -> str:
    """Where a reading turns, in one sentence per turn."""
    if len(stretches) == 1:
        return _("Svaret er det samme for alle grenser fra %(range)s standardavvik.") % {
            "range": writer.range(stretches[0]["low"], stretches[0]["high"])
        }
    return " ".join(
        _("Svaret snur ved %(at)s standardavvik, fra «%(below)s» under til «%(above)s» over.")
        % {
            "at": writer.sd(below["high"]),
            "below": writer.said(tell(below["reading"]).words.label),
            "above": writer.said(tell(above["reading"]).words.label),
        }
        for below, above in pairwise(stretches)
    )


def _line(
    writer: Writer, *, name: str, stretches: Stretches, margin: float, read: object, tell: Teller
) -> TurningLine:
    """A margin exactly where two stretches meet is in the one that reads as the effect itself was read."""
    return TurningLine(
        name=name,
        says=turns(writer, stretches, tell),
        stretches=tuple(
            StretchLine(
                margins=writer.range(one["low"], one["high"]),
                ours=one["low"] <= margin <= one["high"] and one["reading"] == read,
                reading=reading_line(tell(one["reading"]), language=writer.language),
            )
            for one in stretches
        ),
    )
