"""Estimate the effect of a trial from a file of rows, by a mixed model or by least squares."""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import asdict
from math import isinf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laget.cli.p_value import p_value
from laget.cli.sealed import open_seal
from laget.cli.wild_bootstrap import NAME, add_bootstrap_arguments, bootstrapped, check_bootstrap_arguments
from laget.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from laget.trial.declaration import Declaration
    from laget.trial.design_matrix import Columns
    from laget.trial.estimand import Estimand, Waves
    from laget.trial.estimator import Estimator, Regression
    from laget.trial.fit import Coefficient, Fit
    from laget.trial.instrumental_fit import InstrumentalFit
    from laget.trial.mixed_model import MixedFit

HELP = "estimate the effect of a trial from a file of rows"

# Judged by the residuals of ordinary least squares; everything else is a mixed model's.
LEAST_SQUARES = ("cr2", "cr1s", NAME)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, what its columns are, and how to estimate."""
    parser.add_argument("data", type=Path, help="a row per pupil: CSV (UTF-8, commas, names first) or Parquet")
    parser.add_argument("--seal", type=Path, metavar="FILE", help="a sealed draw: estimate what it declares")
    parser.add_argument("--outcome", metavar="COLUMN")
    parser.add_argument("--treatment", metavar="COLUMN", help="text, or numbers 0 and 1")
    parser.add_argument("--reference", metavar="LEVEL", help="the arm compared with; else the first in sort order")
    parser.add_argument("--covariates", default="", metavar="A,B", help="numbers, or text for contrasts")
    parser.add_argument("--levels", default="", metavar="CLASS,SCHOOL", help="groups, from inner to outer")
    parser.add_argument("--blocks", metavar="COLUMN", help="the blocks of the draw, as fixed effects")
    parser.add_argument(
        "--received", metavar="COLUMN", help="0 and 1 or a dose: its effect, the lots as instrument (cr2 or cr1s)"
    )
    parser.add_argument("--wave", metavar="COLUMN", help="repeated waves, a row per pupil and wave, pupils innermost")
    parser.add_argument("--baseline", metavar="WAVE", help="the wave before the trial")
    parser.add_argument("--effects", metavar="per-wave|average", help="one in each later wave (the default), or one")
    parser.add_argument("--slope", action="store_true", help="let the effect vary between the outermost groups")
    parser.add_argument("--weights", metavar="COLUMN", help="weights of the rows, above zero")
    parser.add_argument("--family", default="gaussian", metavar="gaussian|binomial")
    parser.add_argument("--method", metavar="reml|ml", help="of the mixed model; reml if left out")
    parser.add_argument(
        "--inference",
        default="kr",
        metavar="NAME",
        help="kr, satterthwaite, satterthwaite-expected or between-within; cr2-mixed and cr1s-mixed judge the same "
        "model by its outermost level, cr2, cr1s and wild-bootstrap least squares",
    )
    add_bootstrap_arguments(parser)
    parser.add_argument("--effect-sizes", action="store_true", help="g by every standard deviation and interval")
    parser.add_argument(
        "--margin", type=float, metavar="X", help="test too that effects lie within ±X, in the outcome's unit"
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
    from laget.trial.estimate import estimate
    from laget.trial.instrumental_fit import InstrumentalFit
    from laget.trial.mixed_model import MixedFit

    if arguments.seal:
        columns, declared, notes = _sealed(arguments)
        estimand, estimator, alpha = declared.estimand, declared.estimator, declared.alpha
    else:
        _check_asked(arguments)
        check_bootstrap_arguments(arguments)
        estimator, alpha, notes = _estimator(arguments), arguments.alpha, ()
        columns = _read(arguments.data, estimator, _asked(arguments))
        if arguments.inference == NAME:
            return _printed(bootstrapped(arguments, _regression(arguments), columns), arguments, alpha)
        estimand = _estimand(arguments, columns)
    fit = estimate(columns=columns, estimand=estimand, estimator=estimator, alpha=alpha)
    match fit:
        case MixedFit():
            told = _mixed(fit) | (_sizes(fit, alpha) if arguments.effect_sizes else {})
        case InstrumentalFit():
            told = _instrumental(fit)
        case _:
            told = _least_squares(fit, columns, estimand)
    if arguments.margin is not None:
        told["equivalence"] = _equivalence(fit, columns, estimand, arguments.margin)
    told["notes"] = [*notes, *told["notes"]]
    return _printed(told, arguments, alpha)


def _printed(told: dict[str, Any], arguments: argparse.Namespace, alpha: float) -> int:
    print(json.dumps(told, indent=1, ensure_ascii=False) if arguments.json else "\n".join(_table(told, alpha)))
    return 0


def _check_asked(arguments: argparse.Namespace) -> None:
    """A model has to be asked for, where no seal says which."""
    if not (arguments.outcome and arguments.treatment):
        raise Refusal("nothing_asked", "Give --outcome and --treatment, or the --seal of a draw that declares them.")


def _sealed(arguments: argparse.Namespace) -> tuple[Columns, Declaration, tuple[str, ...]]:
    """The rows of the schools that were drawn, and the analysis that was sealed with their lots."""
    from laget.trial.as_drawn import as_drawn

    opened = open_seal(arguments, add_arguments, free=("effect_sizes",))
    declared = opened.declaration
    columns = _read(arguments.data, declared.estimator, declared.estimand, opened.design.school)
    found = as_drawn(columns=columns, opened=opened)
    return found.columns, declared, found.notes


def _estimator(arguments: argparse.Namespace) -> Estimator:
    from laget.trial.estimator import MixedModel

    if arguments.inference in LEAST_SQUARES:
        return _regression(arguments)
    return MixedModel(
        name="mixed",
        levels=tuple(_names(arguments.levels)),
        covariates=tuple(_names(arguments.covariates)),
        blocks=arguments.blocks,
        slope=arguments.slope,
        weights=arguments.weights,
        method=arguments.method or "reml",
        inference=arguments.inference,
    )


def _regression(arguments: argparse.Namespace) -> Regression:
    from laget.trial.estimator import Regression

    for option, chosen in (
        ("--slope", arguments.slope),
        ("--weights", arguments.weights),
        ("--method", arguments.method),
        ("--effect-sizes", arguments.effect_sizes),
    ):
        if chosen:
            raise Refusal(
                "not_with_cr2",
                f"{arguments.inference!r} is ordinary least squares and takes no {option}; leave it out.",
            )
    levels = _names(arguments.levels)
    if not levels:
        raise Refusal("no_levels", f"{arguments.inference!r} needs --levels: the outermost of them are its clusters.")
    return Regression(
        name="regression",
        cluster=levels[-1],
        covariates=tuple(_names(arguments.covariates)),
        blocks=arguments.blocks,
        # The bootstrap studentises by CR1S.
        inference="cr1s" if arguments.inference == NAME else arguments.inference,
    )


def _asked(arguments: argparse.Namespace) -> Estimand:
    """The question, as far as it is known before the file is read."""
    from laget.trial.estimand import Estimand

    return Estimand(
        outcome=arguments.outcome,
        treatment=arguments.treatment,
        reference=arguments.reference or "",
        arms=(),
        whom=f"the rows of {arguments.data.name}",
        when="as measured",
        received=arguments.received,
        waves=_waves(arguments),
    )


def _estimand(arguments: argparse.Namespace, columns: Columns) -> Estimand:
    """Every arm of the file against the reference."""
    from dataclasses import replace

    from laget.trial.design_matrix import arms

    reference, others = arms(columns, arguments.treatment, arguments.reference)
    return replace(_asked(arguments), reference=reference, arms=tuple(others.values()))


def _waves(arguments: argparse.Namespace) -> Waves | None:
    from laget.trial.estimand import Waves

    if arguments.wave is None and arguments.baseline is None and arguments.effects is None:
        return None
    if arguments.wave is None or arguments.baseline is None:
        raise Refusal(
            "wave_and_baseline", "Repeated waves need --wave, their column, and --baseline, the wave before the trial."
        )
    return Waves(column=arguments.wave, baseline=arguments.baseline, effects=arguments.effects or "per-wave")


def _read(path: Path, estimator: Estimator, estimand: Estimand, *also: str) -> Columns:
    from laget.frames.data_file import read_data
    from laget.trial.estimator import MixedModel, columns_of

    received = [estimand.received] if estimand.received else []
    wave = [estimand.waves.column] if estimand.waves else []
    asked = dict.fromkeys((estimand.outcome, estimand.treatment, *received, *wave, *columns_of(estimator), *also))
    weights = [estimator.weights] if isinstance(estimator, MixedModel) and estimator.weights else []
    measured = (estimand.outcome, *received, *weights, *estimator.covariates)
    return read_data(path, columns=tuple(asked), measured=measured)


def _names(written: str) -> list[str]:
    """Names separated by commas; one with a comma in it stands in quotation marks, as in the file."""
    return [name.strip() for name in next(csv.reader([written], skipinitialspace=True), []) if name.strip()]


def _mixed(fit: MixedFit) -> dict[str, Any]:
    return _told(
        fit,
        criterion=fit.criterion,
        sizes={term: asdict(g) for term, g in fit.effect_sizes.items()},
        variances=dict(fit.variances),
        covariance=dict(fit.covariance),
        icc=dict(fit.icc),
    )


def _sizes(fit: MixedFit, alpha: float) -> dict[str, Any]:
    """Every effect size there is, and the variances of the outcome alone."""
    from laget.trial.mixed_effect_size import effect_sizes, intraclass_correlations, unconditional_fit

    bare = unconditional_fit(fit.model)
    return {
        "effect_sizes": {
            term: asdict(
                effect_sizes(coefficient=fit.coefficient(term), fit=fit.model, unconditional=bare, alpha=alpha)
            )
            for term in fit.effect_sizes
        },
        "unconditional": {
            "variances": bare.variances | {"residual": bare.residual_variance},
            "icc": intraclass_correlations(variances=bare.variances, residual=bare.residual_variance),
        },
    }


def _least_squares(fit: Fit, columns: Columns, estimand: Estimand) -> dict[str, Any]:
    from laget.trial.design_matrix import arms
    from laget.trial.effect_size import standardise

    asked = {"columns": columns, "treatment": estimand.treatment, "reference": estimand.reference}
    _, others = arms(**asked)
    sizes = {}
    for coefficient in fit.coefficients:
        if coefficient.term in others:
            g = standardise(coefficient=coefficient, outcome=estimand.outcome, **asked)
            sizes[coefficient.term] = {"within": None, "total": {"value": g.value, "low": g.low, "high": g.high}}
    told = _told(fit, criterion=None, sizes=sizes, variances={}, covariance={}, icc={})
    told["notes"].append("Least squares has no variance within groups: g is by the standard deviation in the arms.")
    return told


def _equivalence(fit: Fit, columns: Columns, estimand: Estimand, margin: float) -> dict[str, Any]:
    """Whether each effect is shown to be smaller than ``margin``."""
    from laget.trial.design_matrix import arms
    from laget.trial.equivalence import equivalence
    from laget.trial.mixed_model import MixedFit

    if isinstance(fit, MixedFit):
        effects = list(fit.effect_sizes)
    elif estimand.received is not None:
        effects = [estimand.received]
    else:
        effects = list(arms(columns, estimand.treatment, estimand.reference)[1])
    return {term: asdict(equivalence(coefficient=fit.coefficient(term), margin=margin)) for term in effects}


def _instrumental(fit: InstrumentalFit) -> dict[str, Any]:
    """The effect of what was received, and what it rests on; an end or an F that is infinite is null."""
    told = _told(fit, criterion=None, sizes={}, variances={}, covariance={}, icc={})
    first = _plain(fit.first_stage)
    return told | {
        "first_stage": first | {"f": None if isinf(fit.f) else fit.f, "t": None if isinf(fit.f) else first["t"]},
        "reduced_form": _plain(fit.reduced_form),
        "anderson_rubin": [[None if isinf(end) else end for end in stretch] for stretch in fit.anderson_rubin],
        "received": {"reference": fit.shares[0], "other": fit.shares[1]},
    }


def _plain(one: Coefficient) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("term", "estimate", "se", "df", "t", "p", "low", "high")}


def _told(fit: Fit, *, sizes: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """The contract's JSON, in the contract's order."""
    coefficients = []
    for one in fit.coefficients:
        told = _plain(one)
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


def _size_table(told: dict[str, Any]) -> Iterator[str]:
    """Effect sizes by whose variances and whose interval."""
    yield ""
    yield f"{'effect sizes':32}{'within':>28}{'total':>28}"
    for term, ways in told["effect_sizes"].items():
        for way, by in ways.items():
            if way.startswith("own_") and by == ways[way.removeprefix("own_")]:
                continue
            cells = (f"{one['value']:.3f} ({one['low']:.3f} to {one['high']:.3f})" for one in by.values())
            yield f"{f'{term}, {way}'.replace('_', ', '):32}" + "".join(f"{cell:>28}" for cell in cells)
    yield ""
    yield "variances of the outcome alone"
    yield from (f"  {name:30}{value:12.4f}" for name, value in told["unconditional"]["variances"].items())
    yield "icc of the outcome alone"
    yield from (f"  {name:30}{value:12.4f}" for name, value in told["unconditional"]["icc"].items())


def _stages(told: dict[str, Any]) -> Iterator[str]:
    """What the effect of what was received rests on."""
    first = told["first_stage"]
    strength = "everybody complied" if first["f"] is None else f"F {first['f']:.1f} on {first['df']:.1f} df"
    yield ""
    shares = told["received"]
    yield f"received: {shares['reference']:.3f} in the reference arm, {shares['other']:.3f} in the other"
    yield f"first stage: difference {first['estimate']:.4f} (SE {first['se']:.4f}), {strength}"
    stretches = (
        f"{'no end' if low is None else f'{low:.4f}'} to {'no end' if high is None else f'{high:.4f}'}"
        for low, high in told["anderson_rubin"]
    )
    yield f"Anderson and Rubin: {', and '.join(stretches)}"
    arm = told["reduced_form"]
    yield f"the arm itself: {arm['estimate']:.4f} ({arm['low']:.4f} to {arm['high']:.4f}), p {p_value(arm['p'])}"


def _table(told: dict[str, Any], alpha: float) -> Iterator[str]:
    """The estimates for a person at a terminal."""
    groups = ", ".join(f"{count} {level}" for level, count in told["groups"].items())
    criterion = "" if told["criterion"] is None else f"; criterion {told['criterion']:.4f}"
    yield f"{told['n']} rows, {groups}{criterion}"
    yield ""
    yield f"{'':32}{'estimate':>12}{'SE':>11}{'df':>12}{'t':>8}{'p':>8}   {100 * (1 - alpha):g} %"
    for one in told["coefficients"]:
        df = "" if one["df"] is None else f"{one['df']:.1f}"
        low, high = ("no end" if end is None else f"{end:.4f}" for end in (one["low"], one["high"]))
        yield (
            f"{one['term']:32}{one['estimate']:12.4f}{one['se']:11.4f}{df:>12}{one['t']:8.2f}{p_value(one['p']):>8}"
            f"   {low} to {high}"
        )
        for by, g in one.get("g", {}).items():
            if g is not None:
                yield f"  g by the {by} standard deviation {g['value']:.3f} ({g['low']:.3f} to {g['high']:.3f})"
    for term, within in told.get("equivalence", {}).items():
        yield ""
        yield f"{term} within ±{within['margin']:g}: p {p_value(within['p'])}"
        yield f"  not as low as {-within['margin']:g}: p {p_value(within['p_above'])}"
        yield f"  not as high as {within['margin']:g}: p {p_value(within['p_below'])}"
    if "first_stage" in told:
        yield from _stages(told)
    if "effect_sizes" in told:
        yield from _size_table(told)
    for heading in ("variances", "covariance", "icc"):
        if told[heading]:
            yield ""
            yield heading
            yield from (f"  {name:30}{value:12.4f}" for name, value in told[heading].items())
    if told["notes"]:
        yield ""
        yield from told["notes"]
