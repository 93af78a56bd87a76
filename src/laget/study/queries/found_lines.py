"""What a kept finding says, written out. The numbers come from it; here they only get the notation of the language."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laget.pictures.effect_plot import EffectRow, draw_effects
from laget.pictures.numbers import whole
from laget.study.models import Finding
from laget.study.queries import theory_lines
from laget.study.queries.lines import EffectLine, FoundLines, FurtherLine, GuardLine, NoteLine, PlotLine
from laget.study.queries.reading import of_claim, of_guard, reading_line
from laget.study.queries.turning_lines import turning_lines, turns
from laget.study.queries.writing import Writer
from laget.verdict import say
from laget.verdict.guard import GuardOutcome
from laget.verdict.overall import PracticeVerdict, TheoryVerdict

Body = Mapping[str, Any]


def found_lines(writer: Writer, row: Finding) -> FoundLines:
    """All that the page prints of a kept finding."""
    body = json.loads(row.body)
    first = writer.protocol.models[0].id
    headline = [effect for effect in body["effects"] if effect["model"] == first and not effect["family"]]
    arrows = tuple(theory_lines.arrow_lines(writer, body))
    family = len(writer.protocol.family)
    return FoundLines(
        answer=reading_line(of_claim(headline[0]["reading"]), language=writer.language),
        figures=_figures(writer, headline[0]),
        turns=turns(writer, body["turnings"][0]["stretches"], of_claim),
        robust=_robust(writer, body["effects"]),
        broken=any(guard["reading"]["outcome"] == GuardOutcome.BROKEN for guard in body["guards"]),
        alarm=writer.overall(say.ALARM) if body["alarm"] else None,
        plots=tuple(_plots(writer, headline)),
        headline=tuple(_effect(writer, effect) for effect in headline),
        family=tuple(_family(writer, body)),
        family_says=writer.said(say.FURTHER_INDICATOR.sentence) if family else "",
        family_caption=_family_caption(writer),
        family_level=_level(writer, family) if family else "",
        guards=tuple(_guards(writer, body)),
        sensitivity=tuple(_effect(writer, effect) for effect in body["effects"]),
        by_model=tuple(_by_model(writer, body["effects"])),
        turnings=tuple(turning_lines(writer, body)),
        speaks=_speaks(writer, headline[0]),
        theory=writer.overall(say.THEORY[TheoryVerdict(body["theory_verdict"])]),
        practice=writer.overall(say.PRACTICE[PracticeVerdict(body["practice_verdict"])]),
        diagram=theory_lines.diagram(writer, body),
        arrows=arrows,
        arrow_counts=tuple(theory_lines.arrow_counts(writer, body)),
        told=tuple(arrow for arrow in arrows if arrow.told),
        along=any(arrow.step for arrow in arrows),
        ways_in=tuple(theory_lines.ways_lines(writer, body)),
        notes=tuple(_notes(writer, body)),
        seal=row.seal,
        inputs=tuple(sorted(body["inputs"].items())),
        versions=tuple(sorted(row.versions.items())),
        recorded_at=row.recorded_at,
    )


def _effect(writer: Writer, effect: Body) -> EffectLine:
    size, indicator = effect["size"], writer.protocol.indicator(effect["indicator"])
    level = f" ({_level(writer, effect['family'])} %)" if effect["family"] > 1 else ""
    return EffectLine(
        model=writer.said(writer.protocol.model(effect["model"]).name),
        name=writer.outcome_name(effect["indicator"], effect["contrast"]),
        points=writer.number(effect["estimate"], 2),
        unit=writer.said(indicator.unit),
        se=writer.number(effect["se"], 2),
        df=writer.number(effect["df"], 1),
        p=writer.p(effect["p"]),
        size=writer.number(size["value"], 2),
        interval95=writer.interval(size["low95"], size["high95"]) + level,
        interval90=writer.interval(size["low90"], size["high90"]),
        reading=reading_line(of_claim(effect["reading"]), language=writer.language),
    )


def _figures(writer: Writer, effect: Body) -> str:
    """What the answer rests on, in a sentence or two."""
    protocol, size = writer.protocol, effect["size"]
    groups = writer.listed(
        f"{whole(count, language=writer.language)} {writer.column(level)}" for level, count in effect["groups"].items()
    )
    return _(
        "%(outcome)s: Forskjellen fra %(reference)s er %(value)s standardavvik, og 95 %%-intervallet går fra "
        "%(interval)s. Det er regnet av %(rows)s %(units)s fra %(groups)s."
    ) % {
        "outcome": writer.said(protocol.indicator(effect["indicator"]).name),
        "reference": writer.said(protocol.reference_name),
        "value": writer.number(size["value"], 2),
        "interval": writer.interval(size["low95"], size["high95"]),
        "rows": whole(effect["n"], language=writer.language),
        "units": writer.said(protocol.unit_name),
        "groups": groups,
    }


def _speaks(writer: Writer, effect: Body) -> str:
    """The answer again, to be held against what was known before."""
    size = effect["size"]
    return _("Svaret her er «%(label)s»: %(value)s standardavvik, 95 %%-intervall fra %(interval)s.") % {
        "label": writer.said(of_claim(effect["reading"]).words.label),
        "value": writer.number(size["value"], 2),
        "interval": writer.interval(size["low95"], size["high95"]),
    }


def _robust(writer: Writer, effects: list[dict[str, Any]]) -> str:
    """How many ways of computing give which answer to the question."""
    question = (writer.protocol.headline.id, writer.protocol.contrasts[0].id)
    readings = [effect["reading"] for effect in effects if (effect["indicator"], effect["contrast"]) == question]
    counts = Counter(writer.said(of_claim(reading).words.label) for reading in readings)
    if len(counts) == 1:
        return ngettext(
            "Det er regnet på én måte.",
            "Alle de %(count)s måtene å regne på gir samme svar.",
            len(readings),
        ) % {"count": len(readings)}
    return _("Av %(count)s måter å regne på gir %(answers)s.") % {
        "count": len(readings),
        "answers": writer.listed(
            _("%(count)s «%(label)s»") % {"count": count, "label": label} for label, count in counts.items()
        ),
    }


def _plots(writer: Writer, headline: list[dict[str, Any]]) -> Iterator[PlotLine]:
    """A picture for each primary indicator, since each has its own margin."""
    for indicator in writer.protocol.indicators:
        effects = [effect for effect in headline if effect["indicator"] == indicator.id]
        if not effects:
            continue
        rows = [
            EffectRow(
                name=writer.said(writer.protocol.contrast(effect["contrast"]).name),
                reading=writer.said(of_claim(effect["reading"]).words.label),
                **effect["size"],
            )
            for effect in effects
        ]
        yield PlotLine(
            name=writer.said(indicator.name),
            svg=draw_effects(
                rows=rows, margin=indicator.margin.value, language=writer.language, id=f"effects-{indicator.id}"
            ),
            says=" ".join(
                f"{row.name}: {writer.number(row.value, 2)} (95 %: {writer.interval(row.low95, row.high95)}). "
                f"{row.reading}."
                for row in rows
            ),
        )


def _family(writer: Writer, body: Body) -> Iterator[FurtherLine]:
    """The further indicators, the unmeasured ones too, for the first contrast by the first model."""
    headline = (writer.protocol.models[0].id, writer.protocol.contrasts[0].id)
    sizes = {
        effect["indicator"]: effect["size"]
        for effect in body["effects"]
        if (effect["model"], effect["contrast"]) == headline
    }
    for kept in body["indicators"]:
        if kept["family"]:
            size = sizes.get(kept["indicator"])
            yield FurtherLine(
                name=writer.said(writer.protocol.indicator(kept["indicator"]).name),
                size=writer.number(size["value"], 2) if size else "",
                interval=writer.interval(size["low95"], size["high95"]) if size else "",
                reading=reading_line(of_claim(kept["reading"]), language=writer.language),
            )


def _family_caption(writer: Writer) -> str:
    """The one contrast that the family is shown for."""
    return _("%(name)s, sammenlignet med %(reference)s.") % {
        "name": writer.said(writer.protocol.contrasts[0].name),
        "reference": writer.said(writer.protocol.reference_name),
    }


def _level(writer: Writer, family: int) -> str:
    """The level of one interval of a family of so many, in per cent."""
    level = 100 - 5 / family
    return writer.number(level, 0 if level == round(level) else 1)


def _guards(writer: Writer, body: Body) -> Iterator[GuardLine]:
    first = writer.protocol.models[0].id
    sizes = {
        (effect["guard"], effect["contrast"]): effect["size"]
        for effect in body["guard_effects"]
        if effect["model"] == first
    }
    for kept in body["guards"]:
        size = sizes.get((kept["guard"], kept["contrast"]))
        yield GuardLine(
            name=writer.guard_name(kept["guard"], kept["contrast"]),
            alarm=kept["alarm"],
            size=writer.number(size["value"], 2) if size else "",
            interval90=writer.interval(size["low90"], size["high90"]) if size else "",
            margin=writer.sd(kept["margin"]["value"]),
            reading=reading_line(of_guard(kept["reading"]), language=writer.language),
        )


def _by_model(writer: Writer, effects: list[dict[str, Any]]) -> Iterator[str]:
    """g by the variances of the mixed models, which leave out what the covariates explain."""
    for effect in effects:
        if (g := effect["by_model"]) is not None:
            within, total = g["within"], g["total"]
            yield _(
                "%(model)s, %(name)s: %(within)s standardavvik innen gruppene (95 %%: %(within_interval)s) og "
                "%(total)s i alt (95 %%: %(total_interval)s)."
            ) % {
                "model": writer.said(writer.protocol.model(effect["model"]).name),
                "name": writer.outcome_name(effect["indicator"], effect["contrast"]),
                "within": writer.number(within["value"], 2),
                "within_interval": writer.interval(within["low"], within["high"]),
                "total": writer.number(total["value"], 2),
                "total_interval": writer.interval(total["low"], total["high"]),
            }


def _notes(writer: Writer, body: Body) -> Iterator[NoteLine]:
    """What the engine noted of the models, and of the associations, which are by the first of them."""
    first = writer.protocol.models[0].id
    notes = [(note["model"], note["says"]) for note in body["notes"]]
    notes += [(first, note) for kept in body["arrows"] for note in (kept.get("association") or {}).get("notes", ())]
    for model, says in dict.fromkeys(notes):
        yield NoteLine(model=writer.protocol.model(model).name.en, says=says)
