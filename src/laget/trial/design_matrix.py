"""From columns to the design matrix X, with a name for every column of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.errors import TrialError
from laget.trial.label_numbers import distinct

Column = NDArray[np.generic]
Columns = Mapping[str, Column]
Numbers = NDArray[np.float64]

# Beyond this a square overflows; no unit of measurement gets there.
LARGEST = 1e100
# A spread below this share of the values is rounding, not variation.
SPREAD = 1e-12
INTERCEPT = "intercept"
EVERY_ROW = slice(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignMatrix:
    """X (n × p) and its p ``terms``: the intercept, the blocks, the treatment and the covariates.

    In that order, so that a treatment or a covariate which the blocks already decide is the one that is named
    when X turns out to be short of rank. ``treatment`` and ``covariates`` are the terms of those two parts.
    """

    matrix: Numbers
    terms: tuple[str, ...]
    treatment: tuple[str, ...]
    covariates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One column of X, read where it lies: a numeric column as it stands, or the 0/1 column of one ``level``."""

    name: str
    column: Column
    level: np.generic | None = None

    def read(self, rows: slice | NDArray[np.intp]) -> Numbers:
        """The values of the term in ``rows``."""
        values = self.column[rows]
        return np.asarray(values if self.level is None else values == self.level, dtype=np.float64)


def design_matrix(
    *,
    columns: Columns,
    treatment: str,
    reference: str | None = None,
    covariates: Sequence[str] = (),
    blocks: str | None = None,
) -> DesignMatrix:
    """The design matrix of ``treatment`` with ``covariates`` and a 0/1 column for every block but the first.

    A text column gets treatment contrasts: a 0/1 column per level but one, named ``column+level`` without a
    sign between. The level left out is the first in sort order; for the treatment it is ``reference`` if that
    is given. A numeric column keeps its name and is centred, which moves nothing but the intercept and keeps
    a large mean from costing precision. Raises ``TrialError`` for a column that does not fit its part.
    """
    fixed, effect, extra = terms_of(
        columns=columns,
        intercept=INTERCEPT,
        treatment=treatment,
        reference=reference,
        covariates=covariates,
        blocks=blocks,
    )
    ones = np.ones(column(columns, treatment).size)
    return DesignMatrix(
        matrix=np.column_stack(
            [ones, *(term.read(EVERY_ROW) for term in (*fixed, *effect)), *(_centred(term) for term in extra)]
        ),
        terms=(INTERCEPT, *(term.name for term in (*fixed, *effect, *extra))),
        treatment=tuple(term.name for term in effect),
        covariates=tuple(term.name for term in extra),
    )


def terms_of(
    *,
    columns: Columns,
    intercept: str,
    treatment: str | None,
    reference: str | None,
    covariates: Sequence[str],
    blocks: str | None,
) -> tuple[list[Term], list[Term], list[Term]]:
    """The terms of the blocks, of the treatment and of the covariates; none of them is called as another or as
    ``intercept``. Raises ``TrialError`` for a column that does not fit its part."""
    effect = _arms(columns, treatment, reference) if treatment is not None else []
    extra = [term for name in covariates for term in _covariate(columns, name)]
    fixed = _contrasts(columns, blocks) if blocks is not None else []
    names = [intercept, *(term.name for term in (*fixed, *effect, *extra))]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise TrialError("term_twice", f"Two columns of the model are called {twice[0]!r}; rename one.", term=twice[0])
    return fixed, effect, extra


