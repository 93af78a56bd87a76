"""Lots from the command line: drawn, committed to and checked, and what is refused in one sentence."""

from __future__ import annotations

import json
import stat
import sys
from io import StringIO
from pathlib import Path

import pytest

from laget import cli
from laget.pictures.numbers import decimal

SCHOOLS = """skole,ppt,kommune,elever,lesing
"Ås, gamle",ppt 1,Ål,120,48.5
Bø,ppt 1,Ål,310,51.0
Çà,ppt 2,Ål,95,47.25
Dal,ppt 2,Ål,280,52.5
Elv,ppt 3,Ørsta,430,49.0
Fjell,ppt 3,Ørsta,150,50.5
Gård,ppt 4,Ørsta,220,46.0
Hav,ppt 4,Ørsta,90,53.0
"""
DESIGN = """estimand:
  outcome: lesing_etter
  treatment: gruppe
  reference: "som før, inntil videre"
  arms: [laget]
  whom: alle elever ved skolene når loddene åpnes
  when: etter ett skoleår
estimator: {name: mixed, levels: [klasse, skole], covariates: [lesing]}
design:
  trial: pilot
  school: skole
  unit: skole
  interference: skole
  arms:
    - {id: laget}
    - {id: "som før, inntil videre"}
  method:
    name: constrained
    covariates: [elever, lesing]
    strata: [kommune]
    keep: 0.5
    limits:
      - {covariate: elever, most: 1.5}
"""

PAIRED = DESIGN[: DESIGN.index("method:")] + "method: {name: pairs, covariates: [elever, lesing]}\n"
COMPLETE = DESIGN[: DESIGN.index("method:")] + "method: {name: complete}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with schools and a design, and a command line that knows these commands."""
    (tmp_path / "schools.csv").write_text(SCHOOLS, encoding="utf-8")
    (tmp_path / "design.yaml").write_text(DESIGN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "COMMANDS", ("draw", "verify"))
    return tmp_path


def draw(*arguments: str, design: str = "design.yaml", schools: str = "schools.csv") -> int:
    return cli.main(["draw", schools, "--design", design, *arguments])


