"""The situations of tests/situations: given a measurement, then what is said of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.theory.small import HOMEWORK, part
from tests.verdict.made_trial import made_trial
from tests.verdict.small import MARGIN, MARKS, PROTOCOL, size

from laget.theory.parts import Arrow, Direction, Kind, Open, Theory
from laget.theory.text import Text
from laget.verdict.analyse import analyse
from laget.verdict.chain import read_chain
from laget.verdict.finding import TriedArrow
from laget.verdict.guard import GuardOutcome, GuardReading, read_guard
from laget.verdict.indicators import Indicated, read_family, read_primary
from laget.verdict.judge import Measured, Outcome, judge
from laget.verdict.margin import Stretch, guard_stretches, observed_stretches, stretches
from laget.verdict.observed import observe
from laget.verdict.overall import of_practice, of_theory
from laget.verdict.protocol import Guard, Indicator, MarginSet, Protocol
from laget.verdict.say import MARGINS, WAYS_IN, words_for, words_for_agreement, words_for_guard, words_for_step

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


@pytest.mark.parametrize(("given", "then"), situations("indicators"))
def test_indicators(given, then):
    threshold = given.get("threshold", 0.0)

    def indicated(place: int, found: dict[str, float] | None) -> Indicated:
        return Indicated(
            indicator=f"indicator-{place}",
            size=found and size(**found),
            margin=given["margin"],
            direction=Direction.UP,
            delivered=given.get("delivered"),
        )

    primary = read_primary(indicated(0, given["primary"]), threshold=threshold)
    family = [indicated(place, found) for place, found in enumerate(given["further"], start=1)]
    further = read_family(family, threshold=threshold)
    assert primary.reading.outcome == then["primary"]
    assert [one.reading.outcome for one in further] == then["further"]


@pytest.mark.parametrize(("given", "then"), situations("guard"))
def test_guard(given, then):
    reading = read_guard(measured=measured(given), margin=given["margin"], worse=Direction(given["worse"]))
    assert (reading.outcome, reading.alarm) == (then["outcome"], then["alarm"])
    assert words_for_guard(reading).label.nb == then["says"]


@pytest.mark.parametrize(("given", "then"), situations("observed"))
def test_observed(given, then):
    agreement = observe(
        measured=measured(given), margin=given["margin"], direction=Direction(given["direction"])
    )
    assert agreement == then["outcome"]
    assert words_for_agreement(agreement).label.nb == then["says"]


def theory_of(given: dict[str, Any]) -> Theory:
    columns = (("activities", Kind.ACTIVITY), ("mechanisms", Kind.MECHANISM), ("goals", Kind.FINAL_GOAL))
    kinds: dict[str, list[Kind]] = {}
    for column, kind in columns:
        for id in given[column]:
            kinds.setdefault(id, []).append(kind)
    silent = Open(missing=Text(nb="", nn="", en=""))
    ends = {arrow: arrow.split(" > ") for arrow in given["arrows"]}
    return replace(
        HOMEWORK,
        parts=tuple(part(id, *of) for id, of in kinds.items()),
        arrows=tuple(Arrow(id=id, start=start, end=end, claim=silent) for id, (start, end) in ends.items()),
    )


@pytest.mark.parametrize(("given", "then"), situations("chain"))
def test_chain(given, then):
    chain = read_chain(
        theory=theory_of(given),
        effects={id: Outcome(outcome) for id, outcome in given["effects"].items()},
        delivered=given["delivered"],
        threshold=0.5,
    )
    told = {step.arrow: words_for_step(step).label.nb for step in chain.steps}
    told |= {id: WAYS_IN[says].label.nb for id, says in chain.ways_in.items()}
    assert told | ({"doubted": True} if chain.doubted else {}) == then


@pytest.mark.parametrize(("given", "then"), situations("margins"))
def test_margins(given, then):
    told = []
    for one in stretches_of(given):
        reading = one.reading
        outcome = getattr(reading, "outcome", reading)
        too_small = getattr(reading, "too_small", None)
        told.append([one.low, one.high, outcome, *([too_small] if too_small else [])])
    assert told == then["turns"]
    if "says" in then:
        assert MARGINS[MarginSet(given["set"])].label.nb == then["says"]


def stretches_of(given: dict[str, Any]) -> tuple[Stretch[Any], ...]:
    effect, (low, high) = measured(given), given["range"]
    if "worse" in given:
        return guard_stretches(measured=effect, worse=Direction(given["worse"]), low=low, high=high)
    direction = Direction(given["direction"])
    if not given.get("randomised", True):
        return observed_stretches(measured=effect, direction=direction, low=low, high=high)
    return stretches(
        measured=effect,
        direction=direction,
        low=low,
        high=high,
        delivered=given.get("delivered"),
        threshold=given.get("threshold", 0.0),
    )


def protocol_of(given: dict[str, Any]) -> Protocol:
    """The protocol of a whole trial: each part's indicator bears the part's name, and the first is the headline."""

    def indicator(id: str, value: float | None, **more: Any) -> Indicator:
        return replace(MARKS, id=id, column=None if value is None else id, **more)

    measured = [one for one, value in given["effects"].items() if value is not None]
    order = sorted(given["effects"], key=lambda id: id not in measured)
    further = given.get("further", {})
    return replace(
        PROTOCOL,
        indicators=(
            *(indicator(id, given["effects"][id], part=id) for id in order),
            *(indicator(id, value, part=None, further=True) for id, value in further.items()),
        ),
        guards=tuple(
            Guard(id=id, column=None if value is None else id, name=MARKS.name, worse=Direction.UP, margin=MARGIN)
            for id, value in given.get("guards", {}).items()
        ),
        measured_arrows=tuple(given["arrows"]),
        practice=tuple(
            replace(PROTOCOL.practice[0], activity=activity, delivered=share)
            for activity, share in given["delivered"].items()
        ),
    )


@pytest.mark.parametrize(("given", "then"), situations("whole"))
def test_whole(given, then):
    """What the situation says of an arrow, a part, an indicator or a guard is said, and nothing else of the whole."""
    values = given["effects"] | given.get("further", {}) | given.get("guards", {})
    columns = made_trial(
        {id: value for id, value in values.items() if value is not None},
        follows=given.get("follows", {}),
        parts=given.get("parts", {}),
        spread=given.get("spread", 0.1),
    )
    kinds = {"activities": ["club"], "mechanisms": [], "goals": []}
    for id in given["effects"]:
        kinds["goals" if id == "homework" else "mechanisms"].append(id)
    finding = analyse(
        protocol=protocol_of(given),
        columns=columns,
        theory=theory_of(kinds | {"arrows": given["arrows"]}),
        inputs={},
        versions={},
    )
    told: dict[str, set[str]] = {}
    for one in finding.arrows:
        words = words_for(one.reading) if isinstance(one, TriedArrow) else words_for_agreement(one.agreement)
        told.setdefault(one.arrow, set()).add(words.label.nb)
    for step in finding.chain.steps:
        told.setdefault(step.arrow, set()).add(words_for_step(step).label.nb)
    for id, says in finding.chain.ways_in.items():
        told.setdefault(id, set()).add(WAYS_IN[says].label.nb)
    for one in finding.indicators:
        if one.family:
            told.setdefault(one.indicator, set()).add(words_for(one.reading).label.nb)
    for guard in finding.guards:
        told.setdefault(guard.guard, set()).add(words_for_guard(guard.reading).label.nb)
    whole = {"theory", "practice", "alarm"}
    for id in then.keys() - whole:
        expected = {then[id]} if isinstance(then[id], str) else set(then[id])
        assert expected <= told[id], id
    assert (finding.theory_verdict, finding.practice_verdict) == (then["theory"], then["practice"])
    assert finding.alarm == then.get("alarm", False)
    assert set(finding.chain.ways_in) <= then.keys()


@pytest.mark.parametrize(("given", "then"), situations("overall"))
def test_overall(given, then):
    activities = tuple(part(f"activity-{place}", Kind.ACTIVITY) for place in range(len(given["delivered"])))
    theory = replace(HOMEWORK, parts=activities, arrows=())
    delivered = dict(zip((one.id for one in activities), given["delivered"], strict=True))
    guards = [GuardReading(outcome=GuardOutcome(outcome)) for outcome in given.get("guards", ())]
    assert of_theory(given["arrows"], doubted=given.get("doubted", False)) == then["theory"]
    assert of_practice(theory, delivered, given["threshold"]) == then["practice"]
    assert any(guard.alarm for guard in guards) == then.get("alarm", False)
