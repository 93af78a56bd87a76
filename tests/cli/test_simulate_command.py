"""`laget simulate`: what it prints for a person and as JSON, on one worker and on two, and what it refuses."""

from __future__ import annotations

import json

import pytest

from laget import cli
from laget.cli import simulate

TRIAL = """
design:
  trial: pilot
  school: school
  unit: school
  interference: school
  arms: [{id: usual}, {id: team}]
  method: {name: stratified, strata: [county]}
estimand:
  outcome: reading_after
  treatment: arm
  reference: usual
  arms: [team]
  whom: all pupils enrolled when the lots are released
  when: after one school year
estimator:
  name: mixed
  levels: [class, school]
  covariates: [reading]
  blocks: county
suppose:
  levels:
    - {name: pupil, count: 12, lost: 0.1, lost_by_arm: {team: 0.05}}
    - {name: class, sizes: [1, 2, 3], icc: 0.05}
    - {name: school, count: 16, icc: 0.1}
  covariates:
    - {name: reading, explains: {pupil: 0.3, school: 0.5}}
  strata:
    - {name: county, level: school, count: 2, explains: 0.1}
  effects: {team: 0.5}
"""
SLOW = TRIAL.replace("  blocks: county\n", "  blocks: county\n  inference: cr2-mixed\n")


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """The exit code, stdout and stderr of the command for a file and a line of arguments."""
    monkeypatch.setattr(cli, "COMMANDS", ("simulate",))

    def run(trial: str, line: str = "") -> tuple[int, str, str]:
        file = tmp_path / "trial.yaml"
        file.write_text(trial, encoding="utf-8")
        code = cli.main(["simulate", str(file), *line.split()])
        return code, *capsys.readouterr()

    return run


def test_json_has_every_figure_with_its_error(told):
    code, out, err = told(TRIAL, "--times 300 --seed 7 --json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert (found["times"], found["answered"], found["seed"], found["refused"]) == (300, 300, 7, {})
    (effect,) = found["effects"]
    for name in ("power", "type_one", "coverage", "bias", "sd", "se"):
        assert set(effect[name]) == {"value", "error"}
    assert 0.5 < effect["power"]["value"] < 1
    assert (effect["formula"]["design"], effect["formula"]["K"], effect["formula"]["g3"]) == ("cra3", 16, 2)
    assert set(found["at_zero"]) == {"class", "school"}
    assert found["seconds"] > 0


def test_a_person_gets_a_table(told):
    _, out, _ = told(TRIAL, "--times 300 --seed 7")
    lines = out.splitlines()
    assert lines[0].startswith("pilot: 300 trials simulated with seed 7 in ")
    assert "team against usual, true effect 0.5" in lines
    shown = [line.split()[0] for line in lines if line.startswith("  ") and line.strip() and line[2] not in " -T"]
    assert shown == ["power", "type", "coverage", "bias", "sd", "se", "df", "formula"]


def test_the_seed_decides(told):
    def effects(line):
        return json.loads(told(TRIAL, f"--times 100 --json {line}")[1])["effects"]

    assert effects("--seed 1") == effects("--seed 1")
    assert effects("--seed 1") != effects("--seed 2")
    assert effects("--seed 1") != effects("--seed 1 --pupils")


def test_two_workers_find_what_one_finds(told):
    """Two batches, since each trial here is answered on its own."""
    one, two = (json.loads(told(SLOW, f"--times 40 --json --workers {count}")[1]) for count in (1, 2))
    assert one.pop("seconds") > 0 < two.pop("seconds")
    assert one == two


def test_power_over_a_grid(told, tmp_path):
    picture = tmp_path / "grid.svg"
    line = "--times 200 --surface K=10:30:10 --by es=.2:1:.4"
    found = json.loads(told(TRIAL, f"{line} --json --picture {picture}")[1])
    cells = [[cell["value"] for cell in row] for row in found["cells"]]
    assert found["trials"] == 200
    assert cells[0][0] < cells[1][0] < cells[2][0]
    assert cells[1][0] < cells[1][2]
    assert all(cell["error"] <= 0.5 / 200**0.5 for row in found["cells"] for cell in row)
    assert "<svg" in picture.read_text(encoding="utf-8")
    lines = told(TRIAL, line)[1].splitlines()
    assert lines[2].split() == ["es", "\\", "K", "10", "20", "30"]
    assert lines[-1].startswith("200 trials in each cell")


@pytest.mark.parametrize(
    ("trial", "line", "says"),
    [
        (TRIAL.replace("icc: 0.1}", "ick: 0.1}"), "", "ick"),
        (TRIAL.replace("county: ", "x: ").replace("name: county", "name: region"), "", "'county'"),
        (TRIAL.split("suppose:", maxsplit=1)[0], "", "suppose"),
        (TRIAL, "--seed -1", "seed is -1"),
        (TRIAL, "--workers 0", "0 workers"),
        (TRIAL, "--times 1", "1 trials"),
        (TRIAL, "--surface K=10:30:10", "--by"),
        (TRIAL, "--surface K=10:30:10 --by g3=1:2:1", "'g3'"),
        (TRIAL, "--cluster tcp://127.0.0.1:1", "tcp://127.0.0.1:1"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(told, monkeypatch, trial, line, says):
    monkeypatch.setattr(simulate, "PATIENCE", 0.3)
    code, out, err = told(trial, line)
    assert (code, out) == (2, "")
    assert err.startswith("laget: ")
    assert err.count("\n") == 1
    assert says in err
