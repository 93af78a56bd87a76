"""Effects judged by the wild cluster bootstrap, as ``laget fit --inference wild-bootstrap`` tells them."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from math import isinf
from typing import TYPE_CHECKING, Any

from laget.refusal import Refusal

if TYPE_CHECKING:
    from laget.trial.design_matrix import Columns
    from laget.trial.estimator import Regression

NAME = "wild-bootstrap"
# As laget.trial.wild_bootstrap, which is imported late.
DRAWS = 9_999
OPTIONS = ("wild_weights", "draws", "seed")


def add_bootstrap_arguments(parser: argparse.ArgumentParser) -> None:
    """How the clusters' residuals are turned around."""
    parser.add_argument("--wild-weights", metavar="rademacher|webb", help=f"of {NAME}; rademacher if left out")
    parser.add_argument("--draws", type=int, metavar="N", help=f"of {NAME} (default: {DRAWS})")
    parser.add_argument("--seed", type=int, metavar="N", help=f"of the draws of {NAME} (default: 1)")


def check_bootstrap_arguments(arguments: argparse.Namespace) -> None:
    """The options of the bootstrap come with it, and it answers neither waves nor what was received."""
    if arguments.inference != NAME:
        for option in OPTIONS:
            if getattr(arguments, option) is not None:
                raise Refusal(
                    "only_with_bootstrap",
                    f"--{option.replace('_', '-')} belongs to --inference {NAME}; leave it out, or ask for that.",
                )
        return
    for option in ("received", "wave", "baseline", "effects"):
        if getattr(arguments, option) is not None:
            raise Refusal(
                "not_with_bootstrap",
                f"{NAME!r} judges the arm's own effect on one outcome and takes no --{option}; leave it out.",
            )
    if arguments.seed is not None and arguments.seed < 0:
        raise Refusal("bad_seed", f"The seed is {arguments.seed}; it has to be a whole number from 0.")


def bootstrapped(arguments: argparse.Namespace, estimator: Regression, columns: Columns) -> dict[str, Any]:
    """The arms' effects, as the contract's JSON has them; there are no degrees of freedom, and an interval without an
    end has null there."""
    import numpy as np

    from laget.trial.equivalence import equivalence_by_draws
    from laget.trial.wild_bootstrap import wild_bootstrap

    seed = 1 if arguments.seed is None else arguments.seed
    found = wild_bootstrap(
        columns=columns,
        outcome=arguments.outcome,
        treatment=arguments.treatment,
        reference=arguments.reference,
        covariates=estimator.covariates,
        blocks=estimator.blocks,
        cluster=estimator.cluster,
        weights=arguments.wild_weights or "rademacher",
        draws=DRAWS if arguments.draws is None else arguments.draws,
        rng=np.random.default_rng(seed),
        alpha=arguments.alpha,
    )
    error = max(one.p_error for one in found.coefficients)
    drawn = f"drawn with seed {seed}; the Monte Carlo error of p is {error:.4f} or less"
    looked = "all of them" if found.exact else drawn
    coefficients = [
        {
            "term": one.term,
            "estimate": one.estimate,
            "se": one.se,
            "df": None,
            "t": one.estimate / one.se,
            "p": one.p,
            "low": None if isinf(one.low) else one.low,
            "high": None if isinf(one.high) else one.high,
            "p_error": one.p_error,
        }
        for one in found.coefficients
    ]
    told: dict[str, Any] = {
        "n": found.n,
        "groups": {estimator.cluster: found.clusters},
        "criterion": None,
        "coefficients": coefficients,
        "variances": {},
        "covariance": {},
        "icc": {},
        "bootstrap": {"weights": found.weights, "draws": found.draws, "exact": found.exact},
        "notes": [f"By {found.draws} ways to weight the clusters ({found.weights}), {looked}.", *found.notes],
    }
    if arguments.margin is not None:
        told["equivalence"] = {
            one.term: asdict(equivalence_by_draws(null=one.null, margin=arguments.margin)) for one in found.coefficients
        }
    return told
