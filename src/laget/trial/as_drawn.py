"""Data held against the draw they came of: who was drawn, and whether each is in the arm that the lots gave."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from laget.trial.allocate import arms_of_schools
from laget.trial.design_matrix import Columns, labels
from laget.trial.errors import TrialError
from laget.trial.seal import Opened

# So many ids are named in a note; it says how many there are.
NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnData:
    """The rows of the schools that were drawn (``columns``), and ``notes`` on those that were not or are missing."""

    columns: Columns
    notes: tuple[str, ...]


def as_drawn(*, columns: Columns, opened: Opened) -> DrawnData:
    """The rows of ``columns`` that belong to the trial of a seal.

    A school that came later, or that a pairing left out, was never in the lots: its rows are left out and noted. A
    school that was drawn and has no rows is noted, since nobody knows what it would have shown. Raises ``TrialError``:
    ``not_as_drawn`` for a school in another arm than the lots gave, ``nobody_drawn`` where no school of the data was.
    """
    design, treatment = opened.design, opened.declaration.estimand.treatment
    drawn = arms_of_schools(frame=opened.frame, draw=opened.draw)
    schools, school_codes = labels(columns, design.school)
    schools = tuple(unicodedata.normalize("NFC", school) for school in schools)
    arms, arm_codes = labels(columns, treatment)
    known = np.array([school in drawn for school in schools])
    kept = known[school_codes]
    if not kept.any():
        raise TrialError(
            "nobody_drawn",
            f"None of the schools in {design.school!r} is among those that lots were drawn for; look for ids that are "
            "written otherwise.",
            column=design.school,
        )
    given = np.array([drawn.get(school, "") for school in schools])[school_codes]
    there = np.array([unicodedata.normalize("NFC", arm) for arm in arms])[arm_codes]
    other = kept & (given != there)
    if other.any():
        row = int(np.argmax(other))
        school, found = schools[school_codes[row]], str(there[row])
        raise TrialError(
            "not_as_drawn",
            f"{school!r} was drawn to {drawn[school]!r}, and row {row + 1} has it in {found!r}. Everybody is "
            "analysed as drawn, whatever became of them; give the row the arm of the lots.",
            school=school,
            drawn=drawn[school],
            found=found,
            row=row + 1,
        )
    notes = []
    if strangers := [school for school in schools if school not in drawn]:
        notes.append(f"Not in the draw, and left out: {_listed(strangers)}.")
    if silent := sorted(set(drawn) - set(schools)):
        notes.append(f"Drawn, and without rows: {_listed(silent)}. What they would have shown is not known.")
    return DrawnData(
        columns={name: np.asarray(values)[kept] for name, values in columns.items()}, notes=tuple(notes)
    )


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
    return f"{', '.join(map(repr, ids[:NAMED]))}{more}"
