"""Analyse a study: everything from its frozen protocol to the verdict."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from laget.cli.p_value import p_value
from laget.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from laget.content.shelf import StudyMaterial
    from laget.verdict.finding import Estimated, Finding
    from laget.verdict.protocol import Guard, Indicator, Margin, Model, Protocol

HELP = "analyse a study, from protocol to verdict"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which study, and what to do with the finding."""
    parser.add_argument("study", help="id of a shipped study, or path of a folder with a study.yaml")
    parser.add_argument("--json", action="store_true", help="print the finding as JSON")
    parser.add_argument("--record", action="store_true", help="keep the finding, so that the web can show it")


def run(arguments: argparse.Namespace) -> int:
    """Print the finding, as a table or as JSON."""
    which = _which(arguments.study)
    if arguments.record and isinstance(which, Path):
        raise Refusal(
            "record_by_id",
            f"Only a study on the shelf can be recorded, and {which} is a folder. Name the study by its id.",
        )
    if arguments.record:
        from laget.cli.database import open_database

        open_database()
    from laget.content import shelf
    from laget.study.analysis import find

    material = shelf.study(which)
    finding = find(material)
    if arguments.json:
        print(json.dumps(finding.plain(), indent=1, sort_keys=True, ensure_ascii=False))
    else:
        print("\n".join(_told(finding, material)))
    if arguments.record:
        from datetime import UTC, datetime

        from laget.study import operations

        operations.keep(finding=finding, person=None, at=datetime.now(tz=UTC))
    return 0


def _which(study: str) -> str | Path:
    """A path where it looks like one or is a folder here; otherwise the id of a study on the shelf."""
    path = Path(study)
    return path.resolve() if len(path.parts) > 1 or path.is_dir() else study


def _told(finding: Finding, material: StudyMaterial) -> Iterator[str]:
    """The finding for a person at a terminal."""
    from laget.verdict import say

    protocol = material.protocol
    if protocol.invented:
        yield say.INVENTED.en
    yield protocol.title.en
    yield f"difference from {protocol.reference_name.en}"
    for indicator in protocol.indicators:
        yield ""
        yield from _of_indicator(finding, protocol, indicator)
    for guard in protocol.guards:
        yield ""
        yield from _of_guard(finding, protocol, guard)
    yield ""
    yield "Where the readings turn with the margin (standard deviations)"
    yield from _turns(finding, protocol)
    yield ""
    yield from _of_theory(finding)
    for note in finding.notes:
        yield f"{protocol.model(note.model).name.en}: {note.says}"
    yield f"seal {finding.seal()}"


def _of_indicator(finding: Finding, protocol: Protocol, indicator: Indicator) -> Iterator[str]:
    """Every estimate of one indicator, with its margin."""
    from laget.verdict import say

    read = next(one for one in finding.indicators if one.indicator == indicator.id)
    yield f"{indicator.name.en} ({say.words_for_place(read.family).label.en.lower()})"
    yield f"smallest change worth having: {_margin(indicator.margin)}"
    if indicator.column is None:
        yield f"  {say.words_for(read.reading).label.en}"
        return
    if read.family:
        yield f"one of {read.family} that are read together"
    for model in protocol.models:
        yield from _heading(model, protocol, level=100 - 5 / max(read.family, 1))
        for effect in finding.effects:
            if (effect.indicator, effect.model) == (indicator.id, model.id):
                size = effect.size
                label = say.words_for(effect.reading).label.en
                yield f"{_numbers(effect, protocol, size.low95, size.high95)}   {label}"
                yield from _by_model(effect)


def _of_guard(finding: Finding, protocol: Protocol, guard: Guard) -> Iterator[str]:
    """Every estimate of one guard, with what is put up with."""
    from laget.verdict import say

    yield f"Guard: {guard.name.en} (worse: {guard.worse})"
    yield f"worst change that is put up with: {_margin(guard.margin)}"
    for one in finding.guards:
        if one.guard == guard.id:
            words = say.words_for_guard(one.reading)
            alarm = " ALARM." if one.alarm else ""
            yield f"  {protocol.contrast(one.contrast).name.en}: {words.label.en}.{alarm}"
    for model in protocol.models if guard.column is not None else ():
        yield from _heading(model, protocol, level=90)
        for effect in finding.guard_effects:
            if (effect.guard, effect.model) == (guard.id, model.id):
                size = effect.size
                label = say.words_for_guard(effect.reading).label.en
                yield f"{_numbers(effect, protocol, size.low90, size.high90)}   {label}"
                yield from _by_model(effect)