def column(columns: Columns, name: str) -> Column:
    """The column called ``name``: numbers without gaps, or text, and one value per row."""
    if name not in columns:
        known = ", ".join(sorted(columns))
        raise TrialError("missing_column", f"There is no column {name!r}, only {known}.", column=name)
    values = np.asarray(columns[name])
    if values.ndim != 1 or len({np.shape(other) for other in columns.values()}) > 1:
        raise TrialError(
            "uneven_columns",
            "The columns are not equally long lists; give each of them one value per row.",
            column=name,
        )
    if not is_numeric(values) and values.dtype.kind != "U":
        raise TrialError("not_plain", f"{name!r} is neither numbers nor text; convert it first.", column=name)
    # What is no number is neither above nor below another, so this asks for all being numbers too.
    if is_numeric(values) and values.size and not -LARGEST < float(values.min()) <= float(values.max()) < LARGEST:
        row = int(np.argmin(np.abs(values.astype(np.float64)) < LARGEST)) + 1
        raise TrialError(
            "not_finite",
            f"{name!r} has no finite number in row {row}; fill it in or leave the row out.",
            column=name,
            row=row,
        )
    return values


def numbers(columns: Columns, name: str) -> Numbers:
    """The column called ``name`` as numbers; text is refused."""
    values = column(columns, name)
    if not is_numeric(values):
        raise TrialError("not_numeric", f"{name!r} is text, and has to be numbers here.", column=name)
    return values.astype(np.float64, copy=False)


def labels(columns: Columns, name: str) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """The different values of a column in sort order, written as text, and for each row which one it has."""
    values = column(columns, name)
    levels, codes = np.unique(values, return_inverse=True)
    if values.dtype.kind == "f":
        # Zero has two signs, and is one label.
        return tuple(format(float(level) + 0.0, ".15g") for level in levels), codes
    return tuple(str(int(level) if is_numeric(values) else level) for level in levels), codes


def is_numeric(values: Column) -> bool:
    """Whether a column holds numbers, or true and false."""
    return values.dtype.kind in "biuf"


def arms(columns: Columns, treatment: str, reference: str | None) -> tuple[str, dict[str, str]]:
    """The reference arm, and for every other arm its term and its level.

    A numeric treatment is coded 0 and 1, 0 is its reference and its term is the column's name.
    """
    levels, _ = labels(columns, treatment)
    if len(levels) < 2:
        raise TrialError(
            "one_arm", f"{treatment!r} holds fewer than two arms; there is no effect in it.", column=treatment
        )
    numeric = is_numeric(column(columns, treatment))
    if numeric and levels != ("0", "1"):
        raise TrialError(
            "treatment_not_binary",
            f"The numeric treatment {treatment!r} holds other values than 0 and 1; name the arms in text.",
            column=treatment,
        )
    chosen = levels[0] if reference is None else reference
    if chosen not in (levels[:1] if numeric else levels):
        raise TrialError(
            "unknown_reference",
            f"{chosen!r} cannot be the reference of {treatment!r}; choose one of {', '.join(levels)}"
            + (" (of 0 and 1 only 0)." if numeric else "."),
            column=treatment,
            reference=chosen,
        )
    return chosen, {treatment if numeric else treatment + arm: arm for arm in levels if arm != chosen}


def _arms(columns: Columns, treatment: str, reference: str | None) -> list[Term]:
    values = column(columns, treatment)
    _, others = arms({treatment: distinct(values)}, treatment, reference)
    if is_numeric(values):
        return [Term(name=treatment, column=values)]
    return [Term(name=term, column=values, level=np.str_(arm)) for term, arm in others.items()]


def _covariate(columns: Columns, name: str) -> list[Term]:
    values = column(columns, name)
    if not is_numeric(values):
        terms = _contrasts(columns, name)
        varies = bool(terms)
    else:
        low, high = float(values.min()), float(values.max())
        terms = [Term(name=name, column=values)]
        varies = high - low > SPREAD * max(abs(low), abs(high))
    if not varies:
        raise TrialError(
            "constant_column", f"The covariate {name!r} is the same in every row; leave it out.", column=name
        )
    return terms


def _contrasts(columns: Columns, name: str) -> list[Term]:
    values = column(columns, name)
    levels = distinct(values)
    written, _ = labels({name: levels}, name)
    return [
        Term(name=name + label, column=values, level=level)
        for label, level in zip(written[1:], levels[1:], strict=True)
    ]


def _centred(term: Term) -> Numbers:
    values = term.read(EVERY_ROW)
    return values - values.mean() if term.level is None else values
