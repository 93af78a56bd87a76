"""Columns of simulated trials that other columns decide."""

from __future__ import annotations

import numpy as np

from laget.trial.design_matrix import Numbers
from laget.trial.ols import EXACT


def own_shares(products: Numbers) -> Numbers:
    """Of each column's sum of squares, on the diagonal of ``products`` (T × q × q), the share that the columns
    before it do not account for (T × q); of a column that is zero throughout none."""
    size = np.sqrt(np.einsum("taa->ta", products))
    size = np.where(size > 0, size, 1)
    left = products / (size[:, :, None] * size[:, None])
    shares = np.empty(size.shape)
    for place in range(size.shape[1]):
        own = left[:, place, place]
        shares[:, place] = own
        row = left[:, place] / np.where(own > EXACT, own, np.inf)[:, None]
        left = left - left[:, :, place, None] * row[:, None]
    return shares
