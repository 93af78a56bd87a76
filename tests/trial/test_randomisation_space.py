"""The allocations that could have been drawn: counted, listed, drawn evenly, and read from a trial's own columns."""

from collections import Counter
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.trial import randomisation_space
from laget.trial.errors import TrialError
from laget.trial.randomisation_space import ListedSpace, LotSpace, described, drawn, every, holds, space_of


def units(count):
    return tuple(f"unit {number}" for number in range(count))


COMPLETE = LotSpace(units=units(6), strata=(0,) * 6, treated=(2,))
# Strata lie scattered over the units.
STRATIFIED = LotSpace(units=units(7), strata=(1, 0, 1, 0, 1, 0, 1), treated=(1, 2))
PAIRED = LotSpace(units=units(6), strata=(2, 0, 1, 1, 0, 2), treated=(1, 1, 1))
SPACES = [COMPLETE, STRATIFIED, PAIRED]


def table(blocks):
    return np.concatenate(list(blocks), axis=1)


@pytest.mark.parametrize(
    ("space", "kind", "size", "words"),
    [
        (COMPLETE, "complete", 15, "15 ways to draw 2 of 6 units"),
        (STRATIFIED, "stratified", 3 * 6, "18 ways to draw 3 of 7 units within 2 strata"),
        (PAIRED, "paired", 8, "8 ways to draw one unit of each of 3 pairs"),
    ],
)
def test_a_space_is_counted_and_described(space, kind, size, words):
    assert (space.kind, space.size, described(space)) == (kind, size, words)


def test_a_very_large_space_is_counted_to_the_last_one():
    space = LotSpace(units=units(20_000), strata=(0,) * 20_000, treated=(10_000,))
    assert space.size == comb(20_000, 10_000)
    assert described(space) == "2.25e+6018 ways to draw 10000 of 20000 units"


@pytest.mark.parametrize("space", SPACES)
def test_every_allocation_comes_once_and_has_the_right_numbers(space):
    found = table(every(space))
    assert len({tuple(column) for column in found.T}) == found.shape[1] == space.size
    assert all(holds(space, column) for column in found.T)


@pytest.mark.parametrize("block", [1, 25, 10**6])
@pytest.mark.parametrize("space", SPACES)
def test_it_does_not_matter_how_many_come_at_a_time(space, block, monkeypatch):
    whole = table(every(space))
    monkeypatch.setattr(randomisation_space, "BLOCK", block)
    assert (table(every(space)) == whole).all()
    assert table(drawn(space, times=50, rng=np.random.default_rng(1))).shape == (len(space.units), 50)


@pytest.mark.parametrize("space", SPACES)
def test_all_allocations_are_drawn_equally_often(space):
    """Each count lies within five standard errors of what is expected."""
    times = 20_000
    found = table(drawn(space, times=times, rng=np.random.default_rng(3)))
    counts = Counter(tuple(column) for column in found.T)
    expected = times / space.size
    assert len(counts) == space.size
    assert max(abs(count - expected) for count in counts.values()) < 5 * expected**0.5


@given(
    sizes=st.lists(st.integers(2, 300), min_size=1, max_size=4), seed=st.integers(0, 2**32 - 1), share=st.floats(0, 1)
)
@settings(max_examples=20, deadline=None)
def test_drawn_allocations_are_in_the_space(sizes, seed, share):
    rng = np.random.default_rng(seed)
    strata = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
    treated = tuple(1 + int(share * (size - 2)) for size in sizes)
    space = LotSpace(units=units(strata.size), strata=tuple(strata.tolist()), treated=treated)
    assert all(holds(space, column) for column in table(drawn(space, times=5, rng=rng)).T)


def test_a_list_holds_its_own_and_a_sample_anything():
    allocations = np.array([[True, False], [False, True], [False, True]])
    space = ListedSpace(units=units(3), allocations=allocations, sampled=False)
    sample = ListedSpace(units=units(3), allocations=allocations, sampled=True)
    other = np.array([True, True, False])
    assert (space.size, described(space)) == (2, "2 listed allocations of 3 units")
    assert described(sample) == "2 sampled allocations of 3 units"
    assert (table(every(space)) == allocations).all()
    assert holds(space, allocations[:, 1])
    assert not holds(space, other)
    assert holds(sample, other)


