"""The pairs are the closest there are: against every pairing, and against a solver that knows no blossoms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix

from laget.trial.errors import TrialError
from laget.trial.pairing import closest_pairs


def symmetric(rng, n, most):
    upper = np.triu(rng.integers(0, most, (n, n)), 1)
    return upper + upper.T


def least_of_all(distances, left):
    """The smallest sum, by trying every pairing of ``left``."""
    if not left:
        return 0
    first, *others = left
    return min(
        distances[first, other] + least_of_all(distances, [rest for rest in others if rest != other])
        for other in others
    )


def by_integer_programme(distances):
    """The smallest sum, by branch and bound."""
    first, second = np.triu_indices(len(distances), 1)
    edge = np.arange(first.size)
    touches = coo_matrix((np.ones(2 * edge.size), (np.r_[first, second], np.r_[edge, edge])))
    found = milp(
        distances[first, second].astype(float),
        constraints=LinearConstraint(touches, 1, 1),
        integrality=np.ones(edge.size),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    return round(found.fun)


def total(distances, pairs):
    assert sorted(vertex for pair in pairs for vertex in pair) == list(range(len(distances)))
    assert all(first < second for first, second in pairs)
    return sum(int(distances[pair]) for pair in pairs)


@given(seed=st.integers(0, 2**32 - 1), n=st.sampled_from([2, 4, 6, 8]), most=st.sampled_from([2, 4, 1000]))
@settings(max_examples=150, deadline=None)
def test_no_pairing_is_closer(seed, n, most):
    distances = symmetric(np.random.default_rng(seed), n, most)
    assert total(distances, closest_pairs(distances)) == least_of_all(distances, list(range(n)))


@pytest.mark.parametrize("seed", range(8))
def test_branch_and_bound_finds_nothing_closer(seed):
    """Points in a plane and even distances: many near ties, so that rings have to be closed and opened."""
    rng = np.random.default_rng(seed)
    if seed % 2:
        distances = symmetric(rng, 30, 6)
    else:
        points = rng.normal(size=(30, 2))
        distances = (((points[:, None] - points) ** 2).sum(axis=2) * 2**16).astype(np.int64)
    assert total(distances, closest_pairs(distances)) == by_integer_programme(distances)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_what_the_vertices_are_called_does_not_matter(seed):
    rng = np.random.default_rng(seed)
    distances = symmetric(rng, 12, 10**6)
    order = rng.permutation(12)
    moved = distances[np.ix_(order, order)]
    assert {frozenset(order[list(pair)].tolist()) for pair in closest_pairs(moved)} == {
        frozenset(pair) for pair in closest_pairs(distances)
    }


def test_an_odd_number_is_refused():
    with pytest.raises(TrialError) as caught:
        closest_pairs(np.zeros((3, 3), dtype=np.int64))
    assert (caught.value.code, caught.value.values) == ("odd_vertices", {"count": 3})


def test_nobody_to_pair():
    assert closest_pairs(np.zeros((0, 0), dtype=np.int64)) == ()


@pytest.mark.parametrize(("last", "pairs"), [(-10, ((0, 3), (1, 2))), (-8, ((0, 1), (2, 3)))])
def test_very_large_distances_are_not_rounded(last, pairs):
    """Sums of 2⁵⁸ that differ by one, which a float cannot tell apart."""
    huge = 2**57
    distances = np.array([[0, huge, huge + 1, 0], [huge, 0, 9, huge], [huge + 1, 9, 0, huge], [0, huge, huge, 0]])
    distances[0, 3] = distances[3, 0] = 2 * huge + last
    assert closest_pairs(distances) == pairs
