"""`laget permute`: the contract's JSON, a table for a person, and what it refuses."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pyarrow
import pytest
from pyarrow import parquet

from laget import cli
from laget.cli import permute
from laget.frames.csv_file import read_csv
from laget.refusal import Refusal
from laget.trial.seal import verify

SCORES = (12, 15, 9, 20, 11, 8, 7, 10)
ASKED = "--outcome score --treatment arm --reference without --cluster school"


@pytest.fixture
def printed(capsys, tmp_path):
    """What the command prints for eight schools of two pupils, the first four with the treatment."""
    rows = [
        f"{school},{school // 2},{school % 2},{school % 4},{'with' if school < 4 else 'without'},{score + turn},{turn}"
        for school, score in enumerate(SCORES)
        for turn in (-1, 1)
    ]
    data = tmp_path / "schools.csv"
    data.write_text("\n".join(["school,next,parity,pair,arm,score,turn", *rows]), encoding="utf-8")

    def run(line: str, file: str | None = None) -> str:
        parser = argparse.ArgumentParser()
        permute.add_arguments(parser)
        assert permute.run(parser.parse_args([file or str(data), *line.split()])) == 0
        return capsys.readouterr().out

    return run


def test_the_contract(printed):
    found = json.loads(printed(f"{ASKED} --covariates turn --exact --json"))
    assert (found["estimate"], found["draws"], found["exact"]) == (pytest.approx(5), 70, True)
    assert found["p"] == pytest.approx(8 / 70)
    assert found["low"] < 0 < found["high"]
    assert found["space"] == 70
    assert found["lots"] == {
        "says": "70 ways to draw 4 of 8 units",
        "kind": "complete",
        "units": 8,
        "treated": 4,
        "strata": 1,
        "log10_space": pytest.approx(1.845098),
    }


def test_draws_come_from_the_seed(printed):
    found, again, other = (json.loads(printed(f"{ASKED} --draws 40 --seed {seed} --json")) for seed in (1, 1, 2))
    assert found == again != other
    assert (found["draws"], found["exact"]) == (40, False)
    assert found["p_error"] > 0


@pytest.mark.parametrize(
    ("within", "kind", "size"), [("--pairs pair", "paired", 16), ("--strata parity", "stratified", 36)]
)
def test_lots_within(printed, within, kind, size):
    found = json.loads(printed(f"{ASKED} {within} --json"))
    assert (found["lots"]["kind"], found["space"], found["draws"]) == (kind, size, size)


def test_an_interval_without_an_end_is_null(printed):
    found = json.loads(printed(f"{ASKED} --pairs pair --json"))
    assert (found["low"], found["high"], len(found["notes"])) == (None, None, 1)


def test_columns_that_nobody_asked_for_show_what_the_lots_were_drawn_between(printed, tmp_path):
    rows = [
        f"{one},{one // 3},{'' if one else 'ill'},{'with' if one < 18 else 'without'},{one % 5 + pupil}"
        for one in range(36)
        for pupil in (0, 2)
    ]
    data = tmp_path / "classes.csv"
    data.write_text("\n".join(["class,school,note,arm,score", *rows]), encoding="utf-8")
    asked = ASKED.replace("--cluster school", "--cluster class")
    csv = json.loads(printed(f"{asked} --draws 99 --json", str(data)))
    assert "lots were drawn between 'school'" in csv["notes"][0]
    whole = ("class", "school", "arm", "score")
    read = read_csv(data.read_bytes(), name="", columns=whole)
    table = {name: list(values) for name, values in read.items()}
    parquet.write_table(pyarrow.table(table | {"note": [None] * 72}), tmp_path / "classes.parquet")
    assert json.loads(printed(f"{asked} --draws 99 --json", str(tmp_path / "classes.parquet"))) == csv
    between = asked.replace("--cluster class", "--cluster school")
    assert json.loads(printed(f"{between} --draws 99 --json", str(data)))["notes"] == []


def test_parquet_gives_what_csv_gives(printed, tmp_path):
    csv = printed(f"{ASKED} --json")
    table = {name: list(values) for name, values in read_csv((tmp_path / "schools.csv").read_bytes(), name="").items()}
    parquet.write_table(pyarrow.table(table), tmp_path / "schools.parquet")
    assert printed(f"{ASKED} --json", str(tmp_path / "schools.parquet")) == csv


def test_a_small_p_is_never_called_zero(printed, tmp_path):
    """Two arms of seven schools that do not overlap: 2 of 3,432 allocations are as far apart."""
    rows = [f"{school},{'with' if school < 7 else 'without'},{50 * (school < 7) + school}" for school in range(14)]
    data = tmp_path / "fourteen.csv"
    data.write_text("\n".join(["school,arm,score", *rows]), encoding="utf-8")
    assert "<0.001" in printed(ASKED, str(data))
    assert json.loads(printed(f"{ASKED} --json", str(data)))["p"] == pytest.approx(2 / 3432)


def test_a_person_gets_a_table(printed):
    lines = printed(ASKED).splitlines()
    assert lines[:2] == ["score, effect of armwith", "70 ways to draw 4 of 8 units; all of them"]
    assert lines[3].split() == ["estimate", "5.0000"]
    assert "Monte Carlo error" in printed(f"{ASKED} --draws 40")


@pytest.mark.parametrize(
    ("line", "file", "code"),
    [
        (ASKED, "nowhere.csv", "no_such_data"),
        (ASKED, "schools.parquet", "no_such_data"),
        (f"{ASKED} --seed -1", None, "bad_seed"),
        (f"{ASKED} --pairs next", None, "not_a_pair"),
        (f"{ASKED} --covariates height", None, "missing_column"),
    ],
)
def test_what_it_refuses(printed, line, file, code):
    with pytest.raises(Refusal) as caught:
        printed(line, file)
    assert caught.value.code == code


DECLARED = """
design:
  trial: pilot
  school: school
  unit: school
  interference: school
  arms: [{{id: laget}}, {{id: som før}}]
  method: {method}
