"""The benchmarks run: ours alone, on little data, and without a clock in any assertion."""

import sys
from importlib import import_module
from math import isfinite

import pytest
from bench.run import BENCHMARKS, goals, run, table

from laget.trial.mixed_model import fit_mixed

ROOMS = {name: import_module(f"bench.{name}") for name in BENCHMARKS}
EVERY_CASE = [(name, case) for name, room in ROOMS.items() for case in room.CASES]


@pytest.mark.parametrize(("name", "case"), EVERY_CASE)
def test_ours_finds_every_figure_on_little_data(name, case):
    room = ROOMS[name]
    found = room.TOOLS["laget"](case, room.CASES[case](tiny=True))()
    assert list(found) == list(room.FIGURES)
    assert all(isfinite(value) for value in found.values())


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_goal_belongs_to_a_case(name):
    room = ROOMS[name]
    assert {*room.GOALS, *getattr(room, "MEGABYTES", {})} <= set(room.CASES)


def test_the_national_fit_is_the_mixed_model():
    room = ROOMS["national_fit"]
    columns = room.CASES["ids and arms in text"](tiny=True)
    fit = fit_mixed(
        columns=columns,
        outcome="score",
        treatment="treated",
        covariates=("pre", "girl", "immigrant", "ses", "school_ses"),
        levels=("class", "school"),
        inference="satterthwaite",
    )
    found = room.TOOLS["laget"]("ids and arms in text", columns)()
    one = fit.coefficient("treatedteam")
    assert (found["treatment"], found["SE"], found["df (observed)"]) == (one.estimate, one.se, one.df)


def test_the_order_of_rows_and_text_for_numbers_change_no_figure():
    room = ROOMS["national_fit"]
    cases = ["ids pre-coded", "ids and arms in text", "pre-coded, rows shuffled", "text, rows shuffled"]
    coded, *others = (room.TOOLS["laget"](case, room.CASES[case](tiny=True))() for case in cases)
    for other in others:
        assert {name: abs(value) for name, value in other.items()} == pytest.approx(
            {name: abs(value) for name, value in coded.items()}, rel=1e-8
        )


def test_a_run_of_its_own_tells_what_it_cost():
    told = run("constrained_lots", "100,000 candidates", "laget", sys.executable, limit=60, seconds=0)
    assert told["figures"]["treated"] == 20
    assert len(told["cpu"]) == len(told["wall"]) >= 1


def test_who_fails_and_who_takes_too_long_is_told():
    failed = run("constrained_lots", "100,000 candidates", "no_such_tool", sys.executable, limit=60)
    assert "no_such_tool" in failed["failed"]
    slow = run("constrained_lots", "100,000 candidates", "laget", sys.executable, limit=0.01)
    assert slow == {"failed": "given up after 0.01 s"}
    head, _, ours, other = table(
        {"laget": {"cpu": [0.5], "wall": [0.5], "peak": None, "figures": {"p": 0.25}}, "other": slow}, ("p", "df")
    )
    assert head.startswith("| tool | CPU s | times ours |")
    assert ours == "| laget | 0.5000 | 1 | 0.5000 | 1 | – | 0.25 | – |"
    assert other.startswith("| other | given up after 0.01 s |")
    assert len({line.count("|") for line in (head, ours, other)}) == 1


def test_a_goal_is_met_or_not():
    room = ROOMS["national_fit"]
    met = {"cpu": [0.01, 0.05, 9.0], "peak": 25.0}
    assert list(goals(room, "ids pre-coded", met)) == ["", "Goal: 0.05 s. Met.", "", "Goal: 25 MB. Met."]
    missed = {"cpu": [0.06], "peak": None}
    assert list(goals(room, "ids pre-coded", missed)) == ["", "Goal: 0.05 s. Not met."]
    assert list(goals(room, "random slope by school", met)) == []
