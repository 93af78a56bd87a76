"""A power surface from the command line: its axes read, and its table, JSON and picture (`--surface`, `--by`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from laget.refusal import Refusal

if TYPE_CHECKING:
    from laget.trial.power_surface import Axis, Cell, PowerSurface

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)"
_AXIS = re.compile(rf"(\w+)=({_NUMBER}):({_NUMBER}):({_NUMBER})", re.ASCII)


def axis(written: str) -> Axis:
    """An axis as it is typed, ``J=20:100:10``: the parameter, the first value, the last that may be, and the step."""
    from laget.trial.power_surface import Axis

    parts = _AXIS.fullmatch(written)
    if parts is None:
        raise Refusal(
            "not_an_axis", f"{written!r} is no axis; write it as J=20:100:10, which is J from 20 to 100 in steps of 10."
        )
    first, last, step = (Decimal(number) for number in parts.groups()[1:])
    if step <= 0 or last < first:
        raise Refusal("not_an_axis", f"{written!r} goes nowhere; let the last value and the step be larger.")
    # In decimals, so that ten steps of 0.05 from 0.1 are 0.6.
    values = tuple(float(first + step * number) for number in range(int((last - first) / step) + 1))
    return Axis(parameter=parts.group(1), values=values)


def told(surface: PowerSurface) -> Iterator[str]:
    """The table of a surface: the values of ``across`` above, those of ``down`` at the left."""
    across, down = surface.across, surface.down
    heading = [f"{down.parameter} \\ {across.parameter}", *(f"{value:g}" for value in across.values)]
    rows = [
        [f"{value:g}", *(_told(surface, cell) for cell in row)]
        for value, row in zip(down.values, surface.cells, strict=True)
    ]
    width = max(len(one) for row in (heading, *rows) for one in row)
    for row in (heading, *rows):
        yield "  " + "  ".join(one.rjust(width) for one in row)
    cells = [cell for row in surface.cells for cell in row]
    yield ""
    if surface.measure == "power":
        yield f"* power of {surface.target:g} or more"
    if any(surface.unsure(cell) for cell in cells):
        yield f"? within two Monte Carlo errors of {surface.target:g}"
    if any(cell.value is None for cell in cells):
        why = sorted({cell.why for cell in cells if cell.why})
        yield f"- the design cannot be carried out there ({', '.join(why)})"
    if surface.trials is not None:
        yield f"{surface.trials} trials in each cell; Monte Carlo error at most {_largest(surface):.3f}"


def plain(surface: PowerSurface) -> dict[str, object]:
    """A surface as JSON."""
    return {
        "measure": surface.measure,
        "target": surface.target,
        "trials": surface.trials,
        "across": {"parameter": surface.across.parameter, "values": list(surface.across.values)},
        "down": {"parameter": surface.down.parameter, "values": list(surface.down.values)},
        "cells": [
            [{"value": cell.value, "error": cell.error, "why": cell.why} for cell in row] for row in surface.cells
        ],
    }


def picture(
    surface: PowerSurface, *, design: str, fixed: Mapping[str, float], one_sided: bool, language: str
) -> str:
    """A surface as SVG, with the design and what was the same in every cell told below it."""
    from laget.pictures.surface import SurfaceCell, SurfaceGrid, draw_surface

    grid = SurfaceGrid(
        design=design,
        fixed=fixed,
        one_sided=one_sided,
        measure=surface.measure,
        target=surface.target,
        across=surface.across.parameter,
        columns=surface.across.values,
        down=surface.down.parameter,
        rows=surface.down.values,
        cells=[
            [
                SurfaceCell(
                    value=cell.value, enough=surface.enough(cell), unsure=surface.unsure(cell), error=cell.error
                )
                for cell in row
            ]
            for row in surface.cells
        ],
        trials=surface.trials,
    )
    return draw_surface(grid=grid, language=language)


def _told(surface: PowerSurface, cell: Cell) -> str:
    if cell.value is None:
        return "- "
    number = f"{cell.value:.3f}" if surface.measure in ("power", "mdes") else f"{cell.value:.0f}"
    marks = ("*" if surface.enough(cell) else "") + ("?" if surface.unsure(cell) else "")
    return number + marks.ljust(2 if surface.trials is not None else 1)


def _largest(surface: PowerSurface) -> float:
    return max(cell.error or 0 for row in surface.cells for cell in row)
