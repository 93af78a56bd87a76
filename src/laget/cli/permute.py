"""Test the effect in a trial of whole clusters by the lots that could have been drawn, and by nothing else."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from math import isinf, log10
from pathlib import Path
from typing import TYPE_CHECKING

from laget.cli.p_value import p_value
from laget.refusal import Refusal

if TYPE_CHECKING:
    from laget.trial.permute import RandomisationTest
    from laget.trial.randomisation_space import LotSpace

HELP = "randomisation test of a trial of whole clusters"

# As laget.trial.permute, which is imported late.
DRAWS = 9_999
# Larger whole numbers than this are not the same in every program that reads JSON.
LARGEST = 2**53


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The data, the columns of the trial, and how much to draw."""
    parser.add_argument("data", type=Path, metavar="DATA", help="CSV or Parquet, a row for each pupil or cluster")
    parser.add_argument("--outcome", required=True, metavar="COLUMN", help="what was measured")
    parser.add_argument("--treatment", required=True, metavar="COLUMN", help="the arm: two words, or 0 and 1")
    parser.add_argument("--reference", metavar="LEVEL", help="the arm compared with (default: the first in sort order)")
    parser.add_argument("--cluster", required=True, metavar="COLUMN", help="what lots were drawn between")
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

    from laget.frames.data_file import read_data
    from laget.trial.permute import permute
    from laget.trial.randomisation_space import space_of

    path: Path = arguments.data
    covariates = tuple(name.strip() for name in next(csv.reader([arguments.covariates]), []) if name.strip())
    within = filter(None, (arguments.strata, arguments.pairs))
    asked = dict.fromkeys((arguments.outcome, arguments.treatment, arguments.cluster, *within, *covariates))
    columns = read_data(path, columns=tuple(asked), measured=(arguments.outcome, *covariates))
    if arguments.seed < 0:
        raise Refusal("bad_seed", f"The seed is {arguments.seed}; it has to be a whole number from 0.")
    trial = {
        "columns": columns,
        "treatment": arguments.treatment,
        "reference": arguments.reference,
        "cluster": arguments.cluster,
    }
    space = space_of(**trial, strata=arguments.strata, pairs=arguments.pairs)
    test = permute(
        **trial,
        outcome=arguments.outcome,
        space=space,
        covariates=covariates,
        draws=None if arguments.exact else arguments.draws,
        rng=np.random.default_rng(arguments.seed),
        alpha=arguments.alpha,
    )
    print(json.dumps(_plain(test, space), indent=1) if arguments.json else "\n".join(_told(test, arguments)))
    return 0


def _plain(test: RandomisationTest, space: LotSpace) -> dict[str, object]:
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
            "treated": sum(space.treated),
            "strata": len(space.treated),
            "log10_space": log10(space.size),
        },
        "notes": list(test.notes),
    }


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
