"""A study's protocol: what was fixed about the trial, its analysis and its margin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from laget.theory.parts import Direction, Source, Statement
from laget.theory.text import Text
from laget.trial.estimand import Estimand
from laget.trial.estimator import Estimator, columns_of
from laget.verdict.errors import VerdictError

UNITS = Text(nb="enheter", nn="einingar", en="units")


class MarginSet(StrEnum):
    """Who set the smallest change worth having, and when."""

    BEFORE_DATA = "before_data"
    AFTER_RESULTS = "after_results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """The smallest change worth having of an indicator, or the worst that a guard puts up with, in standard deviations
    of the outcome.

    ``turn_low`` and ``turn_high`` bound the range in which a reader is shown where the verdict turns.
    """

    value: float
    set: MarginSet
    reason: Text
    turn_low: float
    turn_high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Something that the trial looks at to see whether a claim holds: a ``column`` of the data, or ``None`` where it
    was declared and never measured.

    ``part`` is the mechanism or goal of the theory that it is an indicator of, if any. Each part has one primary
    indicator, and so has the study itself: the protocol's first indicator, its headline. All that are ``further`` are
    read together as one family. ``direction`` is which way a claim has it move, and ``unit`` what it is counted in.
    """

    id: str
    column: str | None
    name: Text
    unit: Text
    direction: Direction
    margin: Margin
    part: str | None = None
    further: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Something that must not get worse, above all that more pupils are taught apart: a ``column`` of the data, or
    ``None`` where nobody measured it, which raises the alarm too (R-190 (in part)).

    ``worse`` is the direction that is worse, and ``margin`` the worst change that is put up with, as a size.
    """

    id: str
    column: str | None
    name: Text
    worse: Direction
    margin: Margin


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One comparison with the reference arm: ``level`` is what the arm is called in the data.

    The first contrast of a protocol is its headline, and arrows are read on it. ``claim`` is about the first indicator.
    ``activities`` are those of the theory that the arm was meant to carry out; the contrast is *not tried* where one of
    them is known not to have been.
    """

    id: str
    level: str
    name: Text
    claim: Text
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One analysis, by the ``estimator`` that a declaration and a simulation use too.

    The first model of a protocol is its headline; the others show how much hangs on it.
    """

    id: str
    name: Text
    estimator: Estimator


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What the trial did about one activity of the theory: the share delivered in the treated arm minus
    control (0–1), or ``None`` where nobody recorded it (R-062 (in part), R-061 (in part))."""

    activity: str
    delivered: float | None
    says: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnName:
    """What a column of the data is called in words; for a level, in the plural ("schools")."""

    column: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """A study's frozen plan (R-036 (in part), R-033 (in part)).

    ``title`` is the question that the headline answers, as a heading. ``theory`` is ``id@version``;
    ``speaks_to`` names evidence statements. ``measured_arrows`` are the arrows that the trial says something of: from
    an activity of the first contrast to a part with an indicator, or between two parts that have one. ``practice``
    counts as delivered from ``delivery_threshold``. ``unit_name`` is what a row of the data is, in the plural.
    ``bearing`` is what the headline can and cannot say of the evidence statements, whatever it turns out to be.
    ``invented`` is true of a study that never took place, and is said wherever the study is shown.
    """

    id: str
    title: Text
    summary: Text
    country: Text
    years: str
    design: tuple[Statement, ...]
    limits: tuple[Statement, ...]
    data: str
    treatment: str
    reference: str
    reference_name: Text
    indicators: tuple[Indicator, ...]
    contrasts: tuple[Contrast, ...]
    models: tuple[Model, ...]
    theory: str
    speaks_to: tuple[str, ...]
    measured_arrows: tuple[str, ...]
    practice: tuple[Practice, ...]
    delivery_threshold: float
    sources: tuple[Source, ...]
    guards: tuple[Guard, ...] = ()
    unit_name: Text = UNITS
    column_names: tuple[ColumnName, ...] = ()
    bearing: Text | None = None
    invented: bool = False

    @property
    def headline(self) -> Indicator:
        """The primary indicator of the study itself."""
        return self.indicators[0]

    @property
    def family(self) -> tuple[Indicator, ...]:
        """The further indicators, which are read together."""
        return tuple(one for one in self.indicators if one.further)

    def primary_of(self, part: str) -> Indicator | None:
        """The primary indicator of a part of the theory."""
        return next((one for one in self.indicators if one.part == part and not one.further), None)

    def indicator(self, id: str) -> Indicator:
        """The indicator called ``id``."""
        return next(indicator for indicator in self.indicators if indicator.id == id)

    def guard(self, id: str) -> Guard:
        """The guard called ``id``."""
        return next(guard for guard in self.guards if guard.id == id)

    def contrast(self, id: str) -> Contrast:
        """The contrast called ``id``."""
        return next(contrast for contrast in self.contrasts if contrast.id == id)

    def model(self, id: str) -> Model:
        """The model called ``id``."""
        return next(model for model in self.models if model.id == id)

    def column_name(self, column: str) -> Text:
        """What ``column`` is called in words; its own name where nobody has said."""
        named = (name.name for name in self.column_names if name.column == column)
        return next(named, Text(nb=column, nn=column, en=column, same=True))


def columns_measured(protocol: Protocol) -> tuple[str, ...]:
    """The columns of the data that hold indicators, guards and covariates, each once."""
    measured = [indicator.column for indicator in protocol.indicators]
    measured += [guard.column for guard in protocol.guards]
    measured += [name for model in protocol.models for name in model.estimator.covariates]
    return tuple(dict.fromkeys(column for column in measured if column is not None))


def columns_used(protocol: Protocol) -> tuple[str, ...]:
    """The columns of the data that the protocol's analyses read, each once."""
    used = [protocol.treatment, *columns_measured(protocol)]
    for model in protocol.models:
        used += columns_of(model.estimator)
    return tuple(dict.fromkeys(used))


def estimand_of(protocol: Protocol, column: str) -> Estimand:
    """What the trial is asked about one ``column`` of its data: every contrast against the reference arm."""
    return Estimand(
        outcome=column,
        treatment=protocol.treatment,
        reference=protocol.reference,
        arms=tuple(contrast.level for contrast in protocol.contrasts),
        whom=protocol.unit_name.en,
        when=protocol.years,
    )


def theory_address(protocol: Protocol) -> tuple[str, int]:
    """The id and the version of the protocol's theory. Raises ``VerdictError``: ``bad_theory_address``.

    >>> from types import SimpleNamespace
    >>> theory_address(SimpleNamespace(theory="assistants@1"))
    ('assistants', 1)
    """
    id, _, version = protocol.theory.partition("@")
    if not (id and version.isascii() and version.isdigit()):
        raise VerdictError(
            "bad_theory_address",
            f"The protocol's theory is {protocol.theory!r}; write its id and version, for instance assistants@1.",
            theory=protocol.theory,
        )
    return id, int(version)
