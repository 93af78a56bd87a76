"""What a simulation supposes of the schools and pupils that nobody has measured yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from laget.trial.errors import TrialError

# The groups of a mixed model are one to three levels, and the pupils one more.
MOST_LEVELS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of units: the pupils, their classes, their schools …

    ``count`` is how many units there are in each unit of the next level out, on average; of the outermost level, in
    all. ``cv`` is their coefficient of variation: sizes then follow a gamma distribution in equal steps, so that few
    schools have that mean and variation too. Or ``sizes`` are given one by one, and taken in turn over and over.

    ``icc`` is the share of the outcome's variance between the units of the level; the pupils have what the others
    leave. ``lost`` is the chance that a unit is lost before the outcome is measured, with all that is in it, whatever
    its outcome; ``lost_by_arm`` has it for arms where it is another.
    """

    name: str
    count: float | None = None
    cv: float = 0.0
    sizes: tuple[int, ...] = ()
    icc: float | None = None
    lost: float = 0.0
    lost_by_arm: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Covariate:
    """A baseline number per pupil, and which share of each level's variance it ``explains`` (R²).

    It varies between units of a level as much as it takes for a single coefficient to explain those shares.
    """

    name: str
    explains: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """A label that the units of ``level`` carry from the start: ``count`` different ones, as evenly as can be.

    ``explains`` is the share of that level's variance which lies between the labels.
    """

    name: str
    level: str
    count: int
    explains: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Whom a trial is simulated with. The unit of everything is the outcome's standard deviation in the reference arm.

    ``levels`` go from inner to outer, the pupils first. ``effects`` has the true effect of each arm but the reference,
    and ``effect_sd`` how much it varies between the units of the outermost level. ``size`` is what the number of pupils
    of a school is called, if lots are drawn by it.
    """

    levels: tuple[Level, ...]
    effects: Mapping[str, float]
    effect_sd: float = 0.0
    covariates: tuple[Covariate, ...] = ()
    strata: tuple[Stratum, ...] = ()
    size: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the levels, from inner to outer."""
        return tuple(level.name for level in self.levels)

    @property
    def shares(self) -> tuple[float, ...]:
        """Each level's share of the outcome's variance."""
        groups = [level.icc or 0.0 for level in self.levels[1:]]
        return (1 - sum(groups), *groups)

    def explained(self, level: str) -> tuple[float, ...]:
        """What each covariate explains of the variance of ``level``."""
        return tuple(covariate.explains.get(level, 0.0) for covariate in self.covariates)


def check_population(population: Population) -> None:
    """Refuse numbers that no population can have. Raises ``TrialError``."""
    levels = population.levels
    if not 2 <= len(levels) <= MOST_LEVELS:
        raise _bad(
            "levels", len(levels), f"name 2 to {MOST_LEVELS} levels from inner to outer, the pupils first"
        )
    columns = [*population.names, *(one.name for one in population.covariates)]
    columns += [one.name for one in population.strata]
    columns += [population.size] if population.size is not None else []
    for name in columns:
        if columns.count(name) > 1:
            raise _bad("name", name, "give each level, covariate, stratum and size a name of its own")
    for place, level in enumerate(levels):
        _check_sizes(level, outermost=place == len(levels) - 1)
        _check_shares(population, level, innermost=place == 0)
    if sum(population.shares[1:]) >= 1:
        raise _bad("icc", sum(population.shares[1:]), "the levels' shares have to sum to less than 1, for the pupils")
    for covariate in population.covariates:
        strays = [level for level in covariate.explains if level not in population.names]
        if strays:
            raise _bad(f"{covariate.name} explains", strays[0], f"name one of {', '.join(population.names)}")
        if not any(covariate.explains.values()):
            raise _bad(f"{covariate.name} explains", 0, "a covariate that explains nothing is left out")
    for stratum in population.strata:
        if stratum.level not in population.names[1:]:
            raise _bad(f"{stratum.name} level", stratum.level, f"name one of {', '.join(population.names[1:])}")
        if stratum.count < 2:
            raise _bad(f"{stratum.name} count", stratum.count, "labels tell units apart from two upwards")
    if not population.effect_sd >= 0:
        raise _bad("effect_sd", population.effect_sd, "a standard deviation is not below 0")


def _check_sizes(level: Level, *, outermost: bool) -> None:
    if (level.count is None) == (not level.sizes):
        raise _bad(f"{level.name} count", level.count, "give either a count or sizes")
    if outermost and (level.sizes or level.cv or level.count is None or not float(level.count).is_integer()):
        raise _bad(f"{level.name} count", level.count, "the outermost level has one whole number of units")
    if level.count is not None and not 1 <= level.count < 10**7:
        raise _bad(f"{level.name} count", level.count, "a unit holds 1 or more")
    if any(size < 1 for size in level.sizes):
        raise _bad(f"{level.name} sizes", min(level.sizes), "a unit holds 1 or more")
    if not 0 <= level.cv < 10 or (level.cv and level.sizes):
        raise _bad(f"{level.name} cv", level.cv, "it goes from 0, and with a count alone")


def _check_shares(population: Population, level: Level, *, innermost: bool) -> None:
    if innermost != (level.icc is None) or not 0 <= (level.icc or 0.0) < 1:
        raise _bad(
            f"{level.name} icc",
            level.icc,
            "every level but the pupils has a share from 0 and below 1, and the pupils what is left",
        )
    for chance in (level.lost, *level.lost_by_arm.values()):
        if not 0 <= chance < 1:
            raise _bad(f"{level.name} lost", chance, "a chance of loss goes from 0 and is below 1")
    parts = population.explained(level.name)
    strata = [stratum.explains for stratum in population.strata if stratum.level == level.name]
    if any(not 0 <= part <= 1 for part in (*parts, *strata)) or sum(parts) + sum(strata) > 1:
        raise _bad(
            f"{level.name} explained", sum(parts) + sum(strata), "shares explained are not below 0 and sum to 1 at most"
        )


def _bad(what: str, value: object, why: str) -> TrialError:
    return TrialError(
        "bad_supposition", f"The population's {what} is {value}; {why}.", what=what, value=value
    )
