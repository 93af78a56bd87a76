"""Simulate a declared trial: its power with Monte Carlo error, bias, coverage and type I error."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from laget.cli.picture import add_picture_arguments, check_picture, keep_picture
from laget.cli.progress import shown
from laget.refusal import Refusal

if TYPE_CHECKING:
    from laget.trial.declaration import Declaration
    from laget.trial.simulate import Figure, Simulation

HELP = "power, bias and coverage of a declared trial, by simulation"

# Seconds that a cluster's scheduler has to answer.
PATIENCE = 10

Mapper = Callable[..., Iterable[Any]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The declared trial, how often to carry it out, and who does the work."""
    parser.add_argument("design", type=Path, metavar="DESIGN.yaml", help="a declared trial with what it supposes")
    parser.add_argument("--times", type=int, default=1000, metavar="N", help="trials to simulate (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of all that is random (default: 1)")
    parser.add_argument("--pupils", action="store_true", help="draw every pupil, also where sums would do")
    parser.add_argument("--surface", metavar="K=20:60:10", help="let n, J, K, rho2, es … run across a grid")
    parser.add_argument("--by", metavar="es=.1:.4:.1", help="and another one down")
    add_picture_arguments(parser, of="the grid")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=int, default=1, metavar="N", help="processes on this machine (default: 1)")
    where.add_argument("--cluster", metavar="ADDRESS", help="a Dask cluster's scheduler, such as tcp://host:8786")
    parser.add_argument("--json", action="store_true", help="print the simulation as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print what was found, as a table or as JSON."""
    import numpy as np

    from laget.trial.simulate import simulate

    declaration = _declared(arguments.design)
    if arguments.seed < 0:
        raise Refusal("bad_seed", f"The seed is {arguments.seed}; it has to be a whole number from 0.")
    if arguments.workers < 1:
        raise Refusal("bad_workers", f"{arguments.workers} workers do no work; ask for one or more.")
    if arguments.surface or arguments.by or arguments.picture:
        return _surface(arguments, declaration)
    began = time.perf_counter()
    with _mapper(arguments) as mapper:
        found = simulate(
            declaration=declaration,
            times=arguments.times,
            rng=np.random.default_rng(arguments.seed),
            map=_shown(mapper),
            pupils=arguments.pupils,
        )
    seconds = time.perf_counter() - began
    if arguments.json:
        print(json.dumps(_plain(found, arguments.seed, seconds), indent=1, ensure_ascii=False))
    else:
        print("\n".join(_told(found, declaration, arguments.seed, seconds)))
    return 0


def _surface(arguments: argparse.Namespace, declaration: Declaration) -> int:
    """Print and draw the power over a grid."""
    import numpy as np

    from laget.cli import surface
    from laget.trial.simulate_surface import simulated_surface

    if not (arguments.surface and arguments.by):
        raise Refusal(
            "half_a_grid",
            "A grid, and its picture, take two parameters: name one with --surface and the other with --by.",
        )
    check_picture(arguments.picture)
    across, down = surface.axis(arguments.surface), surface.axis(arguments.by)
    with _mapper(arguments) as mapper:
        found = simulated_surface(
            declaration=declaration,
            across=across,
            down=down,
            times=arguments.times,
            rng=np.random.default_rng(arguments.seed),
            map=mapper,
        )
    trial, fixed = declaration.design.trial, {"alpha": declaration.alpha}
    if arguments.picture:
        drawn = surface.picture(found, design=trial, fixed=fixed, one_sided=False, language=arguments.language)
        keep_picture(arguments.picture, drawn)
    if arguments.json:
        told = {"design": trial, "seed": arguments.seed, **surface.plain(found)}
        print(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        print("\n".join([f"power of {trial}, simulated with seed {arguments.seed}", "", *surface.told(found)]))
    return 0


def _declared(file: Path) -> Declaration:
    from laget.content.faults import ContentFaults
    from laget.content.reader import read
    from laget.trial.declaration import Declaration

    try:
        return read(file, Declaration)
    except ContentFaults as faults:
        raise Refusal("faulty_design", "; ".join(str(faults).splitlines())) from None
    except OSError as error:
        raise Refusal("not_read", f"{file} cannot be read ({error.strerror}).") from None


def _mapper(arguments: argparse.Namespace) -> AbstractContextManager[Mapper]:
    """What carries the batches out: this process, others on this machine, or a cluster."""
    if arguments.cluster is None and arguments.workers == 1:
        return nullcontext(map)
    return _dask(arguments.cluster, arguments.workers)


@contextmanager
def _dask(address: str | None, workers: int) -> Iterator[Mapper]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise Refusal(
            "no_dask", "Several workers need Dask, which is not installed; install Laget with the extra 'cluster'."
        ) from None

    if address is None:
        # Processes, since Python's threads would take turns; no dashboard, which would open a port.
        with (
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
            ) as cluster,
            Client(cluster) as client,
        ):
            yield _in_order(client)
        return
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise Refusal("no_cluster", f"No Dask scheduler answers at {address} ({error}); check the address.") from None
    with client:
        yield _in_order(client)


def _in_order(client: Any) -> Mapper:
    def mapper(function: Callable[..., Any], *arguments: Iterable[Any]) -> Iterator[Any]:
        # Not pure: every batch has a generator of its own, which Dask cannot tell from another.
        futures = client.map(function, *arguments, pure=False)
        return (future.result() for future in futures)

    return mapper


def _shown(mapper: Mapper) -> Mapper:
    """The same, with how far it has come on a terminal."""
    progress = shown("batches")

    def mapped(function: Callable[..., Any], *arguments: Iterable[Any]) -> Iterator[Any]:
        tasks = [list(part) for part in arguments]
        for done, result in enumerate(mapper(function, *tasks), start=1):
            progress(done, len(tasks[0]))
            yield result

    return mapped


FIGURES = {
    "power": "share of the trials that find the effect",
    "type_one": "share that would reject if the arm did nothing",
    "coverage": "share of the intervals that hold the truth",
    "bias": "mean estimate less the truth",
    "sd": "standard deviation of the estimates",
    "se": "standard error that the trials report (root mean square)",
}


def _plain(found: Simulation, seed: int, seconds: float) -> dict[str, Any]:
    effects = []
    for effect in found.effects:
        told: dict[str, Any] = {"arm": effect.arm, "truth": effect.truth}
        for name in FIGURES:
            figure: Figure = getattr(effect, name)
            told[name] = {"value": figure.value, "error": figure.error}
        told["df"] = effect.df
        formula = effect.formula
        told["formula"] = None
        if formula is not None:
            told["formula"] = {"design": formula.design, "power": formula.power, "se": formula.se, "df": formula.df}
            whole = {name: int(one) if one.is_integer() else one for name, one in formula.parameters.items()}
            told["formula"] |= whole
        told["reasons"] = list(effect.reasons)
        effects.append(told)
    return {
        "times": found.times,
        "answered": found.answered,
        "refused": dict(found.refused),
        "seed": seed,
        "effects": effects,
        "at_zero": dict(found.at_zero),
        "seconds": round(seconds, 3),
        "notes": list(found.notes),
    }


def _told(found: Simulation, declaration: Declaration, seed: int, seconds: float) -> Iterator[str]:
    """The simulation for a person at a terminal."""
    estimator = declaration.estimator
    yield (
        f"{declaration.design.trial}: {found.times} trials simulated with seed {seed} in {seconds:.1f} s; "
        f"{estimator.name}, {estimator.inference}, alpha {declaration.alpha:g}"
    )
    for effect in found.effects:
        yield ""
        yield f"{effect.arm} against {declaration.estimand.reference}, true effect {effect.truth:g}"
        yield f"  {'':10}{'':>9}   Monte Carlo error"
        for name, says in FIGURES.items():
            figure: Figure = getattr(effect, name)
            yield f"  {name.replace('_', ' '):10}{figure.value:9.4f}   {figure.error:.4f}   {says}"
        yield f"  {'df':10}{effect.df:9.1f}            mean degrees of freedom"
        formula = effect.formula
        if formula is not None:
            yield (
                f"  {'formula':10}{formula.power:9.4f}            power by {formula.design}, "
                f"se {formula.se:.4f} on {formula.df:.1f} degrees of freedom"
            )
            if effect.reasons:
                yield "  The two powers differ by more than the Monte Carlo error. What the formula leaves out:"
                yield from (f"  - {reason}" for reason in effect.reasons)
    yield ""
    for level, share in found.at_zero.items():
        yield f"The variance between {level!r} is estimated at zero in {share:.1%} of the trials."
    for code, count in found.refused.items():
        yield f"{count} trials could not be answered ({code}); they are left out of the figures."
    yield from found.notes
