"""What a trial is asked: of whom, which arms against which, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """Repeated measurements, a row per pupil and wave: ``column`` names the wave and ``baseline`` is the one before the
    trial. The effect asked for is that in each later wave and their plain mean, or one that is alike in all."""

    column: str
    baseline: str
    effects: Literal["per-wave", "average"] = "per-wave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimand:
    """The question of a trial.

    ``outcome`` and ``treatment`` are columns of the data that will be collected, ``reference`` is the arm compared
    with, and ``arms`` are those compared with it, the headline first. ``whom`` and ``when`` say in words who counts and
    when the outcome is measured; the effect is that of the arm the lots gave, whatever became of it.

    With ``received``, a column of 0 and 1 or of a dose, the effect asked for is that of receiving it, among those who
    received it because the lots gave it (``laget.trial.instrumental_fit``). With ``waves``, it is the effect
    in later waves given the outcome at baseline (``laget.trial.waves_fit``).
    """

    outcome: str
    treatment: str
    reference: str
    arms: tuple[str, ...]
    whom: str
    when: str
    received: str | None = None
    waves: Waves | None = None
