"""A study's protocol: what was fixed about the trial, its analysis and its margin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from laget.theory.parts import Direction, Source, Statement
from laget.theory.text import Text
from laget.verdict.errors import VerdictError

UNITS = Text(nb="enheter", nn="einingar", en="units")


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
    """One comparison with the reference arm: ``level`` is what the arm is called in the data.

    The first contrast of a protocol is its headline. ``activities`` are those of the theory that the arm was
    meant to carry out; the contrast is *not tried* where one of them is known not to have been.
    """

    id: str
    level: str
    name: Text
    claim: Text
    direction: Direction
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One analysis: ordinary least squares of outcome on arm, covariates and blocks, CR2 by ``cluster``.

    The first model of a protocol is its headline; the others show how much hangs on it.
    """

    id: str
    name: Text
    covariates: tuple[str, ...]
    cluster: str
    blocks: str | None = None


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
    ``speaks_to`` names evidence statements. ``measured_arrows`` are the arrows whose primary indicator is the
    outcome: the headline contrast is read as theirs. ``practice`` counts as delivered from
    ``delivery_threshold``. ``unit_name`` is what a row of the data is, in the plural. ``bearing`` is what the
    headline can and cannot say of the evidence statements, whatever it turns out to be.
    """

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
    unit_name: Text = UNITS
    column_names: tuple[ColumnName, ...] = ()
    bearing: Text | None = None

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


def columns_used(protocol: Protocol) -> tuple[str, ...]:
    """The columns of the data that the protocol's analyses read, each once."""
    used = [protocol.outcome, protocol.treatment]
    for model in protocol.models:
        used += [*model.covariates, model.cluster, *([model.blocks] if model.blocks is not None else [])]
    return tuple(dict.fromkeys(used))


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
