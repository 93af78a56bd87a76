"""The designs whose power has a closed formula: what each asks for, its standard error, its degrees of freedom.

Names, parameters and formulas are PowerUp!'s: Dong and Maynard (2013), *Journal of Research on Educational
Effectiveness* 6(1); Bulus, Dong, Kelcey and Spybrook's PowerUpR 1.1.0. The factor for unequal units is Eldridge,
Ashby and Kerry's (2006), *International Journal of Epidemiology* 35(5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal

from laget.trial.errors import TrialError

# Pupils per class, classes per school and so on: the size of level 1, 2, 3 and 4.
SIZES = ("n", "J", "K", "L")
# An arm of one unit, where p may have been written with two digits: a third of three as 0.33.
ONE_UNIT = 0.985

Values = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """The standard error of the effect, in standard deviations of the outcome, and its degrees of freedom."""

    se: float
    df: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A design of ``levels`` levels, and what its ``effect`` is an effect of.

    - ``between``: whole units of the highest level are drawn to the arms.
    - ``random``: lots are drawn within the units of the highest level, the blocks, which stand for others like
      them; the effect varies between them.
    - ``fixed``: as ``random``, but these blocks are all one speaks of, each with an effect of its own.
    - ``constant``: as ``fixed``, with one effect common to the blocks.
    """

    name: str
    levels: int
    effect: Literal["between", "random", "fixed", "constant"]

    @property
    def sizes(self) -> tuple[str, ...]:
        """The names of the sizes, from level 1 up."""
        return SIZES[: self.levels]

    @property
    def sampled(self) -> int:
        """The highest level whose units stand for others; fixed blocks do not."""
        return self.levels if self.effect in ("between", "random") else self.levels - 1

    @property
    def drawn(self) -> int:
        """The level whose units are drawn to the arms."""
        return self.levels if self.effect == "between" else self.levels - 1

    @property
    def defaults(self) -> dict[str, float | None]:
        """Every parameter of the design and its default; None where it has to be given."""
        sampled = range(2, self.sampled + 1)
        explained = [_explained(self, level) for level in range(1, self.sampled + 1)]
        return (
            dict.fromkeys(self.sizes)
            | dict.fromkeys(f"rho{level}" for level in sampled)
            | ({f"omega{self.levels}": None} if self.effect == "random" else {})
            | {"p": 0.5}
            | dict.fromkeys(explained, 0.0)
            | {f"g{self.sampled}": 0.0}
            | dict.fromkeys((f"cv{level}" for level in sampled), 0.0)
            | dict.fromkeys((f"attrition{level}" for level in range(1, self.levels + 1)), 0.0)
        )


DESIGNS = {
    design.name: design
    for design in (
        Design(name="cra2", levels=2, effect="between"),
        Design(name="cra3", levels=3, effect="between"),
        Design(name="cra4", levels=4, effect="between"),
        Design(name="bira2r1", levels=2, effect="random"),
        Design(name="bira2f1", levels=2, effect="fixed"),
        Design(name="bira2c1", levels=2, effect="constant"),
        Design(name="bcra3r2", levels=3, effect="random"),
        Design(name="bcra3f2", levels=3, effect="fixed"),
    )
}
# PowerUpR has a long and a short name for some.
ALSO = {"cra2r2": "cra2", "cra3r3": "cra3", "cra4r4": "cra4", "bira2": "bira2r1"}


def find_design(name: str) -> Design:
    """The design that PowerUpR calls ``name``."""
    design = DESIGNS.get(ALSO.get(name, name))
    if design is None:
        raise TrialError(
            "unknown_design", f"There is no design {name!r}; choose one of {', '.join(DESIGNS)}.", design=name
        )
    return design


def check_parameters(*, design: Design, given: Values) -> dict[str, float]:
    """``given`` with the design's defaults filled in; sizes that are not given stay out.

    Raises ``TrialError`` for a parameter that the design does not have, that it misses, or that cannot be.
    """
    for name in given:
        if name not in design.defaults:
            raise TrialError(
                "stray_parameter",
                f"The design {design.name} has no {name!r}; it takes {', '.join(design.defaults)}.",
                design=design.name,
                parameter=name,
            )
    values = {name: float(given[name]) for name in given}
    for name, default in design.defaults.items():
        if default is not None:
            values.setdefault(name, default)
        elif name not in values and name not in SIZES:
            raise TrialError(
                "missing_parameter",
                f"The design {design.name} needs {name}; give it a value.",
                design=design.name,
                parameter=name,
            )
    for name, value in values.items():
        _check_value(name, value)
    shares = sum(values[f"rho{level}"] for level in range(2, design.sampled + 1))
    if shares >= 1:
        raise TrialError(
            "shares_fill_all",
            f"The shares rho sum to {shares:g}, which leaves no variance between pupils; they have to sum to less "
            "than 1.",
            total=shares,
        )
    return values


