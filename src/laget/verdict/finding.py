"""What a study found, as values that can be written down, sealed, and found again by anyone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from laget.theory.parts import Direction
from laget.trial.hedges2007 import ClusteredG
from laget.verdict.association import Association
from laget.verdict.chain import Chain
from laget.verdict.guard import GuardReading
from laget.verdict.judge import Measured, Reading
from laget.verdict.margin import Stretch
from laget.verdict.observed import Agreement
from laget.verdict.overall import PracticeVerdict, TheoryVerdict
from laget.verdict.protocol import Margin

# Enough for any reader, and so few that the last bits of another machine's arithmetic are gone.
DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimated:
    """One contrast in one model, in the outcome's unit.

    ``n`` rows and ``groups`` (units per level) went into the model. ``size`` is the effect in standard deviations:
    Hedges' g, with the model's own intervals divided by ``sd``, which is that within the two arms compared whatever
    the model, so that a margin means the same in each. ``by_model`` is g by the variances of a mixed model.
    """

    model: str
    contrast: str
    n: int
    groups: Mapping[str, int]
    estimate: float
    se: float
    df: float
    p: float
    low95: float
    high95: float
    low90: float
    high90: float
    sd: float
    n_treated: int
    n_control: int
    size: Measured
    by_model: ClusteredG | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect(Estimated):
    """What became of an indicator, and its reading. As one of a ``family`` of further ones (0: it is primary), its
    ``size`` has the family's simultaneous intervals, and the other intervals are its own."""

    indicator: str
    family: int
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardEffect(Estimated):
    """What became of a guard, and its reading."""

    guard: str
    reading: GuardReading


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorFinding:
    """An indicator as it was declared, and its reading in the headline: of the first contrast, by the first model."""

    indicator: str
    part: str | None
    direction: Direction
    margin: Mapping[str, object]
    family: int
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardFinding:
    """A guard as it was declared, its reading for one contrast by the first model, and where that would turn."""

    guard: str
    contrast: str
    worse: Direction
    margin: Mapping[str, object]
    reading: GuardReading
    alarm: bool
    stretches: tuple[Stretch[GuardReading], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Where the headline reading of one contrast turns with the margin, for a primary indicator."""

    indicator: str
    contrast: str
    stretches: tuple[Stretch[Reading], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedArrow:
    """The reading of an arrow that starts at an activity or a target group, on the first contrast, and where it turns.

    ``indicator`` is the primary one of what it leads to, where the protocol has the arrow as measured.
    """

    arrow: str
    indicator: str | None
    reading: Reading
    stretches: tuple[Stretch[Reading], ...]
    kind: Literal["tried"] = "tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedArrow:
    """The reading of an arrow that no lots were drawn about, and where it turns."""

    arrow: str
    association: Association | None
    agreement: Agreement
    stretches: tuple[Stretch[Agreement], ...]
    kind: Literal["observed"] = "observed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the engine notes, in English, about one of the protocol's models."""

    model: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Everything a study found.

    ``inputs`` are the SHA-256 of what it was found from, by name. ``versions`` are the programs that computed
    it; they are told, but are no part of what was found. Margins are without their reasons, which are texts.
    ``effects`` are all indicators that were measured, by every model and for every contrast, the headline first;
    ``alarm`` is whether any guard raises one.
    """

    study: str
    theory: str
    invented: bool
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    indicators: tuple[IndicatorFinding, ...]
    effects: tuple[Effect, ...]
    turnings: tuple[Turning, ...]
    guards: tuple[GuardFinding, ...]
    guard_effects: tuple[GuardEffect, ...]
    alarm: bool
    arrows: tuple[TriedArrow | ObservedArrow, ...]
    chain: Chain
    theory_verdict: TheoryVerdict
    practice_verdict: PracticeVerdict
    notes: tuple[Note, ...]

    def plain(self) -> dict[str, Any]:
        """The finding as JSON knows it, with every number at ten significant digits, and its ``seal``."""
        return {**_plain(asdict(self)), "seal": self.seal()}

    def body(self) -> str:
        """What is sealed: everything but ``versions``, as canonical JSON (sorted keys, no spaces)."""
        return canonical({name: value for name, value in _plain(asdict(self)).items() if name != "versions"})

    def seal(self) -> str:
        """The SHA-256 of the body: the same on every machine that finds the same from the same inputs."""
        return sealed(self.body())


def canonical(value: object) -> str:
    """``value`` as JSON that is written in one way only.

    >>> canonical({"b": 1, "a": [0.5, "å"]})
    '{"a":[0.5,"å"],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sealed(body: str) -> str:
    """The seal of a body."""
    return hashlib.sha256(body.encode()).hexdigest()


def margin_told(margin: Margin) -> Mapping[str, object]:
    """The numbers of a margin, and who set it when."""
    return {
        "value": margin.value,
        "set": margin.set.value,
        "turn_low": margin.turn_low,
        "turn_high": margin.turn_high,
    }


def _plain(value: Any) -> Any:
    match value:
        case float():
            return float(f"{value:.{DIGITS}g}") + 0.0  # + 0.0 makes -0.0 plain zero
        case str():
            return str(value)
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case tuple() | list():
            return [_plain(item) for item in value]
        case _:
            return value
