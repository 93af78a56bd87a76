"""Test the effect in a trial of whole clusters by the lots that could have been drawn, and by nothing else."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from math import isinf, log10
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laget.cli.p_value import p_value
from laget.cli.progress import shown
from laget.cli.sealed import open_seal
from laget.refusal import Refusal

if TYPE_CHECKING:
    import numpy as np

    from laget.trial.permute import RandomisationTest
    from laget.trial.randomisation_space import Space

HELP = "randomisation test of a trial of whole clusters"

# As laget.trial.permute, which is imported late.
DRAWS = 9_999
# Larger whole numbers than this are not the same in every program that reads JSON.
LARGEST = 2**53


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The data, the columns of the trial, and how much to draw."""
    parser.add_argument("data", type=Path, metavar="DATA", help="CSV or Parquet, a row for each pupil or cluster")
    parser.add_argument("--seal", type=Path, metavar="FILE", help="a sealed draw: its very lots, and what it declares")
    parser.add_argument("--outcome", metavar="COLUMN", help="what was measured")
    parser.add_argument("--treatment", metavar="COLUMN", help="the arm: two words, or 0 and 1")
    parser.add_argument("--reference", metavar="LEVEL", help="the arm compared with (default: the first in sort order)")
    parser.add_argument("--cluster", metavar="COLUMN", help="what lots were drawn between")
    within = parser.add_mutually_exclusive_group()
    within.add_argument("--strata", metavar="COLUMN", help="lots were drawn within these")
    within.add_argument("--pairs", metavar="COLUMN", help="lots were drawn within these pairs")
    parser.add_argument("--covariates", default="", metavar="A,B", help="columns to adjust for, with commas between")
    parser.add_argument("--alpha", type=float, default=0.05, metavar="X", help="level of the test (default: 0.05)")
    much = parser.add_mutually_exclusive_group()
    much.add_argument(
        "--draws", type=int, default=DRAWS, metavar="N", help=f"go through all up to N, else draw N (default: {DRAWS})"
    )
    much.add_argument("--exact", action="store_true", help="go through all, however many (at most a million)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of the draws (default: 1)")
    parser.add_argument("--json", action="store_true", help="print the test as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the test, for a person or as JSON."""
    import numpy as np

    from laget.trial.permute import permute

    if arguments.seed < 0:
        raise Refusal("bad_seed", f"The seed is {arguments.seed}; it has to be a whole number from 0.")
    rng = np.random.default_rng(arguments.seed)
    trial, space, notes = _sealed(arguments, rng) if arguments.seal else _asked(arguments)
    test = permute(
        **trial,
        space=space,
        draws=None if arguments.exact else arguments.draws,
        rng=rng,
        progress=shown("allocations"),
    )
    test = replace(test, notes=(*notes, *test.notes))
    print(json.dumps(_plain(test, space), indent=1) if arguments.json else "\n".join(_told(test, arguments)))
    return 0


def _asked(arguments: argparse.Namespace) -> tuple[dict[str, Any], Space, tuple[str, ...]]:
    """What the options ask, and the space of lots that gave each arm as many clusters as it has."""
    from laget.frames.data_file import read_data
    from laget.trial.randomisation_space import space_of

    if not (arguments.outcome and arguments.treatment and arguments.cluster):
        raise Refusal("nothing_asked", "Give --outcome, --treatment and --cluster, or the --seal of the draw.")
    covariates = tuple(name.strip() for name in next(csv.reader([arguments.covariates]), []) if name.strip())
    within = filter(None, (arguments.strata, arguments.pairs))
    asked = dict.fromkeys((arguments.outcome, arguments.treatment, arguments.cluster, *within, *covariates))
    trial = {
        "columns": read_data(
            arguments.data, columns=tuple(asked), measured=(arguments.outcome, *covariates), beside=True
        ),
        "treatment": arguments.treatment,
        "reference": arguments.reference,
        "cluster": arguments.cluster,
    }
    space = space_of(**trial, strata=arguments.strata, pairs=arguments.pairs)
    return trial | {"outcome": arguments.outcome, "covariates": covariates, "alpha": arguments.alpha}, space, ()


def _sealed(
    arguments: argparse.Namespace, rng: np.random.Generator
) -> tuple[dict[str, Any], Space, tuple[str, ...]]:
    """What was declared when the lots were drawn, and the space they were drawn in."""
    from laget.frames.data_file import read_data
    from laget.trial.as_drawn import as_drawn
    from laget.trial.drawn_space import drawn_space

    opened = open_seal(arguments, add_arguments, free=("draws", "exact", "seed"))
    declared, design = opened.declaration, opened.design
    estimand, covariates = declared.estimand, declared.estimator.covariates
    if estimand.received is not None or estimand.waves is not None:
        raise Refusal(
            "not_by_lots",
            "The seal asks about what was received or about repeated waves, and lots are redrawn for the arm's own "
            "effect on one outcome; ask without --seal, and say that it was not declared.",
        )
    asked = dict.fromkeys((estimand.outcome, estimand.treatment, design.school, design.unit, *covariates))
    columns = read_data(arguments.data, columns=tuple(asked), measured=(estimand.outcome, *covariates))
    found = as_drawn(columns=columns, opened=opened)
    space = drawn_space(draw=opened.draw, treated=estimand.arms[0], times=arguments.draws, seed=rng.bytes(32))
    trial = {
        "columns": found.columns,
        "outcome": estimand.outcome,
        "treatment": estimand.treatment,
        "reference": estimand.reference,
        "cluster": design.unit,
        "covariates": covariates,
        "alpha": declared.alpha,
    }
    return trial, space, found.notes


def _plain(test: RandomisationTest, space: Space) -> dict[str, object]:
    """The test; an interval without an end has null there, and so has a space beyond what JSON can count."""
    return {
        "estimate": test.estimate,
        "p": test.p,
        "p_error": test.p_error,
        "low": None if isinf(test.low) else test.low,
        "high": None if isinf(test.high) else test.high,
        "draws": test.draws,
        "exact": test.exact,
        "space": space.size if space.size <= LARGEST else None,
        "lots": {
            "says": test.space,
            "kind": space.kind,
            "units": len(space.units),
            **_within(space),
            "log10_space": log10(space.size),
        },
        "notes": list(test.notes),
    }


def _within(space: Space) -> dict[str, int]:
    """How many are treated, and of how many strata; a list of allocations has no such numbers."""
    from laget.trial.randomisation_space import LotSpace

    return {"treated": sum(space.treated), "strata": len(space.treated)} if isinstance(space, LotSpace) else {}


def _told(test: RandomisationTest, arguments: argparse.Namespace) -> Iterator[str]:
    """The test for a person at a terminal."""
    looked = "all of them" if test.exact else f"{test.draws} of them, drawn with seed {arguments.seed}"
    error = "" if test.exact else f"   Monte Carlo error {test.p_error:.4f}"
    yield f"{test.outcome}, effect of {test.term}"
    yield f"{test.space}; {looked}"
    yield ""
    yield f"  {'estimate':12}{test.estimate:.4f}"
    yield f"  {'p':12}{p_value(test.p, digits=4)}{error}"
    yield f"  {f'{1 - test.alpha:.0%}':12}{test.low:.4f} to {test.high:.4f}"
    yield from test.notes
