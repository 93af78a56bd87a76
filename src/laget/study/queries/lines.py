"""What the page and the report of a study print, line by line, each in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from laget.study.queries.reading import ReadingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words and where they come from."""

    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectLine:
    """One contrast in one model, every number written out."""

    model: str
    name: str
    claim: str
    points: str
    se: str
    df: str
    p: str
    size: str
    interval95: str
    interval90: str
    reading: ReadingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchLine:
    """Margins that give one reading; ``ours`` when the protocol's margin is among them."""

    margins: str
    ours: bool
    reading: ReadingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningLine:
    """Where the reading of one contrast turns with the margin."""

    name: str
    says: str
    stretches: tuple[StretchLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowLine:
    """One arrow of the theory: its claim, its reading, and why it reads so."""

    id: str
    start: str
    end: str
    claim: str
    open: bool
    reading: ReadingLine
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLine:
    """What the trial did about one activity of the theory."""

    activity: str
    delivered: str
    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLine:
    """One analysis in words."""

    name: str
    headline: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """A verdict on the whole."""

    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLines:
    """What the finding adds to the protocol. ``headline`` are the contrasts in the first model, the one that
    answers the question first; ``sensitivity`` are all models."""

    answer: ReadingLine
    figures: str
    turns: str
    robust: str
    plot: str
    headline: tuple[EffectLine, ...]
    sensitivity: tuple[EffectLine, ...]
    turnings: tuple[TurningLine, ...]
    speaks: str
    theory: Overall
    practice: Overall
    diagram: str
    arrows: tuple[ArrowLine, ...]
    arrow_counts: tuple[str, ...]
    notes: tuple[str, ...]
    seal: str
    inputs: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPage:
    """All that the page and the report of a study print. ``found`` is ``None`` until a finding is kept."""

    id: str
    title: str
    summary: str
    place: str
    data: str
    outcome: str
    reference: str
    margin: str
    margin_reason: str
    margin_is_late: bool
    turn_range: str
    theory_id: str
    theory_version: int
    theory_name: str
    design: tuple[Said, ...]
    limits: tuple[Said, ...]
    evidence: tuple[Said, ...]
    bearing: str
    practice: tuple[PracticeLine, ...]
    models: tuple[ModelLine, ...]
    sources: tuple[str, ...]
    found: FoundLines | None
