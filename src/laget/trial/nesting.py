"""Which class, school and municipality each row belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Column, Columns, column
from laget.trial.errors import TrialError
from laget.trial.label_numbers import number_labels

MOST_LEVELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Nesting:
    """The groups of each of ``levels``, named from inner to outer, and how many each level has.

    A run is rows of one class that lie beside each other: ``runs`` is the place of each run's first row, and
    ``classes`` the number of its class. Classes are numbered so that those of one school follow each other, and so
    further out: ``starts`` (one per level but the innermost) is the place of each group's first among the groups one
    level further in. ``labels`` (one per level) are those of each class and of the groups around it. ``reused`` are
    the levels with a label that occurs in several outer groups, each occurrence being a group of its own.
    """

    levels: tuple[str, ...]
    groups: dict[str, int]
    runs: NDArray[np.integer]
    classes: NDArray[np.integer]
    starts: tuple[NDArray[np.intp], ...]
    labels: tuple[Column, ...]
    reused: tuple[str, ...]


def nest(*, columns: Columns, levels: Sequence[str]) -> Nesting:
    """The nesting of the rows in ``levels`` (columns of labels, from inner to outer, one to three of them).

    A group is a label within its outer group, so that class 1A of one school is not class 1A of another.
    Raises ``TrialError`` where there are too few or too many levels, and where one is named twice.
    """
    if not 1 <= len(levels) <= MOST_LEVELS:
        raise TrialError(
            "bad_levels",
            f"{len(levels)} levels of groups were named; a mixed model here takes one to {MOST_LEVELS}.",
            levels=len(levels),
        )
    twice = sorted({level for level in levels if list(levels).count(level) > 1})
    if twice:
        raise TrialError("level_twice", f"The level {twice[0]!r} is named twice; name it once.", column=twice[0])
    values = [column(columns, level) for level in levels]
    rows = values[0].size
    runs = _runs(values)
    path = np.zeros(runs.size, dtype=np.int32)
    counts: list[int] = []
    starts: list[NDArray[np.intp]] = []
    reused: list[str] = []
    for level, labels in zip(reversed(levels), reversed(values), strict=True):
        own, first = number_labels(labels if runs.size == rows else labels[runs])
        if (path[first][own] != path).any():
            # Some label is in several outer groups: each pair of the two is a group.
            own, first = number_labels(path.astype(np.int64) * first.size + own)
            reused.insert(0, level)
        order = np.argsort(path[first], kind="stable")
        if counts:
            starts.insert(0, _changes(path[first][order]))
        place = np.empty(order.size, dtype=own.dtype)
        place[order] = np.arange(order.size)
        path = place[own]
        counts.insert(0, order.size)
    # Any row of each class tells its labels.
    row = np.empty(counts[0], dtype=runs.dtype)
    row[path] = runs
    return Nesting(
        levels=tuple(levels),
        groups=dict(zip(levels, counts, strict=True)),
        runs=runs,
        classes=path.astype(np.min_scalar_type(counts[0])),
        starts=tuple(starts),
        labels=tuple(labels[row] for labels in values),
        reused=tuple(reused),
    )


def _runs(values: Sequence[Column]) -> NDArray[np.integer]:
    """The rows where any label differs from the row before: files come in runs, and looking labels up is dear.
    Where they hardly do, each row is a run."""
    changed = np.ones(values[0].size, dtype=bool)
    changed[1:] = False
    for labels in values:
        changed[1:] |= labels[1:] != labels[:-1]
    if 2 * np.count_nonzero(changed) > changed.size:
        changed[:] = True
    return np.flatnonzero(changed).astype(np.min_scalar_type(changed.size))


def _changes(codes: NDArray[np.integer]) -> NDArray[np.intp]:
    """The places where a new code begins."""
    return np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
