"""Why clusters cannot tell how uncertain a coefficient is, where they cannot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from laget.trial.cr2 import ClusterRobust
from laget.trial.errors import TrialError


def uncertainty_unknown(
    robust: ClusterRobust, k: int, *, term: str, cluster: str, units: Sequence[str]
) -> TrialError | None:
    """What there is to say of coefficient ``k``, called ``term``, if a single one of the ``units`` of ``cluster``
    decides it, or if all tell the very same of it."""
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
