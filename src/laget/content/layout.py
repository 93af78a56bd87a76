"""Which files a content folder holds, and what each of them holds. Nothing is listed anywhere: a theory, a
school or a study is there because its file is, so a sixth theory is one file (R-022)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from laget.clarification.card_base import CardBase
from laget.clarification.introduction_step import IntroductionStep
from laget.clarification.meeting_prompt import MeetingPrompt
from laget.clarification.overlap import Overlap
from laget.clarification.situation import Situation
from laget.content.actors import Actor
from laget.content.handbook import Entry
from laget.content.law import LegalReference
from laget.content.planning_values import PlanningRow
from laget.content.programmes import NamedProgramme
from laget.content.routines import Routine
from laget.content.trade_offs import TradeOff
from laget.content.words import Word
from laget.mapping.arena_kind import ArenaKind
from laget.mapping.norms import Norm
from laget.mapping.role import Role
from laget.theory.parts import Dilemma, Objective, Requirement, Suggestion
from laget.theory.text import Text

T = TypeVar("T")

SHIPPED = Path(__file__).parent
"""The content that comes with Laget."""

PROTOCOL = "study.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A design dimension that every theory takes a place on (AFI r2015:6, §5.3, L2026-2036). ``compared`` are
    those that the theories are set side by side on: there each theory says its place in brief too."""

    id: str
    name: Text
    compared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """What Laget itself suggests for one version of a theory, kept apart from what the report says."""

    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[T]):
    """A file that is one list: what its items are, and the field that each of them is known by."""

    file: str
    kind: type[tuple[T, ...]]
    key: str = "id"


DILEMMAS = Listing(file="dilemmas.yaml", kind=tuple[Dilemma, ...])
OBJECTIVES = Listing(file="objectives.yaml", kind=tuple[Objective, ...])
DIMENSIONS = Listing(file="dimensions.yaml", kind=tuple[Dimension, ...])
REQUIREMENTS = Listing(file="requirements.yaml", kind=tuple[Requirement, ...])
WORDS = Listing(file="words.yaml", kind=tuple[Word, ...], key="code")
ACTORS = Listing(file="actors.yaml", kind=tuple[Actor, ...])
PROGRAMMES = Listing(file="programmes.yaml", kind=tuple[NamedProgramme, ...])
ROUTINES = Listing(file="routines.yaml", kind=tuple[Routine, ...])
TRADE_OFFS = Listing(file="trade-offs.yaml", kind=tuple[TradeOff, ...])
CONTRADICTIONS = Listing(file="contradictions.yaml", kind=tuple[Entry, ...])
LAW = Listing(file="law.yaml", kind=tuple[LegalReference, ...])
PLANNING_VALUES = Listing(file="planning-values.yaml", kind=tuple[PlanningRow, ...])
ROLES = Listing(file="roles.yaml", kind=tuple[Role, ...])
ARENA_KINDS = Listing(file="arena-kinds.yaml", kind=tuple[ArenaKind, ...])
NORMS = Listing(file="norms.yaml", kind=tuple[Norm, ...])
SITUATIONS = Listing(file="situations.yaml", kind=tuple[Situation, ...])
ROLE_CARDS = Listing(file="role-cards.yaml", kind=tuple[CardBase, ...], key="role")
ROLE_OVERLAPS = Listing(file="role-overlaps.yaml", kind=tuple[Overlap, ...])
INTRODUCTION_STEPS = Listing(file="introduction-steps.yaml", kind=tuple[IntroductionStep, ...])
MEETING_PROMPTS = Listing(file="meeting-prompts.yaml", kind=tuple[MeetingPrompt, ...])

LISTINGS: tuple[Listing[Any], ...] = (
    DILEMMAS, OBJECTIVES, DIMENSIONS, REQUIREMENTS, WORDS, ACTORS, PROGRAMMES, ROUTINES, TRADE_OFFS,
    CONTRADICTIONS, LAW, PLANNING_VALUES, ROLES, ARENA_KINDS, NORMS, SITUATIONS, ROLE_CARDS,
    ROLE_OVERLAPS, INTRODUCTION_STEPS, MEETING_PROMPTS,
)  # fmt: skip


def theory_files(root: Path) -> Mapping[str, Mapping[int, Path]]:
    """``theories/<id>/<version>.yaml``: id → version → file, oldest version first."""
    found: dict[str, dict[int, Path]] = {}
    for file in sorted(root.glob("theories/*/*.yaml")):
        if file.stem.isascii() and file.stem.isdigit():
            found.setdefault(file.parent.name, {})[int(file.stem)] = file
    return {id: dict(sorted(versions.items())) for id, versions in found.items()}


def ours_file(theory_file: Path) -> Path:
    """``theories/<id>/<version>.ours.yaml``, which need not be there."""
    return theory_file.with_suffix(".ours.yaml")


def evidence_files(root: Path) -> tuple[Path, ...]:
    """``evidence/*.yaml``: evidence statements, by subject."""
    return tuple(sorted(root.glob("evidence/*.yaml")))


def chapter_files(root: Path) -> tuple[Path, ...]:
    """``handbook/<id>.yaml``: the chapters of the handbook."""
    return tuple(sorted(root.glob("handbook/*.yaml")))


def school_files(root: Path) -> Mapping[str, Path]:
    """``schools/<id>.yaml``: id → file."""
    return {file.stem: file for file in sorted(root.glob("schools/*.yaml"))}


def live_files(root: Path) -> Mapping[str, Path]:
    """``live/<id>.yaml``: a school's portrait as a map, id → file."""
    return {file.stem: file for file in sorted(root.glob("live/*.yaml"))}


def clarified_files(root: Path) -> Mapping[str, Path]:
    """``clarified/<id>.yaml``: a school with role clarification done, as a worked example, id → file."""
    return {file.stem: file for file in sorted(root.glob("clarified/*.yaml"))}


def study_folders(root: Path) -> Mapping[str, Path]:
    """``studies/<id>/`` with a ``study.yaml`` in it: id → folder."""
    return {file.parent.name: file.parent for file in sorted(root.glob(f"studies/*/{PROTOCOL}"))}
