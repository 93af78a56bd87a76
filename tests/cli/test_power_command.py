"""`laget power`: whichever of mdes, power and a size is left out, as JSON and for a person."""

from __future__ import annotations

import argparse
import json

import pytest

from laget.cli import power, surface
from laget.content import shelf
from laget.refusal import Refusal
from laget.trial.errors import TrialError
from laget.trial.power_designs import DESIGNS


@pytest.fixture
def printed(capsys):
    """What the command prints for a line of arguments."""

    def run(line: str) -> str:
        parser = argparse.ArgumentParser()
        power.add_arguments(parser)
        assert power.run(parser.parse_args(line.split())) == 0
        return capsys.readouterr().out

    return run


def test_the_smallest_effect(printed):
    found = json.loads(printed("--design cra2 --rho2 .17 --n 15 --J 20 --json"))
    assert (found["unknown"], found["df"], found["power"], found["J"]) == ("mdes", 18, 0.8, 20)
    assert found["mdes"] == pytest.approx(0.6290064176914, abs=1e-10)
    assert found["ncp"] == pytest.approx(2.962970708231, abs=1e-10)
    assert found["mdes_exact"] < found["mdes"]


def test_the_power(printed):
    found = json.loads(printed("--design cra3 --rho3 .10 --rho2 .08 --n 22 --J 2 --K 40 --es .20 --json"))
    assert (found["unknown"], found["df"]) == ("power", 38)
    assert found["power"] == pytest.approx(0.340351557405, abs=1e-10)


def test_required_clusters_come_rounded_up_with_the_unrounded_beside(printed):
    found = json.loads(printed("--design cra2 --rho2 .17 --n 15 --es .629 --json"))
    assert (found["unknown"], found["J"]) == ("J", 20)
    assert 19.99 < found["J_unrounded"] < 20


def test_a_person_gets_a_table(printed):
    lines = printed("--design cra3 --rho3 .10 --rho2 .08 --n 22 --J 2 --es .20 --one-sided").splitlines()
    assert lines[0] == "cra3, one-sided test at alpha 0.05; effects in standard deviations"
    assert [line.split()[:2] for line in lines if line.startswith(">")] == [[">", "K"]]
    assert any("rounded up from" in line for line in lines)


GRID = "--design cra2 --n 20 --rho2 .1 --surface J=4:40:12 --by es=.1:.3:.1"


def test_a_grid_is_a_table_with_what_is_enough_marked(printed):
    lines = printed(GRID).splitlines()
    assert lines[0] == "power of cra2, two-sided test; n = 20, rho2 = 0.1, alpha = 0.05"
    assert lines[2].split() == ["es", "\\", "J", "4", "16", "28", "40"]
    assert [line.split()[0] for line in lines[3:6]] == ["0.1", "0.2", "0.3"]
    last = json.loads(printed("--design cra2 --n 20 --rho2 .1 --J 40 --es .3 --json"))["power"]
    assert lines[5].split()[-1] == f"{last:.3f}"


def test_a_grid_as_json_has_the_same_numbers_as_the_plans(printed):
    found = json.loads(printed(f"{GRID} --alpha .2 --one-sided --json"))
    assert found["across"] == {"parameter": "J", "values": [4, 16, 28, 40]}
    assert found["down"] == {"parameter": "es", "values": [0.1, 0.2, 0.3]}
    assert found["fixed"] == {"n": 20, "rho2": 0.1, "alpha": 0.2}
    plan = json.loads(printed("--design cra2 --n 20 --rho2 .1 --J 28 --es .2 --alpha .2 --one-sided --json"))
    assert found["cells"][1][2] == {"value": plan["power"], "error": None, "why": None}


def test_a_grid_can_be_like_a_study_and_be_drawn(printed, tmp_path):
    picture = tmp_path / "grid.svg"
    line = "--design cra2 --like germany-maths-grade-4 --n 20 --surface J=2:22:4 --by g2=0:3:1 --language nb"
    told = printed(f"{line} --picture {picture}")
    assert "(arm_without_unit, too_few_units)" not in told
    assert "(too_few_units)" in told
    assert "as in germany-maths-grade-4" in told
    svg = picture.read_text(encoding="utf-8")
    assert "Minste effekt som kan finnes etter J" in svg
    assert "rho2\u00a0=\u00a00,1194" in svg


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("--surface J=20:100:10", "--by"),
        ("--by es=.1:.4:.1", "--surface"),
        ("--picture x.svg", "--surface"),
        ("--surface J=20:100 --by es=.1:.4:.1", "no axis"),
        ("--surface J=100:20:10 --by es=.1:.4:.1", "goes nowhere"),
        ("--surface J=20:100:0 --by es=.1:.4:.1", "goes nowhere"),
        ("--surface J=20:100:10 --by es=.1:.4:.1 --picture x.png", "end in .svg"),
    ],
)
def test_a_grid_that_is_none_is_refused(printed, line, part):
    with pytest.raises(Refusal, match=part):
        printed(f"--design cra2 --n 20 --rho2 .1 {line}")


def test_steps_are_counted_in_decimals():
    assert surface.axis("es=.1:.4:.05").values == (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
    assert surface.axis("J=20:45:10").values == (20, 30, 40)


def test_what_a_design_does_not_have_is_refused(printed):
    with pytest.raises(TrialError, match="'rho3'"):
        printed("--design cra2 --rho2 .17 --rho3 .1 --n 15 --J 20")


def test_every_parameter_of_every_design_has_its_flag():
    assert set(power.PARAMETERS) == {name for design in DESIGNS.values() for name in design.defaults}


def test_every_value_on_the_shelf_is_printed_with_its_source(printed):
    told, plain = printed("--defaults"), json.loads(printed("--defaults --json"))
    rows = shelf.planning_values()
    assert [one["id"] for one in plain] == list(rows)
    for row in rows.values():
        assert f"{row.id}   {row.country}{', foreign' if row.foreign else ''}\n" in told
        assert row.source.work in told
    assert {one["country"] for one in plain if not one["foreign"]} == {"NO"}


def test_a_plan_like_a_study_is_the_plan_with_its_numbers(printed):
    sizes = "--design cra2 --n 40 --J 40 --json"
    like = json.loads(printed(f"{sizes} --like germany-maths-grade-4"))
    by_hand = json.loads(printed(f"{sizes} --rho2 .1194 --r21 .4031 --r22 .6395"))
    said = [like.pop("notes"), by_hand.pop("notes")]
    assert (like.pop("like"), by_hand.pop("like")) == ("germany-maths-grade-4", None)
    assert like == by_hand
    assert "rho2 = 0.1194, r21 = 0.4031, r22 = 0.6395 as in germany-maths-grade-4" in said[0][0]
    assert "foreign" in said[0][0]
    assert "degree of freedom" in said[0][1]
    assert said[1] == []


def test_what_is_given_counts_more_and_is_said(printed):
    told = printed("--design cra2 --n 40 --J 40 --like norway-maths-grades-4-5 --rho2 .05 --r22 .5")
    assert "rho2 = 0.05 as given, not 0.078 of norway-maths-grades-4-5." in told
    assert "foreign" not in told
    assert "  rho2        0.05\n" in told


def test_values_that_are_not_there_are_refused(printed):
    with pytest.raises(Refusal, match="--defaults"):
        printed("--design cra2 --n 40 --J 40 --like nowhere")
