"""Estimate the effect of a trial by a linear mixed model, from the columns to the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from laget.trial.arms_of_groups import in_several_arms
from laget.trial.design_matrix import Column, Columns, Numbers, arms, column, numbers
from laget.trial.errors import TrialError
from laget.trial.fit import Fit, rough
from laget.trial.hedges2007 import ClusteredG
from laget.trial.label_numbers import distinct
from laget.trial.mixed_effect_size import arm_shares, cluster_sizes, intraclass_correlations, standardise_mixed
from laget.trial.mixed_inference import INFERENCES, Combination, judged_mixed
from laget.trial.model_terms import INTERCEPT, ModelTerms, model_terms
from laget.trial.nested_model import NestedFit, fit_nested
from laget.trial.nested_sums import NestedSums, nested_sums
from laget.trial.nesting import Nesting, nest

DIVIDED = (
    "g is the effect and its interval divided by the model's standard deviation; the interval of Hedges (2007) is for "
    "whole groups given to arms, one level of groups, and no weights or slope."
)
METHODS = ("reml", "ml")


@dataclass(frozen=True, slots=True, kw_only=True)
class MixedFit(Fit):
    """A fitted mixed model: a ``Fit`` whose coefficients are the intercept, the treatment's and the covariates'.

    ``criterion`` is lme4's REMLcrit, or −2 log L, of the columns as given. ``variances`` holds one per level and
    that of the ``residual``, in the outcome's unit squared; with a random slope also ``level:treatment``, and
    ``covariance`` its covariance with the level's intercept. ``icc`` holds the share of the total variance per
    level, and, as ``class within the same school``, the correlation of two rows of a class. ``effect_sizes`` has
    the treatment's terms by the model's standard deviations, and ``model`` is the fit underneath.
    """

    method: str
    criterion: float
    variances: Mapping[str, float]
    covariance: Mapping[str, float]
    icc: Mapping[str, float]
    effect_sizes: Mapping[str, ClusteredG]
    model: NestedFit = field(repr=False, compare=False)


def fit_mixed(
    *,
    columns: Columns,
    outcome: str,
    treatment: str | None,
    reference: str | None = None,
    covariates: Sequence[str] = (),
    blocks: str | None = None,
    levels: Sequence[str],
    slope: bool = False,
    weights: str | None = None,
    method: str = "reml",
    inference: str = "kr",
    alpha: float = 0.05,
) -> MixedFit:
    """The effect of each arm against the reference arm, with a random intercept per group of every level.

    ``columns`` maps names to equally long arrays of numbers or text, without gaps. ``levels`` are one to three
    columns of labels from inner to outer, say class and school; a label counts within its outer group.
    ``treatment`` is text, or numbers 0 and 1, or None for a model of the variances alone; ``reference`` is the arm
    compared with, the first in sort order unless given. ``blocks`` enter as fixed effects. With ``slope`` the
    effect of a treatment of two arms varies between the groups of the outermost level, correlated with their
    intercepts. ``weights`` names a column of positive row weights: the residual variance is σ²/weight.

    ``method`` is ``"reml"`` or ``"ml"``. ``inference`` is ``"kr"`` (Kenward and Roger's standard error and df),
    ``"satterthwaite"`` (by observed information, as lmerTest), ``"satterthwaite-expected"`` or ``"between-within"``,
    which trust the model's variances; or ``"cr2-mixed"`` or ``"cr1s-mixed"``, which are judged by the outermost groups
    (``laget.trial.cr2_mixed``); intervals are at 1 − ``alpha``. Raises ``TrialError`` for anything it cannot answer.
    """
    terms = model_terms(columns=columns, treatment=treatment, reference=reference, covariates=covariates, blocks=blocks)
    nesting = nest(columns=columns, levels=levels)
    fit = fit_terms(
        terms=terms,
        outcome=numbers(columns, outcome),
        nesting=nesting,
        units=columns[levels[-1]],
        combinations=each(INTERCEPT, *terms.treatment, *terms.covariates),
        weights=None if weights is None else _positive(columns, weights),
        slope=_varying(terms, nesting, treatment) if slope else None,
        slope_name=treatment,
        method=method,
        inference=inference,
        alpha=alpha,
    )
    if treatment is None:
        return fit
    return replace(fit, notes=(*fit.notes, *_arm_notes(fit.model.sums, columns, treatment, reference)))


def fit_terms(
    *,
    terms: ModelTerms,
    outcome: Numbers,
    nesting: Nesting,
    units: Column,
    combinations: Mapping[str, Combination],
    weights: Numbers | None = None,
    slope: str | None = None,
    slope_name: str | None = None,
    method: str,
    inference: str,
    alpha: float,
) -> MixedFit:
    """The mixed model of any ``terms``, and of its coefficients those ``combinations`` that are asked for, each by its
    name and as weights of terms. Those that hold a term of the treatment have an effect size.

    ``units`` holds each row's label at the outermost level. ``slope`` is the term whose effect varies, and
    ``slope_name`` the column it comes from. The rest is as in ``fit_mixed``.
    """
    _check_choices(method, inference, alpha)
    levels = nesting.levels
    if "residual" in levels:
        raise TrialError(
            "level_called_residual", "A level is called 'residual', as the variance of the rows is; rename the column."
        )
    sums = nested_sums(terms=terms, outcome=outcome, nesting=nesting, weights=weights, slope=slope)
    fit = fit_nested(sums=sums, restricted=method == "reml")
    effects = [name for name, weights in combinations.items() if set(terms.treatment) & set(weights)]
    coefficients, notes = judged_mixed(
        fit=fit,
        nesting=nesting,
        outcome=outcome,
        units=units,
        combinations=combinations,
        asked=effects,
        inference=inference,
        alpha=alpha,
    )
    variances = fit.variances
    residual = fit.residual_variance
    varying = f"{levels[-1]}:{slope_name}"
    return MixedFit(
        n=sums.n,
        groups=sums.groups,
        inference=inference,
        coefficients=tuple(coefficients),
        notes=(*notes, *_notes(fit=fit, nesting=nesting, inference=inference), *rough(coefficients)),
        method=method,
        criterion=fit.criterion,
        variances=variances | ({varying: fit.slope[0]} if fit.slope else {}) | {"residual": residual},
        covariance={varying: fit.slope[1]} if fit.slope else {},
        icc=intraclass_correlations(variances=variances, residual=residual),
        effect_sizes={
            one.term: standardise_mixed(coefficient=one, fit=fit, alpha=alpha)
            for one in coefficients
            if one.term in effects
        },
        model=fit,
    )


def each(*terms: str) -> dict[str, Combination]:
    """Coefficients as they are, each a combination of itself."""
    return {term: {term: 1.0} for term in terms}


def _check_choices(method: str, inference: str, alpha: float) -> None:
    if method not in METHODS:
        raise TrialError("unknown_method", f"Method {method!r} is not offered; use 'reml' or 'ml'.", method=method)
    if inference not in INFERENCES:
        offered = ", ".join(repr(name) for name in INFERENCES)
        raise TrialError(
            "inference_not_offered",
            f"Inference {inference!r} is not offered with a mixed model; use one of {offered}.",
            inference=inference,
            offered=", ".join(INFERENCES),
        )
    if not 0 < alpha < 1:
        raise TrialError("bad_alpha", f"alpha is {alpha:g}; it has to lie between 0 and 1.", alpha=alpha)


def _positive(columns: Columns, name: str) -> Numbers:
    weights = numbers(columns, name)
    if not (weights > 0).all():
        row = int(np.argmin(weights > 0)) + 1
        raise TrialError(
            "weight_not_positive",
            f"The weight in row {row} of {name!r} is not above zero; leave out rows that should not count.",
            column=name,
            row=row,
        )
    return weights


def _varying(terms: ModelTerms, nesting: Nesting, treatment: str | None) -> str:
    """The term whose effect varies, where one may."""
    if len(terms.treatment) != 1:
        raise TrialError(
            "slope_two_arms",
            f"A random slope needs a treatment of two arms, and {treatment!r} has {len(terms.treatment) + 1}; fit two "
            "at a time, or leave the slope out.",
            arms=len(terms.treatment) + 1,
        )
    if len(nesting.levels) > 2:
        raise TrialError(
            "slope_levels", "A random slope is offered with one or two levels of groups; leave out a level."
        )
    return terms.treatment[0]


def _notes(*, fit: NestedFit, nesting: Nesting, inference: str) -> Iterator[str]:
    sums = fit.sums
    at_zero = {
        "kr": "it keeps its place among the parameters, as in pbkrtest",
        "satterthwaite": "it has no part in the degrees of freedom, as in lmerTest",
        "satterthwaite-expected": "it keeps its place among the parameters, as in pbkrtest",
        "between-within": "the degrees of freedom count its groups all the same",
    }.get(inference, "the working model has no part of it")
    for level, variance in fit.variances.items():
        if variance == 0:
            yield f"The variance between {level!r} is estimated at zero; {at_zero}."
    if sums.slope is not None and not fit.chart.free[-1]:
        yield (
            f"The covariance of intercept and slope of {sums.levels[-1]!r} is at the edge of what it can be, a "
            f"correlation of one or a variance of zero; {at_zero}."
        )
    for level in nesting.reused:
        yield f"Labels of {level!r} occur in several groups further out; each counts as a group of its own."


def _arm_notes(sums: NestedSums, columns: Columns, treatment: str, reference: str | None) -> Iterator[str]:
    yield from _who_has_the_arms(sums, columns, treatment, reference)
    if any(cluster_sizes(sums=sums, term=term) is None for term in sums.terms.treatment):
        yield DIVIDED
    if sums.slope is not None:
        yield "The total variance behind g and ICC is that of the reference arm."


def _who_has_the_arms(sums: NestedSums, columns: Columns, treatment: str, reference: str | None) -> Iterator[str]:
    """An arm that a single outermost group carries: the others tell how groups vary. And groups in several arms."""
    control, others = arms({treatment: distinct(column(columns, treatment))}, treatment, reference)
    shares = arm_shares(sums)
    present = np.vstack((1 - shares.sum(axis=0), shares)) > 1e-9
    for starts in sums.starts:
        present = np.logical_or.reduceat(present, starts, axis=1)
    for arm, groups in zip((control, *others.values()), present.sum(axis=1), strict=True):
        if groups == 1:
            yield (
                f"A single {sums.levels[-1]!r} has arm {arm!r}; that it varies as the others do is taken for granted, "
                "and no data can show it."
            )
    yield from in_several_arms(present=present, level=sums.levels[-1])
