"""Bell and McCaffrey's degrees of freedom in many simulated trials at once: as ``laget.trial.cr2.bell_mccaffrey``."""

from __future__ import annotations

import numpy as np

from laget.trial.cr2 import DECIDES, bell_mccaffrey
from laget.trial.design_matrix import Numbers


def batch_bell_mccaffrey(*, spread: Numbers, shared: Numbers) -> Numbers:
    """(tr Ω)² / tr Ω² of k coefficients in T trials (T × k), with ``spread`` T × G × k and ``shared`` T × G × p × k.

    Trials in which a cluster nearly decides a coefficient, pair by pair, are few, and go one by one.
    """
    length = (shared**2).sum(axis=2)
    by_coefficient = shared.transpose(0, 3, 2, 1)
    across = by_coefficient @ by_coefficient.swapaxes(2, 3)
    square = (spread**2).sum(axis=1) + (across**2).sum(axis=(2, 3)) - (length**2).sum(axis=1)
    trace = spread.sum(axis=1)
    df = np.divide(trace**2, square, out=np.zeros_like(trace), where=square > 0)
    every = np.ones(trace.shape[1], dtype=bool)
    for trial in np.flatnonzero((length > DECIDES * spread).any(axis=(1, 2))):
        df[trial] = bell_mccaffrey(spread=spread[trial], shared=shared[trial], usable=every)
    return np.asarray(df)
