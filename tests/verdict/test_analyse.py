"""A small trial all the way to its verdict, and each way in which a protocol does not hold together."""

from dataclasses import replace

import numpy as np
import pytest
from tests.theory.small import HOMEWORK, part, said
from tests.verdict.small import MARGIN, MARKS, PROTOCOL, pupils

from laget.theory.parts import Direction, Kind
from laget.trial.errors import TrialError
from laget.verdict.analyse import analyse
from laget.verdict.errors import VerdictError
from laget.verdict.finding import TriedArrow
from laget.verdict.protocol import Guard, theory_address

GUARD = Guard(id="apart", column="apart", name=said("Tatt ut", "Teken ut", "Apart"), worse=Direction.UP, margin=MARGIN)
UNDONE = replace(PROTOCOL, practice=(replace(PROTOCOL.practice[0], delivered=0.0),))


def found(protocol=PROTOCOL, *, effect=1.0, columns=None, theory=HOMEWORK):
    return analyse(
        protocol=protocol,
        columns=columns or pupils(effect=effect),
        theory=theory,
        inputs={"data": "ab"},
        versions={"laget": "1"},
    )


def outcomes(finding):
    """What each arrow is read as, whatever its kind."""
    return {
        arrow.arrow: str(arrow.reading.outcome if isinstance(arrow, TriedArrow) else arrow.agreement)
        for arrow in finding.arrows
    }


def test_it_works():
    finding = found()
    effect = finding.effects[0]
    assert effect.reading.outcome == "clearly_held"
    assert (effect.n, effect.groups, effect.n_treated) == (160, {"school": 8}, 80)
    assert effect.low95 < effect.low90 < effect.estimate < effect.high90 < effect.high95
    assert effect.size.low95 == pytest.approx(effect.low95 / effect.sd)
    assert (finding.theory_verdict, finding.practice_verdict) == ("held", "carried_out")


def test_the_ninety_percent_interval_is_alike_in_both_units():
    effect = found().effects[0]
    size = effect.size
    assert (size.low90, size.high90) == pytest.approx((effect.low90 / effect.sd, effect.high90 / effect.sd))


def test_a_claim_that_something_falls_is_read_downwards_everywhere():
    fewer = replace(PROTOCOL, indicators=(replace(MARKS, direction=Direction.DOWN),))
    finding = found(fewer, effect=-1.0)
    assert finding.effects[0].reading.outcome == "clearly_held"
    assert outcomes(finding)["club-asking"] == "clearly_held"
    assert finding.turnings[0].stretches[0].reading.outcome == "clearly_held"
    assert {str(effect.reading.outcome) for effect in found(fewer).effects} == {"harm"}


def test_the_arrow_from_the_activity_gets_the_trials_reading_and_no_other_does():
    assert outcomes(found()) == {
        "pupils-club": "not_measured",
        "club-asking": "clearly_held",
        "asking-homework-done": "not_measured",
        "homework-done-free-evenings": "not_measured",
        "free-evenings-learning": "not_measured",
        "homework-done-learning": "not_measured",
    }


def two_arms():
    """The club, and in a second arm tea without a club, which does as good as nothing."""
    club, tea = pupils(effect=1.0), pupils(effect=0.05)
    tea["arm"] = np.where(tea["arm"] == "club", "tea", "none")
    return {name: np.concatenate([club[name], tea[name]]) for name in club}


def test_an_arrow_is_read_on_the_headline_contrast_and_not_on_the_others():
    tea = replace(PROTOCOL.contrasts[0], id="tea", level="tea")
    both = replace(PROTOCOL, contrasts=(*PROTOCOL.contrasts, tea))
    finding = found(both, columns=two_arms())
    assert [str(effect.reading.outcome) for effect in finding.effects] == ["clearly_held", "nothing_worth_having"]
    assert outcomes(finding)["club-asking"] == "clearly_held"


