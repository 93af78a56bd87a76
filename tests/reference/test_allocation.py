"""Constrained allocation against cvcrand, and minimisation against Minirand (``allocation.R``)."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from laget.trial.allocate import allocate
from laget.trial.allocation_design import AllocationDesign, Arm, Constrained, Limit, Minimised
from laget.trial.frame import frame_of
from laget.trial.philox import Words

# Draws of minimisation, and how many standard errors a share of them may be off: one test in a million.
TIMES, ERRORS = 20_000, 5

FIGURES = json.loads((Path(__file__).parent / "allocation.json").read_text(encoding="utf-8"))
SCHOOLS = {name: np.array(values, dtype=float) for name, values in FIGURES["schools"].items()}
FACTORS = {name: np.array(values, dtype=float) for name, values in FIGURES["minimised"]["factors"].items()}


def draw(columns, method, arms):
    ids = np.array([f"{number:02d}" for number in range(10)])
    design = AllocationDesign(trial="t", school="id", unit="id", interference="id", arms=arms, method=method)
    frame = frame_of(columns=columns | {"id": ids, "turn": np.arange(10.0)}, design=design)
    return allocate(frame=frame, design=design, seed=bytes(32))


def kept(treated, **asked):
    arms = (Arm(id="treated", share=treated), Arm(id="control", share=10 - treated))
    method = Constrained(name="constrained", covariates=("pupils", "reading", "free"), **asked)
    return sorted("".join("10"[arm] for arm in one) for one in draw(SCHOOLS, method, arms).space.allocations.T)


@pytest.mark.parametrize("score", ["l1", "l2"])
@pytest.mark.parametrize(("treated", "keep"), [(4, 0.1), (5, 26 / 252)])
def test_the_kept_allocations_are_cvcrands(score, treated, keep):
    assert kept(treated, keep=keep, score=score) == FIGURES["constrained"][f"{score}_{treated}_of_10"]


def test_the_allocations_within_limits_are_cvcrands():
    sd = {name: float(np.std(SCHOOLS[name], ddof=1)) for name in ("pupils", "free")}
    limits = (Limit(covariate="pupils", most=61.3 / sd["pupils"]), Limit(covariate="free", most=0.083 / sd["free"]))
    assert kept(4, keep=1.0, limits=limits) == FIGURES["constrained"]["limits_4_of_10"]


@pytest.mark.parametrize("measure", ["range", "variance"])
@pytest.mark.parametrize("arms", [2, 3])
def test_minimisation_reaches_what_minirand_does_and_as_often(measure, arms):
    method = Minimised(name="minimised", factors=tuple(FACTORS), probability=1.0, measure=measure, order="turn")
    space = draw(FACTORS, method, tuple(Arm(id=str(number)) for number in range(arms))).space
    counts = Counter("".join(map(str, one)) for one in space.sample(times=TIMES, words=Words(bytes(range(32)))).T)
    expected = FIGURES["minimised"][f"{measure}_{arms}"]
    assert counts.keys() == expected.keys()
    for sequence, share in expected.items():
        assert counts[sequence] / TIMES == pytest.approx(share, abs=ERRORS * (share * (1 - share) / TIMES) ** 0.5)
