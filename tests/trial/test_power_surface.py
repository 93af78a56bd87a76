"""A grid of power: each cell is the plan of its own point, and a cell that cannot be says so."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.trial.errors import TrialError
from laget.trial.power import power_plan
from laget.trial.power_surface import Axis, Cell, PowerSurface, surface, surface_by_formula

SCHOOLS = Axis(parameter="J", values=(10, 20, 40))
EFFECTS = Axis(parameter="es", values=(0.2, 0.4))
SHARES = Axis(parameter="rho2", values=(0.0, 0.1, 0.2, 0.3))


def test_a_cell_is_the_plan_at_its_point():
    found = surface_by_formula(design="cra2", across=SCHOOLS, down=EFFECTS, n=20, rho2=0.1, alpha=0.1)
    assert (found.measure, found.target, found.trials) == ("power", 0.80, None)
    for es, row in zip(EFFECTS.values, found.cells, strict=True):
        for schools, cell in zip(SCHOOLS.values, row, strict=True):
            plan = power_plan(design="cra2", n=20, rho2=0.1, alpha=0.1, J=schools, es=es)
            assert cell == Cell(value=plan.power)


def test_what_is_left_out_is_what_is_found():
    smallest = surface_by_formula(design="cra2", across=SCHOOLS, down=SHARES, n=20, power=0.9, one_sided=True)
    assert (smallest.measure, smallest.target) == ("mdes", 0.9)
    plan = power_plan(design="cra2", n=20, J=40, rho2=0.3, power=0.9, one_sided=True)
    assert smallest.cells[-1][-1].value == plan.mdes
    needed = surface_by_formula(design="cra2", across=SHARES, down=EFFECTS, n=20)
    assert needed.measure == "J"
    assert needed.cells[0][1].value == power_plan(design="cra2", n=20, rho2=0.1, es=0.2).parameters["J"]


@given(
    n=st.integers(1, 60),
    rho=st.floats(0, 0.9),
    sizes=st.lists(st.integers(4, 200), min_size=2, max_size=5, unique=True).map(sorted),
    effects=st.lists(st.floats(0.01, 1), min_size=2, max_size=5, unique=True).map(sorted),
)
@settings(deadline=None, max_examples=40)
def test_more_schools_and_larger_effects_never_have_less_power(n, rho, sizes, effects):
    across, down = Axis(parameter="J", values=tuple(sizes)), Axis(parameter="es", values=tuple(effects))
    cells = surface_by_formula(design="cra2", across=across, down=down, n=n, rho2=rho).cells
    power = np.array([[cell.value for cell in row] for row in cells])
    assert (np.diff(power, axis=0) >= -1e-9).all()
    assert (np.diff(power, axis=1) >= -1e-9).all()


def test_a_cell_that_cannot_be_has_no_value_and_says_why():
    schools = Axis(parameter="J", values=(1, 3, 6, 7))
    cells = surface_by_formula(design="cra2", across=schools, down=EFFECTS, n=20, rho2=0.1, g2=4).cells
    assert [cell.why for cell in cells[0]] == ["arm_without_unit", "too_few_units", "too_few_units", None]
    assert [cell.value is None for cell in cells[0]] == [True, True, True, False]


def test_a_grid_of_which_nothing_can_be_is_refused_as_its_first_cell_is():
    schools = Axis(parameter="J", values=(1, 3))
    with pytest.raises(TrialError) as refusal:
        surface_by_formula(design="cra2", across=schools, down=EFFECTS, n=20, rho2=0.1, g2=4)
    assert refusal.value.code == "arm_without_unit"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"down": SCHOOLS}, "one_axis_twice"),
        ({"down": Axis(parameter="es", values=())}, "axis_not_rising"),
        ({"down": Axis(parameter="es", values=(0.2, 0.2))}, "axis_not_rising"),
        ({"down": Axis(parameter="es", values=(0.2, float("nan")))}, "bad_effect"),
        ({"down": Axis(parameter="es", values=tuple(range(1, 1000)))}, "too_many_cells"),
        ({"down": Axis(parameter="rho3", values=(0.1,)), "es": 0.2}, "stray_parameter"),
        ({"es": 0.2}, "axis_is_fixed"),
        ({"power": 0.9}, "nothing_unknown"),
        ({"design": "x"}, "unknown_design"),
        ({"down": Axis(parameter="alpha", values=(0.5, 1.5)), "es": 0.2}, "bad_alpha"),
    ],
)
def test_refusals(changes, code):
    asked = {"design": "cra2", "across": SCHOOLS, "down": EFFECTS, "n": 20, "rho2": 0.1} | changes
    with pytest.raises(TrialError) as refusal:
        surface_by_formula(**asked)
    assert refusal.value.code == code


def tossed(seed: int) -> PowerSurface:
    """A surface whose cells are a thousand trials of a coin that falls right as often as the formula says."""
    rng = np.random.default_rng(seed)

    def find(at) -> Cell:
        share = rng.binomial(1000, power_plan(design="cra2", n=20, rho2=0.1, **at).power) / 1000
        return Cell(value=share, error=sqrt(share * (1 - share) / 1000))

    return surface(across=SCHOOLS, down=EFFECTS, find=find, trials=1000)


def test_a_surface_that_is_simulated_is_the_same_again_and_near_the_formula():
    assert tossed(7) == tossed(7)
    assert tossed(7) != tossed(8)
    exact = surface_by_formula(design="cra2", across=SCHOOLS, down=EFFECTS, n=20, rho2=0.1)
    for row, formula in zip(tossed(7).cells, exact.cells, strict=True):
        for cell, plan in zip(row, formula, strict=True):
            assert abs(cell.value - plan.value) < 4 * sqrt(plan.value * (1 - plan.value) / 1000)


def test_only_power_is_enough_and_only_what_was_simulated_is_unsure():
    found = tossed(7)
    assert [found.enough(Cell(value=value)) for value in (0.79, 0.80, None)] == [False, True, False]
    assert [found.unsure(Cell(value=value, error=0.01)) for value in (0.77, 0.79, 0.81, 0.83)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert not found.unsure(Cell(value=0.80))
    smallest = surface_by_formula(design="cra2", across=SCHOOLS, down=SHARES, n=20)
    assert not any(smallest.enough(cell) for row in smallest.cells for cell in row)
