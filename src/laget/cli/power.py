"""Power of a trial: the smallest effect it can find, its power, or the units it takes; whichever is left out."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from laget.cli.picture import add_picture_arguments, check_picture, keep_picture
from laget.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from laget.trial.power import PowerPlan

HELP = "smallest effect, power or required clusters of a design"

# Flag and explanation, by the names that PowerUp! uses; a design takes those that are its own.
PARAMETERS = {
    "n": "pupils per unit of level 2",
    "J": "units of level 2 (in all, or per unit of level 3)",
    "K": "units of level 3 (in all, or per unit of level 4)",
    "L": "units of level 4",
    **{f"rho{level}": f"share of the outcome's variance between units of level {level}" for level in (2, 3, 4)},
    **{f"omega{level}": f"variance of the effect between blocks of level {level}, over rho{level}" for level in (2, 3)},
    "p": "share of the units that get the treatment (default: 0.5)",
    **{f"r2{level}": f"share of level {level}'s variance that covariates explain" for level in (1, 2, 3, 4)},
    **{f"r2t{level}": "share of the effect's variance between blocks that covariates explain" for level in (2, 3)},
    **{f"g{level}": f"covariates on level {level}" for level in (1, 2, 3, 4)},
    **{f"cv{level}": f"coefficient of variation of pupils per unit of level {level}" for level in (2, 3, 4)},
    **{f"attrition{level}": f"share of level {level}'s units that are lost" for level in (1, 2, 3, 4)},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The design, what is known of it, and how to print what was not."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--design", help="cra2, cra3, cra4, bira2r1, bira2f1, bira2c1, bcra3r2 or bcra3f2")
    what.add_argument("--defaults", action="store_true", help="print what other studies found of rho and r2")
    parser.add_argument("--like", metavar="ID", help="rho and r2 as that study found them; what is given counts more")
    for name, says in PARAMETERS.items():
        parser.add_argument(f"--{name}", type=float, metavar="X", help=says)
    parser.add_argument("--es", type=float, metavar="X", help="effect to be found, in standard deviations")
    parser.add_argument("--power", type=float, metavar="X", help="power to aim at (default: 0.80)")
    parser.add_argument("--alpha", type=float, default=0.05, metavar="X", help="level of the test (default: 0.05)")
    parser.add_argument("--one-sided", action="store_true", help="test for an effect above zero alone")
    parser.add_argument("--surface", metavar="J=20:100:10", help="let a parameter run across a grid")
    parser.add_argument("--by", metavar="es=.1:.4:.05", help="and another one down")
    add_picture_arguments(parser, of="the grid")
    parser.add_argument("--json", action="store_true", help="print the plan as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print what was left out, with what it rests on."""
    from laget.cli import planning
    from laget.trial.power import power_plan

    if arguments.defaults:
        from laget.content import shelf

        print("\n".join(planning.told(shelf.planning_values().values(), as_json=arguments.json)))
        return 0
    given = {name: value for name in PARAMETERS if (value := getattr(arguments, name)) is not None}
    notes: list[str] = []
    if arguments.like:
        given, notes = planning.taken_over(arguments.like, design=arguments.design, given=given)
    if arguments.surface or arguments.by or arguments.picture:
        return _surface(arguments, given, notes)
    plan = power_plan(
        design=arguments.design,
        es=arguments.es,
        power=arguments.power,
        alpha=arguments.alpha,
        one_sided=arguments.one_sided,
        **given,
    )
    if arguments.json:
        print(json.dumps(_plain(plan) | {"like": arguments.like, "notes": notes}, indent=1, ensure_ascii=False))
    else:
        print("\n".join([*_told(plan), *_noted(notes)]))
    return 0


def _surface(arguments: argparse.Namespace, given: Mapping[str, float], notes: Sequence[str]) -> int:
    """Print and draw the grid of what was left out."""
    from laget.cli import surface
    from laget.trial.power_surface import surface_by_formula

    if not (arguments.surface and arguments.by):
        raise Refusal(
            "half_a_grid",
            "A grid, and its picture, take two parameters: name one with --surface and the other with --by.",
        )
    check_picture(arguments.picture)
    design, one_sided = arguments.design, arguments.one_sided
    axes = [surface.axis(arguments.surface), surface.axis(arguments.by)]
    aims = {name: value for name in ("es", "power") if (value := getattr(arguments, name)) is not None}
    fixed = {**given, **aims, **({} if "alpha" in (axis.parameter for axis in axes) else {"alpha": arguments.alpha})}
    found = surface_by_formula(design=design, across=axes[0], down=axes[1], one_sided=one_sided, **fixed)
    if arguments.picture:
        drawn = surface.picture(
            found, design=design, fixed=fixed, one_sided=one_sided, language=arguments.language
        )
        keep_picture(arguments.picture, drawn)
    if arguments.json:
        told = {"design": design, "one_sided": one_sided, "fixed": fixed, **surface.plain(found)}
        print(json.dumps(told | {"like": arguments.like, "notes": notes}, indent=1, ensure_ascii=False))
        return 0
    side = "one-sided" if one_sided else "two-sided"
    same = ", ".join(f"{name} = {value:g}" for name, value in fixed.items())
    print("\n".join([f"{found.measure} of {design}, {side} test; {same}", "", *surface.told(found), *_noted(notes)]))
    return 0


def _noted(notes: Sequence[str]) -> Iterator[str]:
    if notes:
        yield ""
        yield from notes


def _plain(plan: PowerPlan) -> dict[str, object]:
    """The plan with its parameters beside its results."""
    found = {
        name: getattr(plan, name)
        for name in (
            *("design", "unknown", "mdes", "low", "high", "mdes_exact", "power", "es", "target", "alpha"),
            *("one_sided", "se", "df", "ncp"),
        )
    }
    unrounded = {} if plan.unrounded is None else {f"{plan.unknown}_unrounded": plan.unrounded}
    whole = {name: int(value) if value.is_integer() else value for name, value in plan.parameters.items()}
    return found | unrounded | whole


def _told(plan: PowerPlan) -> Iterator[str]:
    """The plan for a person at a terminal."""
    side = "one-sided" if plan.one_sided else "two-sided"
    yield f"{plan.design}, {side} test at alpha {plan.alpha:g}; effects in standard deviations"
    yield ""
    rows = [(name, f"{value:g}") for name, value in plan.parameters.items() if value or name.startswith("rho")]
    if plan.unrounded is not None:
        at = [name for name, _ in rows].index(plan.unknown)
        rows[at] = (plan.unknown, f"{plan.parameters[plan.unknown]:.0f}   rounded up from {plan.unrounded:.3f}")
    if plan.es is not None:
        rows += [("es", f"{plan.es:g}"), ("power", f"{plan.power:.4f}   of finding es")]
    rows += [
        ("mdes", f"{plan.mdes:.4f}   PowerUp!'s, at power {plan.target:g}"),
        ("mdes_exact", f"{plan.mdes_exact:.4f}   by the noncentral t, at power {plan.target:g}"),
        ("se", f"{plan.se:.4f}"),
        ("df", f"{plan.df:g}"),
        ("ncp", f"{plan.ncp:.4f}"),
    ]
    for name, value in rows:
        yield f"{'>' if name == plan.unknown else ' '} {name:12}{value}"
