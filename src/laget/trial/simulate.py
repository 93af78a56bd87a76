"""Simulate a declared trial: draw its lots and its data over and over, and answer its question each time.

Morris, White and Crowther (2019), "Using simulation studies to evaluate statistical methods", *Statistics in
Medicine* 38(11), for what is measured and for its Monte Carlo errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import prod
from typing import Any

import numpy as np
from scipy.special import stdtr

from laget.trial.batch_answers import BatchAnswers, no_answers
from laget.trial.batch_mixed import answer_mixed
from laget.trial.batch_sandwich import answer_regression
from laget.trial.batch_sums import batch_sums, kept_apart
from laget.trial.batch_trials import BatchTrials, columns_of, simulate_trials
from laget.trial.declaration import Declaration, check_declaration
from laget.trial.design_matrix import Numbers
from laget.trial.errors import TrialError
from laget.trial.estimate import estimate
from laget.trial.estimator import MixedModel, Regression, groups_of
from laget.trial.estimator import columns_of as columns_read
from laget.trial.mixed_model import MixedFit
from laget.trial.population import Population, check_population
from laget.trial.power import PowerPlan
from laget.trial.simulate_formula import Found, closed_formula, reasons
from laget.trial.simulated_units import SimulatedUnits, not_supposed, simulated_units

# Trials of a batch, and of one that is answered one by one; fewer where a trial is large.
BATCH = 1000
SLOW_BATCH = 20
LARGEST = 2**23


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure found by simulation and its Monte Carlo standard error."""

    value: float
    error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedEffect:
    """What was found of one arm, against the reference arm.

    ``truth`` is the effect supposed. ``power`` is the share of trials whose test rejects, ``type_one`` the share that
    would reject if the arm did nothing, and ``coverage`` that of intervals which hold the truth. ``bias`` is the mean
    estimate less the truth, ``sd`` the standard deviation of the estimates, ``se`` the root mean square of their
    standard errors and ``df`` the mean degrees of freedom. ``formula`` is the closed formula's answer, where there is
    one (``laget.trial.simulate_formula``), and ``reasons`` why the two powers differ, if by more than ``power.error``.
    """

    arm: str
    truth: float
    power: Figure
    type_one: Figure
    coverage: Figure
    bias: Figure
    sd: Figure
    se: Figure
    df: float
    formula: PowerPlan | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """``times`` trials, of which ``answered`` gave an estimate and the others were ``refused``, counted by the code of
    the refusal. ``at_zero`` is the share of answered trials in which a level's variance is estimated at zero."""

    times: int
    answered: int
    refused: Mapping[str, int]
    effects: tuple[SimulatedEffect, ...]
    at_zero: Mapping[str, float]
    notes: tuple[str, ...]


Mapper = Callable[..., Iterable[Any]]


def simulate(
    *,
    declaration: Declaration,
    times: int,
    rng: np.random.Generator,
    map: Mapper = map,
    pupils: bool = False,
) -> Simulation:
    """Carry out ``times`` trials of ``declaration``, whose ``suppose`` says with whom.

    Trials come in batches, each with a generator of its own spawned from ``rng``, so that the numbers are the same
    whatever runs them: ``map`` may be that of a pool or a cluster, if it keeps the order. With ``pupils`` every pupil
    is drawn, where otherwise sums are drawn if nothing more is read; the trials are other ones then, and alike in
    distribution.

    Raises ``TrialError`` for a declaration that cannot be drawn or supposes nothing, and where not one trial gives an
    answer.
    """
    check_declaration(declaration)
    population = _supposed(declaration)
    if times < 2:
        raise TrialError("bad_trial_count", f"{times} trials tell nothing; ask for two or more.", times=times)
    (first,) = rng.spawn(1)
    units = simulated_units(population=population, design=declaration.design, rng=first)
    together = has_batch(declaration)
    length = _batch_length(units, together=together, pupils=pupils, width=len(population.covariates) + 1)
    sizes = [min(length, times - start) for start in range(0, times, length)]
    run = partial(answer_batch, declaration=declaration, population=population, units=units, pupils=pupils)
    answers = BatchAnswers.joined(list(map(run, sizes, rng.spawn(len(sizes)))))
    return _summed_up(declaration, population, units, answers)


