"""Between-within degrees of freedom: each coefficient by the level at which its column varies.

Schluchter and Elashoff (1990), *Journal of Statistical Computation and Simulation* 37(1–2); Pinheiro and Bates (2000),
*Mixed-Effects Models in S and S-PLUS*, § 2.4.2, whose rule for several levels nlme follows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Numbers
from laget.trial.errors import TrialError
from laget.trial.nested_sums import NestedSums

# As a share of a column's variance: what varies less within a group is rounding.
ROUNDING = 1e-20


def between_within_df(*, sums: NestedSums) -> Numbers:
    """Degrees of freedom of the p coefficients, the intercept first.

    A column belongs to the innermost level at which it varies: the rows if it varies within any group of
    ``levels[0]``, and so on outwards. With m_l groups of level l (n rows at the innermost), m_(l+1) of the next one
    out (1 beyond the outermost, for the intercept) and p_l columns that belong there, df_l = m_l − m_(l+1) − p_l.
    The intercept gets the largest of the df, as in nlme. Raises ``TrialError`` where a level has too few groups.
    """
    counts = np.array([sums.n, *(sums.groups[level] for level in sums.levels), 1])
    belongs = _levels(sums)[1:]
    df = counts[:-1] - counts[1:] - np.bincount(belongs, minlength=counts.size - 1)
    if len(belongs) and (short := df[belongs] < 1).any():
        term = sums.terms.terms[int(np.argmax(short))].name
        raise TrialError(
            "too_few_groups",
            f"There are too few groups at the level where {term!r} varies: no degrees of freedom are left there. Leave "
            "out columns that vary at that level, or bring in more groups.",
            term=term,
        )
    return np.concatenate(([df.max()], df[belongs])).astype(np.float64)


def _levels(sums: NestedSums) -> NDArray[np.intp]:
    """For each column (the intercept first) the level at which it varies: 0 for the rows, 1 for ``levels[0]`` ..."""
    p = len(sums.scale) - 1
    total = sums.mass.sum()
    varies = [np.diagonal(sums.within)[:p] > 0]
    mass, means = sums.mass, sums.means[:p]
    for starts in sums.starts:
        outer_mass = np.add.reduceat(mass, starts)
        outer = np.add.reduceat(mass * means, starts, axis=1) / outer_mass
        around = means - np.repeat(outer, np.diff(starts, append=mass.size), axis=1)
        varies.append((mass * around**2).sum(axis=1) > ROUNDING * total)
        mass, means = outer_mass, outer
    return np.asarray(np.argmax([*varies, np.full(p, True)], axis=0))
