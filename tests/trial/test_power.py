"""The closed power formulas: what has to hold whatever the numbers, the CV factor by hand, and each refusal."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.trial.errors import TrialError
from laget.trial.noncentral_t import TTest
from laget.trial.power import power_plan
from laget.trial.power_designs import DESIGNS, SIZES

CRA2 = {"design": "cra2", "rho2": 0.15, "n": 22, "J": 40}
CRA3 = {"design": "cra3", "rho2": 0.08, "rho3": 0.10, "n": 22, "J": 2, "K": 40}


@st.composite
def designs(draw):
    """Any design with sizes it can carry."""
    design = draw(st.sampled_from(list(DESIGNS.values())))
    values = {}
    for name in design.defaults:
        if name in SIZES:
            values[name] = draw(st.integers(min_value=8, max_value=60))
        elif name.startswith("g"):
            values[name] = draw(st.integers(min_value=0, max_value=3))
        elif name.startswith(("rho", "attrition")):
            values[name] = draw(st.floats(min_value=0, max_value=0.25))
        elif name == "p":
            values[name] = draw(st.floats(min_value=0.2, max_value=0.8))
        else:
            values[name] = draw(st.floats(min_value=0, max_value=0.9))
    return {"design": design.name, "one_sided": draw(st.booleans())} | values


def test_it_works():
    plan = power_plan(**CRA2)
    se = sqrt((0.15 + 0.85 / 22) / (0.25 * 40))
    assert (plan.unknown, plan.df, plan.target, plan.power) == ("mdes", 38, 0.8, 0.8)
    assert plan.se == pytest.approx(se, rel=1e-12)
    # t at 38 degrees of freedom: 2.024394 at 97.5 %, 0.851183 at 80 %.
    assert plan.mdes == pytest.approx((2.024394 + 0.851183) * se, abs=1e-6)
    assert (plan.low, plan.high) == pytest.approx((0.851183 * se, plan.mdes + 2.024394 * se), abs=1e-6)


@given(plan=designs(), es=st.floats(min_value=0.02, max_value=1), more=st.floats(min_value=0, max_value=0.5))
@settings(max_examples=60, deadline=None)
def test_power_grows_with_the_effect(plan, es, more):
    assert power_plan(**plan, es=es + more).power >= power_plan(**plan, es=es).power - 1e-12


@given(plan=designs(), es=st.floats(min_value=0.02, max_value=1))
@settings(max_examples=60, deadline=None)
def test_power_grows_with_every_size(plan, es):
    before = power_plan(**plan, es=es).power
    for size in DESIGNS[plan["design"]].sizes:
        assert power_plan(**plan | {size: plan[size] + 1}, es=es).power >= before - 1e-12


@given(plan=designs(), power=st.floats(min_value=0.1, max_value=0.99))
@settings(max_examples=60, deadline=None)
def test_the_exact_smallest_effect_inverts_power(plan, power):
    found = power_plan(**plan, power=power)
    assert power_plan(**plan, es=found.mdes_exact).power == pytest.approx(power, abs=1e-9)


@given(plan=designs(), data=st.data(), es=st.floats(min_value=0.2, max_value=0.9))
@settings(max_examples=60, deadline=None)
def test_the_required_units_are_the_fewest_that_are_enough(plan, data, es):
    size = data.draw(st.sampled_from(DESIGNS[plan["design"]].sizes))
    others = {name: value for name, value in plan.items() if name != size}
    try:
        found = power_plan(**others, es=es)
    except TrialError as error:
        assert error.code == "out_of_reach"
        assert power_plan(**others | {size: 2.0**24}, es=es).power < 0.8
        return
    enough = found.parameters[size]
    assert enough - 1 < found.unrounded <= enough
    assert power_plan(**others | {size: enough}, es=es).power == found.power >= 0.8 - 1e-9
    if enough > 1:
        try:
            assert power_plan(**others | {size: enough - 1}, es=es).power < 0.8
        except TrialError as error:
            assert error.code in ("none_left", "arm_without_unit", "too_few_units")


@given(plan=designs())
@settings(max_examples=60, deadline=None)
def test_required_units_invert_the_smallest_effect(plan):
    top = DESIGNS[plan["design"]].sizes[-1]
    es = power_plan(**plan).mdes_exact
    found = power_plan(**{name: value for name, value in plan.items() if name != top}, es=es)
    assert found.parameters[top] == plan[top]
    assert found.unrounded == pytest.approx(plan[top], rel=1e-6)


@given(plan=designs())
@settings(max_examples=60, deadline=None)
def test_no_variation_and_no_attrition_change_nothing(plan):
    plain = {name: value for name, value in plan.items() if not name.startswith(("cv", "attrition"))}
    zeros = {name: 0 for name in plan if name.startswith(("cv", "attrition"))}
    assert power_plan(**plain, **zeros) == power_plan(**plain)
    assert power_plan(**plan).mdes >= power_plan(**plain).mdes


@given(plan=designs())
@settings(max_examples=60, deadline=None)
def test_a_one_sided_test_finds_smaller_effects(plan):
    one, two = (power_plan(**plan | {"one_sided": side}) for side in (True, False))
    assert one.mdes < two.mdes
    assert one.mdes_exact < two.mdes_exact


@given(plan=designs())
@settings(max_examples=60, deadline=None)
def test_which_arm_is_the_larger_does_not_matter(plan):
    other = power_plan(**plan | {"p": 1 - plan["p"]})
    assert other.mdes == pytest.approx(power_plan(**plan).mdes, rel=1e-9)


def test_what_attrition_takes_was_never_there():
    lost = power_plan(**CRA3, attrition1=0.5, attrition2=0.5, attrition3=0.25)
    never = power_plan(**CRA3 | {"n": 11, "J": 1, "K": 30})
    assert (lost.mdes, lost.df) == (pytest.approx(never.mdes, rel=1e-12), never.df)


def test_required_schools_are_counted_before_attrition():
    without, lost = (power_plan(design="cra2", rho2=0.15, n=22, es=0.3, attrition2=a) for a in (0, 0.2))
    assert lost.unrounded == pytest.approx(without.unrounded / 0.8, rel=1e-9)


def test_a_level_without_variance_does_not_matter():
    two, three = power_plan(**CRA2 | {"n": 44}), power_plan(**CRA3 | {"rho2": 0, "rho3": 0.15})
    four = power_plan(design="cra4", rho2=0, rho3=0, rho4=0.15, n=11, J=2, K=2, L=40)
    assert two.mdes == pytest.approx(three.mdes, rel=1e-12) == pytest.approx(four.mdes, rel=1e-12)


def test_blocks_whose_effect_does_not_vary_differ_in_degrees_of_freedom_alone():
    """Within-block standard deviations: the fixed design's shares are of the variance that the blocks leave."""
    random = power_plan(design="bcra3r2", rho2=0.08, rho3=0.2, omega3=0, n=20, J=6, K=10)
    fixed = power_plan(design="bcra3f2", rho2=0.1, n=20, J=6, K=10)
    assert random.se == pytest.approx(sqrt(0.8) * fixed.se, rel=1e-12)
    assert (random.df, fixed.df) == (9, 40)
    assert power_plan(design="bira2c1", n=20, J=10).df - power_plan(design="bira2f1", n=20, J=10).df == 9


