"""Groups are found as one would by hand, whatever the order of the rows and wherever labels recur."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.trial.nesting import nest

LEVELS = ("class", "school", "municipality")
rows = st.lists(st.tuples(*(st.sampled_from(labels) for labels in ("ABC", "xyz", "mn"))), min_size=1, max_size=40)


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("lie", ["as they come", "sorted", "as numbers"])
def test_rows_of_one_class_are_those_with_the_same_labels_all_the_way_out(depth, lie):
    @given(rows)
    def held(paths):
        paths = [path[:depth] for path in (sorted(paths, key=lambda path: path[::-1]) if lie == "sorted" else paths)]
        columns = {level: np.array(labels) for level, labels in zip(LEVELS, zip(*paths, strict=True), strict=False)}
        if lie == "as numbers":
            columns = {level: np.unique(labels, return_inverse=True)[1] for level, labels in columns.items()}
        nesting = nest(columns=columns, levels=LEVELS[:depth])
        classes = np.repeat(nesting.classes, np.diff(nesting.runs, append=len(paths))).tolist()
        assert len(set(classes)) == len(set(paths)) == len(set(zip(classes, paths, strict=True)))
        for labels, level in zip(nesting.labels, columns.values(), strict=True):
            assert labels[classes].tolist() == level.tolist()
        # Outwards: where each group begins among those inside it, and that it ends where the next one begins.
        homes = dict(zip(classes, paths, strict=True))
        inside = [homes[number] for number in range(len(homes))]
        for level, starts in enumerate(nesting.starts, start=1):
            outer = [path[1:] for path in inside]
            assert starts.tolist() == [at for at, path in enumerate(outer) if at == 0 or path != outer[at - 1]]
            inside = [outer[at] for at in starts]
            assert len(set(inside)) == len(inside) == nesting.groups[LEVELS[level]]
        again = [
            level
            for place, level in enumerate(LEVELS[:depth])
            if len({path[place:] for path in paths}) > len({path[place] for path in paths})
        ]
        assert list(nesting.reused) == again

    held()