def has_batch(declaration: Declaration) -> bool:
    """Whether the estimator can answer many trials at once."""
    estimator = declaration.estimator
    if isinstance(estimator, Regression):
        return True
    offered = (estimator.inference, estimator.method) != ("kr", "ml")
    return offered and not (estimator.slope or estimator.weights)


def answer_batch(
    times: int,
    rng: np.random.Generator,
    *,
    declaration: Declaration,
    population: Population,
    units: SimulatedUnits,
    pupils: bool,
) -> BatchAnswers:
    """Simulate and answer ``times`` trials; what the batch leaves open is answered one by one."""
    estimator = declaration.estimator
    together = has_batch(declaration)
    trials = simulate_trials(
        declaration=declaration,
        population=population,
        units=units,
        times=times,
        rng=rng,
        pupils=pupils or not together,
        apart=kept_apart(estimator=estimator, population=population) if together else 0,
    )
    if not together:
        levels = len(groups_of(estimator))
        answers = no_answers(arms=len(declaration.design.arms) - 1, levels=levels, times=times)
    elif isinstance(estimator, MixedModel):
        answers = answer_mixed(sums=batch_sums(declaration=declaration, trials=trials), estimator=estimator)
    else:
        answers = answer_regression(sums=batch_sums(declaration=declaration, trials=trials), estimator=estimator)
    for trial in answers.open:
        answer_one(declaration=declaration, trials=trials, trial=int(trial), answers=answers)
    return answers


def answer_one(*, declaration: Declaration, trials: BatchTrials, trial: int, answers: BatchAnswers) -> None:
    """Write into ``answers`` what ``estimate`` says of one trial."""
    estimand = declaration.estimand
    others = sorted(arm.id for arm in declaration.design.arms if arm.id != estimand.reference)
    try:
        fit = estimate(
            columns=columns_of(declaration=declaration, trials=trials, trial=trial),
            estimand=estimand,
            estimator=declaration.estimator,
            alpha=declaration.alpha,
        )
        found = [fit.coefficient(estimand.treatment + arm) for arm in others]
    except TrialError as error:
        answers.refused[error.code] += 1
        return
    for place, one in enumerate(found):
        answers.estimate[place, trial], answers.se[place, trial] = one.estimate, one.se
        answers.df[place, trial] = one.df
    if isinstance(fit, MixedFit):
        answers.at_zero[:, trial] = [fit.variances[level] == 0 for level in fit.groups]


def _supposed(declaration: Declaration) -> Population:
    """The population, if it has all that the declaration reads of it."""
    population = declaration.suppose
    if population is None:
        raise TrialError(
            "nothing_supposed",
            "The declaration says nothing of whom to simulate; say under 'suppose' how many schools and pupils there "
            "are, how alike they are, and what the arms do.",
        )
    check_population(population)
    if declaration.estimand.received is not None or declaration.estimand.waves is not None:
        raise TrialError(
            "question_not_simulated",
            "The effect of what was received, and effects over repeated waves, cannot be simulated yet; leave "
            "'received' and 'waves' out to see what the trial would find of its arms.",
        )
    known = (
        *population.names[1:],
        *(one.name for one in population.covariates),
        *(one.name for one in population.strata),
    )
    for name in columns_read(declaration.estimator):
        if name not in known:
            raise not_supposed(name, known)
    for name in groups_of(declaration.estimator):
        if name not in population.names[1:]:
            raise not_supposed(name, population.names[1:])
    arms = [arm.id for arm in declaration.design.arms]
    for arm in declaration.estimand.arms:
        if arm not in population.effects:
            raise not_supposed(arm, tuple(population.effects))
    named = [arm for level in population.levels for arm in level.lost_by_arm]
    for arm in (*population.effects, *named):
        if arm not in arms:
            raise not_supposed(arm, tuple(arms))
    return population


