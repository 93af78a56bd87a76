"""What one content file points at in another, and whether it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from laget.content.faults import Fault
from laget.content.layout import Ours
from laget.content.nodes import At
from laget.content.reader import Document
from laget.theory.parts import Claim, Kind, Theory
from laget.verdict.protocol import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What other files may point at; ``theories`` by ``id@version``, the rest by id. ``None`` where a file of
    the kind could not be read: what points there cannot be judged until it can."""

    theories: Mapping[str, Theory] | None
    evidence: Collection[str] | None
    dilemmas: Collection[str] | None
    objectives: Collection[str] | None
    dimensions: Collection[str] | None


def in_theory(document: Document[Theory], known: Known) -> Iterator[Fault]:
    """A theory points at evidence and objectives, and says once where it stands on every dimension and every
    dilemma."""
    theory = document.value
    for place, id in enumerate(theory.evidence):
        yield from _pointed(document, ("evidence", place), id, known.evidence)
    for place, id in enumerate(theory.objectives):
        yield from _pointed(document, ("objectives", place), id, known.objectives)
    settings = [setting.dimension for setting in theory.settings]
    yield from _each_once(document, "settings", "dimension", settings, known.dimensions)
    dilemmas = [address.dilemma for address in theory.dilemmas]
    yield from _each_once(document, "dilemmas", "dilemma", dilemmas, known.dilemmas)


def in_suggestions(document: Document[Ours], theory: Theory) -> Iterator[Fault]:
    """A suggestion is about an indicator of the claim on an arrow."""
    claims = {arrow.id: arrow.claim for arrow in theory.arrows if isinstance(arrow.claim, Claim)}
    for place, suggestion in enumerate(document.value.suggestions):
        at = ("suggestions", place)
        yield from _pointed(document, (*at, "arrow"), suggestion.arrow, claims)
        if suggestion.arrow in claims:
            indicators = claims[suggestion.arrow].indicators
            yield from _pointed(document, (*at, "indicator"), suggestion.indicator, indicators)


def in_study(document: Document[Protocol], known: Known) -> Iterator[Fault]:
    """A protocol points at a theory and its activities and arrows, at evidence, and at its data."""
    protocol = document.value
    for place, id in enumerate(protocol.speaks_to):
        yield from _pointed(document, ("speaks_to", place), id, known.evidence)
    if not (document.file.parent / protocol.data).is_file():
        says = f"There is no file '{protocol.data}' beside the protocol: put it there, or correct the name."
        yield document.fault(("data",), "no_study_data", says)
    if known.theories is None:
        return
    yield from _pointed(document, ("theory",), protocol.theory, known.theories)
    theory = known.theories.get(protocol.theory)
    if theory is not None:
        activities = {part.id for part in theory.column(Kind.ACTIVITY)}
        for place, practice in enumerate(protocol.practice):
            yield from _pointed(document, ("practice", place, "activity"), practice.activity, activities)
        arrows = {arrow.id for arrow in theory.arrows}
        for place, id in enumerate(protocol.measured_arrows):
            yield from _pointed(document, ("measured_arrows", place), id, arrows)


def _pointed(document: Document[Any], at: At, id: str, there: Collection[str] | None) -> Iterator[Fault]:
    if there is not None and id not in there:
        says = f"'{id}' points at nothing: correct it, or add what it should point at."
        yield document.fault(at, "points_at_nothing", says)


def _each_once(
    document: Document[Any], field: str, key: str, ids: list[str], there: Collection[str] | None
) -> Iterator[Fault]:
    for place, id in enumerate(ids):
        yield from _pointed(document, (field, place, key), id, there)
        if id in ids[:place]:
            says = f"The {key} '{id}' stands under {field} already: keep one of them."
            yield document.fault((field, place, key), "listed_twice", says)
    for id in there or ():
        if id not in ids:
            says = f"{field} says nothing of the {key} '{id}': add it, as open if the source is silent."
            yield document.fault((field,), "not_listed", says)
