"""The content on the shelf: typed, read once, and asked for by id.

Every function takes the content folder as ``root``; left out, it is the content that comes with Laget. A
faulty file on the shelf raises ``ContentFaults``; what is not there raises ``NotOnShelf``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from laget.clarification.card_base import CardBase
from laget.clarification.introduction_step import IntroductionStep
from laget.clarification.meeting_prompt import MeetingPrompt
from laget.clarification.overlap import Overlap
from laget.clarification.situation import Situation
from laget.content import layout
from laget.content.actors import Actor
from laget.content.faults import ContentFaults
from laget.content.handbook import Chapter, Entry
from laget.content.law import LegalReference
from laget.content.layout import SHIPPED, Dimension, Listing, Ours
from laget.content.live_maps import LiveMap
from laget.content.planning_values import PlanningRow
from laget.content.portraits import Portrait
from laget.content.programmes import NamedProgramme
from laget.content.reader import read
from laget.content.routines import Routine
from laget.content.trade_offs import TradeOff
from laget.content.words import Word
from laget.content.worked_examples import WorkedExample
from laget.mapping.arena_kind import ArenaKind
from laget.mapping.norms import Norm
from laget.mapping.role import Role
from laget.refusal import Refusal
from laget.theory.parts import Dilemma, Evidence, Objective, Requirement, Suggestion, Theory
from laget.verdict.protocol import Protocol

T = TypeVar("T")


class NotOnShelf(Refusal):
    """What was asked for is not among the content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyMaterial:
    """A study's protocol, and the bytes of the protocol and of its data as they lie in their files."""

    protocol: Protocol
    protocol_bytes: bytes
    data_bytes: bytes
    data_name: str


def theories(*, root: Path = SHIPPED) -> tuple[Theory, ...]:
    """The newest version of every theory, in the order their sources tell them."""
    newest = (_theory(versions[max(versions)]) for versions in layout.theory_files(root).values())
    return tuple(sorted(newest, key=_told))


def _told(theory: Theory) -> tuple[str, list[int], str]:
    """Where a theory is told: the work, and the numbers of the section, so that §5.4.10 comes after §5.4.9."""
    return theory.source.work, [int(number) for number in re.findall(r"\d+", theory.source.section)], theory.id


def versions(id: str, *, root: Path = SHIPPED) -> tuple[int, ...]:
    """The published versions of a theory, oldest first. Raises ``NotOnShelf``: ``unknown_theory``."""
    return tuple(_theory_files(id, root))


def theory(id: str, version: int, *, root: Path = SHIPPED) -> Theory:
    """One version of a theory. Raises ``NotOnShelf``: ``unknown_theory``, ``unknown_theory_version``."""
    return _theory(_theory_file(id, version, root))


def theory_bytes(id: str, version: int, *, root: Path = SHIPPED) -> bytes:
    """One version of a theory as it lies in its file, so that what was read can be hashed. Raises as ``theory``."""
    return _theory_file(id, version, root).read_bytes()


def suggestions(id: str, version: int, *, root: Path = SHIPPED) -> tuple[Suggestion, ...]:
    """Our own suggestions for one version of a theory; none where we have none. Raises as ``theory``."""
    return _suggestions(layout.ours_file(_theory_file(id, version, root)))


@cache
def _theory(file: Path) -> Theory:
    return read(file, Theory)


@cache
def _suggestions(file: Path) -> tuple[Suggestion, ...]:
    return read(file, Ours).suggestions if file.exists() else ()


def _theory_files(id: str, root: Path) -> Mapping[int, Path]:
    files = layout.theory_files(root)
    if id not in files:
        raise NotOnShelf("unknown_theory", f"There is no theory '{id}'. There are: {_listed(files)}.", theory=id)
    return files[id]


def _theory_file(id: str, version: int, root: Path) -> Path:
    files = _theory_files(id, root)
    if version not in files:
        raise NotOnShelf(
            "unknown_theory_version",
            f"The theory '{id}' has no version {version}. It has: {_listed(map(str, files))}.",
            theory=id,
            version=version,
        )
    return files[version]


