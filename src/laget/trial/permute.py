"""Randomisation inference for a trial of whole clusters: the lots drawn over again, and nothing else assumed.

Fisher (1935), *The Design of Experiments*; Rosenbaum (2002), *Statistical Science* 17(3), for covariates; Small, Ten
Have and Rosenbaum (2008), *Journal of the American Statistical Association* 103(481), for clusters; Wu and Ding (2021),
*Journal of the American Statistical Association* 116(536), for why the statistic is studentised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import isinf

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Columns, Numbers, design_matrix, numbers
from laget.trial.errors import TrialError
from laget.trial.null_distribution import NullDistribution
from laget.trial.ols import EXACT
from laget.trial.one_arm_per_group import one_arm_per_group
from laget.trial.permuted_statistic import bare_coefficients, t_statistics
from laget.trial.progress import Progress, unseen
from laget.trial.randomisation_space import (
    Allocations,
    ListedSpace,
    LotSpace,
    ObservedArms,
    Space,
    counted,
    described,
    drawn,
    every,
    holds,
    observed_arms,
)
from laget.trial.unit_fit import UnitFit, fit_by_unit

# (DRAWS + 1) alpha is whole for the alphas that people use.
DRAWS = 9_999


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomisationTest:
    """The effect on ``outcome`` of the arm that ``term`` stands for, and what the lots say of it.

    ``estimate`` is in the outcome's unit; ``p`` is two-sided, of no effect at all; ``low`` and ``high`` bound the
    effects that are not refused at ``alpha``, and are infinite where the space is too small to refuse any. ``draws``
    allocations were looked at: all there are if ``exact``, otherwise a sample, which leaves ``p_error`` as the standard
    error of ``p``. ``space`` says what could have been drawn. ``null`` gives the p of any other effect.
    """

    outcome: str
    term: str
    estimate: float
    p: float
    p_error: float
    low: float
    high: float
    alpha: float
    draws: int
    exact: bool
    space: str
    null: NullDistribution
    notes: tuple[str, ...] = field(default=())


def permute(
    *,
    columns: Columns,
    outcome: str,
    treatment: str,
    reference: str | None = None,
    cluster: str,
    space: Space,
    covariates: Sequence[str] = (),
    draws: int | None = DRAWS,
    rng: np.random.Generator | None = None,
    studentised: bool = True,
    alpha: float = 0.05,
    progress: Progress = unseen,
) -> RandomisationTest:
    """The effect of ``treatment``, tested by the lots that could have been drawn (``space``).

    ``estimate`` is the least squares coefficient of ``fit_least_squares``, with the strata or pairs of the space as
    blocks. To test an effect τ, τ is taken from the outcome of the treated; what is left is regressed, row by row, on
    the covariates and the strata, without the treatment; the residuals are summed by cluster; and in each allocation
    the treated are compared with the untreated of their stratum (``laget.trial.permuted_statistic``). ``studentised``
    divides by the standard error that each allocation would show. If the effect is τ in every row, the test keeps its
    level exactly, however few the clusters and whatever the covariates. A note says where another of the ``columns``
    looks like what the lots were drawn between.

    The space is gone through one by one where it holds no more than ``draws``, where it is a list, and where ``draws``
    is None; otherwise ``draws`` allocations are drawn with ``rng``. ``progress`` is told how many are done. Raises
    ``TrialError`` for clusters that the space does not know, for arms it could not have given, and where there is too
    little to compute from.
    """
    tests = permute_family(
        columns=columns,
        outcomes=(outcome,),
        treatment=treatment,
        reference=reference,
        cluster=cluster,
        space=space,
        covariates=covariates,
        draws=draws,
        rng=rng,
        studentised=studentised,
        alpha=alpha,
        progress=progress,
    )
    return tests[0]


def permute_family(
    *,
    columns: Columns,
    outcomes: Sequence[str],
    treatment: str,
    reference: str | None = None,
    cluster: str,
    space: Space,
    covariates: Sequence[str] = (),
    draws: int | None = DRAWS,
    rng: np.random.Generator | None = None,
    studentised: bool = True,
    alpha: float = 0.05,
    progress: Progress = unseen,
) -> tuple[RandomisationTest, ...]:
    """``permute`` for each of ``outcomes``, all in the same draws, so that ``laget.trial.multiple.romano_wolf`` can
    read their ``null`` as those of one family."""
    if not outcomes:
        raise TrialError("empty_family", "No outcome is named; name one or more.")
    observed = observed_arms(columns=columns, treatment=treatment, reference=reference, cluster=cluster)
    places = _places(observed, space, cluster)
    treated = np.zeros(len(space.units), dtype=bool)
    treated[places] = observed.treated
    if not holds(space, treated):
        raise TrialError(
            "not_in_space",
            f"The arms in the data are none of the {described(space)}, so these are not the lots that were drawn; give "
            "the space of the draw, or look for clusters that changed arm.",
            size=counted(space),
        )
    if studentised:
        _check_spread(space, treated)
    notes: tuple[str, ...] = ()
    if isinstance(space, LotSpace):
        asked = {treatment, cluster, *outcomes}
        said = one_arm_per_group(columns=columns, observed=observed, space=space, cluster=cluster, asked=asked)
        notes = tuple(said)
    blocks, of, exact = _allocations(space, draws, rng)
    design = design_matrix(columns=columns, treatment=treatment, reference=reference, covariates=covariates)
    measured = np.column_stack([numbers(columns, outcome) for outcome in outcomes])
    fit = fit_by_unit(design=design, outcomes=measured, units=places[observed.rows], space=space)
    fallen = _statistics(fit, treated[:, None], studentised)[:, :, 0]
    units = _standard_errors(fit, fallen) if studentised else fit.spreads
    found, done = [], 0
    for block in blocks:
        found.append(_statistics(fit, block, studentised))
        done += block.shape[1]
        progress(done, of)
    statistics = np.concatenate(found, axis=2)
    return tuple(
        _test(
            outcome,
            observed.term,
            NullDistribution(
                estimate=float(fit.estimates[k]),
                unit=float(units[k]),
                observed=fallen[k],
                draws=statistics[k],
                among=exact,
            ),
            space=described(space),
            alpha=alpha,
            notes=notes,
        )
        for k, outcome in enumerate(outcomes)
    )


def _statistics(fit: UnitFit, allocations: Allocations, studentised: bool) -> Numbers:
    if studentised:
        return t_statistics(fit.sums, allocations)
    return bare_coefficients(fit.sums, allocations, units=fit.spreads)


def _standard_errors(fit: UnitFit, fallen: Numbers) -> Numbers:
    """The standard errors (K) in the lots as they fell."""
    _, slopes, variances, *_ = fallen.T
    outcomes = fit.sums.residuals + np.outer(fit.estimates, fit.sums.effect)
    if (variances <= EXACT**2 * (outcomes**2).sum(axis=1)).any():
        raise TrialError(
            "no_spread_between_clusters",
            "Within the arms all clusters tell the very same, so there is no spread to studentise by; look for rows "
            "that were copied, or test the bare difference, without studentising.",
        )
    standard_errors: Numbers = np.sqrt(variances) / np.abs(slopes)
    return standard_errors


def _test(
    outcome: str, term: str, null: NullDistribution, *, space: str, alpha: float, notes: tuple[str, ...]
) -> RandomisationTest:
    """``notes`` are those of every outcome; that of this one comes last."""
    low, high = null.interval(alpha=alpha)
    open_ended = (
        f"The interval of {outcome!r} has no end: of {space}, too many look the same however large the effect is, and "
        f"p cannot fall to {alpha:g}."
    )
    return RandomisationTest(
        outcome=outcome,
        term=term,
        estimate=null.estimate,
        p=null.p(),
        p_error=null.p_error(),
        low=low,
        high=high,
        alpha=alpha,
        draws=null.draws.shape[1],
        exact=null.among,
        space=space,
        null=null,
        notes=(*notes, open_ended) if isinf(low) or isinf(high) else notes,
    )


def _places(observed: ObservedArms, space: Space, cluster: str) -> NDArray[np.intp]:
    """The place of each cluster among the units of the space: they have to be the same ones."""
    place = {unit: number for number, unit in enumerate(space.units)}
    for unit in observed.clusters:
        if unit not in place:
            raise TrialError(
                "cluster_not_in_space",
                f"{unit!r} of {cluster!r} is none of the units that lots were drawn between; leave its rows out, or "
                "give the space it was drawn in.",
                column=cluster,
                cluster=unit,
            )
    if len(observed.clusters) < len(place):
        unit = min(set(place).difference(observed.clusters))
        raise TrialError(
            "unit_without_rows",
            f"Lots were drawn for {unit!r} too, and it has no rows in {cluster!r}, so its arm is not known; add its "
            "rows, or make the space of those that have some.",
            column=cluster,
            unit=unit,
        )
    return np.array([place[unit] for unit in observed.clusters])


def _allocations(
    space: Space, draws: int | None, rng: np.random.Generator | None
) -> tuple[Iterator[Allocations], int, bool]:
    """The allocations to look at, in blocks; how many; and whether they are all there are."""
    if draws is not None and draws < 1:
        raise TrialError("bad_draws", f"{draws} draws were asked for; ask for one or more.", draws=draws)
    if isinstance(space, ListedSpace) or draws is None or space.size <= draws:
        return every(space), space.size, space.kind != "sampled"
    if rng is None:
        raise TrialError(
            "no_generator",
            f"There are {described(space)}, more than the {draws} to look at, so some have to be drawn; pass a "
            "generator of random numbers.",
            size=counted(space),
            draws=draws,
        )
    return drawn(space, times=draws, rng=rng), draws, False


def _check_spread(space: Space, treated: NDArray[np.bool_]) -> None:
    """Refuse to studentise by what a single cluster cannot show; pairs are two or more, or they are no strata."""
    counts = space.allocations.sum(axis=0) if isinstance(space, ListedSpace) else treated.sum()
    if space.kind != "paired" and np.minimum(counts, treated.size - counts).min() < 2:
        raise TrialError(
            "arm_of_one_cluster",
            "An arm has a single cluster, so nothing shows how clusters of it differ; bring in more, or test the bare "
            "difference, without studentising.",
        )
