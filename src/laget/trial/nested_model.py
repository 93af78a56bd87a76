"""Fit a linear mixed model with nested random intercepts by restricted or full maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from laget.trial.design_matrix import SPREAD, Numbers
from laget.trial.errors import TrialError
from laget.trial.nested_moments import Moments, nested_moments
from laget.trial.nested_sums import NestedSums, SlopeSums
from laget.trial.ols import EXACT
from laget.trial.profile_likelihood import Profile, profile_likelihood
from laget.trial.ratio_chart import Chart, chart
from laget.trial.slope_moments import slope_moments
from laget.trial.variance_information import expected_information, with_residual

# The ratio where the search starts, near what school data show, and where it starts again if that ends at zero.
START = 0.1
FAR = 10.0
STEPS = 100
HALVINGS = 40
# Newton's steps shrink with the square of the one before: after one this small nothing is left to gain.
SMALL = 1e-7
# No step multiplies a group's variance by more than e².
LONGEST = 2.0
# A column with no more than this share of its variance for itself is decided by the others. Sums of squares
# keep half the digits of the columns themselves, so this is 1e-5 of a column's length. The same share is the
# least that rows may vary within their groups.
ALIASED = 1e-10
# A variance of which the data hold less than this share of the information they could is not to be seen.
UNSEEN = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedFit:
    """A fitted model: variance ``ratios`` of the levels (inner to outer) to the residual, and what is best for
    the rest given those. With a random slope the outermost level has three: the intercept's variance, the
    covariance and the slope's variance. ``ratios``, ``moments`` and ``profile`` are in the columns' standard
    deviations."""

    sums: NestedSums
    restricted: bool
    ratios: Numbers
    moments: Moments
    profile: Profile

    @property
    def chart(self) -> Chart:
        """The coordinates in which this fit was found, and which of them are free."""
        return chart(
            ratios=self.ratios,
            gradient=self.profile.gradient,
            moments=self.moments,
            groups=np.array([self.sums.groups[level] for level in self.sums.levels]),
            slope=self.sums.slope is not None,
        )

    @property
    def criterion(self) -> float:
        """−2 log (restricted) likelihood of the columns as they were given: lme4's REMLcrit, or −2 log L."""
        units = np.log(self.sums.scale)
        if self.restricted:
            p = units.size - 1
            return self.profile.value + 2 * float((self.sums.n - p) * units[p] + units[:p].sum())
        return self.profile.value + 2 * float(self.sums.n * units[-1])

    @property
    def residual_variance(self) -> float:
        """The variance of a row within its innermost group (at weight 1), in the outcome's unit squared."""
        return self.profile.variance * float(self.sums.scale[-1]) ** 2

    @property
    def variances(self) -> dict[str, float]:
        """The variance between the groups of each level, within those of the next; with a random slope, for the
        outermost that where the slope's column is zero."""
        between = [float(ratio) for ratio in self.ratios[: len(self.sums.levels)]]
        if self.sums.slope is not None:
            between[-1] = float(self._slope_covariance()[0, 0])
        return {level: v * self.residual_variance for level, v in zip(self.sums.levels, between, strict=True)}

    @property
    def slope(self) -> tuple[float, float] | None:
        """The variance of the random slope and its covariance with the outermost intercept, in the columns' units."""
        if self.sums.slope is None:
            return None
        matrix = self._slope_covariance() * self.residual_variance
        return float(matrix[1, 1]), float(matrix[0, 1])

    def _slope_covariance(self) -> Numbers:
        """Θ of (1, t) for t as given, from that of (1, t in standard deviations from its mean)."""
        assert self.sums.slope is not None
        centre, scale = self.sums.centre[self.sums.slope.place], self.sums.scale[self.sums.slope.place]
        given = np.array([[1, -centre / scale], [0, 1 / scale]])
        return np.asarray(given @ self.ratios[[-3, -2, -2, -1]].reshape(2, 2) @ given.T)

    @property
    def contrasts(self) -> Numbers:
        """The p × p matrix that takes ``profile.estimates`` to the coefficients of the columns as given (the
        intercept still measured from the outcome's mean)."""
        matrix = np.diag(self.sums.scale[-1] / self.sums.scale[:-1])
        matrix[0] -= self.sums.centre[:-1] @ matrix
        return matrix

    @property
    def estimates(self) -> Numbers:
        """The p coefficients, the intercept first, of the columns as given."""
        estimates: Numbers = self.contrasts @ self.profile.estimates
        estimates[0] += self.sums.centre[-1]
        return estimates

    @property
    def covariance(self) -> Numbers:
        """The p × p covariance of the coefficients, the variances taken as known."""
        return np.asarray(self.profile.variance * self.contrasts @ self.profile.inverse @ self.contrasts.T)


