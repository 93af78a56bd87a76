"""All that a model with nested random intercepts needs of the rows: sums per class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Column, Numbers, Term
from laget.trial.model_terms import INTERCEPT, ModelTerms
from laget.trial.nesting import Nesting

# Rows read at a time: so few that they stay in memory near the processor.
CHUNK = 16_384
# Under this share of a column's variation, what seems to vary within classes is rounding.
WITHIN = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopeSums:
    """What a random slope of one column needs besides: ``place`` of the column in Z, and ``within`` (q × groups of the
    outermost level), the sums of its products with every column around the means of their classes."""

    place: int
    within: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedSums:
    """The sums of Z = (1, the terms, the outcome), q columns, over ``n`` rows in C classes.

    Each column but the first is measured from its mean (``centre``) in its own standard deviations
    (``scale``). ``mass`` (C) is the rows per class, or the sum of their weights; ``means`` (q × C) the mean of
    every column in every class; ``within`` (q × q) the sums of products around those means. ``starts`` (one
    per level but the innermost) is the place of each group's first among the groups one level further in, and
    ``labels`` (one per level) are those of each class and of the groups around it.
    ``log_weights`` is the sum of the weights' logarithms, if the rows are ``weighted``. ``slope`` is there if
    one was asked for.
    """

    n: int
    terms: ModelTerms
    levels: tuple[str, ...]
    groups: dict[str, int]
    starts: tuple[NDArray[np.intp], ...]
    labels: tuple[Column, ...]
    mass: Numbers
    means: Numbers
    within: Numbers
    centre: Numbers
    scale: Numbers
    weighted: bool
    log_weights: float
    slope: SlopeSums | None


def nested_sums(
    *,
    terms: ModelTerms,
    outcome: Numbers,
    nesting: Nesting,
    weights: Numbers | None = None,
    slope: str | None = None,
    chunk: int = CHUNK,
) -> NestedSums:
    """Read every row once, ``chunk`` rows at a time, and keep the sums.

    ``outcome`` and ``weights`` (above zero) have one number per row. With row weights w the sums within
    classes and the classes' means are weighted, as the precision of a row is in proportion to w. ``slope``
    names a term whose effect is to vary between the groups of the outermost level.
    """
    read = [*terms.terms, Term(name=INTERCEPT, column=outcome)]
    centre = np.array([term.read(slice(None)).mean() for term in read])
    n, width = outcome.size, len(read)
    runs, classes = nesting.runs, nesting.classes
    groups = nesting.groups[nesting.levels[0]]
    place = None if slope is None else terms.names.index(slope) - 1
    total = np.zeros((width, width))
    sums = np.zeros((width, groups))
    crossed = np.zeros((width, groups)) if place is not None else None
    mass = np.zeros(groups)
    if weights is None:
        np.add.at(mass, classes, np.diff(runs, append=runs.dtype.type(n)))
    log_weights = 0.0
    buffer = np.empty((width, min(chunk, n)))
    for begin in range(0, n, chunk):
        rows = slice(begin, min(begin + chunk, n))
        part = buffer[:, : rows.stop - begin]
        for line, term, mean in zip(part, read, centre, strict=True):
            np.subtract(term.read(rows), mean, out=line)
        # Keys of the runs' own type: for others numpy would make a copy of all runs.
        key = runs.dtype.type
        here = slice(np.searchsorted(runs, key(begin), side="right") - 1, np.searchsorted(runs, key(rows.stop)))
        edges, where = np.maximum(runs[here].astype(np.intp) - begin, 0), classes[here].astype(np.intp)
        if weights is not None:
            # Each line times √w, so that sums of products are weighted.
            weight = weights[rows]
            _add(mass[None], weight[None], edges, where)
            log_weights += float(np.log(weight).sum())
            part *= np.sqrt(weight)
        # Times a copy: of the same lines BLAS makes a symmetric product, which for so few is far slower.
        total += part @ part.copy().T
        if crossed is not None:
            _add(crossed, part * part[place], edges, where)
        if weights is not None:
            part *= np.sqrt(weight)
        _add(sums, part, edges, where)
    scale, means, within = standardised(total, sums, mass)
    varying = None
    if place is not None and crossed is not None:
        own = crossed / (scale * scale[place])[:, None] - mass * means * means[place]
        own[np.diagonal(within) == 0] = 0
        for starts in nesting.starts:
            own = np.add.reduceat(own, starts, axis=1)
        varying = SlopeSums(place=place + 1, within=np.pad(own, ((1, 0), (0, 0))))
    # The intercept comes first: one in every class, and it does not vary.
    return NestedSums(
        n=n,
        terms=terms,
        levels=nesting.levels,
        groups=nesting.groups,
        starts=nesting.starts,
        labels=nesting.labels,
        mass=mass,
        means=np.vstack((np.ones(mass.size), means)),
        within=np.pad(within, ((1, 0), (1, 0))),
        centre=np.concatenate(([0.0], centre)),
        scale=np.concatenate(([1.0], scale)),
        weighted=weights is not None,
        log_weights=log_weights,
        slope=varying,
    )


def standardised(total: Numbers, sums: Numbers, mass: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """From sums of products (m × m) and of columns by class (m × C), both around the columns' means: the columns'
    standard deviations, and in those the means of the classes and the sums of products around them."""
    scale = np.sqrt(np.diagonal(total) / mass.sum())
    scale[scale == 0] = 1
    means = sums / mass / scale[:, None]
    within = total / np.outer(scale, scale) - (means * mass) @ means.T
    between_only = np.diagonal(within) <= WITHIN * mass.sum()
    within[between_only] = within[:, between_only] = 0
    return scale, means, within


def _add(total: Numbers, part: Numbers, edges: NDArray[np.intp], where: NDArray[np.intp]) -> None:
    """Add the lines of ``part``, whose runs begin at ``edges``, to the classes that the runs belong to."""
    if edges.size < part.shape[1]:
        part = np.add.reduceat(part, edges, axis=1)
    for line, values in zip(total, part, strict=True):
        np.add.at(line, where, values)