def test_an_arm_is_tried_only_if_each_of_its_activities_was():
    more = replace(HOMEWORK, parts=(*HOMEWORK.parts, part("tea", Kind.ACTIVITY)))
    half = replace(
        PROTOCOL,
        contrasts=(replace(PROTOCOL.contrasts[0], activities=("club", "tea")),),
        practice=(*PROTOCOL.practice, replace(PROTOCOL.practice[0], activity="tea", delivered=0.1)),
    )
    finding = found(half, effect=0.05, theory=more)
    assert finding.effects[0].reading.outcome == "not_tried"


def test_an_undelivered_activity_is_not_an_ineffective_one():
    done, undone = found(effect=0.05), found(UNDONE, effect=0.05)
    assert done.effects[0].reading.outcome in ("nothing_worth_having", "cannot_tell")
    assert undone.effects[0].reading.outcome == "not_tried"
    assert outcomes(undone)["club-asking"] == "not_tried"
    assert {str(one.reading.outcome) for one in undone.turnings[0].stretches} == {"not_tried"}
    assert (undone.theory_verdict, undone.practice_verdict) == ("not_tested", "not_carried_out")
    assert undone.effects[0].estimate == done.effects[0].estimate


def test_arrows_without_a_value_at_an_undelivered_activity_are_not_tried():
    finding = found(replace(UNDONE, measured_arrows=()))
    read = outcomes(finding)
    assert (read["pupils-club"], read["club-asking"]) == ("not_tried", "not_tried")
    assert read["asking-homework-done"] == "not_measured"