estimand:
  outcome: score
  treatment: arm
  reference: som før
  arms: [laget]
  whom: alle elever ved skolene når loddene åpnes
  when: etter ett skoleår
estimator: {{name: regression, cluster: school}}
"""
SIZES = (90, 120, 150, 210, 260, 310, 380, 430)


def sealed(folder: Path, method: str) -> tuple[str, str]:
    """A draw of eight schools by ``method``, and a file with a score for each school in the arm it got."""
    schools = "".join(f"s{place},{size},{'nord' if place % 2 else 'sør'}\n" for place, size in enumerate(SIZES))
    (folder / "eight.csv").write_text(f"school,pupils,part\n{schools}", encoding="utf-8")
    (folder / "trial.yaml").write_text(DECLARED.format(method=method), encoding="utf-8")
    design, seal = str(folder / "trial.yaml"), folder / "seal.json"
    assert cli.main(["draw", str(folder / "eight.csv"), "--design", design, "--seal", str(seal)]) == 0
    arms = json.loads(seal.read_text(encoding="utf-8"))["result"]["schools"]
    better = {"laget": 70, "som før": 0}
    rows = [f"{school},{arm},{size + better[arm]}" for (school, arm), size in zip(arms.items(), SIZES, strict=True)]
    (folder / "scores.csv").write_text("\n".join(["school,arm,score", *rows]), encoding="utf-8")
    return str(folder / "scores.csv"), str(seal)


def test_a_sealed_draw_is_tested_by_its_own_lots(capsys, tmp_path):
    """A constrained draw had fewer allocations than the schools allow, and p counts among those alone."""
    data, seal = sealed(tmp_path, "{name: constrained, covariates: [pupils], keep: 0.3}")
    space = verify(Path(seal).read_bytes()).draw.space
    capsys.readouterr()
    assert cli.main(["permute", data, "--seal", seal, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["space"], found["draws"], found["exact"]) == (space.size, space.size, True)
    assert found["lots"]["kind"] == "listed"
    assert space.size < 70

    table = read_csv(Path(data).read_bytes(), name="")
    score, drawn = table["score"], np.where(table["arm"] == "laget", 0, 1)

    def t(arms):
        treated, control = score[arms == 0], score[arms == 1]
        # The cluster-robust t of least squares (CR0), which without covariates is the test's.
        variance = sum(((arm - arm.mean()) ** 2).sum() / arm.size**2 for arm in (treated, control))
        return abs(treated.mean() - control.mean()) / variance**0.5

    at_least = [t(arms) >= t(drawn) - 1e-9 for arms in space.allocations.T]
    assert found["p"] == pytest.approx(np.mean(at_least))
    by_hand = ("--outcome", "score", "--treatment", "arm", "--cluster", "school")
    assert cli.main(["permute", data, *by_hand, "--exact", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["space"] == 70


def test_minimised_lots_are_drawn_over_again(capsys, tmp_path):
    data, seal = sealed(tmp_path, "{name: minimised, factors: [part], probability: 1.0}")
    capsys.readouterr()
    assert cli.main(["permute", data, "--seal", seal, "--draws", "200", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["lots"]["kind"], found["draws"], found["exact"]) == ("sampled", 200, False)
    assert 0 < found["p"] <= 1


def test_a_seal_takes_no_other_wishes(capsys, tmp_path):
    data, seal = sealed(tmp_path, "{name: complete}")
    assert cli.main(["permute", data, "--seal", seal, "--covariates", "pupils"]) == 2
    assert "leave out --covariates" in capsys.readouterr().err


def test_nothing_is_asked(capsys, tmp_path):
    assert cli.main(["permute", "schools.csv", "--outcome", "score"]) == 2
    assert "--cluster" in capsys.readouterr().err