def fit_nested(*, sums: NestedSums, restricted: bool = True) -> NestedFit:
    """The variance ratios that minimise the criterion (``restricted``: REML; otherwise ML), none below zero.

    Newton's method with the exact Hessian, in the coordinates of ``laget.trial.ratio_chart``. A ratio at zero
    whose gradient points below zero stays there. A Hessian that is not positive is made so, and a step that
    does not lower the criterion is halved.

    Raises ``TrialError`` where every group of a level holds a single one of the level inside it, or a single row; where
    columns decide each other or reproduce the outcome, where a variance cannot be
    told from the data, and where no minimum is found.
    """
    _check_levels(sums)
    _check_columns(sums)
    if sums.slope is not None:
        _check_slope(sums, sums.slope)
    fit = _at(sums, restricted, _start(sums, START))
    _check_variances(fit)
    fit = _descend(fit)
    if not fit.chart.free.all():
        # In a handful of schools zero may be a dip beside the valley: go down from the far side too.
        other = _descend(_at(sums, restricted, _start(sums, FAR)))
        if other.profile.value < fit.profile.value - EXACT * abs(fit.profile.value):
            return other
    return fit


def _start(sums: NestedSums, ratio: float) -> Numbers:
    """Every variance by the same ratio to the residual's, and no covariance."""
    ratios = np.full(len(sums.levels), ratio)
    return ratios if sums.slope is None else np.append(ratios, [0.0, ratio])


def _at(sums: NestedSums, restricted: bool, ratios: Numbers) -> NestedFit:
    if sums.slope is None:
        moments = nested_moments(sums=sums, ratios=ratios)
    else:
        moments = slope_moments(sums=sums, slope=sums.slope, ratios=ratios)
    try:
        profile = profile_likelihood(moments=moments, n=sums.n, restricted=restricted)
    except np.linalg.LinAlgError:
        raise _not_converged() from None
    return NestedFit(sums=sums, restricted=restricted, ratios=ratios, moments=moments, profile=profile)


def _descend(fit: NestedFit) -> NestedFit:
    """From one fit down to the nearest minimum."""
    for _ in range(STEPS):
        here = fit.chart
        gradient = here.jacobian.T @ fit.profile.gradient
        hessian = here.jacobian.T @ fit.profile.hessian @ here.jacobian + here.bend
        step = np.zeros_like(gradient)
        step[here.free] = _newton(gradient[here.free], hessian[np.ix_(here.free, here.free)])
        # Near the minimum the criterion is flat to its last digit, and Newton knows better.
        small = bool(np.abs(step).max() < SMALL)
        highest = fit.profile.value + EXACT * abs(fit.profile.value)
        for _ in range(HALVINGS):
            tried = _at(fit.sums, fit.restricted, here.moved(step))
            if small or tried.profile.value <= highest:
                break
            step = step / 2
        else:
            break
        if small:
            return tried
        fit = tried
    raise _not_converged()


def _not_converged() -> TrialError:
    return TrialError(
        "not_converged",
        "No best variances were found; look for columns that nearly decide each other and for groups with hardly any "
        "rows, or leave out a level.",
    )


def _newton(gradient: Numbers, hessian: Numbers) -> Numbers:
    """Newton's step, downhill also where the criterion is not convex, and none of it too long."""
    if not gradient.size:
        return gradient
    values, vectors = np.linalg.eigh(hessian)
    curvature = np.maximum(np.abs(values), 1e-6 * np.abs(values).max())
    step = -vectors @ ((vectors.T @ gradient) / curvature)
    longest = float(np.abs(step).max())
    return np.asarray(step * min(1.0, LONGEST / longest) if longest > 0 else step)