def _heading(model: Model, protocol: Protocol, *, level: float) -> Iterator[str]:
    yield f"{model.name.en} ({'headline' if model == protocol.models[0] else 'sensitivity'})"
    yield f"  {'':32}{'estimate':>9}{'SE':>8}{'df':>7}{'p':>8}{'g':>7}   {level:.4g} %"


def _numbers(effect: Estimated, protocol: Protocol, low: float, high: float) -> str:
    return (
        f"  {protocol.contrast(effect.contrast).name.en:32}{effect.estimate:9.3f}{effect.se:8.3f}"
        f"{effect.df:7.1f}{p_value(effect.p):>8}{effect.size.value:7.3f}   {low:.3f} to {high:.3f}"
    )


def _by_model(effect: Estimated) -> Iterator[str]:
    if effect.by_model is not None:
        for by, g in (("within", effect.by_model.within), ("total", effect.by_model.total)):
            yield f"    g by the model's {by} standard deviation {g.value:.3f} ({g.low:.3f} to {g.high:.3f})"


def _margin(margin: Margin) -> str:
    when = {"before_data": "set before the data", "after_results": "set after the results were public"}
    return f"{margin.value:g} standard deviations, {when[margin.set]}"


def _turns(finding: Finding, protocol: Protocol) -> Iterator[str]:
    from laget.verdict import say

    for turning in finding.turnings:
        what = f"{turning.indicator}: {protocol.contrast(turning.contrast).name.en}"
        for one in turning.stretches:
            yield f"  {what:44}{one.low:.4f} to {one.high:.4f}   {say.words_for(one.reading).label.en}"
    for arrow in finding.arrows:
        if arrow.kind == "observed":
            for seen in arrow.stretches:
                label = say.AGREEMENTS[seen.reading].label.en
                yield f"  {arrow.arrow:44}{seen.low:.4f} to {seen.high:.4f}   {label}"
    for guard in finding.guards:
        for kept in guard.stretches:
            what, label = f"{guard.guard}: {guard.contrast}", say.words_for_guard(kept.reading).label.en
            yield f"  {what:44}{kept.low:.4f} to {kept.high:.4f}   {label}"


def _of_theory(finding: Finding) -> Iterator[str]:
    """Each arrow, the chain, and the two verdicts."""
    from laget.verdict import say
    from laget.verdict.chain import Step

    yield f"Arrows of the theory {finding.theory}"
    steps = {step.arrow: step for step in finding.chain.steps if step.step is not Step.CANNOT_TELL}
    for arrow in finding.arrows:
        words = say.words_for(arrow.reading) if arrow.kind == "tried" else say.AGREEMENTS[arrow.agreement]
        step = steps.get(arrow.arrow)
        along = "" if step is None else f"   along the chain: {say.STEPS[step.step].label.en}"
        yield f"  {arrow.arrow:44}{words.label.en}{along}"
        if arrow.kind == "observed" and arrow.association is not None:
            size = arrow.association.size
            yield (
                f"    no lots were drawn; {arrow.association.end} for one standard deviation of "
                f"{arrow.association.start}: {size.value:.3f} ({size.low95:.3f} to {size.high95:.3f})"
            )
    for part, says in finding.chain.ways_in.items():
        yield f"  {part:44}{say.WAYS_IN[says].label.en}"
    yield ""
    for whole in (say.THEORY[finding.theory_verdict], say.PRACTICE[finding.practice_verdict]):
        yield f"{whole.label.en}. {whole.sentence.en}"
    if finding.alarm:
        yield f"{say.ALARM.label.en}. {say.ALARM.sentence.en}"
