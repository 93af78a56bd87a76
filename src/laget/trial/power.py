"""The smallest effect a trial can find, its power, or the units it takes: whichever is left out (R-042 (in part))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil, floor, inf

from laget.trial.errors import TrialError
from laget.trial.noncentral_t import TTest
from laget.trial.power_designs import Design, check_parameters, find_design, precision, unusable

# No trial is larger, and what this many cannot do more cannot either.
LARGEST = 2.0**24
# Power that falls short by less than this is rounding.
ROUNDING = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerPlan:
    """A design with everything known about its power. Effects are in standard deviations of the outcome.

    ``unknown`` is what was left out: ``"mdes"``, ``"power"`` or the name of a size. ``parameters`` holds every
    parameter of the design, with the size that was left out as the smallest whole number that is enough;
    ``unrounded`` is that number before rounding, else None.

    ``es`` is the effect asked about (None if none) and ``power`` the chance of finding it; without ``es``,
    ``power`` is the one aimed at. ``target`` is the power that ``mdes``, ``mdes_exact`` and a size aim at.
    ``mdes`` is PowerUp!'s (t₁₋α/₂ + t_power) · se, with ``low`` and ``high`` the interval that an estimate just
    as large would have; ``mdes_exact`` is the effect that the noncentral t finds with just that power. ``ncp`` is
    ``es`` over ``se``, or ``mdes`` over ``se`` without ``es``.
    """

    design: str
    unknown: str
    parameters: Mapping[str, float]
    unrounded: float | None
    es: float | None
    target: float
    alpha: float
    one_sided: bool
    se: float
    df: float
    ncp: float
    power: float
    mdes: float
    mdes_exact: float
    low: float
    high: float


def power_plan(
    *,
    design: str,
    es: float | None = None,
    power: float | None = None,
    alpha: float = 0.05,
    one_sided: bool = False,
    **parameters: float,
) -> PowerPlan:
    """Find what was left out of a ``design``: the ``mdes``, the ``power``, or one of its sizes.

    - All sizes and no ``es``: the smallest effect found with ``power`` (0.80 unless said).
    - All sizes and ``es``: the power.
    - ``es`` and all sizes but one: how many of that it takes for ``power`` (0.80 unless said). That goes by
      the noncentral t: PowerUp!'s multiplier is an approximation, and with few clusters it promises too much.

    ``design`` and ``parameters`` carry PowerUpR's names; ``laget.trial.power_designs`` has the formulas. The test
    is two-sided at ``alpha`` unless ``one_sided``. Raises ``TrialError`` for what does not fit together.

    >>> plan = power_plan(design="cra2", rho2=0.17, n=15, J=20)
    >>> round(plan.mdes, 3), plan.df, round(plan.ncp, 3)
    (0.629, 18.0, 2.963)
    """
    chosen = find_design(design)
    target = _target(power, alpha)
    if es is not None and not 0 < es < inf:
        raise TrialError("bad_effect", f"es is {es:g}; give the size of the effect, above 0.", effect=es)
    values = check_parameters(design=chosen, given=parameters)
    unknown = _unknown(chosen, values, es, power)

    def test(values: Mapping[str, float]) -> tuple[float, TTest]:
        at = precision(design=chosen, values=values)
        return at.se, TTest(df=at.df, alpha=alpha, one_sided=one_sided)

    unrounded = None
    if es is not None and unknown in chosen.sizes:
        size, effect = unknown, es

        def enough(units: float) -> bool:
            tried = values | {size: units}
            if unusable(design=chosen, values=tried):
                return False
            se, t = test(tried)
            return t.power(effect / se) >= target - ROUNDING

        unrounded = _smallest(enough)
        if unrounded is None:
            raise unusable(design=chosen, values=values | {size: LARGEST}) or _out_of_reach(size, es, target)
        values[size] = float(floor(unrounded) if enough(floor(unrounded)) else ceil(unrounded))
    if fault := unusable(design=chosen, values=values):
        raise fault
    se, t = test(values)
    mdes = se * t.powerup_multiplier(target)
    ncp = (mdes if es is None else es) / se
    return PowerPlan(
        design=chosen.name,
        unknown=unknown,
        parameters={name: values[name] for name in chosen.defaults},
        unrounded=unrounded,
        es=es,
        target=target,
        alpha=alpha,
        one_sided=one_sided,
        se=se,
        df=t.df,
        ncp=ncp,
        power=target if es is None else t.power(ncp),
        mdes=mdes,
        mdes_exact=se * t.exact_multiplier(target),
        low=mdes - se * t.critical,
        high=mdes + se * t.critical,
    )


def _target(power: float | None, alpha: float) -> float:
    """The power to aim at: 0.80 unless another is said."""
    if not 0 < alpha < 1:
        raise TrialError("bad_alpha", f"alpha is {alpha:g}; it has to lie between 0 and 1.", alpha=alpha)
    target = 0.80 if power is None else power
    if not alpha < target < 1:
        raise TrialError(
            "bad_power",
            f"A power of {target:g} cannot be aimed at; it has to lie between alpha ({alpha:g}), which a test reaches "
            "without any effect, and 1.",
            power=target,
            alpha=alpha,
        )
    return target


def _unknown(design: Design, values: Mapping[str, float], es: float | None, power: float | None) -> str:
    """What was left out, if it is one thing that can be found."""
    left_out = [size for size in design.sizes if size not in values]
    if len(left_out) > 1:
        raise TrialError(
            "several_unknowns",
            f"{' and '.join(left_out)} are left out, and only one number can be found at a time; give the others.",
            sizes=", ".join(left_out),
        )
    if left_out and es is None:
        raise TrialError(
            "no_effect_given",
            f"{left_out[0]} is left out, and how many it takes depends on the effect to be found; give es.",
            size=left_out[0],
        )
    if left_out:
        return left_out[0]
    if es is not None and power is not None:
        raise TrialError(
            "nothing_unknown",
            f"es, power and every size ({', '.join(design.sizes)}) are given, so nothing is left to find; leave one "
            "of them out.",
            sizes=", ".join(design.sizes),
        )
    return "mdes" if es is None else "power"


def _smallest(enough: Callable[[float], bool]) -> float | None:
    """The smallest number from 1 up to ``LARGEST`` that is ``enough``, where more is never less."""
    high = 1.0
    while not enough(high):
        if high >= LARGEST:
            return None
        high *= 2
    low = high / 2 if high > 1 else high
    while low < (middle := (low + high) / 2) < high:
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _out_of_reach(size: str, es: float, target: float) -> TrialError:
    return TrialError(
        "out_of_reach",
        f"No {size} up to {LARGEST:.0f} finds an effect of {es:g} with power {target:g}; raise the other "
        "sizes, or look for a larger effect.",
        size=size,
        effect=es,
        power=target,
    )