def _check_levels(sums: NestedSums) -> None:
    """Every level has to hold more than one of what is inside it, somewhere, and be more than one itself."""
    levels = sums.levels
    counts = [sums.n, *(sums.groups[level] for level in levels)]
    for place, level in enumerate(levels):
        inside = levels[place - 1] if place else None
        if counts[place] == counts[place + 1]:
            what = f"group of {inside!r}" if inside else "row"
            raise TrialError(
                "levels_alike",
                f"Every group of {level!r} holds a single {what}, so the two cannot be told apart; leave one "
                "out, and name the levels from inner to outer.",
                column=level,
            )
    if counts[-1] < 2:
        raise TrialError(
            "one_group",
            f"{levels[-1]!r} holds a single group; how groups differ cannot be seen in one, so leave it out.",
            column=levels[-1],
        )


def _check_columns(sums: NestedSums) -> None:
    """Every column has something of its own, and the outcome something that no column explains."""
    width = len(sums.scale) - 1
    if sums.n <= width:
        raise TrialError(
            "too_few_rows",
            f"{sums.n} rows cannot carry {width} coefficients; use more rows, or fewer covariates or blocks.",
            rows=sums.n,
            coefficients=width,
        )
    around = sums.means[1:]
    total = sums.within[1:, 1:] + (around * sums.mass) @ around.T
    own = _own_shares(total)
    aliased = own[:-1] <= ALIASED
    if aliased.any():
        term = sums.terms.names[1 + int(np.argmax(aliased))]
        raise TrialError(
            "aliased_column",
            f"{term!r} follows wholly from the blocks and columns before it, so it has no coefficient of its "
            "own; leave one of them out.",
            term=term,
        )
    if sums.scale[-1] <= SPREAD * abs(sums.centre[-1]) or own[-1] <= EXACT:
        raise TrialError(
            "no_residual",
            "The columns reproduce the outcome exactly, so nothing is left to judge uncertainty by; check "
            "that the outcome varies and is not among the covariates.",
        )
    if _own_shares(sums.within[1:, 1:])[-1] * sums.within[-1, -1] <= ALIASED * own[-1] * total[-1, -1]:
        raise TrialError(
            "no_spread_within",
            f"Within each {sums.levels[0]!r} the columns all but reproduce the outcome, so there is nothing to hold "
            "differences between groups against; analyse one row per group instead.",
            column=sums.levels[0],
        )


def _check_slope(sums: NestedSums, slope: SlopeSums) -> None:
    """Some group of the outermost level has the slope's column at more than one value."""
    mass, share = sums.mass, sums.mass * sums.means[slope.place]
    for starts in sums.starts:
        mass, share = np.add.reduceat(mass, starts), np.add.reduceat(share, starts)
    if 1 - (share**2 / mass).sum() / mass.sum() <= UNSEEN:
        raise TrialError(
            "slope_unseen",
            f"Each {sums.levels[-1]!r} has a single arm, so how much the effect varies between them cannot be seen; "
            "leave the slope out.",
            column=sums.levels[-1],
        )


def _own_shares(products: Numbers) -> Numbers:
    """Of each column's sum of squares the share that the columns before it do not account for."""
    left = products.copy()
    shares = np.zeros(len(products))
    for place in range(len(products)):
        if products[place, place] > 0:
            shares[place] = left[place, place] / products[place, place]
        if shares[place] > ALIASED:
            left -= np.outer(left[place], left[place]) / left[place, place]
    return shares


def _check_variances(fit: NestedFit) -> None:
    """Every variance leaves a trace of its own in the data, whatever its size."""
    levels = fit.sums.levels
    every = with_residual(moments=fit.moments, ratios=fit.ratios, n=fit.sums.n)
    information = expected_information(moments=every, inverse=fit.profile.inverse, restricted=True)
    own = np.diagonal(information)
    decided = own <= UNSEEN * np.diagonal(every.trace_pair)
    if decided[:-1].any():
        level = levels[min(int(np.argmax(decided)), len(levels) - 1)]
        raise TrialError(
            "level_decided",
            f"The blocks and columns of the model account for every difference between the groups of {level!r}, so "
            "how much they vary cannot be seen; leave out the level, or some columns.",
            column=level,
        )
    if decided[-1] or np.linalg.eigvalsh(information / np.sqrt(np.outer(own, own)))[0] <= UNSEEN:
        raise TrialError(
            "variances_alike",
            f"The variances of {', '.join(levels)} and the residual cannot be told apart in these data; leave out "
            "a level.",
            levels=", ".join(levels),
        )
