"""Labels are numbered: one number for each, whatever slots they fall into."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.trial import label_numbers
from laget.trial.label_numbers import number_labels

LABELS = {
    "text": st.text(alphabet="ab1Å ", max_size=3),
    "numbers": st.sampled_from([0.0, -0.0, 1.0, 2.0, 1e300, -1e-300, 0.1, 0.1 + 2**-54]),
    "whole numbers": st.sampled_from([0, -1, 2**53, 2**53 + 1, 2**62, -(2**63)]),
    "truths": st.booleans(),
}


@pytest.mark.parametrize("bits", [1, 22], ids=["two slots", "slots enough"])
@pytest.mark.parametrize("kind", LABELS)
def test_labels_have_one_number_each(kind, bits, monkeypatch):
    monkeypatch.setattr(label_numbers, "MOST_SLOTS_BITS", bits)

    @given(st.lists(LABELS[kind], max_size=30))
    def held(values):
        labels = np.array(values, dtype=None if values else "U1")
        numbers, first = number_labels(labels)
        assert sorted(set(numbers.tolist())) == list(range(len(set(values))))
        assert labels[first][numbers].tolist() == values

    held()


def test_it_works_on_many_labels():
    labels = np.random.default_rng(4).integers(0, 60_000, 100_000)
    text = np.array([f"elev {label}" for label in labels])
    for values in (labels, labels / 3, text):
        numbers, first = number_labels(values)
        assert np.array_equal(values[first][numbers], values)
        assert first.size == np.unique(values).size == np.unique(numbers).size


def test_labels_that_lie_scattered_in_memory_are_read_right():
    labels = np.array([["a", "b"], ["b", "c"], ["a", "d"]])[:, 0]
    assert number_labels(labels)[0].tolist() == [0, 1, 0]
