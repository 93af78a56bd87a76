"""Estimate the effect of what was received by two-stage least squares, the lots as instrument.

Imbens and Angrist (1994), *Econometrica* 62(2); Angrist, Imbens and Rubin (1996), *Journal of the American Statistical
Association* 91(434). Clusters as in clubSandwich's ``vcovCR`` of an ``ivreg`` fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf, isinf

import numpy as np
from scipy.special import stdtrit

from laget.trial.anderson_rubin import Stretch, anderson_rubin
from laget.trial.cr2 import ClusterRobust
from laget.trial.design_matrix import SPREAD, Columns, DesignMatrix, Numbers, arms, design_matrix, labels, numbers
from laget.trial.errors import TrialError
from laget.trial.fit import Coefficient, Fit, judged_by_t, rough
from laget.trial.judged_by_clusters import judged_by_clusters
from laget.trial.least_squares_fit import SANDWICHES
from laget.trial.ols import EXACT, LeastSquares, least_squares

# Of one instrument: above this F the bias is, but for one sample in twenty, under a tenth of what it can be at worst
# (Montiel Olea and Pflueger 2013): the 95 % point of a noncentral χ² with 1 degree of freedom and noncentrality 10.
STRONG = 23.1
# A difference in what the arms received under this share of its spread is rounding.
ALIKE = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentalFit(Fit):
    """A ``Fit`` whose first coefficient is the effect of one unit received.

    ``first_stage`` is the arm's effect on what was received, the difference in compliance, and ``f`` its squared t
    (infinite where everybody received what the lots gave). ``reduced_form`` is the arm's effect on the outcome,
    whatever was received. ``anderson_rubin`` are the effects that the lots do not refuse at the fit's alpha, in
    stretches. ``shares`` is the mean received in the reference arm and in the other.
    """

    first_stage: Coefficient
    f: float
    reduced_form: Coefficient
    anderson_rubin: tuple[Stretch, ...]
    shares: tuple[float, float]


def fit_instrumental(
    *,
    columns: Columns,
    outcome: str,
    treatment: str,
    received: str,
    reference: str | None = None,
    covariates: Sequence[str] = (),
    blocks: str | None = None,
    cluster: str,
    inference: str = "cr2",
    alpha: float = 0.05,
) -> InstrumentalFit:
    """The effect of ``received`` (0 and 1, or a dose) on ``outcome``, by the arm of ``treatment`` that the lots gave.

    The other arguments are those of ``fit_least_squares``; the treatment has two arms. With Z the intercept, the
    blocks, the arm and the covariates, and X the same with what was received in the place of the arm, β̂ = (ZᵀX)⁻¹ Zᵀy,
    and the uncertainty is CR2's or CR1S's of the projection of X on Z with the residuals y − Xβ̂.

    Raises ``TrialError`` for more than two arms, where the arms received alike, and for all that ``fit_least_squares``
    refuses.
    """
    if inference not in SANDWICHES:
        raise TrialError(
            "unknown_inference",
            f"Inference {inference!r} is not offered with least squares; use 'cr2' or 'cr1s'.",
            inference=inference,
        )
    if not 0 < alpha < 1:
        raise TrialError("bad_alpha", f"alpha is {alpha:g}; it has to lie between 0 and 1.", alpha=alpha)
    instruments = design_matrix(
        columns=columns, treatment=treatment, reference=reference, covariates=covariates, blocks=blocks
    )
    if len(instruments.treatment) > 1:
        raise TrialError(
            "received_two_arms",
            f"What was received is judged by the lots between two arms, and {treatment!r} has "
            f"{len(instruments.treatment) + 1}; fit two at a time.",
            arms=len(instruments.treatment) + 1,
        )
    place = instruments.terms.index(instruments.treatment[0])
    design = _with_received(instruments, received, place)
    units, codes = labels(columns, cluster)
    if len(units) < 2:
        raise TrialError(
            "one_cluster", f"{cluster!r} holds fewer than two clusters; CR2 needs several.", column=cluster
        )
    y, d = numbers(columns, outcome), numbers(columns, received)
    reduced = least_squares(design=instruments, outcome=y)
    first = _first_stage(reduced, d, place, treatment, received)
    fit = _second_stage(reduced=reduced, first=first, instruments=instruments, y=y, d=d, place=place)
    robust = SANDWICHES[inference]
    arm = np.array([place])
    terms = (received, *design.covariates)
    places = np.array([design.terms.index(term) for term in terms])
    coefficients, notes = judged_by_clusters(
        terms=terms,
        estimates=fit.estimates[places],
        robust=robust(fit=fit, clusters=codes, places=places),
        asked=(received,),
        cluster=cluster,
        units=units,
        alpha=alpha,
    )
    of_first, of_reduced = (robust(fit=one, clusters=codes, places=arm) for one in (first, reduced))
    compliance, effect = (
        _judged(one, by, place, instruments, alpha) for one, by in ((first, of_first), (reduced, of_reduced))
    )
    # Variances are quadratic in the residuals, so that three of them give the covariance; both in the same units.
    unit = float(np.linalg.norm(reduced.residuals) / max(np.linalg.norm(first.residuals), EXACT * np.linalg.norm(d)))
    apart = replace(reduced, residuals=reduced.residuals - unit * first.residuals)
    v_yy, v_dd, v_apart = (
        float(one.se[0]) ** 2 for one in (of_reduced, of_first, robust(fit=apart, clusters=codes, places=arm))
    )
    stretches = anderson_rubin(
        outcome=float(reduced.estimates[place]),
        received=compliance.estimate,
        variances=(v_yy, (v_yy + unit**2 * v_dd - v_apart) / (2 * unit), v_dd),
        critical=float(stdtrit(of_reduced.df[0], 1 - alpha / 2)),
    )
    shares = _shares(columns, treatment, reference, d)
    groups = {cluster: len(units)} | ({blocks: len(labels(columns, blocks)[0])} if blocks is not None else {})
    return InstrumentalFit(
        n=y.size,
        groups=groups,
        inference=inference,
        coefficients=tuple(coefficients),
        notes=(*notes, *rough(coefficients), *_notes(received, d, shares, compliance, stretches)),
        first_stage=compliance,
        f=compliance.t**2,
        reduced_form=effect,
        anderson_rubin=stretches,
        shares=shares,
    )


def _with_received(instruments: DesignMatrix, received: str, place: int) -> DesignMatrix:
    """The names of X: those of Z with what was received in the place of the arm."""
    if received in instruments.terms:
        raise TrialError("term_twice", f"Two columns of the model are called {received!r}; rename one.", term=received)
    terms = (*instruments.terms[:place], received, *instruments.terms[place + 1 :])
    return replace(instruments, terms=terms, treatment=(received,))


def _first_stage(reduced: LeastSquares, d: Numbers, place: int, treatment: str, received: str) -> LeastSquares:
    """What was received, regressed on Z."""
    centred = d - d.mean()
    if np.linalg.norm(centred) <= SPREAD * np.linalg.norm(d):
        raise TrialError(
            "received_constant",
            f"{received!r} is the same in every row, so nobody shows what it does to receive it or not.",
            column=received,
        )
    on_q = reduced.q.T @ centred
    estimates = np.linalg.solve(reduced.r, on_q)
    if abs(estimates[place]) <= ALIKE * np.std(d):
        raise TrialError(
            "arms_received_alike",
            f"The arms of {treatment!r} do not differ in {received!r}, so the lots say nothing of what it does; read "
            "the effect of the arm itself.",
            column=received,
            treatment=treatment,
        )
    return LeastSquares(q=reduced.q, r=reduced.r, estimates=estimates, residuals=centred - reduced.q @ on_q)


def _second_stage(
    *, reduced: LeastSquares, first: LeastSquares, instruments: DesignMatrix, y: Numbers, d: Numbers, place: int
) -> LeastSquares:
    """The outcome on the projection of X on Z, with the residuals of X itself."""
    centred, received = y - y.mean(), d - d.mean()
    projected = instruments.matrix.copy()
    projected[:, place] = received - first.residuals
    q, r = np.linalg.qr(projected)
    estimates = np.linalg.solve(r, q.T @ centred)
    x = instruments.matrix.copy()
    x[:, place] = received
    return LeastSquares(q=q, r=r, estimates=estimates, residuals=centred - x @ estimates)


def _judged(
    fit: LeastSquares, robust: ClusterRobust, place: int, instruments: DesignMatrix, alpha: float
) -> Coefficient:
    """The arm's coefficient; without any spread where everybody received what the lots gave."""
    estimate, df = float(fit.estimates[place]), float(robust.df[0])
    term = instruments.treatment[0]
    if robust.even[0]:
        t = float(np.copysign(inf, estimate))
        return Coefficient(term=term, estimate=estimate, se=0.0, df=df, t=t, p=0.0, low=estimate, high=estimate)
    return judged_by_t(term=term, estimate=estimate, se=float(robust.se[0]), df=df, alpha=alpha)


