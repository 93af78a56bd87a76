"""Between-within degrees of freedom of many simulated trials at once: as ``laget.trial.between_within`` of one."""

from __future__ import annotations

import numpy as np

from laget.trial.batch_sums import BatchSums
from laget.trial.between_within import ROUNDING
from laget.trial.design_matrix import Numbers
from laget.trial.nested_sums import WITHIN


def between_within_df(sums: BatchSums) -> Numbers:
    """Between-within degrees of freedom of the arms (T × arms), as in ``laget.trial.between_within``."""
    times, p = len(sums.means), sums.means.shape[1] - 1
    counts = np.column_stack(
        [np.broadcast_to(part, times) for part in (sums.n, *sums.counts.T, np.ones(1))]
    )
    total = np.broadcast_to(sums.n, times)[:, None]
    scale = np.einsum("taa->ta", sums.within)[:, :p]
    varies = [scale > WITHIN * total]
    mass, means = sums.mass, sums.means[:, :p]
    while mass.ndim > 2:
        outer_mass = mass.sum(axis=1)
        outer = (mass[:, None] * means).sum(axis=2) / np.where(outer_mass > 0, outer_mass, 1)[:, None]
        around = mass[:, None] * (means - outer[:, :, None]) ** 2
        varies.append(around.reshape(times, p, -1).sum(axis=2) > ROUNDING * total)
        mass, means = outer_mass, outer
    belongs = np.argmax(np.stack([*varies, np.ones((times, p), dtype=bool)], axis=2), axis=2)
    df = counts[:, :-1] - counts[:, 1:]
    for level in range(df.shape[1]):
        df[:, level] -= (belongs[:, 1:] == level).sum(axis=1)
    return np.asarray(np.take_along_axis(df, belongs[:, sums.treatment], axis=1))
