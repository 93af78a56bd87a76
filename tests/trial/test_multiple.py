"""Families of tests: what adjusting may and may not do, and each refusal."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.trial.errors import TrialError
from laget.trial.multiple import holm, romano_wolf
from laget.trial.permute import permute_family
from laget.trial.randomisation_space import space_of

p_values = st.lists(st.floats(0, 1), min_size=1, max_size=8)


@given(p_values, st.randoms())
def test_holm_goes_with_the_test_and_not_with_its_place(p, shuffler):
    order = list(range(len(p)))
    shuffler.shuffle(order)
    adjusted = holm(p)
    assert holm([p[k] for k in order]) == tuple(adjusted[k] for k in order)
    assert all(one <= after <= 1 for one, after in zip(p, adjusted, strict=True))
    assert max(adjusted[k] for k in range(len(p)) if p[k] == min(p)) <= len(p) * min(p)


def family(effects, draws=400):
    rng = np.random.default_rng(4)
    arm = np.tile([0, 1], 10)
    outcomes = {f"y{k}": effect * arm + rng.normal(size=20) for k, effect in enumerate(effects)}
    trial = {"columns": outcomes | {"arm": arm, "school": np.arange(20)}, "treatment": "arm", "cluster": "school"}
    tests = permute_family(**trial, outcomes=tuple(outcomes), space=space_of(**trial), draws=draws, rng=rng)
    return [test.null for test in tests]


def test_step_down_goes_with_the_test_and_never_lowers_a_p():
    nulls = family([0.0, 1.5, 0.6, 0.2])
    adjusted = romano_wolf(nulls)
    assert romano_wolf(nulls[::-1]) == adjusted[::-1]
    assert all(after >= null.p() for after, null in zip(adjusted, nulls, strict=True))
    ranks = np.argsort([-abs(null.statistics()[0]) for null in nulls])
    assert sorted(adjusted) == [adjusted[k] for k in ranks]


def test_a_family_of_one_is_its_test():
    (null,) = family([1.0])
    assert romano_wolf([null]) == (null.p(),)


def test_the_same_test_twice_costs_nothing_in_step_down_and_twice_in_holm():
    (null,) = family([0.8])
    assert romano_wolf([null, null]) == (null.p(), null.p())
    assert holm([null.p(), null.p()]) == (2 * null.p(), 2 * null.p())


def test_step_down_keeps_the_chance_of_any_false_finding():
    """Without effects, the smallest adjusted p of four tests is 0.1 or less in 25 of 250 trials, give or take three
    standard errors."""
    rng = np.random.default_rng(8)
    arm, names, false = np.tile([0, 1], 5), ("a", "b", "c", "d"), 0
    for _ in range(250):
        shared = rng.normal(size=10)
        columns = {name: shared + rng.normal(size=10) for name in names} | {"arm": arm, "school": np.arange(10)}
        trial = {"columns": columns, "treatment": "arm", "cluster": "school"}
        tests = permute_family(**trial, outcomes=names, space=space_of(**trial))
        false += min(romano_wolf([test.null for test in tests])) <= 0.1
    assert abs(false - 25) < 3 * (250 * 0.1 * 0.9) ** 0.5


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (lambda: holm([]), "empty_family"),
        (lambda: holm([0.5, 1.5]), "bad_p"),
        (lambda: holm([float("nan")]), "bad_p"),
        (lambda: romano_wolf([]), "empty_family"),
        (lambda: romano_wolf([*family([1.0]), *family([1.0], draws=401)]), "uneven_family"),
        (lambda: romano_wolf([family([1.0])[0], replace(family([1.0])[0], among=True)]), "uneven_family"),
    ],
)
def test_families_that_are_none(asked, code):
    with pytest.raises(TrialError) as caught:
        asked()
    assert caught.value.code == code
