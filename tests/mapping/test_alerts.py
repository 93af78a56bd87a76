"""What a leader should look at: groups, not people; and a question where a norm is not checked."""

from dataclasses import fields, replace

import pytest
from tests.mapping.teams import like, post, team

from laget.content import shelf
from laget.mapping.alerts import Alert, Group, alerts
from laget.mapping.norms import against_norm
from laget.mapping.team import HourKind, HourUse, Profession

NORM = next(norm for norm in shelf.norms() if norm.id == "nurse-as-printed")
CHECKED = replace(NORM, checked_on="2026-11-24")


def hours(single, rest, *, real=None):
    return (
        HourUse(kind=HourKind.SINGLE_OUTSIDE, planned=single, real=real),
        HourUse(kind=HourKind.BREAKS, planned=rest, real=None),
    )


def found(one, *norms):
    return [(alert.code, alert.group, dict(alert.values), alert.question) for alert in alerts(one, norms)]


def test_alerts_name_no_post():
    assert {field.name for field in fields(Alert)} == {"code", "group", "values", "question"}
    one = team(
        *like(12, fraction=1.0, bound=1.0, hours=hours(20, 5)), post("nurse", Profession.HEALTH, role="school-nurse")
    )
    keys = {text for one_post in one.posts for text in (one_post.key, one_post.holder)}
    told = alerts(one, [NORM])
    assert told
    assert not any(value in keys for alert in told for value in alert.values.values())


def test_assistants_with_all_their_time_bound():
    some = team(*like(2, bound=1.0), *like(3, start=2, bound=0.9), *like(1, start=5))
    assert found(some) == [("all_bound", Group.ASSISTANTS, {"number": 2, "of": 5}, False)]
    assert found(team(*like(3, bound=0.9))) == []
    assert found(team(post("teacher", Profession.TEACHING, bound=1.0))) == []


@pytest.mark.parametrize(
    ("group", "said"),
    [
        (Group.ASSISTANTS, {}),
        (Group.SOCIAL, {"profession": Profession.SOCIAL}),
        (Group.NURSES, {"profession": Profession.HEALTH, "role": "school-nurse"}),
        (Group.PPT, {"profession": Profession.TEACHING, "role": "ppt"}),
    ],
)
def test_single_cases_that_crowd_out_the_rest(group, said):
    busy = replace(post("busy"), hours=hours(15, 5), **said)
    silent = replace(post("silent"), **said)
    assert found(team(busy, silent)) == [("cases_crowd_out", group, {"share": 0.75, "of": 1}, False)]
    assert found(team(busy, silent, replace(silent, key="third"))) == []
    assert found(team(replace(busy, hours=hours(10, 10)))) == []


def test_real_hours_go_before_planned():
    assert found(team(post("a", hours=hours(20, 5, real=2.0)))) == []


def nurses(fraction, **said):
    return team(post("nurse", Profession.HEALTH, role="school-nurse", fraction=fraction), **said)


def test_a_school_below_an_unchecked_norm_is_asked_and_not_flagged():
    short = nurses(0.5, pupils=300, stages="1-7")
    values = {"norm": NORM.id, "needed": 1.0, "has": 0.5}
    assert found(short, NORM) == [("below_norm", Group.NURSES, values, True)]
    assert found(short, CHECKED) == [("below_norm", Group.NURSES, values, False)]
    assert found(nurses(1.0, pupils=300, stages="1-7"), NORM) == []


@pytest.mark.parametrize(
    ("said", "needed"),
    [
        ({"pupils": 300, "stages": "1-7"}, 1.0),
        ({"pupils": 500, "stages": "8-10"}, 1.0),
        ({"pupils": 800, "pupils_lower_secondary": 500, "stages": "1-10"}, 2.0),
        ({"pupils": 800, "stages": "1-10"}, None),
        ({"stages": "1-7"}, None),
    ],
)
def test_what_the_norm_comes_to(said, needed):
    against = against_norm(nurses(0.5, **said), NORM)
    assert (against.needed if against else None) == needed


def test_short_of_the_norm_cannot_always_be_told():
    assert against_norm(nurses(None, pupils=200, stages="1-7"), NORM).short is None
    assert against_norm(nurses(None, pupils=900, stages="1-7"), NORM).short is True
    assert against_norm(nurses(1.0, pupils=200, stages="1-7"), NORM).short is False
    assert against_norm(team(post("a"), pupils=300, stages="1-7"), NORM) is None


def test_figures_that_ask_for_no_staff_alert_nobody():
    shown = [norm for norm in shelf.norms() if not norm.asks_for_staff]
    assert len(shown) == 2
    assert all(against_norm(nurses(0.1, pupils=900, stages="1-7"), norm) is None for norm in shown)
