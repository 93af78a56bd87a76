"""The columns of a model, each read where it lies, so that a national file is never stacked into one matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from laget.trial.design_matrix import Columns, Term, terms_of

# As R writes it, so that no column of a file is likely to be called the same.
INTERCEPT = "(Intercept)"


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
    fixed, effect, extra = terms_of(
        columns=columns,
        intercept=INTERCEPT,
        treatment=treatment,
        reference=reference,
        covariates=covariates,
        blocks=blocks,
    )
    return ModelTerms(
        terms=(*fixed, *effect, *extra),
        treatment=tuple(term.name for term in effect),
        covariates=tuple(term.name for term in extra),
    )
