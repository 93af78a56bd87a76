"""The closed formula beside a simulation, and why the two differ where they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from laget.trial.allocation_design import Complete, method_columns
from laget.trial.declaration import Declaration
from laget.trial.errors import TrialError
from laget.trial.estimator import Regression
from laget.trial.population import Population
from laget.trial.power import PowerPlan, power_plan
from laget.trial.power_designs import SIZES
from laget.trial.simulated_units import SimulatedUnits

# The formulas' names by the number of levels, the pupils among them.
FORMULAS = {2: "cra2", 3: "cra3", 4: "cra4"}
# Fewer schools than this leave a formula's approximations to be seen.
FEW = 40
# A share of the trials that is worth telling.
SEEN = 0.01
# Mean degrees of freedom further apart than this share are told.
APART = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a simulation found of one arm, as far as its difference from the formula goes."""

    answered: int
    power: float
    error: float
    type_one: float
    type_one_error: float
    df: float
    at_zero: Mapping[str, float]


def closed_formula(
    *, declaration: Declaration, population: Population, units: SimulatedUnits, arm: str
) -> PowerPlan | None:
    """The power of the arm's contrast by formula, where one is for such a design: whole units of the outermost level
    drawn to arms, and an effect that is not zero.

    The formula gets the sizes that the simulation has, R² of the covariates and strata that the estimator reads, and
    the coefficient of variation of the pupils per unit. Of several arms the two that are compared count.
    """
    design = declaration.design
    if design.unit != population.names[-1] or not population.effects[arm]:
        return None
    top = population.levels[-1].name
    share = {one.id: one.share for one in design.arms}
    compared = share[arm], share[declaration.estimand.reference]
    counts = _counts(units)
    parameters = {"p": compared[0] / sum(compared)}
    for place, size in zip(range(len(population.levels)), SIZES, strict=False):
        parameters[size] = counts[place] / (counts[place + 1] if place + 1 < len(counts) else 1)
        level = population.levels[place]
        parameters[f"r2{place + 1}"] = _explained(declaration, population, level.name)
        lost = [level.lost_by_arm.get(one, level.lost) for one in (arm, declaration.estimand.reference)]
        parameters[f"attrition{place + 1}"] = float(np.average(lost, weights=compared))
        if place:
            parameters[f"rho{place + 1}"] = population.shares[place]
            parameters[f"cv{place + 1}"] = _variation(units, place)
    last = len(population.levels)
    parameters[SIZES[last - 1]] *= sum(compared) / sum(share.values())
    parameters[f"g{last}"] = _columns_on(declaration, population, top)
    try:
        return power_plan(
            design=FORMULAS[last],
            es=abs(population.effects[arm]),
            alpha=declaration.alpha,
            one_sided=False,
            **parameters,
        )
    except TrialError:
        return None


def reasons(
    *, declaration: Declaration, population: Population, units: SimulatedUnits, formula: PowerPlan, found: Found
) -> Iterator[str]:
    """Why the simulated power is further from the formula's than its Monte Carlo error; nothing where it is not.

    A power of none or all has no error of its own; then that of the formula's power counts.

    What is listed is what the formula does not know of this trial. How much each of them does is not told apart.
    """
    apart = abs(found.power - formula.power)
    error = max(found.error, sqrt(formula.power * (1 - formula.power) / found.answered))
    if apart <= error:
        return
    if (chance := erfc(apart / error / sqrt(2))) > 0.01:
        yield f"chance: a simulation of the formula's own trial would be as far off {chance:.0%} of the time"
    if abs(found.df - formula.df) > APART * formula.df:
        yield f"degrees of freedom: the tests have {found.df:.1f} on average, the formula {formula.df:.1f}"
    if abs(found.type_one - declaration.alpha) > 2 * found.type_one_error:
        yield (
            f"the test's level: without an effect it rejects in {found.type_one:.1%} of the trials, and not in "
            f"{declaration.alpha:.1%}"
        )
    for level, share in found.at_zero.items():
        if share >= SEEN:
            yield (
                f"little between the {level} units, or few of them: that variance is estimated at zero in {share:.0%} "
                "of the trials, and never below, so standard errors are too large on average"
            )
    yield from _left_out(declaration, population, formula)


def _left_out(declaration: Declaration, population: Population, formula: PowerPlan) -> Iterator[str]:
    """What the formula does not know of the trial."""
    if any(value for name, value in formula.parameters.items() if name.startswith("cv")):
        yield "unequal sizes: the formula's factor 1 + cv² is an upper bound, so it promises less than there is"
        if isinstance(declaration.estimator, Regression):
            yield "weights: least squares weighs every pupil alike, which is not best where schools differ in size"
    if any(level.lost or any(level.lost_by_arm.values()) for level in population.levels):
        yield "losses: they fall at random and leave groups of unequal size, which the formula takes as equal"
    if population.effect_sd:
        yield "the effect varies between units, which the formula does not know"
    method = declaration.design.method
    if not isinstance(method, Complete):
        yield f"the lots are balanced by {', '.join(method_columns(method))}, which the formula does not know"
    if formula.parameters[SIZES[len(population.levels) - 1]] < FEW:
        yield (
            "few units are drawn: the formula takes the variances as known but for its degrees of freedom, and arms as "
            "equal in their covariates"
        )


def _counts(units: SimulatedUnits) -> list[float]:
    """How many pupils there are, and how many units of each level of groups, inner to outer."""
    there = units.sizes > 0
    counts = [float(units.sizes.sum())]
    while there.ndim:
        counts.append(float(there.sum()))
        there = np.asarray(there.any(axis=0))
    return counts


def _variation(units: SimulatedUnits, place: int) -> float:
    """The coefficient of variation of the pupils per unit of a level of groups (1 for the innermost)."""
    sizes = units.sizes.sum(axis=tuple(range(place - 1)))
    held = sizes[sizes > 0]
    return float(held.std() / held.mean())


def _explained(declaration: Declaration, population: Population, level: str) -> float:
    """What the estimator's covariates and blocks explain of the variance of a level; short of all."""
    read = {*declaration.estimator.covariates, declaration.estimator.blocks}
    parts = [one.explains.get(level, 0.0) for one in population.covariates if one.name in read]
    parts += [one.explains for one in population.strata if one.name in read and one.level == level]
    return min(sum(parts), 1 - 1e-12)


def _columns_on(declaration: Declaration, population: Population, level: str) -> float:
    """How many columns of the estimator vary between the units of a level."""
    read = {*declaration.estimator.covariates, declaration.estimator.blocks}
    count = sum(one.name in read and bool(one.explains.get(level)) for one in population.covariates)
    return float(count + sum(one.count - 1 for one in population.strata if one.name in read and one.level == level))
