"""Estimate the effect of a trial from a file of rows, by a mixed model or by least squares."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laget.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from laget.trial.design_matrix import Columns
    from laget.trial.fit import Fit

HELP = "estimate the effect of a trial from a file of rows"

NOT_BUILT = ("cr2-mixed", "cr1s")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, what its columns are, and how to estimate."""
    parser.add_argument("data", help="a CSV file with a row per pupil (UTF-8, commas, names in the first line)")
    parser.add_argument("--outcome", required=True, metavar="COLUMN")
    parser.add_argument("--treatment", required=True, metavar="COLUMN", help="text, or numbers 0 and 1")
    parser.add_argument("--reference", metavar="LEVEL", help="the arm compared with; else the first in sort order")
    parser.add_argument("--covariates", default="", metavar="A,B", help="numbers, or text for contrasts")
    parser.add_argument("--levels", required=True, metavar="CLASS,SCHOOL", help="groups, from inner to outer")
    parser.add_argument("--blocks", metavar="COLUMN", help="the blocks of the draw, as fixed effects")
    parser.add_argument("--slope", action="store_true", help="let the effect vary between the outermost groups")
    parser.add_argument("--weights", metavar="COLUMN", help="weights of the rows, above zero")
    parser.add_argument("--family", default="gaussian", metavar="gaussian|binomial")
    parser.add_argument("--method", metavar="reml|ml", help="of the mixed model; reml if left out")
    parser.add_argument(
        "--inference",
        default="kr",
        metavar="NAME",
        help="kr, satterthwaite, satterthwaite-expected or between-within; cr2 is least squares by the outermost level",
    )
    parser.add_argument("--alpha", type=float, default=0.05)
    parser.add_argument("--json", action="store_true", help="print the estimates as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the estimates, as a table or as JSON."""
    if arguments.family != "gaussian":
        raise Refusal(
            "family_not_built",
            f"Outcomes of family {arguments.family!r} are not built yet, only 'gaussian'; lme4 in R has binomial ones.",
        )
    if arguments.inference in NOT_BUILT:
        raise Refusal(
            "inference_not_built",
            f"Inference {arguments.inference!r} is not built yet; use 'kr', or 'cr2' for least squares.",
        )
    columns = _read(arguments)
    told = _least_squares(arguments, columns) if arguments.inference == "cr2" else _mixed(arguments, columns)
    if arguments.json:
        print(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        print("\n".join(_table(told, arguments.alpha)))
    return 0


def _read(arguments: argparse.Namespace) -> Columns:
    from laget.frames.csv_file import read_csv

    path = Path(arguments.data)
    if path.suffix.lower() in (".parquet", ".pq"):
        raise Refusal("parquet_not_built", f"{path.name}: Parquet cannot be read yet; save the rows as CSV UTF-8.")
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise Refusal("no_such_data", f"{path} cannot be read ({fault.strerror}); check the path.") from fault
    asked = [arguments.outcome, arguments.treatment, *_names(arguments.covariates), *_names(arguments.levels)]
    asked += [name for name in (arguments.blocks, arguments.weights) if name is not None]
    columns = read_csv(data, name=path.name, columns=list(dict.fromkeys(asked)))
    for name in (arguments.outcome, *_names(arguments.covariates)):
        _check_numbers(columns, name, path.name)
    return columns


def _check_numbers(columns: Columns, name: str, file: str) -> None:
    """One value such as 'inf' or '1,5' turns a column of numbers to text, and the model would take it so."""
    from laget.frames.csv_file import NUMBER

    if columns[name].dtype.kind != "U":
        return
    values = sorted({str(value) for value in columns[name]})
    odd = [value for value in values if not NUMBER.fullmatch(value)]
    if 0 < len(odd) < len(values) / 2:
        raise Refusal(
            "not_all_numbers",
            f"{file}: {name!r} is numbers but for {odd[0]!r}; mend or leave out such rows, or write text in all.",
        )


def _names(written: str) -> list[str]:
    """Names separated by commas; one with a comma in it stands in quotation marks, as in the file."""
    return [name.strip() for name in next(csv.reader([written], skipinitialspace=True), []) if name.strip()]


def _mixed(arguments: argparse.Namespace, columns: Columns) -> dict[str, Any]:
    from laget.trial.mixed_model import fit_mixed

    fit = fit_mixed(
        columns=columns,
        outcome=arguments.outcome,
        treatment=arguments.treatment,
        reference=arguments.reference,
        covariates=_names(arguments.covariates),
        blocks=arguments.blocks,
        levels=_names(arguments.levels),
        slope=arguments.slope,
        weights=arguments.weights,
        method=arguments.method or "reml",
        inference=arguments.inference,
        alpha=arguments.alpha,
    )
    sizes = {
        term: {
            "within": {"value": g.within.value, "low": g.within.low, "high": g.within.high},
            "total": {"value": g.total.value, "low": g.total.low, "high": g.total.high},
        }
        for term, g in fit.effect_sizes.items()
    }
    return _told(
        fit,
        criterion=fit.criterion,
        sizes=sizes,
        variances=dict(fit.variances),
        covariance=dict(fit.covariance),
        icc=dict(fit.icc),
    )


def _least_squares(arguments: argparse.Namespace, columns: Columns) -> dict[str, Any]:
    from laget.trial.design_matrix import arms
    from laget.trial.effect_size import standardise
    from laget.trial.least_squares_fit import fit_least_squares

    for option, chosen in (
        ("--slope", arguments.slope),
        ("--weights", arguments.weights),
        ("--method", arguments.method),
    ):
        if chosen:
            raise Refusal("not_with_cr2", f"'cr2' is ordinary least squares and takes no {option}; leave it out.")
    levels = _names(arguments.levels)
    if not levels:
        raise Refusal("no_levels", "'cr2' needs --levels: the outermost of them are its clusters.")
    asked = {"columns": columns, "treatment": arguments.treatment, "reference": arguments.reference}
    fit = fit_least_squares(
        **asked,
        outcome=arguments.outcome,
        covariates=_names(arguments.covariates),
        blocks=arguments.blocks,
        cluster=levels[-1],
        inference="cr2",
        alpha=arguments.alpha,
    )
    _, others = arms(**asked)
    sizes = {}
    for coefficient in fit.coefficients:
        if coefficient.term in others:
            g = standardise(coefficient=coefficient, outcome=arguments.outcome, **asked)
            sizes[coefficient.term] = {"within": None, "total": {"value": g.value, "low": g.low, "high": g.high}}
    told = _told(fit, criterion=None, sizes=sizes, variances={}, covariance={}, icc={})
    told["notes"].append("Least squares has no variance within groups: g is by the standard deviation in the arms.")
    return told


def _told(fit: Fit, *, sizes: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """The contract's JSON, in the contract's order."""
    coefficients = []
    for one in fit.coefficients:
        told: dict[str, Any] = {
            name: getattr(one, name) for name in ("term", "estimate", "se", "df", "t", "p", "low", "high")
        }
        if one.term in sizes:
            told["g"] = sizes[one.term]
        coefficients.append(told)
    return {
        "n": fit.n,
        "groups": dict(fit.groups),
        "criterion": parts["criterion"],
        "coefficients": coefficients,
        "variances": parts["variances"],
        "covariance": parts["covariance"],
        "icc": parts["icc"],
        "notes": list(fit.notes),
    }


def _table(told: dict[str, Any], alpha: float) -> Iterator[str]:
    """The estimates for a person at a terminal."""
    groups = ", ".join(f"{count} {level}" for level, count in told["groups"].items())
    criterion = "" if told["criterion"] is None else f"; criterion {told['criterion']:.4f}"
    yield f"{told['n']} rows, {groups}{criterion}"
    yield ""
    yield f"{'':32}{'estimate':>12}{'SE':>11}{'df':>9}{'t':>8}{'p':>8}   {100 * (1 - alpha):g} %"
    for one in told["coefficients"]:
        yield (
            f"{one['term']:32}{one['estimate']:12.4f}{one['se']:11.4f}{one['df']:9.1f}{one['t']:8.2f}{one['p']:8.3f}   "
            f"{one['low']:.4f} to {one['high']:.4f}"
        )
        for by, g in one.get("g", {}).items():
            if g is not None:
                yield f"  g by the {by} standard deviation {g['value']:.3f} ({g['low']:.3f} to {g['high']:.3f})"
    for heading in ("variances", "covariance", "icc"):
        if told[heading]:
            yield ""
            yield heading
            yield from (f"  {name:30}{value:12.4f}" for name, value in told[heading].items())
    if told["notes"]:
        yield ""
        yield from told["notes"]
