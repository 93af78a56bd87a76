"""Power over a grid of two parameters: by formula, or by any other way of finding the value of a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from laget.trial.errors import TrialError
from laget.trial.power import power_plan
from laget.trial.power_designs import find_design

# More cells than anybody reads; by formula a thousand take a few seconds.
MOST_CELLS = 2500
# What sizes and shares may make of a single cell without the others being wrong.
CANNOT_BE = ("none_left", "arm_without_unit", "too_few_units", "shares_fill_all", "out_of_reach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The ``values`` of one ``parameter``, rising; the parameter is PowerUp!'s, or ``es``, ``power`` or ``alpha``."""

    parameter: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What was found at one point of the grid.

    ``value`` is ``None`` where the design cannot be carried out, and ``why`` is the code of what is in the way.
    ``error`` is the Monte Carlo standard error of a value that was simulated.
    """

    value: float | None
    error: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerSurface:
    """``cells`` row by row: those of a row share a value of ``down``, those of a column one of ``across``.

    ``measure`` is what the values are: ``"power"``, ``"mdes"`` (PowerUp!'s) or the name of a size. ``target`` is the
    power that is enough, or that the others aim at. ``trials`` is how many were simulated in each cell; ``None`` by
    formula.
    """

    measure: str
    target: float
    across: Axis
    down: Axis
    cells: tuple[tuple[Cell, ...], ...]
    trials: int | None

    def enough(self, cell: Cell) -> bool:
        """Whether a cell has the power that is aimed at; only power can be enough."""
        return self.measure == "power" and cell.value is not None and cell.value >= self.target

    def unsure(self, cell: Cell) -> bool:
        """Whether a simulated power is within two Monte Carlo errors of the one aimed at, so that more trials could
        turn it."""
        return (
            self.measure == "power"
            and cell.value is not None
            and cell.error is not None
            and abs(cell.value - self.target) <= 2 * cell.error
        )


def surface(
    *,
    across: Axis,
    down: Axis,
    find: Callable[[Mapping[str, float]], Cell],
    measure: str = "power",
    target: float = 0.80,
    trials: int | None = None,
) -> PowerSurface:
    """The surface whose cells are what ``find`` says of the two parameters' values.

    Cells are found row by row, so that a ``find`` which draws random numbers gives the same surface again from the
    same generator. Raises ``TrialError`` for axes that make no grid.
    """
    _check(across, down)
    cells = tuple(
        tuple(find({down.parameter: row, across.parameter: column}) for column in across.values) for row in down.values
    )
    return PowerSurface(measure=measure, target=target, across=across, down=down, cells=cells, trials=trials)


def surface_by_formula(
    *, design: str, across: Axis, down: Axis, one_sided: bool = False, **fixed: float
) -> PowerSurface:
    """The surface of a ``design`` by ``power_plan``: of whatever the axes and ``fixed`` leave out.

    ``fixed`` holds the parameters that stay, with ``es``, ``power`` and ``alpha`` among them. A cell that cannot be,
    such as a design with more covariates than schools, has no value; where no cell can be, the first one's
    ``TrialError`` is raised, as is any other.

    >>> schools = Axis(parameter="J", values=(20, 40))
    >>> effects = Axis(parameter="es", values=(0.2, 0.4))
    >>> found = surface_by_formula(design="cra2", across=schools, down=effects, n=20, rho2=0.10)
    >>> [[round(cell.value, 2) for cell in row] for row in found.cells]
    [[0.2, 0.37], [0.6, 0.9]]
    """
    for axis in (across, down):
        if axis.parameter in fixed:
            raise TrialError(
                "axis_is_fixed",
                f"{axis.parameter} is given as {fixed[axis.parameter]:g} and also runs over a grid; give it once.",
                parameter=axis.parameter,
            )
    faults: list[TrialError] = []
    named = {*fixed, across.parameter, down.parameter}
    left_out = [size for size in find_design(design).sizes if size not in named]
    measure = left_out[0] if left_out else ("power" if "es" in named else "mdes")

    def find(at: Mapping[str, float]) -> Cell:
        own: dict[str, float] = {**fixed, **at}
        try:
            plan = power_plan(
                design=design,
                es=own.pop("es", None),
                power=own.pop("power", None),
                alpha=own.pop("alpha", 0.05),
                one_sided=one_sided,
                **own,
            )
        except TrialError as fault:
            if fault.code not in CANNOT_BE:
                raise
            faults.append(fault)
            return Cell(value=None, why=fault.code)
        found = {"power": plan.power, "mdes": plan.mdes}
        return Cell(value=found[measure] if measure in found else plan.parameters[measure])

    drawn = surface(across=across, down=down, find=find, measure=measure, target=fixed.get("power", 0.80))
    if all(cell.value is None for row in drawn.cells for cell in row):
        raise faults[0]
    return drawn


def _check(across: Axis, down: Axis) -> None:
    """Refuse axes that make no grid, or one too large."""
    if across.parameter == down.parameter:
        raise TrialError(
            "one_axis_twice",
            f"{across.parameter} runs both across and down; let two parameters vary.",
            parameter=across.parameter,
        )
    for axis in (across, down):
        if not axis.values or any(low >= high for low, high in pairwise(axis.values)):
            raise TrialError(
                "axis_not_rising",
                f"The values of {axis.parameter} do not rise; give one or more, each larger than the one before.",
                parameter=axis.parameter,
            )
    cells = len(across.values) * len(down.values)
    if cells > MOST_CELLS:
        raise TrialError(
            "too_many_cells",
            f"The grid has {cells} cells, and nobody reads more than {MOST_CELLS}; take wider steps.",
            cells=cells,
            most=MOST_CELLS,
        )