@pytest.mark.parametrize(("long", "short"), [("cra2r2", "cra2"), ("bira2", "bira2r1")])
def test_both_of_powerups_names_are_known(long, short):
    values = {name: 0.1 for name in DESIGNS[short].defaults if name.startswith(("rho", "omega"))} | {"n": 9, "J": 9}
    assert power_plan(design=long, **values) == power_plan(design=short, **values)


def spread(sizes):
    return np.std(sizes) / np.mean(sizes)


def test_the_factor_for_unequal_clusters_is_eldridges():
    """Their design effect, 1 + ((cv² + 1) n − 1) ρ, on the variance without clusters."""
    effect = 1 + ((0.6**2 + 1) * 22 - 1) * 0.15
    assert power_plan(**CRA2, cv2=0.6).se == pytest.approx(sqrt(effect * 4 / (22 * 40)), rel=1e-12)


def test_unequal_classes_and_schools_are_exact_for_least_squares():
    """The variance of a difference in means over all pupils, from their covariance matrix itself."""
    sizes = {"a": [10, 30], "b": [25, 5], "c": [12, 8]}
    school, klass, treated = ([], [], [])
    for arm in (0, 1):
        for name, classes in sizes.items():
            for number, size in enumerate(classes):
                school += [f"{arm}{name}"] * size
                klass += [f"{arm}{name}{number}"] * size
                treated += [arm] * size
    alike = [np.equal.outer(np.array(level), np.array(level)) for level in (school, klass)]
    v = 0.10 * alike[0] + 0.08 * alike[1] + 0.82 * np.eye(len(school))
    x = np.column_stack([np.ones(len(treated)), treated])
    m = np.linalg.inv(x.T @ x)
    plan = power_plan(
        **CRA3 | {"n": 15, "J": 2, "K": 6},
        cv2=spread([size for classes in sizes.values() for size in classes]),
        cv3=spread([sum(classes) for classes in sizes.values()]),
    )
    assert plan.se == pytest.approx(sqrt((m @ x.T @ v @ x @ m)[1, 1]), rel=1e-10)


def test_unequal_blocks_are_exact_for_least_squares_with_block_effects():
    sizes = np.array([8, 20, 14, 38])
    block = np.repeat(np.arange(4), sizes)
    treated = np.concatenate([np.arange(size) % 2 for size in sizes])
    alike = np.equal.outer(block, block)
    v = 0.25 * 0.4 * alike * np.outer(treated, treated) + 0.75 * np.eye(block.size)
    x = np.column_stack([treated, *(block == number for number in range(4))]).astype(float)
    m = np.linalg.inv(x.T @ x)
    plan = power_plan(design="bira2", rho2=0.25, omega2=0.4, n=20, J=4, cv2=spread(sizes))
    assert plan.se == pytest.approx(sqrt((m @ x.T @ v @ x @ m)[0, 0]), rel=1e-10)


