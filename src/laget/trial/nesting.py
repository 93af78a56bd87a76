"""Which class, school and municipality each row belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Column, Columns, column
from laget.trial.errors import TrialError

MOST_LEVELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Nesting:
    """The groups of each of ``levels``, named from inner to outer.

    ``order`` (n) puts the rows of a class beside each other and the classes of a school beside each other; it
    is None where they lie so already. ``starts[0]`` is the place of each class's first row in that order, and
    ``starts[l]`` the place of each group of level l among the groups one level further in. ``reused`` are the
    levels with a label that occurs in several outer groups, each occurrence being a group of its own.
    """

    levels: tuple[str, ...]
    order: NDArray[np.intp] | None
    starts: tuple[NDArray[np.intp], ...]
    reused: tuple[str, ...]

    @property
    def groups(self) -> dict[str, int]:
        """How many groups each level has."""
        return {level: starts.size for level, starts in zip(self.levels, self.starts, strict=True)}


def nest(*, columns: Columns, levels: Sequence[str]) -> Nesting:
    """The nesting of the rows in ``levels`` (columns of labels, from inner to outer, one to three of them).

    A group is a label within its outer group, so that class 1A of one school is not class 1A of another.
    Raises ``TrialError`` where there are too few or too many levels, where one is named twice, and where
    every group of a level holds a single group of the level inside it, or a single row.
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
    heads = _heads(values)
    paths, reused = _paths([labels[heads] for labels in values])
    classes = paths[0]
    order: NDArray[np.intp] | None = None
    if np.all(classes[1:] >= classes[:-1]):
        first = heads[_changes(classes)]
    else:
        # The smallest type that holds the codes: numpy then sorts by counting.
        codes = np.repeat(classes.astype(np.min_scalar_type(int(classes.max()))), np.diff(heads, append=rows))
        order = np.argsort(codes, kind="stable")
        first = _changes(codes[order])
    starts = [first]
    for outer, inner in zip(paths[1:], paths, strict=False):
        parent = np.empty(inner.max() + 1, dtype=np.intp)
        parent[inner] = outer
        starts.append(_changes(parent))
    _check_levels(levels, [rows, *(start.size for start in starts)])
    return Nesting(
        levels=tuple(levels),
        order=order,
        starts=tuple(starts),
        reused=tuple(level for level, again in zip(levels, reused, strict=True) if again),
    )


def _heads(values: Sequence[Column]) -> NDArray[np.intp]:
    """The rows where any label differs from the row before: files come in runs, and sorting is dear."""
    changed = np.ones(values[0].size, dtype=bool)
    changed[1:] = False
    for labels in values:
        changed[1:] |= labels[1:] != labels[:-1]
    return np.flatnonzero(changed)


def _paths(values: Sequence[Column]) -> tuple[list[NDArray[np.intp]], list[bool]]:
    """For each level the number of the group, counted in the order of outer labels first, then inner ones;
    and whether a label of the level occurs in several outer groups."""
    paths: list[NDArray[np.intp]] = []
    reused: list[bool] = []
    path = np.zeros(values[0].size, dtype=np.intp)
    for labels in reversed(values):
        names, own = np.unique(labels, return_inverse=True)
        found, path = np.unique(path * names.size + own, return_inverse=True)
        paths.insert(0, path)
        reused.insert(0, found.size > names.size)
    return paths, reused


def _changes(codes: NDArray[np.integer]) -> NDArray[np.intp]:
    """The places where a new code begins."""
    return np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))


def _check_levels(levels: Sequence[str], counts: Sequence[int]) -> None:
    """Every level has to hold more than one of what is inside it, somewhere, and be more than one itself."""
    for place, level in enumerate(levels):
        inside = levels[place - 1] if place else None
        if counts[place] == counts[place + 1]:
            what = f"group of {inside!r}" if inside else "row"
            raise TrialError(
                "levels_alike",
                f"Every group of {level!r} holds a single {what}, so the two cannot be told apart; leave one "
                "out, and name the levels from inner to outer.",
                column=level,
            )
    if counts[-1] < 2:
        raise TrialError(
            "one_group",
            f"{levels[-1]!r} holds a single group; how groups differ cannot be seen in one, so leave it out.",
            column=levels[-1],
        )
