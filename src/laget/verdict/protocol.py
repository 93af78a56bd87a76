"""A study's protocol: what was fixed about the trial, its analysis and its margin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from laget.theory.parts import Direction, Source, Statement
from laget.theory.text import Text


class MarginSet(StrEnum):
    """Who set the smallest change worth having, and when."""

    BEFORE_DATA = "before_data"
    AFTER_RESULTS = "after_results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """The smallest change worth having, in standard deviations of the outcome.

    ``turn_low`` and ``turn_high`` bound the range in which a reader is shown where the verdict turns.
    """

    value: float
    set: MarginSet
    reason: Text
    turn_low: float
    turn_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One comparison with the reference arm. The first contrast of a protocol is its headline."""

    id: str
    level: str
    name: Text
    claim: Text
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One analysis: ordinary least squares of outcome on arm, covariates and blocks, CR2 by ``cluster``."""

    id: str
    name: Text
    covariates: tuple[str, ...]
    cluster: str
    blocks: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What the trial did about one activity of the theory: the share delivered in the treated arm minus
    control (0–1), or ``None`` where nobody recorded it."""

    activity: str
    delivered: float | None
    says: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """A study's frozen plan. ``theory`` is ``id@version``; ``speaks_to`` names evidence statements."""

    id: str
    title: Text
    summary: Text
    country: Text
    years: str
    design: tuple[Statement, ...]
    limits: tuple[Statement, ...]
    data: str
    outcome: str
    outcome_name: Text
    treatment: str
    reference: str
    reference_name: Text
    contrasts: tuple[Contrast, ...]
    models: tuple[Model, ...]
    margin: Margin
    theory: str
    speaks_to: tuple[str, ...]
    measured_arrows: tuple[str, ...]
    practice: tuple[Practice, ...]
    delivery_threshold: float
    sources: tuple[Source, ...]
