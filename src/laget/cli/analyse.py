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
    from laget.verdict.finding import Finding

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
    margin = protocol.margin
    yield protocol.title.en
    yield ""
    yield f"{protocol.outcome_name.en}; difference from {protocol.reference_name.en}"
    yield f"smallest change worth having: {margin.value:g} standard deviations, {_SET[margin.set]}"
    for model in protocol.models:
        yield ""
        yield f"{model.name.en} ({'headline' if model == protocol.models[0] else 'sensitivity'})"
        yield f"  {'':32}{'estimate':>9}{'SE':>8}{'df':>7}{'p':>8}{'g':>7}   95 %"
        for effect in finding.effects:
            if effect.model == model.id:
                size = effect.size
                yield (
                    f"  {protocol.contrast(effect.contrast).name.en:32}{effect.estimate:9.3f}{effect.se:8.3f}"
                    f"{effect.df:7.1f}{p_value(effect.p):>8}{size.value:7.3f}   {size.low95:.3f} to {size.high95:.3f}"
                    f"   {say.words_for(effect.reading).label.en}"
                )
    yield ""
    yield "Where the reading turns with the margin (standard deviations)"
    for turning in finding.turnings:
        for stretch in turning.stretches:
            yield (
                f"  {protocol.contrast(turning.contrast).name.en:32}{stretch.low:.4f} to {stretch.high:.4f}   "
                f"{say.words_for(stretch.reading).label.en}"
            )
    yield ""
    yield f"Arrows of the theory {finding.theory}"
    for found in finding.arrows:
        yield f"  {found.arrow:44}{say.words_for(found.reading).label.en}"
    yield ""
    for words in (say.THEORY[finding.theory_verdict], say.PRACTICE[finding.practice_verdict]):
        yield f"{words.label.en}. {words.sentence.en}"
    yield from finding.notes
    yield f"seal {finding.seal()}"


_SET = {"before_data": "set before the data", "after_results": "set after the results were public"}
