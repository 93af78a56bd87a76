"""Power, smallest effects and required units against PowerUpR, R's noncentral t and CRTSize."""

import json
from pathlib import Path

import pytest

from laget.trial.noncentral_t import TTest
from laget.trial.power import power_plan

# R's own noncentral t is good to about 1e-12; the rest is the same arithmetic in another order.
CLOSE = 1e-10
FIGURES = json.loads((Path(__file__).parent / "power.json").read_text(encoding="utf-8"))
ROWS = FIGURES["powerupr"]


def asked(row):
    """Our plan of a row: the same names, but for the direction of the test."""
    arguments = dict(row["arguments"])
    one_sided = not arguments.pop("two.tailed", True)
    return power_plan(design=row["function"].partition(".")[2], one_sided=one_sided, **arguments)


def named(row):
    return " ".join([row["function"], *(f"{name}={value}" for name, value in row["arguments"].items())])


@pytest.mark.parametrize("row", [row for row in ROWS if "mdes" in row], ids=named)
def test_the_smallest_effect(row):
    plan = asked(row)
    assert [plan.mdes, plan.low, plan.high] == pytest.approx(row["mdes"], rel=0, abs=CLOSE)
    assert (plan.unknown, plan.df, plan.ncp) == ("mdes", row["df"], pytest.approx(row["ncp"], rel=0, abs=CLOSE))


@pytest.mark.parametrize("row", [row for row in ROWS if "power" in row], ids=named)
def test_the_power(row):
    plan = asked(row)
    assert plan.power == pytest.approx(row["power"], rel=0, abs=CLOSE)
    assert (plan.unknown, plan.df, plan.ncp) == ("power", row["df"], pytest.approx(row["ncp"], rel=0, abs=CLOSE))


@pytest.mark.parametrize("row", [row for row in ROWS if "units" in row], ids=named)
def test_the_required_units(row):
    """PowerUpR rounds to the nearest, from a search that stops within 0.10; we round up, from the noncentral t."""
    plan = asked(row)
    assert plan.unrounded == pytest.approx(row["units"], abs=0.6)
    assert plan.parameters[plan.unknown] - row["units"] in (0, 1)


def test_the_required_clusters_of_the_documentation():
    row = next(row for row in ROWS if row["function"] == "mrss.cra2")
    assert asked(row).parameters["J"] == row["units"] == 20
    # PowerUpR leaves df and the multiplier where its search stopped, at 19.95 clusters.
    stopped = power_plan(design="cra2", rho2=0.17, n=15, J=row["df"] + 2)
    assert stopped.ncp == pytest.approx(row["ncp"], rel=0, abs=CLOSE)


@pytest.mark.parametrize("row", FIGURES["two_sided_power_of_t"], ids=str)
def test_the_noncentral_t(row):
    test = TTest(df=row["df"], alpha=0.05, one_sided=False)
    assert test.power(row["ncp"]) == pytest.approx(row["power"], rel=0, abs=CLOSE)


def test_crtsize_asks_for_as_many_clusters():
    """Its search stops within 1, and lands a hundredth from the root; what a person is told is the same."""
    row = FIGURES["crtsize"]
    es = row["delta"] / row["variance"] ** 0.5
    plan = power_plan(design="cra2", rho2=row["icc"], n=row["size"], es=es)
    assert plan.unrounded / 2 == pytest.approx(row["per_arm"], abs=0.01)
    assert plan.parameters["J"] == 32
