"""The three-level model of ten million pupils, 500,000 classes and 44,000 schools: that it works, and what it takes."""

from __future__ import annotations

from functools import partial

from bench.made_up_pupils import Columns, pupils, shuffled
from bench.national_fit import FIGURES, laget

TITLE = "Three-level REML of ten million pupils"
GOALS: dict[str, float] = {}
SLOW = True

__all__ = ["CASES", "FIGURES", "GOALS", "SLOW", "TITLE", "TOOLS"]


def _rows(*, mixed: bool = False, tiny: bool) -> Columns:
    columns = pupils(600, schools=12) if tiny else pupils(10_000_000, schools=44_000)
    return shuffled(columns) if mixed else columns


CASES = {"ids pre-coded": _rows, "pre-coded, rows shuffled": partial(_rows, mixed=True)}
TOOLS = {"laget": laget}
