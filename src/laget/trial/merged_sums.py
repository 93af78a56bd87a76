"""The sums of several files put together: how the rows are split into files does not matter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from laget.trial.cluster_products import class_edges
from laget.trial.design_matrix import Numbers, is_numeric
from laget.trial.errors import TrialError
from laget.trial.nested_sums import NestedSums, SlopeSums, standardised
from laget.trial.nesting import nest


def merged_sums(parts: Sequence[NestedSums]) -> NestedSums:
    """The sums of all rows, from those of the files (one or more) that the rows are split into.

    A group goes on from one file to the next where its label and those of the groups around it are the same. Sums
    around one mean for all files add up; around the means of a class that goes on, the distances of its pieces from
    them come to those within its pieces (Chan, Golub and LeVeque 1983, *The American Statistician* 37(3)).

    No command calls it: it is for a notebook, and ``docs/explain/mixed-models.md`` shows how. ``fit_nested`` takes what
    comes out, and judges it by Kenward and Roger's or Satterthwaite's df; what is judged by clusters needs the rows.

    Raises ``TrialError`` for files whose sums are not of the same columns, levels, kind of labels, weights and slope.
    """
    first = parts[0]
    if any(_kind(part) != _kind(first) for part in parts):
        raise TrialError(
            "parts_differ",
            "The files' sums are not of the same terms, levels, weights and slope, so they do not add up; make all "
            "of them of one model, with the arms and levels of text that there are in any file.",
        )
    # A class of one file is a piece of a class of them all.
    masses = np.concatenate([part.mass for part in parts])
    labels = [np.concatenate(of_level) for of_level in zip(*(part.labels for part in parts), strict=True)]
    nesting = nest(columns=dict(zip(first.levels, labels, strict=True)), levels=first.levels)
    lengths = np.diff(nesting.runs, append=nesting.runs.dtype.type(masses.size))
    home = np.repeat(nesting.classes.astype(np.intp), lengths)
    centre = np.average([part.centre for part in parts], axis=0, weights=[part.n for part in parts])[1:]
    pieces = np.hstack([_given(part, part.means) + (part.centre[1:] - centre)[:, None] for part in parts])
    within = sum(_given(part, _given(part, part.within).T) for part in parts)
    mass = _by_class(masses[None], home)[0]
    scale, means, own = standardised(within + (pieces * masses) @ pieces.T, _by_class(pieces * masses, home), mass)
    slope = None
    if first.slope is not None:
        place = first.slope.place
        shared = np.zeros(pieces.shape)
        heads = np.cumsum([0, *(part.mass.size for part in parts)])
        for part, head in zip(parts, heads, strict=False):
            assert part.slope is not None
            # What a group holds within its classes may stand at any one of them.
            shared[:, head + class_edges(part)[:-1]] = _given(part, part.slope.within) * part.scale[place]
        apart = pieces - (means * scale[:, None])[:, home]
        shared += masses * apart * apart[place - 1]
        shared = _by_class(shared / (scale * scale[place - 1])[:, None], home)
        shared[np.diagonal(own) == 0] = 0
        for starts in nesting.starts:
            shared = np.add.reduceat(shared, starts, axis=1)
        slope = SlopeSums(place=place, within=np.pad(shared, ((1, 0), (0, 0))))
    return NestedSums(
        n=sum(part.n for part in parts),
        terms=first.terms,
        levels=first.levels,
        groups=nesting.groups,
        starts=nesting.starts,
        labels=nesting.labels,
        mass=mass,
        means=np.vstack((np.ones(mass.size), means)),
        within=np.pad(own, ((1, 0), (1, 0))),
        centre=np.concatenate(([0.0], centre)),
        scale=np.concatenate(([1.0], scale)),
        weighted=first.weighted,
        log_weights=sum(part.log_weights for part in parts),
        slope=slope,
    )


def _kind(part: NestedSums) -> tuple[object, ...]:
    """What has to be the same in all files."""
    place = None if part.slope is None else part.slope.place
    numeric = tuple(is_numeric(labels) for labels in part.labels)
    return (part.terms.names, part.terms.treatment, part.levels, numeric, part.weighted, place)


def _given(part: NestedSums, lines: Numbers) -> Numbers:
    """The lines of all columns but the first, from standard deviations to the columns' own units."""
    return lines[1:] * part.scale[1:, None]


def _by_class(lines: Numbers, home: NDArray[np.intp]) -> Numbers:
    """The sums of each line over the pieces of each class."""
    return np.array([np.bincount(home, weights=line) for line in lines])
