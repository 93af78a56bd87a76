"""What a study found, as values that can be written down, sealed, and found again by anyone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from laget.verdict.judge import Measured, Reading
from laget.verdict.margin import Stretch
from laget.verdict.overall import PracticeVerdict, TheoryVerdict
from laget.verdict.protocol import Margin

# Enough for any reader, and so few that the last bits of another machine's arithmetic are gone.
DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One contrast in one model, in the outcome's unit, and its reading.

    ``n`` rows and ``groups`` (units per level) went into the model. ``size`` is the effect in standard
    deviations: Hedges' g, with the model's own intervals divided by ``sd``.
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
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Where the headline reading of one contrast turns with the margin."""

    contrast: str
    stretches: tuple[Stretch[Reading], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowFinding:
    """The reading of one arrow of the theory."""

    arrow: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Everything a study found.

    ``inputs`` are the SHA-256 of what it was found from, by name. ``versions`` are the programs that computed
    it; they are told, but are no part of what was found. ``margin`` is without its reason, which is a text.
    """

    study: str
    theory: str
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    margin: Mapping[str, object]
    effects: tuple[Effect, ...]
    turnings: tuple[Turning, ...]
    arrows: tuple[ArrowFinding, ...]
    theory_verdict: TheoryVerdict
    practice_verdict: PracticeVerdict
    notes: tuple[str, ...]

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