@cache
def evidence(*, root: Path = SHIPPED) -> Mapping[str, Evidence]:
    """What is known, by id, in the order of the ids."""
    statements = [one for file in layout.evidence_files(root) for one in read(file, tuple[Evidence, ...])]
    return MappingProxyType({one.id: one for one in sorted(statements, key=lambda one: one.id)})


def dilemmas(*, root: Path = SHIPPED) -> tuple[Dilemma, ...]:
    """The demands on any good theory, in the report's order."""
    return _list(root, layout.DILEMMAS)


def objectives(*, root: Path = SHIPPED) -> tuple[Objective, ...]:
    """The five overall objectives, in the report's order."""
    return _list(root, layout.OBJECTIVES)


@cache
def dimensions(*, root: Path = SHIPPED) -> Mapping[str, Dimension]:
    """The design dimensions, by id, in the order they are shown."""
    return _by_key(root, layout.DIMENSIONS)


@cache
def requirements(*, root: Path = SHIPPED) -> Mapping[str, Requirement]:
    """What the report asks of any model, by id, in the order it is shown."""
    return _by_key(root, layout.REQUIREMENTS)


@cache
def words(*, root: Path = SHIPPED) -> Mapping[str, Word]:
    """The nouns of Laget, by their name in code."""
    return _by_key(root, layout.WORDS)


def actors(*, root: Path = SHIPPED) -> tuple[Actor, ...]:
    """Those who work with pupils and teachers."""
    return _list(root, layout.ACTORS)


@cache
def programmes(*, root: Path = SHIPPED) -> Mapping[str, NamedProgramme]:
    """The programmes the report names, by id."""
    return _by_key(root, layout.PROGRAMMES)


def routines(*, root: Path = SHIPPED) -> tuple[Routine, ...]:
    """How the report's schools go from a worry to help."""
    return _list(root, layout.ROUTINES)


def trade_offs(*, root: Path = SHIPPED) -> tuple[TradeOff, ...]:
    """The three trade-offs."""
    return _list(root, layout.TRADE_OFFS)


def contradictions(*, root: Path = SHIPPED) -> tuple[Entry, ...]:
    """Where the report as a whole contradicts itself; theories and portraits hold their own."""
    return _list(root, layout.CONTRADICTIONS)


def law(*, root: Path = SHIPPED) -> tuple[LegalReference, ...]:
    """The law then and now."""
    return _list(root, layout.LAW)


@cache
def planning_values(*, root: Path = SHIPPED) -> Mapping[str, PlanningRow]:
    """What other studies found of ρ and R², by id."""
    return _by_key(root, layout.PLANNING_VALUES)


def roles(*, root: Path = SHIPPED) -> Mapping[str, Role]:
    """The roles a post can have, by id, in the order they are offered."""
    return _by_key(root, layout.ROLES)


@cache
def arena_kinds(*, root: Path = SHIPPED) -> Mapping[str, ArenaKind]:
    """The arenas that are ready to pick, by id, in the order they are offered."""
    return _by_key(root, layout.ARENA_KINDS)


def norms(*, root: Path = SHIPPED) -> tuple[Norm, ...]:
    """The norms and national figures that a school's numbers are shown beside."""
    return _list(root, layout.NORMS)


@cache
def situations(*, root: Path = SHIPPED) -> Mapping[str, Situation]:
    """The situations that a round of clarification can ask about, by id, in the order they are offered."""
    return _by_key(root, layout.SITUATIONS)


@cache
def role_cards(*, root: Path = SHIPPED) -> Mapping[str, CardBase]:
    """What a school's role cards can begin from, by the id of the role."""
    return _by_key(root, layout.ROLE_CARDS)


def role_overlaps(*, root: Path = SHIPPED) -> tuple[Overlap, ...]:
    """The pairs of roles that meet."""
    return _list(root, layout.ROLE_OVERLAPS)


@cache
def introduction_steps(*, root: Path = SHIPPED) -> Mapping[str, IntroductionStep]:
    """The steps by which a new role comes to a school, by id, in their order."""
    return _by_key(root, layout.INTRODUCTION_STEPS)


def meeting_prompts(*, root: Path = SHIPPED) -> tuple[MeetingPrompt, ...]:
    """What to talk about at the meeting on who does what, in the order it is asked."""
    return _list(root, layout.MEETING_PROMPTS)