def refused(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("laget: ")
    assert told.err.count("\n") == 1
    return told.err


def test_a_draw_is_told_and_sealed_and_holds(here, capsys):
    assert draw("--seal", "seal.json", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(told["arms"].values()) == ["laget"] * 4 + ["som før, inntil videre"] * 4
    assert told["probabilities"]["Ås, gamle"] == {"laget": 0.5, "som før, inntil videre": 0.5}
    assert [row["term"] for row in told["balance"]] == ["elever", "lesing", "kommuneÅl", "kommuneØrsta"]
    assert cli.main(["verify", "seal.json", "--json"]) == 0
    checked = json.loads(capsys.readouterr().out)
    assert (checked["holds"], checked["arms"]) == (True, told["arms"])


def test_a_person_can_read_it(here, capsys):
    assert draw("--seal", "seal.json") == 0
    told = capsys.readouterr().out
    assert "Ås, gamle" in told
    assert "units: laget 4, som før, inntil videre 4" in told
    assert "equally likely allocations" in told
    assert cli.main(["verify", "seal.json"]) == 0
    assert "holds. pilot, 8 units" in capsys.readouterr().out


def test_a_draw_that_is_committed_to_first(here, capsys):
    (here / "design.yaml").write_text(DESIGN + '  public_value: "drand, round 4242"\n', encoding="utf-8")
    assert draw("--commit", "commitment.json", "--secret", "secret") == 0
    assert "nothing is drawn" in capsys.readouterr().out
    assert stat.S_IMODE((here / "secret").stat().st_mode) == 0o600
    published = json.loads((here / "commitment.json").read_text(encoding="utf-8"))["sha256"]
    secret = (here / "secret").read_text(encoding="ascii").strip()
    assert secret not in (here / "commitment.json").read_text(encoding="utf-8")

    assert draw("--seal", "seal.json", "--secret", "secret", "--value", "9f86d0") == 0
    again = draw("--seal", "again.json", "--secret", "secret", "--value", "9f86d0")
    assert again == 0
    assert (here / "seal.json").read_bytes() == (here / "again.json").read_bytes()
    capsys.readouterr()
    assert cli.main(["verify", "seal.json", "--published", published]) == 0
    assert "It is the draw that was committed to." in capsys.readouterr().out
    assert cli.main(["verify", "seal.json", "--published", "0" * 64]) == 1
    assert "does not hold. The commitment that was published" in capsys.readouterr().out


def test_the_order_of_the_rows_does_not_matter(here, capsys):
    heading, *rows = SCHOOLS.splitlines()
    (here / "turned.csv").write_text("\n".join([heading, *reversed(rows)]), encoding="utf-8")
    assert draw("--commit", "commitment.json", "--secret", "secret") == 0
    assert draw("--seal", "one.json", "--secret", "secret") == 0
    assert draw("--seal", "other.json", "--secret", "secret", schools="turned.csv") == 0
    assert (here / "one.json").read_bytes() == (here / "other.json").read_bytes()


def test_the_balance_is_drawn_the_same_by_the_draw_and_by_who_checks_it(here, capsys):
    assert draw("--seal", "seal.json", "--picture", "one.svg", "--language", "nb", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert cli.main(["verify", "seal.json", "--picture", "other.svg", "--language", "nb"]) == 0
    svg = (here / "one.svg").read_text(encoding="utf-8")
    assert svg == (here / "other.svg").read_text(encoding="utf-8")
    pupils = told["balance"][0]["differences"]["som før, inntil videre"]
    assert f"elever: som før, inntil videre minus laget {decimal(pupils, places=2, language='nb')}. Tillatt" in svg
    assert "kommune: Ørsta" in svg


@pytest.mark.parametrize(
    ("arguments", "design", "part"),
    [
        (["--seal", "seal.json", "--picture", "one.png"], DESIGN, "end in .svg"),
        (["--seal", "seal.json", "--picture", "there.svg"], DESIGN, "never written over"),
        (["--seal", "seal.json", "--picture", "one.svg"], COMPLETE, "no balance to draw"),
        (["--commit", "seal.json", "--secret", "secret", "--picture", "one.svg"], DESIGN, "nothing is drawn yet"),
    ],
)
def test_a_picture_that_cannot_be_is_refused_before_lots_are_drawn(here, capsys, arguments, design, part):
    (here / "there.svg").write_text("mine", encoding="utf-8")
    (here / "design.yaml").write_text(design, encoding="utf-8")
    assert draw(*arguments) == 2
    assert part in refused(capsys)
    assert not (here / "seal.json").exists()
    assert (here / "there.svg").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("as_json", [False, True])
def test_a_changed_seal_does_not_hold(here, capsys, as_json):
    assert draw("--seal", "seal.json") == 0
    capsys.readouterr()
    file = (here / "seal.json").read_bytes()
    (here / "seal.json").write_bytes(file.replace(b'"pilot"', b'"pilat"'))
    assert cli.main(["verify", "seal.json", *(["--json"] if as_json else [])]) == 1
    told = capsys.readouterr().out
    assert json.loads(told)["code"] == "seal_broken" if as_json else "does not hold" in told


def test_a_seal_is_never_written_over(here, capsys):
    assert draw("--seal", "seal.json") == 0
    before = (here / "seal.json").read_bytes()
    capsys.readouterr()
    assert draw("--seal", "seal.json") == 2
    assert "never written over" in refused(capsys)
    assert (here / "seal.json").read_bytes() == before


@pytest.mark.parametrize(
    ("design", "parts"),
    [
        (DESIGN.replace("  arms:\n", "  arm:\n"), ["design.yaml:14", "arms"]),
        (DESIGN.replace("pilot", "pilot\n  trial: twice"), ["design.yaml:11", "twice"]),
        (DESIGN.replace("unit: skole", "unit: 7"), ["design.yaml:12", "should be text"]),
        (DESIGN.replace("interference: skole", "interference: ppt"), ["'ppt 3'", "unit: ppt"]),
        (DESIGN.replace("elever", "antall"), ["schools.csv", "'antall'"]),
        (DESIGN.replace("keep: 0.5", "keep: 5"), ["share to keep is 5"]),
        (DESIGN + "  public_value: lotto\n", ["--commit"]),
        (DESIGN.replace("arms: [laget]", "arms: [lag]"), ["'lag'", "som før"]),
        (DESIGN.replace("levels: [klasse, skole]", "levels: [klasse]"), ["'klasse'", "judge by 'skole'"]),
        (DESIGN.replace("name: mixed", "name: blandet"), ["design.yaml:8", "mixed"]),
        ("- just\n- a list\n", ["design.yaml:1"]),
    ],
)
def test_a_design_that_cannot_be_used(here, capsys, design, parts):
    (here / "design.yaml").write_text(design, encoding="utf-8")
    assert draw("--seal", "seal.json") == 2
    says = refused(capsys)
    assert all(part in says for part in parts), says
    assert not (here / "seal.json").exists()


@pytest.mark.parametrize(
    ("schools", "parts"),
    [
        (SCHOOLS + "Bø,ppt 1,Ål,310,51.0\n", ["'Bø'", "two rows"]),
        (SCHOOLS.replace("310", ""), ["schools.csv, line 3", "'elever'"]),
        (SCHOOLS.replace("310", "NaN"), ["schools.csv, line 3", "'elever'"]),
        (SCHOOLS.replace("310", "inf"), ["schools.csv", "'elever' is numbers but for 'inf'"]),
        (SCHOOLS.replace("Ørsta", "Ål", 3), ["kommune Ørsta", "units: 1"]),
    ],
)
def test_schools_that_cannot_be_used(here, capsys, schools, parts):
    (here / "schools.csv").write_text(schools, encoding="utf-8")
    assert draw("--seal", "seal.json") == 2
    says = refused(capsys)
    assert all(part in says for part in parts), says


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--commit", "commitment.json"], "--secret"),
        (["--seal", "seal.json", "--value", "9f86d0"], "names the public value ''"),
        (["--seal", "seal.json", "--secret", "gone"], "gone cannot be read"),
        (["--seal", "seal.json", "--secret", "design.yaml"], "holds no secret"),
        (["--seal", "gone/seal.json"], "cannot be written"),
    ],
)
def test_what_is_asked_for_wrongly(here, capsys, arguments, part):
    assert draw(*arguments) == 2
    assert part in refused(capsys)
    assert not (here / "seal.json").exists()


def test_files_that_are_not_there(here, capsys):
    assert draw("--seal", "seal.json", design="gone.yaml") == 2
    assert "gone.yaml cannot be read" in refused(capsys)
    assert draw("--seal", "seal.json", schools="gone.csv") == 2
    assert "gone.csv cannot be read" in refused(capsys)
    assert cli.main(["verify", "gone.json"]) == 2
    assert "gone.json cannot be read" in refused(capsys)


class Terminal(StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_pairing_says_on_a_terminal_how_far_it_has_come(here, monkeypatch, capsys):
    (here / "design.yaml").write_text(PAIRED, encoding="utf-8")
    told = Terminal()
    monkeypatch.setattr("sys.stderr", told)
    assert cli.main(["draw", "schools.csv", "--design", "design.yaml", "--seal", "seal.json"]) == 0
    wiped = "\r\x1b[K"
    first = "".join(f"\r{done} of 4 pairs" for done in range(1, 4))
    again = "".join(f"\r{done} of 4 pairs drawn again" for done in range(1, 4))
    assert told.getvalue() == first + wiped + again + wiped
    assert "of 4 pairs" not in capsys.readouterr().out
    monkeypatch.setattr("sys.stderr", StringIO())
    assert cli.main(["verify", "seal.json"]) == 0
    assert not sys.stderr.getvalue()