def schools():
    """Eight schools of two pupils in four pairs, or two strata."""
    school = np.repeat(np.arange(8), 2)
    return {
        "school": np.array([f"school {number}" for number in school]),
        "arm": np.where(school % 2 == 1, "treated", "control"),
        "pair": school // 2,
        "region": np.where(school < 4, "north", "south"),
    }


def read(columns, **within):
    return space_of(columns=columns, treatment="arm", cluster="school", **within)


def test_the_space_of_a_trial():
    columns = schools()
    assert read(columns).treated == (4,)
    assert read(columns, strata="region") == LotSpace(
        units=tuple(f"school {number}" for number in range(8)), strata=(0,) * 4 + (1,) * 4, treated=(2, 2)
    )
    assert (read(columns, pairs="pair").kind, read(columns, pairs="pair").size) == ("paired", 16)


def test_the_reference_turns_who_is_treated():
    columns = {name: values[2:] for name, values in schools().items()}
    assert read(columns).treated == (4,)
    turned = space_of(columns=columns, treatment="arm", reference="treated", cluster="school")
    assert turned.treated == (3,)


def test_the_order_of_the_rows_does_not_matter():
    columns = schools()
    order = np.random.default_rng(2).permutation(16)
    assert read({name: values[order] for name, values in columns.items()}, pairs="pair") == read(columns, pairs="pair")


def changed(name, place, value):
    columns = schools()
    columns[name][place] = value
    return columns


@pytest.mark.parametrize(
    ("columns", "within", "code", "values"),
    [
        (changed("arm", 3, "control"), {}, "cluster_in_two_arms", {"column": "school", "cluster": "school 1"}),
        (
            changed("arm", slice(2, 4), "third"),
            {},
            "more_than_two_arms",
            {"column": "arm", "arms": 3, "reference": "control"},
        ),
        (
            changed("region", 3, "south"),
            {"strata": "region"},
            "cluster_in_two_strata",
            {"column": "region", "cluster": "school 1"},
        ),
        (
            changed("region", slice(6, 8), "west"),
            {"strata": "region"},
            "stratum_of_one_arm",
            {"column": "region", "stratum": "west"},
        ),
        (
            changed("pair", slice(6, 8), 0),
            {"pairs": "pair"},
            "not_a_pair",
            {"column": "pair", "pair": "0", "clusters": 3, "treated": 2},
        ),
        (
            changed("arm", slice(2, 4), "control"),
            {"pairs": "pair"},
            "not_a_pair",
            {"column": "pair", "pair": "0", "clusters": 2, "treated": 0},
        ),
        (schools(), {"strata": "region", "pairs": "pair"}, "strata_and_pairs", {}),
    ],
)
def test_columns_that_are_no_draw(columns, within, code, values):
    with pytest.raises(TrialError) as caught:
        read(columns, **within)
    assert (caught.value.code, caught.value.values) == (code, values)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: LotSpace(units=("a", "b", "a"), strata=(0, 0, 0), treated=(1,)), "unit_twice"),
        (lambda: LotSpace(units=("a", "b"), strata=(0, 0), treated=(2,)), "bad_strata"),
        (lambda: LotSpace(units=("a", "b"), strata=(0, 1), treated=(1, 1)), "bad_strata"),
        (lambda: LotSpace(units=("a", "b"), strata=(1, 1), treated=(1,)), "bad_strata"),
        (lambda: LotSpace(units=("a", "b", "c"), strata=(0, 0), treated=(1,)), "bad_strata"),
        (lambda: ListedSpace(units=("a", "b"), allocations=np.eye(2), sampled=False), "bad_allocations"),
        (lambda: ListedSpace(units=("a", "b"), allocations=np.eye(3, dtype=bool), sampled=False), "bad_allocations"),
        (lambda: ListedSpace(units=("a", "b"), allocations=np.ones((2, 1), dtype=bool), sampled=False), "empty_arm"),
        (lambda: list(every(LotSpace(units=units(30), strata=(0,) * 30, treated=(15,)))), "too_many_allocations"),
    ],
)
def test_spaces_that_cannot_be(made, code):
    with pytest.raises(TrialError) as caught:
        made()
    assert caught.value.code == code
