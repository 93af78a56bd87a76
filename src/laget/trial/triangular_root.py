"""Triangular roots of many matrices at once, singular ones too."""

from __future__ import annotations

import numpy as np

from laget.trial.design_matrix import Numbers


def triangular_root(products: Numbers) -> Numbers:
    """The lower triangular root of positive semidefinite matrices (T × m × m × …); a column that the others before it
    decide has zeros.

    >>> triangular_root(np.array([[[4.0, 2.0], [2.0, 1.0]]]))
    array([[[2., 0.],
            [1., 0.]]])
    """
    left, root = products.copy(), np.zeros_like(products)
    for column in range(products.shape[1]):
        pivot = np.sqrt(np.maximum(left[:, column, column], 0))
        root[:, column:, column] = np.divide(
            left[:, column:, column],
            pivot[:, None],
            out=np.zeros_like(left[:, column:, column]),
            where=pivot[:, None] > 0,
        )
        left -= root[:, :, None, column] * root[:, None, :, column]
    return root
