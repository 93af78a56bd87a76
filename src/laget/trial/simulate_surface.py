"""A power surface whose cells are simulated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from laget.trial.declaration import Declaration
from laget.trial.errors import TrialError
from laget.trial.power_designs import SIZES
from laget.trial.power_surface import Axis, Cell, PowerSurface, surface
from laget.trial.simulate import Mapper, simulate

# What makes of a single cell a trial that cannot be, without the others being wrong.
CANNOT_BE = ("no_trial_answered", "arm_could_be_empty", "bad_supposition")


def simulated_surface(
    *,
    declaration: Declaration,
    across: Axis,
    down: Axis,
    times: int,
    rng: np.random.Generator,
    target: float = 0.80,
    map: Mapper = map,
) -> PowerSurface:
    """The power of the first arm that ``declaration`` compares, over a grid of what it supposes.

    The axes' parameters are PowerUp!'s: ``n``, ``J``, ``K`` and ``L`` are the counts of the levels from the pupils
    outwards, ``rho2`` … their shares of the variance, and ``es`` is the effect. Each cell has ``times`` trials and a
    generator of its own. Raises ``TrialError`` for a parameter that the declaration does not have.
    """

    def find(at: Mapping[str, float]) -> Cell:
        (own,) = rng.spawn(1)
        try:
            found = simulate(declaration=supposing(declaration, at), times=times, rng=own, map=map)
        except TrialError as fault:
            if fault.code not in CANNOT_BE:
                raise
            return Cell(value=None, why=fault.code)
        power = found.effects[0].power
        return Cell(value=power.value, error=power.error)

    return surface(across=across, down=down, find=find, target=target, trials=times)


def supposing(declaration: Declaration, values: Mapping[str, float]) -> Declaration:
    """The same declaration with some of what it supposes set to ``values``, by PowerUp!'s names."""
    population = declaration.suppose
    if population is None:
        return declaration
    setters: dict[str, Callable[[float], None]] = {}
    levels = list(population.levels)
    effects = dict(population.effects)

    def sets(place: int, part: str) -> Callable[[float], None]:
        def put(value: float) -> None:
            if part == "count":
                levels[place] = replace(levels[place], count=value, sizes=())
            else:
                levels[place] = replace(levels[place], icc=value)

        return put

    for place in range(len(levels)):
        setters[SIZES[place]] = sets(place, "count")
        if place:
            setters[f"rho{place + 1}"] = sets(place, "icc")
    setters["es"] = lambda value: effects.update({declaration.estimand.arms[0]: value})
    for name, value in values.items():
        if name not in setters:
            raise TrialError(
                "stray_parameter",
                f"The design {declaration.design.trial} has no {name!r}; it takes {', '.join(setters)}.",
                design=declaration.design.trial,
                parameter=name,
            )
        setters[name](value)
    return replace(declaration, suppose=replace(population, levels=tuple(levels), effects=effects))
