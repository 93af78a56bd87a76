"""How sure the coefficients of a mixed model are: by the model's own variances, or by its outermost groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from laget.trial.between_within import between_within_df
from laget.trial.cluster_products import cluster_of_rows, cluster_products
from laget.trial.cr2_mixed import cr1s_mixed, cr2_mixed
from laget.trial.design_matrix import Column, Numbers, labels
from laget.trial.errors import TrialError
from laget.trial.fit import Coefficient, judged_by_t
from laget.trial.judged_by_clusters import judged_by_clusters
from laget.trial.kenward_roger import kenward_roger_covariance
from laget.trial.nested_model import NestedFit
from laget.trial.nesting import Nesting
from laget.trial.satterthwaite import satterthwaite_df

MODEL_BASED = ("kr", "satterthwaite", "satterthwaite-expected", "between-within")
SANDWICHES = {"cr2-mixed": cr2_mixed, "cr1s-mixed": cr1s_mixed}
INFERENCES = (*MODEL_BASED, *SANDWICHES)

Combination = Mapping[str, float]


def judged_mixed(
    *,
    fit: NestedFit,
    nesting: Nesting,
    outcome: Numbers,
    units: Column,
    combinations: Mapping[str, Combination],
    asked: Collection[str],
    inference: str,
    alpha: float,
) -> tuple[list[Coefficient], list[str]]:
    """The ``combinations`` of coefficients, each by its name and as weights of terms, with what there is to say of
    those that the groups cannot judge.

    ``units`` holds each row's label at the outermost level. By "between-within" a combination has the degrees of
    freedom of the term in it with the fewest. Raises ``TrialError`` where one of those ``asked`` for cannot be judged.
    """
    names = fit.sums.terms.names
    rows = np.zeros((len(combinations), len(names)))
    for row, weights in zip(rows, combinations.values(), strict=True):
        for term, weight in weights.items():
            row[names.index(term)] = weight
    if inference in SANDWICHES:
        if fit.sums.weighted:
            raise TrialError(
                "weights_not_with_cr2",
                f"Inference {inference!r} is not offered with weights; leave them out, or use 'kr'.",
                inference=inference,
            )
        products = cluster_products(sums=fit.sums, outcome=outcome, nesting=nesting)
        _, first = np.unique(cluster_of_rows(sums=fit.sums, nesting=nesting), return_index=True)
        levels, codes = labels({"unit": units[first]}, "unit")
        return judged_by_clusters(
            terms=tuple(combinations),
            estimates=rows @ fit.estimates,
            robust=SANDWICHES[inference](fit=fit, products=products, combinations=rows),
            asked=asked,
            cluster=fit.sums.levels[-1],
            units=[levels[code] for code in codes],
            alpha=alpha,
        )
    covariance = kenward_roger_covariance(fit=fit) if inference == "kr" else fit.covariance
    se = np.sqrt(np.einsum("ka,ab,kb->k", rows, covariance, rows))
    if inference == "between-within":
        df = np.where(rows != 0, between_within_df(sums=fit.sums), np.inf).min(axis=1)
    else:
        df = satterthwaite_df(fit=fit, observed=inference == "satterthwaite", combinations=rows)
    estimates = rows @ fit.estimates
    return [
        judged_by_t(term=name, estimate=float(estimates[k]), se=float(se[k]), df=float(df[k]), alpha=alpha)
        for k, name in enumerate(combinations)
    ], []
