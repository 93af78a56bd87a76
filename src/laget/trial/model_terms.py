"""The columns of a model, each read where it lies, so that a national file is never stacked into one matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import SPREAD, Column, Columns, Numbers, arms, column, is_numeric, labels
from laget.trial.errors import TrialError
from laget.trial.label_numbers import number_labels

# As R writes it, so that no column of a file is likely to be called the same.
INTERCEPT = "(Intercept)"

@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One column of the model: a numeric column as it stands, or the 0/1 column of one ``level``."""

    name: str
    column: Column
    level: np.generic | None = None

    def read(self, rows: slice | NDArray[np.intp]) -> Numbers:
        """The values of the term in ``rows``."""
        values = self.column[rows]
        return np.asarray(values if self.level is None else values == self.level, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTerms:
    """The terms of a model after its intercept: the blocks, the treatment and the covariates, in that order.

    ``treatment`` and ``covariates`` name the terms of those two parts.
    """

    terms: tuple[Term, ...]
    treatment: tuple[str, ...]
    covariates: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name of every coefficient, the intercept first."""
        return (INTERCEPT, *(term.name for term in self.terms))


def model_terms(
    *,
    columns: Columns,
    treatment: str | None,
    reference: str | None = None,
    covariates: Sequence[str] = (),
    blocks: str | None = None,
) -> ModelTerms:
    """The terms that ``design_matrix`` stacks, with the same names and the same refusals, left unstacked.

    Without a ``treatment`` the model has no effect in it: what is left is for the variances alone.
    """
    fixed = _contrasts(columns, blocks) if blocks is not None else []
    effect = _arms(columns, treatment, reference) if treatment is not None else []
    extra = [term for name in covariates for term in _covariate(columns, name)]
    made = ModelTerms(
        terms=(*fixed, *effect, *extra),
        treatment=tuple(term.name for term in effect),
        covariates=tuple(term.name for term in extra),
    )
    twice = sorted({name for name in made.names if made.names.count(name) > 1})
    if twice:
        raise TrialError("term_twice", f"Two columns of the model are called {twice[0]!r}; rename one.", term=twice[0])
    return made


def distinct(values: Column) -> Column:
    """The different values in sort order. Files come in runs of the same value, and sorting is dear."""
    heads = np.ones(values.size, dtype=bool)
    heads[1:] = values[1:] != values[:-1]
    values = values[heads]
    _, first = number_labels(values)
    return np.sort(values[first])


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