@pytest.mark.parametrize("one_sided", [True, False])
@pytest.mark.parametrize("df", [1, 1.7, 5, 38, 1e5, 1e9])
def test_without_an_effect_the_test_rejects_at_its_level(df, one_sided):
    """To the last digits from 5 degrees of freedom on; below, SciPy 1.14's quantile of t is off by 1e-12."""
    tolerance = 1e-13 if df >= 5 else 1e-11
    assert TTest(df=df, alpha=0.05, one_sided=one_sided).power(0) == pytest.approx(0.05, abs=tolerance)


@pytest.mark.parametrize("df", [1, 5, 38, 1e9])
def test_an_enormous_effect_is_always_found(df):
    assert TTest(df=df, alpha=0.05, one_sided=False).power(1e6) == 1


@pytest.mark.parametrize(("clusters", "percent"), [(4, -5.13), (5, -2.23), (10, -0.19), (20, 0.01), (40, 0.02)])
def test_how_far_powerups_approximation_is_off(clusters, percent):
    """As docs/explain/power.md says; with few clusters it promises too much."""
    plan = power_plan(**CRA2 | {"J": clusters})
    assert 100 * (plan.mdes / plan.mdes_exact - 1) == pytest.approx(percent, abs=0.01)


def test_where_scipy_has_no_number_there_is_one():
    assert TTest(df=38, alpha=0.05, one_sided=False).power(40) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"design": "cra5"}, "unknown_design", "cra2, cra3, cra4, bira2r1"),
        ({"design": "bcra3"}, "unknown_design", "bcra3r2, bcra3f2"),
        ({"rho3": 0.1}, "stray_parameter", "'rho3'"),
        ({"rho": 0.1}, "stray_parameter", "n, J, rho2, p"),
        ({"rho2": None}, "missing_parameter", "rho2"),
        ({"rho2": 1}, "bad_proportion", "rho2 is 1"),
        ({"rho2": -0.1}, "bad_proportion", "rho2 is -0.1"),
        ({"rho2": float("nan")}, "bad_proportion", "rho2 is nan"),
        ({"r21": 1}, "bad_proportion", "r21 is 1"),
        ({"attrition2": 1}, "bad_proportion", "attrition2 is 1"),
        ({"p": 0}, "bad_arm_share", "p is 0"),
        ({"p": 1}, "bad_arm_share", "p is 1"),
        ({"g2": 1.5}, "bad_covariate_count", "g2 is 1.5"),
        ({"g2": -1}, "bad_covariate_count", "g2 is -1"),
        ({"cv2": -0.5}, "bad_ratio", "cv2 is -0.5"),
        ({"cv2": float("inf")}, "bad_ratio", "cv2 is inf"),
        ({"n": 0}, "bad_size", "n is 0"),
        ({"J": float("inf")}, "bad_size", "J is inf"),
        ({"J": 2}, "too_few_units", "0 degrees of freedom"),
        ({"g2": 38}, "too_few_units", "fewer covariates"),
        ({"J": 3, "attrition2": 0.2}, "too_few_units", "0.4 degrees of freedom"),
        ({"J": 8, "p": 0.1}, "arm_without_unit", "0.8 units"),
        ({"n": 1, "attrition1": 0.1}, "none_left", "0.9 units"),
        ({"alpha": 0}, "bad_alpha", "alpha is 0"),
        ({"alpha": float("nan")}, "bad_alpha", "alpha is nan"),
        ({"power": 0.05}, "bad_power", "alpha (0.05)"),
        ({"power": 1}, "bad_power", "power of 1"),
        ({"es": 0}, "bad_effect", "es is 0"),
        ({"es": -0.2}, "bad_effect", "es is -0.2"),
        ({"es": 0.3, "power": 0.8}, "nothing_unknown", "n, J"),
        ({"J": None}, "no_effect_given", "J is left out"),
        ({"n": None, "J": None, "es": 0.3}, "several_unknowns", "n and J"),
        ({"n": None, "J": 10, "es": 0.2}, "out_of_reach", "No n up to 16777216"),
        ({"n": None, "J": 2, "es": 0.2}, "too_few_units", "0 degrees of freedom"),
    ],
)
def test_refusals(change, code, says):
    arguments = {name: value for name, value in (CRA2 | change).items() if value is not None}
    with pytest.raises(TrialError) as caught:
        power_plan(**arguments)
    assert caught.value.code == code
    assert says in str(caught.value)


def test_shares_that_leave_nothing_to_the_pupils():
    with pytest.raises(TrialError) as caught:
        power_plan(**CRA3 | {"rho2": 0.5, "rho3": 0.5})
    assert caught.value.code == "shares_fill_all"


def test_fixed_pairs_of_clusters_are_refused():
    """Two clusters a block and an effect of its own in each: nothing is left to judge by."""
    with pytest.raises(TrialError) as caught:
        power_plan(design="bcra3f2", rho2=0.1, n=20, J=2, K=30)
    assert caught.value.code == "too_few_units"
