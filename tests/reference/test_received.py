"""Two-stage least squares against AER's ivreg, clubSandwich, and an inversion by halving (``received.R``)."""

import json
from math import inf
from pathlib import Path

import pytest

from laget.frames.csv_file import read_csv
from laget.trial.instrumental_fit import InstrumentalFit, fit_instrumental

HERE = Path(__file__).parent
THEIRS = json.loads((HERE / "received.json").read_text(encoding="utf-8"))
CASES = [case for case in THEIRS if case != "n"]


@pytest.fixture(scope="module")
def made():
    return read_csv((HERE / "received_made.csv").read_bytes(), name="received_made.csv")


def fitted(made, case, **changes) -> InstrumentalFit:
    asked = THEIRS[case]
    return fit_instrumental(
        columns=made, outcome="score", treatment="arm", received=asked["received"], reference="usual",
        blocks="municipality" if "municipality" in asked["rest"] else None, cluster="school", alpha=asked["alpha"],
        covariates=("baseline",) if "baseline" in asked["rest"] else (), **changes,
    )  # fmt: skip


@pytest.mark.parametrize("inference", ["cr2", "cr1s"])
@pytest.mark.parametrize("case", CASES)
def test_both_stages(made, case, inference):
    fit = fitted(made, case, inference=inference)
    assert fit.n == THEIRS["n"]
    for theirs, ours in (("iv", fit.coefficients), ("first", [fit.first_stage])):
        figures = THEIRS[case][theirs]
        for one in ours:
            df = figures[inference]["df"] if inference == "cr1s" else figures[inference]["df"][one.term]
            assert one.estimate == pytest.approx(figures["estimate"][one.term], rel=1e-6)
            assert one.se == pytest.approx(figures[inference]["se"][one.term], rel=1e-6)
            assert one.df == pytest.approx(df, rel=1e-4)
    assert fit.f == pytest.approx(fit.first_stage.t**2)


@pytest.mark.parametrize("case", CASES)
def test_anderson_rubin_is_the_test_inverted(made, case):
    theirs = THEIRS[case]["anderson_rubin"]
    turns = theirs["turns"]
    expected = [-inf, *turns, inf] if theirs["below"] else turns
    ends = [end for stretch in fitted(made, case).anderson_rubin for end in stretch]
    assert ends == pytest.approx(expected, rel=1e-6)


def test_weak_instruments_are_said_to_be_so(made):
    weak, strong = fitted(made, "weak"), fitted(made, "one_sided")
    assert any("no end" in note for note in weak.notes)
    assert any("moved 'faint' little" in note for note in weak.notes)
    assert not any("little" in note or "no end" in note for note in strong.notes)
    assert any("one-sided: 0% of the reference arm" in note for note in strong.notes)
    assert any("two-sided" in note for note in weak.notes)
    assert any("a dose" in note for note in fitted(made, "dose").notes)