def chapters(*, root: Path = SHIPPED) -> tuple[Chapter, ...]:
    """The chapters of the handbook, in their order."""
    found = (_chapter(file) for file in layout.chapter_files(root))
    return tuple(sorted(found, key=lambda chapter: (chapter.order, chapter.id)))


@cache
def _chapter(file: Path) -> Chapter:
    return read(file, Chapter)


def _list(root: Path, listing: Listing[T]) -> tuple[T, ...]:
    return _listed_in(root / listing.file, listing.kind)


@cache
def _listed_in(file: Path, kind: type[tuple[T, ...]]) -> tuple[T, ...]:
    return read(file, kind) if file.exists() else ()


def _by_key(root: Path, listing: Listing[T]) -> Mapping[str, T]:
    return MappingProxyType({getattr(one, listing.key): one for one in _list(root, listing)})


def portraits(*, root: Path = SHIPPED) -> tuple[Portrait, ...]:
    """The report's schools, in the order of their ids."""
    return tuple(_portrait(file) for file in layout.school_files(root).values())


def portrait(id: str, *, root: Path = SHIPPED) -> Portrait:
    """One of the report's schools. Raises ``NotOnShelf``: ``unknown_school``."""
    files = layout.school_files(root)
    if id not in files:
        raise NotOnShelf("unknown_school", f"There is no school '{id}'. There are: {_listed(files)}.", school=id)
    return _portrait(files[id])


@cache
def _portrait(file: Path) -> Portrait:
    return read(file, Portrait)


def live_maps(*, root: Path = SHIPPED) -> tuple[LiveMap, ...]:
    """The report's schools as maps, in the order of their ids."""
    return tuple(_live_map(file) for file in layout.live_files(root).values())


@cache
def _live_map(file: Path) -> LiveMap:
    return read(file, LiveMap)


def worked_examples(*, root: Path = SHIPPED) -> tuple[WorkedExample, ...]:
    """Schools of the report with role clarification done, in the order of their ids."""
    return tuple(_worked_example(file) for file in layout.clarified_files(root).values())


@cache
def _worked_example(file: Path) -> WorkedExample:
    return read(file, WorkedExample)


def studies(*, root: Path = SHIPPED) -> tuple[Protocol, ...]:
    """The protocols of the studies on the shelf, in the order of their ids."""
    return tuple(_protocol(folder) for folder in layout.study_folders(root).values())


def study(which: str | Path, *, root: Path = SHIPPED) -> StudyMaterial:
    """A study with its data: a ``str`` is the id of a study on the shelf, a ``Path`` a folder with a
    ``study.yaml`` and the data file that it names. (An id may come from an address; it never opens a folder.)

    Raises ``NotOnShelf``: ``unknown_study``, ``no_protocol``, ``faulty_protocol``, ``no_study_data``.
    """
    if isinstance(which, Path):
        return _material(which)
    folders = layout.study_folders(root)
    if which not in folders:
        raise NotOnShelf("unknown_study", f"There is no study '{which}'. There are: {_listed(folders)}.", study=which)
    return _material(folders[which])


@cache
def _protocol(folder: Path) -> Protocol:
    return read(folder / layout.PROTOCOL, Protocol)


def _material(folder: Path) -> StudyMaterial:
    file = folder / layout.PROTOCOL
    if not file.is_file():
        raise NotOnShelf(
            "no_protocol",
            f"{folder} holds no {layout.PROTOCOL}, so it is not the folder of a study: name one that does.",
            folder=str(folder),
        )
    try:
        protocol = read(file, Protocol)
    except ContentFaults as faults:
        raise NotOnShelf(
            "faulty_protocol",
            f"The protocol cannot be used before this is put right:\n{faults}",
            folder=str(folder),
            faults=str(faults),
        ) from None
    data = folder / protocol.data
    if data.parent != folder or not data.is_file():
        raise NotOnShelf(
            "no_study_data",
            f"{file} names the data '{protocol.data}', which is no file beside it: put it there.",
            folder=str(folder),
            data=protocol.data,
        )
    return StudyMaterial(
        protocol=protocol,
        protocol_bytes=file.read_bytes(),
        data_bytes=data.read_bytes(),
        data_name=data.name,
    )


def _listed(ids: Iterable[str]) -> str:
    return ", ".join(ids) or "none"
