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
    """One contrast in one model of one indicator, every number written out. ``name`` tells it from the others in its
    table; ``interval95`` says its level where it is another, as one of a family's."""

    model: str
    name: str
    points: str
    unit: str
    se: str
    df: str
    p: str
    size: str
    interval95: str
    interval90: str
    reading: ReadingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotLine:
    """The picture of one indicator's effects, and the same in words."""

    name: str
    svg: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """Something that the trial looked at, or that must not get worse: its place, what it is an indicator of, and its
    margin with who set it when and why."""

    name: str
    place: str
    of: str
    margin: str
    margin_set: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherLine:
    """A further indicator, read with its family; without numbers where it was not measured."""

    name: str
    size: str
    interval: str
    reading: ReadingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardLine:
    """One guard for one contrast; without numbers where it was not measured."""

    name: str
    alarm: bool
    size: str
    interval90: str
    margin: str
    reading: ReadingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchLine:
    """Margins that give one reading; ``ours`` when the protocol's margin is among them."""

    margins: str
    ours: bool
    reading: ReadingLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningLine:
    """Where a reading turns with the margin: of an indicator, of an arrow, or of a guard."""

    name: str
    says: str
    stretches: tuple[StretchLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowLine:
    """One arrow of the theory: its claim, its reading, what the chain says of it if anything, and why it reads so.
    ``told`` is one of which the trial says something."""

    id: str
    start: str
    end: str
    claim: str
    open: bool
    told: bool
    reading: ReadingLine
    step: ReadingLine | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysLine:
    """A part of the theory of which there is more to say than of its arrows one by one."""

    part: str
    reading: ReadingLine


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
class NoteLine:
    """What the engine notes of a model, in English."""

    model: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLines:
    """What the finding adds to the protocol. ``headline`` are the primary indicators in the first model, the one that
    answers the question first; ``sensitivity`` are all indicators in all models, and ``by_model`` says g by the
    variances of those that are mixed. ``family_says`` is how the ``family`` is read, and ``family_caption`` for which
    contrast. ``told`` are the arrows of which the trial says something, by what was measured or along the chain."""

    answer: ReadingLine
    figures: str
    turns: str
    robust: str
    alarm: Overall | None
    broken: bool
    plots: tuple[PlotLine, ...]
    headline: tuple[EffectLine, ...]
    family: tuple[FurtherLine, ...]
    family_says: str
    family_caption: str
    family_level: str
    guards: tuple[GuardLine, ...]
    sensitivity: tuple[EffectLine, ...]
    by_model: tuple[str, ...]
    turnings: tuple[TurningLine, ...]
    speaks: str
    theory: Overall
    practice: Overall
    diagram: str
    arrows: tuple[ArrowLine, ...]
    arrow_counts: tuple[str, ...]
    told: tuple[ArrowLine, ...]
    along: bool
    ways_in: tuple[WaysLine, ...]
    notes: tuple[NoteLine, ...]
    seal: str
    inputs: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPage:
    """All that the page and the report of a study print. ``invented`` is empty for a study that took place;
    ``indicators`` are told one by one where there are several, or a guard; ``found`` is ``None`` until a finding is
    kept."""

    id: str
    title: str
    invented: str
    summary: str
    place: str
    data: str
    caption: str
    margin: str
    margin_reason: str
    margin_is_late: bool
    indicators: tuple[IndicatorLine, ...]
    theory_id: str
    theory_version: int
    theory_name: str
    design: tuple[Said, ...]
    limits: tuple[Said, ...]
    evidence: tuple[Said, ...]
    bearing: str
    practice: tuple[PracticeLine, ...]
    method: tuple[str, ...]
    models: tuple[ModelLine, ...]
    sources: tuple[str, ...]
    found: FoundLines | None
