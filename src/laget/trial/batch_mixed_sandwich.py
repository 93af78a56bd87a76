"""CR2 and CR1S of the mixed model in many simulated trials at once: as ``laget.trial.cr2_mixed`` does one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from laget.trial.batch_bell_mccaffrey import batch_bell_mccaffrey
from laget.trial.batch_profile import BatchFit
from laget.trial.batch_sums import BatchSums
from laget.trial.cr2 import LOST
from laget.trial.design_matrix import Numbers
from laget.trial.ols import EXACT
from laget.trial.triangular_root import triangular_root

# Trials with a direction of which the columns leave less than this share are looked at more closely.
NEAR = 1e-6
# A direction of which they leave less than this is decided wholly, whatever the rounding.
NONE_LEFT = 1e-12
# From this share of the loss that a single fit refuses, a trial is left to it.
IN_DOUBT = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Clusters:
    """N clusters of all trials that lie in equally many directions m: as ``laget.trial.cr2_mixed.Clusters``.

    ``places`` (N) numbers them trial by trial, G of each, and ``trials`` (N) names the trial. ``x`` is N × m × p,
    ``residuals`` N × m, and ``root`` (N × m × m) the lower triangular root of V over the residual variance.
    """

    places: NDArray[np.intp]
    trials: NDArray[np.intp]
    x: Numbers
    residuals: Numbers
    root: Numbers


def judged_by_outermost(*, sums: BatchSums, fit: BatchFit, inference: str) -> tuple[Numbers, Numbers]:
    """Standard errors and degrees of freedom (arms × T) of the arms by "cr2-mixed" or "cr1s-mixed".

    ``sums`` has the products of each outermost group on its own. There is no number in trials near to what one fit
    refuses: where one group decides an arm, or all tell the same of it.

    With V = L Lᵀ the same A_g is L (Lᵀ (V_g − X_g M X_gᵀ) L)^(−½) Lᵀ, whichever root of V is taken.
    """
    m, arms = fit.inverse, sums.treatment
    times, groups = len(m), sums.within.shape[3]
    toward = m[:, :, arms]
    known = m[:, arms, arms]
    root = np.asarray(np.linalg.cholesky(m), dtype=np.float64)
    scores, spread = np.zeros((2, times * groups, arms.size))
    reach = np.zeros((times * groups, m.shape[1], arms.size))
    there = np.zeros(times * groups, dtype=bool)
    unsure = np.zeros(times, dtype=bool)
    for alike in _clusters(sums, fit):
        at, of, x, lower = alike.places, alike.trials, alike.x, alike.root
        there[at] = True
        # L⁻¹ X M c: its squared length is what the cluster tells, by the model's own variances.
        own = np.asarray(np.linalg.solve(lower, x @ toward[of]))
        left = lower @ lower.swapaxes(1, 2) - x @ m[of] @ x.swapaxes(1, 2)
        decided, doubtful = _decided(alike, own, left, root[of], known[of])
        unsure[of[doubtful]] = True
        if inference == "cr1s-mixed":
            weight = np.linalg.solve(lower.swapaxes(1, 2), own)
        else:
            values, vectors = np.linalg.eigh(lower.swapaxes(1, 2) @ left @ lower)
            # Directions that the columns decide come first, as the smallest.
            free = np.arange(values.shape[1]) >= decided[:, None]
            stretch = np.where(free, 1 / np.sqrt(np.where(free & (values > 0), values, 1)), 0)
            onto = vectors.swapaxes(1, 2) @ own
            weight = lower @ (vectors @ (stretch[:, :, None] * onto))
            spread[at] = (free[:, :, None] * onto**2).sum(axis=1)
            reach[at] = x.swapaxes(1, 2) @ weight
        scores[at] = (alike.residuals[:, None] @ weight)[:, 0]
    present = there.reshape(times, groups).sum(axis=1)
    square = (scores**2).reshape(times, groups, -1).sum(axis=1)
    if inference == "cr1s-mixed":
        n = np.broadcast_to(sums.n, times)
        square *= (present / np.maximum(present - 1, 1) * (n - 1) / (n - m.shape[1]))[:, None]
        df = np.repeat(present[:, None] - 1.0, arms.size, axis=1)
    else:
        df = batch_bell_mccaffrey(
            spread=spread.reshape(times, groups, -1),
            shared=np.asarray(root.swapaxes(1, 2)[:, None] @ reach.reshape(times, groups, *reach.shape[1:])),
        )
    se = np.sqrt(square)
    even = se <= 10 * EXACT * np.sqrt(fit.moments.products[:, -1, -1, None] * known)
    se[unsure | even.any(axis=1)] = np.nan
    return se.T, df.T


def _decided(
    clusters: Clusters, own: Numbers, left: Numbers, root: Numbers, known: Numbers
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """In each cluster how many directions the columns decide wholly, and whether that is in doubt or takes from an
    arm."""
    lower, x = clusters.root, clusters.x
    decided, doubtful = np.zeros(len(x), dtype=np.intp), np.zeros(len(x), dtype=bool)
    # The product of the shares that the columns leave of each direction: no share is less.
    product = np.linalg.det(left) / np.einsum("nii->ni", lower).prod(axis=1) ** 2
    near = np.flatnonzero(~(product > NEAR))
    if near.size:
        vectors, s, _ = np.linalg.svd(np.linalg.solve(lower[near], x[near] @ root[near]), full_matrices=False)
        share = 1 - s**2
        blind = share <= NONE_LEFT
        decided[near] = blind.sum(axis=1)
        lost = ((blind[:, :, None] * (vectors.swapaxes(1, 2) @ own[near])) ** 2).sum(axis=1)
        doubtful[near] = (~blind & (share <= NEAR)).any(axis=1) | (lost > IN_DOUBT * LOST * known[near]).any(axis=1)
    return decided, doubtful


def _clusters(sums: BatchSums, fit: BatchFit) -> Iterator[Clusters]:
    times, q, groups = len(fit.ratios), sums.means.shape[1], sums.within.shape[3]
    inner = sums.means.shape[2:-1]
    classes = prod(inner)
    every = np.broadcast_to(sums.mass, (times, *sums.mass.shape[1:])).reshape(times, classes, groups)
    mass = every.transpose(0, 2, 1).reshape(times * groups, classes)
    means = sums.means.reshape(times, q, classes, groups).transpose(0, 3, 2, 1).reshape(times * groups, classes, q)
    within = _within_directions(sums)
    g = np.concatenate((-fit.estimates, np.ones((times, 1))), axis=1)
    count = (mass > 0).sum(axis=1)
    for size in np.unique(count[count > 0]):
        places = np.flatnonzero(count == size)
        trials = places // groups
        if size == classes:
            here = np.broadcast_to(np.arange(classes), (places.size, classes))
        else:
            here = np.argsort(mass[places] == 0, axis=1, kind="stable")[:, :size]
        root_mass = np.sqrt(mass[places[:, None], here])
        z = np.concatenate((within[places], root_mass[:, :, None] * means[places[:, None], here]), axis=1)
        width = within.shape[1]
        v = np.broadcast_to(np.eye(width + size), (places.size, width + size, width + size)).copy()
        shared = root_mass[:, :, None] * root_mass[:, None]
        for ratio, group in zip(fit.ratios.T, _groups(inner), strict=True):
            alike = group[here][:, :, None] == group[here][:, None]
            v[:, width:, width:] += ratio[trials, None, None] * alike * shared
        yield Clusters(
            places=places,
            trials=trials,
            x=z[:, :, :-1],
            residuals=(z @ g[trials][:, :, None])[:, :, 0],
            root=np.asarray(np.linalg.cholesky(v)),
        )


def _within_directions(sums: BatchSums) -> Numbers:
    """Z in the directions within classes that the columns reach: clusters of all trials × directions × q."""
    times, q, _, groups = sums.within.shape
    varying = np.flatnonzero(np.einsum("taag->a", sums.within)[:-1] > 0)
    both = np.append(varying, q - 1)
    # What is left of the outcome beyond those directions is nothing to the sandwich.
    root = triangular_root(sums.within[:, both[:, None], both])[:, :, :-1]
    found = np.zeros((times, groups, varying.size, q))
    found[:, :, :, both] = root.transpose(0, 3, 2, 1)
    return found.reshape(times * groups, varying.size, q)


def _groups(inner: tuple[int, ...]) -> list[NDArray[np.intp]]:
    """For each level the group of every class of a cluster, the classes themselves first."""
    return [
        np.broadcast_to(np.arange(prod(inner[level:])).reshape(inner[level:]), inner).ravel()
        for level in range(len(inner) + 1)
    ]
