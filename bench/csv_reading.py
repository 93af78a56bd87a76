"""A CSV file of pupils, from bytes in memory to columns of numbers and text.

Ours refuses a gap by line and column and leaves codes such as 0301 as text; the others guess. The sum of the scores is
what each has read.
"""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from bench.made_up_pupils import Columns, as_written, pupils

TITLE = "Reading a CSV file"
FIGURES = ("rows", "sum of scores")
GOALS: dict[str, float] = {}


def _rows(*, tiny: bool) -> Columns:
    return as_written(pupils(600, schools=12) if tiny else pupils(100_000, schools=440))


CASES = {"100,000 pupils, nine columns": _rows}


def _written(columns: Columns) -> bytes:
    file = StringIO()
    csv.writer(file).writerows((columns, *zip(*(values.tolist() for values in columns.values()), strict=True)))
    return file.getvalue().encode()


def laget(case: str, columns: Columns):
    from laget.frames.csv_file import read_csv

    data = _written(columns)

    def work():
        read = read_csv(data, name="pupils.csv")
        return {"rows": read["score"].size, "sum of scores": read["score"].sum()}

    return work


def pandas(case: str, columns: Columns):
    from pandas import read_csv

    data = _written(columns)

    def work():
        read = read_csv(BytesIO(data))
        return {"rows": len(read), "sum of scores": read["score"].sum()}

    return work


def polars(case: str, columns: Columns):
    from polars import read_csv

    data = _written(columns)

    def work():
        read = read_csv(data)
        return {"rows": read.height, "sum of scores": read["score"].sum()}

    return work


TOOLS = {"laget": laget, "pandas": pandas, "polars": polars}
