"""From what clusters show to a table: coefficients judged by t, and why there is none where they cannot tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from laget.trial.cr2 import ClusterRobust
from laget.trial.design_matrix import Numbers
from laget.trial.errors import TrialError
from laget.trial.fit import Coefficient, judged_by_t


def judged_by_clusters(
    *,
    terms: Sequence[str],
    estimates: Numbers,
    robust: ClusterRobust,
    asked: Collection[str],
    cluster: str,
    units: Sequence[str],
    alpha: float,
) -> tuple[list[Coefficient], list[str]]:
    """The coefficients of ``terms``, with ``estimates`` and ``robust`` in their order, and a note for each that the
    ``units`` of ``cluster`` cannot judge. Raises ``TrialError`` where that is one of those ``asked`` for."""
    coefficients: list[Coefficient] = []
    notes: list[str] = []
    for k, term in enumerate(terms):
        unknown = _unknown(robust, k, term=term, cluster=cluster, units=units)
        if unknown is None:
            se, df = float(robust.se[k]), float(robust.df[k])
            coefficients.append(judged_by_t(term=term, estimate=float(estimates[k]), se=se, df=df, alpha=alpha))
        elif term in asked:
            raise unknown
        else:
            notes.append(str(unknown))
    return coefficients, notes


def _unknown(robust: ClusterRobust, k: int, *, term: str, cluster: str, units: Sequence[str]) -> TrialError | None:
    if robust.alone[k].any():
        unit = units[int(np.argmax(robust.alone[k]))]
        return TrialError(
            "one_cluster_decides",
            f"Without {unit!r} of {cluster!r} there is no {term!r} to estimate, so its uncertainty is unknown and no "
            "coefficient is given; bring in more clusters, or leave it out.",
            term=term,
            column=cluster,
            cluster=unit,
        )
    if robust.even[k]:
        return TrialError(
            "clusters_alike",
            f"{term!r} is exactly alike in every cluster of {cluster!r}, so nothing is left to judge its "
            "uncertainty by and no coefficient is given; look for rows that were copied or made up.",
            term=term,
            column=cluster,
        )
    return None
