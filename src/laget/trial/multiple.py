"""Several tests read as one family: p values adjusted so that the chance of any false finding stays at the level.

Holm (1979), *Scandinavian Journal of Statistics* 6(2); Westfall and Young (1993), *Resampling-Based Multiple Testing*;
Romano and Wolf (2005), *Journal of the American Statistical Association* 100(469).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from laget.trial.errors import TrialError
from laget.trial.null_distribution import NullDistribution, at_least


def holm(p: Sequence[float]) -> tuple[float, ...]:
    """Holm's adjusted p values, in the order given: p₍ᵢ₎ times the number of tests not yet passed, never falling.

    It holds however the tests depend on each other.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    if not p:
        raise _empty()
    for one in p:
        if not 0 <= one <= 1:
            raise TrialError("bad_p", f"{one:g} is no p value; those lie from 0 to 1.", p=one)
    order = np.argsort(p, kind="stable")
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.maximum.accumulate(np.asarray(p)[order] * np.arange(len(p), 0, -1)), 1)
    return tuple(adjusted.tolist())


def romano_wolf(family: Sequence[NullDistribution]) -> tuple[float, ...]:
    """The step-down adjusted p values of no effect, in the order given, for tests that share their draws.

    From the largest |t| down, each is held against the largest |t*| of a draw among the tests not yet passed, and no
    p is smaller than the one before. How the tests hang together is in the draws, so less is lost than with Holm.

    ``family`` comes from one ``permute_family`` or one ``wild_bootstrap``. Raises ``TrialError`` for none at all, and
    for tests of different numbers of draws.
    """
    if not family:
        raise _empty()
    if len({(null.draws.shape[1], null.among) for null in family}) > 1:
        raise TrialError(
            "uneven_family",
            "The tests of the family do not have the same draws; make them together, by one permute_family or one "
            "wild_bootstrap.",
        )
    tested = [null.statistics() for null in family]
    seen = np.array([abs(statistic) for statistic, _ in tested])
    order = np.argsort(-seen, kind="stable")
    # The largest of a draw among each test and those after it.
    largest = np.maximum.accumulate(np.abs([tested[k][1] for k in order])[::-1])[::-1]
    adjusted = np.empty(len(family))
    shares = [family[k].share(drawn >= at_least(seen[k])) for k, drawn in zip(order, largest, strict=True)]
    adjusted[order] = np.maximum.accumulate(shares)
    return tuple(adjusted.tolist())


def _empty() -> TrialError:
    return TrialError("empty_family", "The family holds no test; give it one or more.")
