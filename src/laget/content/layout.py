"""Which files a content folder holds, and what each of them holds. Nothing is listed anywhere: a theory, a
school or a study is there because its file is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from laget.theory.parts import Suggestion
from laget.theory.text import Text

SHIPPED = Path(__file__).parent
"""The content that comes with Laget."""

DILEMMAS = "dilemmas.yaml"
OBJECTIVES = "objectives.yaml"
DIMENSIONS = "dimensions.yaml"
WORDS = "words.yaml"
PROTOCOL = "study.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A design dimension that every theory takes a place on (AFI r2015:6, §5.3, L2026-2036)."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """What Laget itself suggests for one version of a theory, kept apart from what the report says."""

    suggestions: tuple[Suggestion, ...]


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


def school_files(root: Path) -> Mapping[str, Path]:
    """``schools/<id>.yaml``: id → file."""
    return {file.stem: file for file in sorted(root.glob("schools/*.yaml"))}


def study_folders(root: Path) -> Mapping[str, Path]:
    """``studies/<id>/`` with a ``study.yaml`` in it: id → folder."""
    return {file.parent.name: file.parent for file in sorted(root.glob(f"studies/*/{PROTOCOL}"))}
