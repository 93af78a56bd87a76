"""What varies within classes, as sums of products for each group of the outermost level."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Numbers, Term
from laget.trial.model_terms import INTERCEPT
from laget.trial.nested_sums import NestedSums
from laget.trial.nesting import Nesting


def cluster_products(*, sums: NestedSums, outcome: Numbers, nesting: Nesting) -> Numbers:
    """For each of the S outermost groups the products of Z's q columns around the means of its classes (S × q × q), in
    the units of ``sums``.

    ``outcome`` and ``nesting`` are those that ``sums`` were made of. The rows are read once more, a group at a time.
    """
    read = [*sums.terms.terms, Term(name=INTERCEPT, column=outcome)]
    classes = np.repeat(nesting.classes, np.diff(nesting.runs, append=sums.n))
    cluster = cluster_of_rows(sums=sums, nesting=nesting)
    order = None if (cluster[1:] >= cluster[:-1]).all() else np.argsort(cluster, kind="stable")
    ends = np.concatenate(([0], np.cumsum(np.bincount(cluster))))
    products = np.zeros((ends.size - 1, len(read) + 1, len(read) + 1))
    for place, (begin, end) in enumerate(pairwise(ends.tolist())):
        rows = slice(begin, end) if order is None else order[begin:end]
        part = np.array([term.read(rows) for term in read])
        part -= sums.centre[1:, None]
        part /= sums.scale[1:, None]
        part -= sums.means[1:, classes[rows]]
        products[place, 1:, 1:] = part @ part.T
    return products


def cluster_of_rows(*, sums: NestedSums, nesting: Nesting) -> NDArray[np.intp]:
    """The number of each row's outermost group, counted as in ``sums``."""
    edges = class_edges(sums)
    by_run = np.repeat(np.arange(edges.size - 1), np.diff(edges))[nesting.classes]
    return np.repeat(by_run, np.diff(nesting.runs, append=sums.n))


def class_edges(sums: NestedSums) -> NDArray[np.intp]:
    """Where the classes of each outermost group begin, and at the end how many there are."""
    inside = np.arange(sums.mass.size)
    for starts in sums.starts:
        inside = inside[starts]
    return np.append(inside, sums.mass.size)
