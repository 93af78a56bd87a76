"""What many simulated trials answer about the arms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BatchAnswers:
    """The ``estimate``, ``se`` and ``df`` of each arm but the reference in T trials (arms × T), no number where there
    is no answer; ``at_zero`` (levels × T) whether the variance of a level is estimated at zero; and the codes of those
    ``refused``, counted."""

    estimate: Numbers
    se: Numbers
    df: Numbers
    at_zero: NDArray[np.bool_]
    refused: Counter[str]

    @property
    def open(self) -> NDArray[np.intp]:
        """The trials without an answer."""
        return np.flatnonzero(np.isnan(self.estimate).any(axis=0))

    @staticmethod
    def joined(parts: Sequence[BatchAnswers]) -> BatchAnswers:
        """The trials of all parts, one after the other."""
        return BatchAnswers(
            estimate=np.hstack([part.estimate for part in parts]),
            se=np.hstack([part.se for part in parts]),
            df=np.hstack([part.df for part in parts]),
            at_zero=np.hstack([part.at_zero for part in parts]),
            refused=sum((part.refused for part in parts), Counter()),
        )


def no_answers(*, arms: int, levels: int, times: int) -> BatchAnswers:
    """``times`` trials that nothing has been answered of yet."""
    return BatchAnswers(
        estimate=np.full((arms, times), np.nan),
        se=np.full((arms, times), np.nan),
        df=np.full((arms, times), np.nan),
        at_zero=np.zeros((levels, times), dtype=bool),
        refused=Counter(),
    )
