"""Hedges (2007) on an EEF trial of 22 schools."""

import json
from pathlib import Path

import pytest

from laget.trial.hedges2007 import hedges_2007

FIGURES = json.loads((Path(__file__).parent / "hedges_g.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("variances", ["conditional", "unconditional"])
@pytest.mark.parametrize("by", ["within", "total"])
def test_g_and_its_interval(variances, by):
    figures = FIGURES[variances]
    g = hedges_2007(
        estimate=FIGURES["estimate"],
        variance_within=figures["variance_within"],
        variance_between=figures["variance_between"],
        treated_sizes=FIGURES["treated_sizes"],
        control_sizes=FIGURES["control_sizes"],
    )
    ours = getattr(g, by)
    assert [ours.value, ours.low, ours.high] == pytest.approx(figures["g"][by], rel=0, abs=1e-6)