def unusable(*, design: Design, values: Values) -> TrialError | None:
    """Why the sizes cannot carry the design, if they cannot."""
    for level, size in enumerate(design.sizes, start=1):
        kept = _kept(design, values, level)
        if kept < 1:
            return TrialError(
                "none_left",
                f"{size} = {values[size]:g} and attrition{level} = {values[f'attrition{level}']:g} leave {kept:g} "
                "units to measure; it takes one at least.",
                size=size,
                left=kept,
            )
    drawn = design.sizes[design.drawn - 1]
    smaller = values[drawn] * min(values["p"], 1 - values["p"])
    if smaller < ONE_UNIT:
        return TrialError(
            "arm_without_unit",
            f"With {drawn} = {values[drawn]:g} and p = {values['p']:g} the smaller arm gets {smaller:g} units of each "
            "draw; it takes one at least, so raise the number or move p towards 0.5.",
            size=drawn,
            units=smaller,
        )
    df = _degrees_of_freedom(design, values)
    if df < 1:
        return TrialError(
            "too_few_units",
            f"These sizes leave {df:g} degrees of freedom in the design {design.name}; it takes one at least, so use "
            "more units or fewer covariates.",
            design=design.name,
            df=df,
        )
    return None


def precision(*, design: Design, values: Values) -> Precision:
    """The standard error and the degrees of freedom of a ``design`` whose parameters have been checked.

    Level l has N_l units in all, counted without those that attrition takes. With ρ_l its share of the outcome's
    variance (that of level 1 is 1 − Σ ρ), R²_l what covariates explain of it, and cv_l the coefficient of
    variation of the number of pupils in its units (cv₁ = 0),

        se² = Σ_l ρ_l (1 − R²_l)(1 + cv_l²) / (p (1 − p) N_l).

    Random blocks: their own term is ρ ω (1 − R²)(1 + cv²) / N instead, with ω the variance of the effect between
    blocks over the variance of the outcome between them, and R² what covariates explain of the effect's. Fixed
    blocks have no term; ρ and the standard deviation are then those within blocks.

    With g covariates on the highest level that is sampled, df are N − g − 2 for N units drawn whole, N − g − 1 for
    N random blocks, N (m − 2) − g for N fixed blocks of m units to draw among, and N (m − 1) − g − 1 if the effect
    is constant.
    """
    arms = values["p"] * (1 - values["p"])
    variance, units = 0.0, 1.0
    for level in range(design.levels, 0, -1):
        units *= _kept(design, values, level)
        if level <= design.sampled:
            varies = design.effect == "random" and level == design.levels
            part = values[f"omega{level}"] if varies else 1 / arms
            part *= _share(design, values, level) * (1 - values[_explained(design, level)])
            part *= 1 + (values[f"cv{level}"] ** 2 if level > 1 else 0)
            variance += part / units
    return Precision(se=variance**0.5, df=_degrees_of_freedom(design, values))


def _degrees_of_freedom(design: Design, values: Values) -> float:
    top = _kept(design, values, design.levels)
    per_block = _kept(design, values, design.levels - 1)
    covariates = values[f"g{design.sampled}"]
    match design.effect:
        case "between":
            return top - covariates - 2
        case "random":
            return top - covariates - 1
        case "fixed":
            return top * (per_block - 2) - covariates
        case "constant":
            return top * (per_block - 1) - covariates - 1


def _kept(design: Design, values: Values, level: int) -> float:
    return values[design.sizes[level - 1]] * (1 - values[f"attrition{level}"])


def _share(design: Design, values: Values, level: int) -> float:
    if level > 1:
        return values[f"rho{level}"]
    return 1 - sum(values[f"rho{above}"] for above in range(2, design.sampled + 1))


def _explained(design: Design, level: int) -> str:
    """The name of R² on a level: of the outcome's variance, or of the effect's between random blocks."""
    return f"r2t{level}" if design.effect == "random" and level == design.levels else f"r2{level}"


def _check_value(name: str, value: float) -> None:
    if name in SIZES:
        if not 1 <= value < inf:
            raise TrialError(
                "bad_size", f"{name} is {value:g}; a number of units has to be 1 or more.", parameter=name, value=value
            )
    elif name == "p":
        if not 0 < value < 1:
            raise TrialError(
                "bad_arm_share",
                f"p is {value:g}; the share that gets the treatment has to lie between 0 and 1.",
                value=value,
            )
    elif name.startswith("g"):
        if value < 0 or not value.is_integer():
            raise TrialError(
                "bad_covariate_count",
                f"{name} is {value:g}; a number of covariates is 0, 1, 2 and so on.",
                parameter=name,
                value=value,
            )
    elif name.startswith(("cv", "omega")):
        if not 0 <= value < inf:
            raise TrialError(
                "bad_ratio", f"{name} is {value:g}; it cannot be below 0.", parameter=name, value=value
            )
    elif not 0 <= value < 1:
        raise TrialError(
            "bad_proportion",
            f"{name} is {value:g}; it has to be 0 or more and less than 1.",
            parameter=name,
            value=value,
        )
