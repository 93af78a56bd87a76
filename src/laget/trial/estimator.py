"""How a trial is answered: the model, and how its uncertainty is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """Least squares of the outcome on the arms, ``covariates`` and fixed ``blocks``, judged by the units of ``cluster``
    (``laget.trial.least_squares_fit``)."""

    name: Literal["regression"]
    cluster: str
    covariates: tuple[str, ...] = ()
    blocks: str | None = None
    inference: Literal["cr2", "cr1s"] = "cr2"


@dataclass(frozen=True, slots=True, kw_only=True)
class MixedModel:
    """A mixed model with random intercepts for the groups of ``levels``, from inner to outer
    (``laget.trial.mixed_model``)."""

    name: Literal["mixed"]
    levels: tuple[str, ...]
    covariates: tuple[str, ...] = ()
    blocks: str | None = None
    slope: bool = False
    weights: str | None = None
    method: Literal["reml", "ml"] = "reml"
    inference: Literal[
        "kr", "satterthwaite", "satterthwaite-expected", "between-within", "cr2-mixed", "cr1s-mixed"
    ] = "kr"


Estimator = Regression | MixedModel


def columns_of(estimator: Estimator) -> tuple[str, ...]:
    """The columns of the data that an estimator reads beside outcome and treatment, each once."""
    named = [*estimator.covariates, *groups_of(estimator)]
    if estimator.blocks is not None:
        named.append(estimator.blocks)
    if isinstance(estimator, MixedModel) and estimator.weights is not None:
        named.append(estimator.weights)
    return tuple(dict.fromkeys(named))


def groups_of(estimator: Estimator) -> tuple[str, ...]:
    """The columns of the groups that an estimator knows, from inner to outer: those of the last are taken to be
    independent of each other."""
    return (estimator.cluster,) if isinstance(estimator, Regression) else estimator.levels