def _batch_length(units: SimulatedUnits, *, together: bool, pupils: bool, width: int) -> int:
    """How many trials a batch has: what one trial is made of decides, and never who runs it."""
    per_trial = prod(units.sizes.shape) * width * (int(units.sizes.max()) if pupils or not together else 4)
    return max(1, min(BATCH if together else SLOW_BATCH, LARGEST // per_trial))


def _summed_up(
    declaration: Declaration, population: Population, units: SimulatedUnits, answers: BatchAnswers
) -> Simulation:
    times = answers.estimate.shape[1]
    there = ~np.isnan(answers.estimate).any(axis=0)
    answered = int(there.sum())
    if answered < 2:
        code, count = answers.refused.most_common(1)[0]
        raise TrialError(
            "no_trial_answered",
            f"Of {times} simulated trials {times - answered} cannot be answered, {count} of them because of {code!r}; "
            "change the design, the estimator or what is supposed.",
            times=times,
            code=code,
        )
    levels = groups_of(declaration.estimator) if isinstance(declaration.estimator, MixedModel) else ()
    at_zero = {level: float(part[there].mean()) for level, part in zip(levels, answers.at_zero, strict=True)}
    others = sorted(arm.id for arm in declaration.design.arms if arm.id != declaration.estimand.reference)
    effects = []
    for arm in declaration.estimand.arms:
        place = others.index(arm)
        effect = summed_up(
            arm=arm,
            truth=population.effects[arm],
            estimate=answers.estimate[place, there],
            se=answers.se[place, there],
            df=answers.df[place, there],
            alpha=declaration.alpha,
        )
        formula = closed_formula(declaration=declaration, population=population, units=units, arm=arm)
        if formula is not None:
            found = Found(
                answered=answered,
                power=effect.power.value,
                error=effect.power.error,
                type_one=effect.type_one.value,
                type_one_error=effect.type_one.error,
                df=effect.df,
                at_zero=at_zero,
            )
            why = reasons(
                declaration=declaration, population=population, units=units, formula=formula, found=found
            )
            effect = replace(effect, formula=formula, reasons=tuple(why))
        effects.append(effect)
    return Simulation(
        times=times,
        answered=answered,
        refused=dict(sorted(answers.refused.items())),
        effects=tuple(effects),
        at_zero=at_zero,
        notes=tuple(_notes(declaration, population, units)),
    )


def summed_up(
    *, arm: str, truth: float, estimate: Numbers, se: Numbers, df: Numbers, alpha: float
) -> SimulatedEffect:
    """What ``estimate``, ``se`` and ``df`` of many trials say of one arm; see ``SimulatedEffect``."""
    count = estimate.size

    def share(which: Numbers) -> Figure:
        value = float(which.mean())
        return Figure(value=value, error=(value * (1 - value) / count) ** 0.5)

    sd = float(estimate.std(ddof=1))
    square = se**2
    mean_se = float(square.mean() ** 0.5)
    # Every estimator here moves with the outcome: without the effect the estimate is lower by it, and no less sure.
    without = 2 * stdtr(df, -np.abs(estimate - truth) / se) < alpha
    return SimulatedEffect(
        arm=arm,
        truth=truth,
        power=share(2 * stdtr(df, -np.abs(estimate) / se) < alpha),
        type_one=share(without),
        coverage=share(~without),
        bias=Figure(value=float(estimate.mean()) - truth, error=sd / count**0.5),
        sd=Figure(value=sd, error=sd / (2 * (count - 1)) ** 0.5),
        se=Figure(value=mean_se, error=float((square.var(ddof=1) / (4 * count * square.mean())) ** 0.5)),
        df=float(df.mean()),
    )


def _notes(declaration: Declaration, population: Population, units: SimulatedUnits) -> Iterator[str]:
    yield from units.draw.notes
    if not has_batch(declaration):
        yield (
            "This estimator cannot answer many trials at once: each was drawn pupil by pupil and answered on its own, "
            "which takes long."
        )
    if units.draw.left_out:
        yield f"{len(units.draw.left_out)} units are without a partner and not in the trial."
    for covariate in sorted({population.covariates[c].name for c, _ in units.fixed}):
        yield f"Lots are drawn by {covariate!r}, so its values between schools are the same in all trials."
    if declaration.design.unit != population.names[-1]:
        yield f"Lots fall within units of {population.names[-1]!r}; there is no closed formula here for that."