def _shares(columns: Columns, treatment: str, reference: str | None, d: Numbers) -> tuple[float, float]:
    """The mean received in the reference arm and in the other."""
    control, _ = arms(columns, treatment, reference)
    levels, codes = labels(columns, treatment)
    untreated = codes == levels.index(control)
    return float(d[untreated].mean()), float(d[~untreated].mean())


def _notes(
    received: str, d: Numbers, shares: tuple[float, float], first: Coefficient, stretches: Sequence[Stretch]
) -> Iterator[str]:
    control, treated = shares
    if not np.isin(d, (0, 1)).all():
        yield (
            f"{received!r} is a dose: the effect is that of one unit more, a mean over the units that the lots moved, "
            f"{control:.3g} in the reference arm and {treated:.3g} in the other on average."
        )
    elif isinf(first.t):
        yield "Everybody received what the lots gave: the effect is that of the arm."
    elif 0 in (control, 1 - treated) or 1 in (control, 1 - treated):
        yield (
            f"Non-compliance is one-sided: {control:.0%} of the reference arm and {treated:.0%} of the other received "
            f"{received!r}. The effect is that on those who received it because of the lots."
        )
    else:
        yield (
            f"Non-compliance is two-sided: {control:.0%} of the reference arm and {treated:.0%} of the other received "
            f"{received!r}. The effect is that on those whom the lots moved, if nobody did the opposite of them."
        )
    if first.t**2 < STRONG:
        yield (
            f"The lots moved {received!r} little: F is {first.t**2:.1f}, under {STRONG} (Montiel Olea and Pflueger "
            "2013). The estimate and its interval are not to be trusted; read Anderson and Rubin's."
        )
    if any(isinf(low) or isinf(high) for low, high in stretches):
        yield "Anderson and Rubin's interval has no end: the lots moved too little to refuse very large effects."
