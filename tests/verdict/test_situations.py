"""The situations of tests/situations: given a measurement, then what is said of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.theory.small import HOMEWORK, part

from laget.theory.parts import Direction, Kind
from laget.verdict.judge import Measured, judge
from laget.verdict.margin import stretches
from laget.verdict.overall import of_practice, of_theory
from laget.verdict.say import words_for

SITUATIONS = Path(__file__).resolve().parents[1] / "situations"


def situations(name: str) -> list[Any]:
    entries = yaml.safe_load((SITUATIONS / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(entry["given"], entry["then"], id=entry["name"]) for entry in entries]


def measured(given: dict[str, Any]) -> Measured | None:
    if "value" not in given:
        return None
    (low95, high95), (low90, high90) = given["interval95"], given["interval90"]
    return Measured(value=given["value"], low95=low95, high95=high95, low90=low90, high90=high90)


@pytest.mark.parametrize(("given", "then"), situations("readings"))
def test_reading(given, then):
    reading = judge(
        measured=measured(given),
        margin=given["margin"],
        direction=Direction(given["direction"]),
        delivered=given.get("delivered"),
        threshold=given.get("threshold", 0.0),
    )
    assert (reading.outcome, reading.too_small) == (then["outcome"], then.get("too_small"))
    assert words_for(reading).label.nb == then["says"]


@pytest.mark.parametrize(("given", "then"), situations("margins"))
def test_margins(given, then):
    low, high = given["range"]
    found = stretches(measured=measured(given), direction=Direction(given["direction"]), low=low, high=high)
    told = [
        [one.low, one.high, one.reading.outcome, *([one.reading.too_small] if one.reading.too_small else [])]
        for one in found
    ]
    assert told == then


@pytest.mark.parametrize(("given", "then"), situations("overall"))
def test_overall(given, then):
    activities = tuple(part(f"activity-{place}", Kind.ACTIVITY) for place in range(len(given["delivered"])))
    theory = replace(HOMEWORK, parts=activities, arrows=())
    delivered = dict(zip((one.id for one in activities), given["delivered"], strict=True))
    assert of_theory(given["arrows"]) == then["theory"]
    assert of_practice(theory, delivered, given["threshold"]) == then["practice"]