@pytest.mark.parametrize(("margin", "agreement"), [(0.2, "agrees"), (1.5, "disagrees")])
def test_an_observed_arrow_is_read_against_the_margin_of_what_it_leads_to(margin, agreement):
    wide = replace(MARGIN, value=margin, turn_high=2.0)
    done = replace(MARKS, id="done", column="done", part="homework-done", margin=wide)
    both = replace(PROTOCOL, indicators=(MARKS, done), measured_arrows=("club-asking", "asking-homework-done"))
    columns = pupils(effect=1.0)
    wobble = np.tile([0.2, -0.2, 0.1, -0.1], columns["marks"].size // 4)
    finding = found(both, columns=columns | {"done": columns["marks"] + wobble})
    assert outcomes(finding)["asking-homework-done"] == agreement


def test_a_further_indicator_named_before_the_primary_one_does_not_take_its_place():
    further = replace(MARKS, id="further", part="homework-done", further=True)
    done = replace(MARKS, id="done", part="homework-done")
    protocol = replace(PROTOCOL, indicators=(MARKS, further, done))
    assert protocol.primary_of("homework-done") == done
    assert [one.family for one in found(protocol).indicators] == [0, 1, 0]


def test_unknown_delivery_leaves_arrows_without_a_value_not_measured():
    unknown = replace(PROTOCOL, practice=(), measured_arrows=())
    assert set(outcomes(found(unknown)).values()) == {"not_measured"}


def test_the_finding_says_when_the_margin_was_set():
    told = found().plain()["indicators"][0]["margin"]
    assert told == {"value": 0.2, "set": "before_data", "turn_low": 0.1, "turn_high": 0.5}


def test_the_same_twice_is_the_same_to_the_byte():
    one, other = found(), found()
    assert one.body() == other.body()
    assert one.seal() == other.seal()


def test_the_last_bits_of_another_machine_do_not_break_the_seal():
    finding = found()
    effect = finding.effects[0]
    nudged = replace(finding, effects=(replace(effect, estimate=effect.estimate * (1 + 2e-15)),))
    assert nudged.effects[0].estimate != effect.estimate
    assert nudged.seal() == finding.seal()


def test_what_is_sealed_keeps_ten_digits_and_no_more():
    effect = replace(found().effects[0], estimate=0.12345678914999, se=-0.0)
    kept = replace(found(), effects=(effect,)).plain()["effects"][0]
    assert kept["estimate"] == 0.1234567891
    assert str(kept["se"]) == "0.0"


def test_the_sealed_text_does_not_depend_on_the_order_things_were_put_in():
    one, other = found(), found()
    turned = replace(other, inputs={"z": "1", "a": "2"}), replace(one, inputs={"a": "2", "z": "1"})
    assert turned[0].body() == turned[1].body()


def test_what_is_no_number_is_never_sealed():
    effect = replace(found().effects[0], estimate=float("nan"))
    with pytest.raises(ValueError, match="Out of range"):
        replace(found(), effects=(effect,)).seal()


def test_other_programs_do_not_break_the_seal_but_other_data_do():
    finding = found()
    assert replace(finding, versions={"laget": "2"}).seal() == finding.seal()
    assert replace(finding, inputs={"data": "ac"}).seal() != finding.seal()
    assert found(effect=1.0001).seal() != finding.seal()


def with_margin(**changes):
    return {"indicators": (replace(MARKS, margin=replace(MARGIN, **changes)),)}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"contrasts": ()}, "nothing_to_analyse"),
        ({"models": ()}, "nothing_to_analyse"),
        ({"models": PROTOCOL.models * 2}, "id_twice"),
        ({"contrasts": PROTOCOL.contrasts * 2}, "id_twice"),
        ({"contrasts": (replace(PROTOCOL.contrasts[0], level="chess"),)}, "no_such_arm"),
        ({"contrasts": (replace(PROTOCOL.contrasts[0], level="none"),)}, "no_such_arm"),
        ({"indicators": ()}, "nothing_to_analyse"),
        ({"indicators": (MARKS, MARKS)}, "id_twice"),
        ({"indicators": (replace(MARKS, further=True),)}, "no_headline"),
        ({"indicators": (replace(MARKS, column=None),)}, "no_headline"),
        ({"indicators": (MARKS, replace(MARKS, id="more"))}, "two_primaries"),
        ({"indicators": (MARKS, replace(MARKS, id="more", part=None))}, "two_primaries"),
        ({"indicators": (replace(MARKS, part="club"),)}, "not_in_theory"),
        ({"guards": (GUARD, GUARD)}, "id_twice"),
        ({"guards": (replace(GUARD, margin=replace(MARGIN, value=0.6)),)}, "bad_margin"),
        (with_margin(value=0.6), "bad_margin"),
        (with_margin(value=0.0, turn_low=0.0), "bad_margin"),
        ({"practice": (replace(PROTOCOL.practice[0], activity="asking"),)}, "not_in_theory"),
        ({"practice": PROTOCOL.practice * 2}, "id_twice"),
        ({"practice": (replace(PROTOCOL.practice[0], delivered=80.0),)}, "bad_share"),
        ({"practice": (replace(PROTOCOL.practice[0], delivered=float("nan")),)}, "bad_share"),
        ({"delivery_threshold": 50.0}, "bad_share"),
        ({"delivery_threshold": -0.1}, "bad_share"),
        (with_margin(value=0.05), "bad_margin"),
        ({"measured_arrows": ("club-dancing",)}, "not_in_theory"),
        ({"contrasts": (replace(PROTOCOL.contrasts[0], activities=("dancing",)),)}, "not_in_theory"),
        ({"contrasts": (replace(PROTOCOL.contrasts[0], activities=()),)}, "arrow_not_randomised"),
        ({"measured_arrows": ("asking-homework-done",)}, "arrow_without_indicator"),
        ({"measured_arrows": ("pupils-club",)}, "arrow_without_indicator"),
        ({"indicators": (replace(MARKS, part=None),)}, "arrow_without_indicator"),
    ],
)
def test_a_protocol_that_does_not_hold_together_is_refused(changes, code):
    with pytest.raises(VerdictError) as refused:
        found(replace(PROTOCOL, **changes))
    assert refused.value.code == code


def test_what_the_engine_will_not_compute_is_not_read():
    columns = pupils(effect=1.0)
    del columns["marks"]
    with pytest.raises(TrialError) as refused:
        found(columns=columns)
    assert refused.value.code == "missing_column"


@pytest.mark.parametrize("address", ["homework", "homework@", "@1", "homework@one", "homework@1.5"])
def test_a_theory_is_named_by_id_and_version(address):
    with pytest.raises(VerdictError) as refused:
        theory_address(replace(PROTOCOL, theory=address))
    assert refused.value.code == "bad_theory_address"
