"""The frame of a trial: its schools, what lots are drawn between, and within what they touch each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from laget.trial.allocation_design import AllocationDesign, check, method_columns
from laget.trial.design_matrix import Columns, column, is_numeric, labels, numbers
from laget.trial.errors import TrialError


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The schools of a trial, sorted by id, with the unit and the unit of interference of each.

    ``columns`` holds what else the design reads, one value per school.
    """

    schools: tuple[str, ...]
    units: tuple[str, ...]
    interference: tuple[str, ...]
    columns: Mapping[str, tuple[float, ...] | tuple[str, ...]]


def frame_of(*, columns: Columns, design: AllocationDesign) -> Frame:
    """The frame that ``design`` draws from: one row of ``columns`` per school, in any order.

    Ids and labels are taken in Unicode's composed form (NFC), so that å is å however it was typed. Raises
    ``TrialError`` for columns that cannot be used, for a school with two rows, and where the lots would be
    drawn below the unit of interference.
    """
    check(design)
    ids = _written(columns, design.school)
    order = sorted(range(len(ids)), key=lambda row: ids[row])
    for before, after in pairwise(order):
        if ids[before] == ids[after]:
            raise TrialError(
                "school_twice",
                f"The school {ids[after]!r} has two rows; keep one, so that it is drawn once.",
                school=ids[after],
            )
    units, homes = (_written(columns, name) for name in (design.unit, design.interference))
    frame = Frame(
        schools=tuple(ids[row] for row in order),
        units=tuple(units[row] for row in order),
        interference=tuple(homes[row] for row in order),
        columns={
            name: tuple(values[row] for row in order)  # type: ignore[misc]  # one kind of value per column
            for name, values in ((name, _plain(columns, name, design)) for name in method_columns(design.method))
        },
    )
    check_interference(frame, design)
    return frame


def check_interference(frame: Frame, design: AllocationDesign) -> None:
    """Refuse a unit that holds only a part of a unit of interference."""
    drawn_in: dict[str, str] = {}
    for home, unit in zip(frame.interference, frame.units, strict=True):
        if drawn_in.setdefault(home, unit) != unit:
            raise TrialError(
                "below_interference",
                f"{home!r} of {design.interference!r} has schools in several units of {design.unit!r} (for one "
                f"{drawn_in[home]!r} and {unit!r}), which could end in different arms and still touch each other; "
                f"draw between units that hold all of it, for instance with 'unit: {design.interference}'.",
                interference=design.interference,
                home=home,
                unit=design.unit,
            )


def _written(columns: Columns, name: str) -> list[str]:
    """A column as composed text without gaps; numbers as they are written."""
    levels, codes = labels(columns, name)
    written = [unicodedata.normalize("NFC", levels[code]) for code in codes]
    if not all(written):
        row = written.index("") + 1
        raise TrialError(
            "empty_label", f"{name!r} is empty in row {row}; fill it in or leave the row out.", column=name, row=row
        )
    return written


def _plain(columns: Columns, name: str, design: AllocationDesign) -> Sequence[float] | Sequence[str]:
    """Numbers as numbers, but for those that are ids, and everything else as text."""
    ids = (design.school, design.unit, design.interference)
    if name not in ids and is_numeric(column(columns, name)):
        return [float(value) + 0.0 for value in numbers(columns, name)]  # + 0.0 makes -0.0 plain zero
    return _written(columns, name)
