"""A study's shares under the names of the design that takes them over."""

import pytest

from laget.content import shelf
from laget.trial.errors import TrialError
from laget.trial.planning_value import PlanningShare, PlanningValues, parameters_like
from laget.trial.power import power_plan
from laget.trial.power_designs import DESIGNS

CLASSES = PlanningValues(
    levels=("class", "school"),
    shares=(
        PlanningShare(kind="icc", level="school", value=0.10),
        PlanningShare(kind="icc", level="class", value=0.08),
        PlanningShare(kind="r2", level="pupil", value=0.3),
        PlanningShare(kind="r2", level="class", value=0.4),
        PlanningShare(kind="r2", level="school", value=0.5),
    ),
)


def test_levels_are_numbered_from_the_pupil_up():
    found = parameters_like(CLASSES, design="cra3")
    assert found == {"rho3": 0.10, "rho2": 0.08, "r21": 0.3, "r22": 0.4, "r23": 0.5}


def test_what_explains_the_outcome_between_random_blocks_does_not_explain_the_effect():
    """There the variance of the effect counts, and r2t3 is a share of that."""
    assert parameters_like(CLASSES, design="bcra3r2") == {"rho3": 0.10, "rho2": 0.08, "r21": 0.3, "r22": 0.4}


@pytest.mark.parametrize(
    ("design", "code"),
    [("cra2", "other_levels"), ("cra4", "other_levels"), ("bcra3f2", "shares_of_the_whole"), ("x", "unknown_design")],
)
def test_what_a_design_cannot_take_over(design, code):
    with pytest.raises(TrialError) as refusal:
        parameters_like(CLASSES, design=design)
    assert refusal.value.code == code


@pytest.mark.parametrize("row", shelf.planning_values().values(), ids=lambda row: row.id)
def test_every_row_on_the_shelf_plans_a_trial(row):
    """Of its own levels: the unit of the outermost is drawn."""
    design = DESIGNS[f"cra{len(row.found.levels) + 1}"]
    sizes = dict.fromkeys(design.sizes, 20.0)
    plan = power_plan(design=design.name, **sizes, **parameters_like(row.found, design=design.name))
    assert 0 < plan.mdes < 1
    assert row.foreign == (not row.id.startswith("norway"))
