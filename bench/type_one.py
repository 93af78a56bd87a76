"""How often each way of judging an effect rejects when there is none.

`python -m bench.type_one [--trials 20000]` from the project's root. Every cell that is done is
kept in `bench/results/type_one.json`, so that it can be stopped and goes on where it was; the tables are written anew
to `bench/results/type_one.md` after each cell. The seeds are fixed: the same numbers come out again.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np

from laget.trial.allocation_design import AllocationDesign, Arm, Complete
from laget.trial.batch_trials import columns_of, simulate_trials
from laget.trial.declaration import Declaration
from laget.trial.errors import TrialError
from laget.trial.estimand import Estimand
from laget.trial.estimator import Estimator, MixedModel, Regression
from laget.trial.permute import permute
from laget.trial.population import Level, Population
from laget.trial.randomisation_space import space_of
from laget.trial.simulate import simulate
from laget.trial.simulated_units import simulated_units
from laget.trial.wild_bootstrap import wild_bootstrap

RESULTS = Path(__file__).resolve().parent / "results"
LEVELS = (2, 3)
SCHOOLS = (10, 20, 60)
SIZES = ("equal", "unequal")
ICC = (0.0, 0.05, 0.2)
MIXED = ("kr", "satterthwaite", "satterthwaite-expected", "between-within")
SANDWICHES = ("cr1s", "cr2")
MIXED_SANDWICHES = ("cr2-mixed", "cr1s-mixed")
ONE_BY_ONE = ("wild-bootstrap", "randomisation")
# What each way is called in the tables.
WAYS = {
    "kr": "KR",
    "satterthwaite": "Satt.",
    "satterthwaite-expected": "Satt. exp.",
    "between-within": "B–W",
    "cr1s": "CR1S",
    "cr2": "CR2",
    "cr2-mixed": "CR2 m.",
    "cr1s-mixed": "CR1S m.",
    "wild-bootstrap": "Wild",
    "randomisation": "Lots",
}
ALPHA = 0.05
# Half a point from 5 % is what trials are planned with; beyond it, a table should say so.
LOW, HIGH = 0.045, 0.055
# With 199, (draws + 1) · ALPHA is whole, so the test keeps the level that all the lots would give it.
DRAWS = 199


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One kind of trial without an effect, and the way it is judged."""

    inference: str
    levels: int
    sizes: str
    icc: float
    schools: int

    @property
    def name(self) -> str:
        """What the cell is called in the file of results."""
        return f"{self.inference}, {self.levels} levels, {self.sizes}, icc {self.icc:g}, {self.schools} schools"

    @property
    def rng(self) -> np.random.Generator:
        """The same dice for every way of judging."""
        place = [self.levels, SIZES.index(self.sizes), ICC.index(self.icc), self.schools]
        return np.random.default_rng([20261124, *place])


def main() -> None:
    """Fill in the cells that are not there yet, and write the tables."""
    parser = argparse.ArgumentParser(description="Type I error of each way of judging an effect.")
    parser.add_argument("--trials", type=int, default=20_000, help="trials a cell (default: 20000)")
    parser.add_argument("--to", type=Path, default=RESULTS, metavar="FOLDER")
    asked = parser.parse_args()
    kept = asked.to / "type_one.json"
    cells = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for inference, levels, sizes, icc, schools in product(WAYS, LEVELS, SIZES, ICC, SCHOOLS):
        cell = Cell(inference=inference, levels=levels, sizes=sizes, icc=icc, schools=schools)
        if cells.get(cell.name, {}).get("trials", 0) >= asked.trials:
            continue
        found = (one_by_one if inference in ONE_BY_ONE else simulated)(cell, asked.trials)
        cells[cell.name] = found | {"trials": asked.trials, "made": str(date.today())}
        print(f"{cell.name}: {found['rejects']:.4f}", flush=True)
        kept.write_text(json.dumps(cells, indent=1) + "\n", encoding="utf-8")
        (asked.to / "type_one.md").write_text("\n".join(tables(cells)) + "\n", encoding="utf-8")
    (asked.to / "type_one.md").write_text("\n".join(tables(cells)) + "\n", encoding="utf-8")


def declared(cell: Cell) -> Declaration:
    """A trial of whole schools, drawn by halves, in which the arm does nothing."""
    varying = cell.sizes == "unequal"
    school = Level(name="school", count=cell.schools, icc=cell.icc)
    if cell.levels == 2:
        units = (Level(name="pupil", count=44, cv=0.6 if varying else 0.0), school)
    else:
        units = (
            Level(name="pupil", count=22, cv=0.2 if varying else 0.0),
            Level(name="class", count=2, cv=0.5 if varying else 0.0, icc=cell.icc / 2),
            school,
        )
    estimator: Estimator
    if cell.inference in MIXED + MIXED_SANDWICHES:
        groups = tuple(level.name for level in units[1:])
        estimator = MixedModel(name="mixed", levels=groups, inference=cell.inference)  # type: ignore[arg-type]  # a name among those above
    else:
        sandwich = "cr2" if cell.inference == "cr2" else "cr1s"
        estimator = Regression(name="regression", cluster="school", inference=sandwich)
    return Declaration(
        design=AllocationDesign(
            trial="type I error",
            school="school",
            unit="school",
            interference="school",
            arms=(Arm(id="usual"), Arm(id="aide")),
            method=Complete(name="complete"),
        ),
        estimand=Estimand(
            outcome="score", treatment="arm", reference="usual", arms=("aide",), whom="pupils", when="at the end"
        ),
        estimator=estimator,
        alpha=ALPHA,
        suppose=Population(levels=units, effects={"aide": 0.0}),
    )


def simulated(cell: Cell, trials: int) -> dict[str, object]:
    """Trials that the engine simulates, many at once where it can."""
    found = simulate(declaration=declared(cell), times=trials, rng=cell.rng)
    (effect,) = found.effects
    return {
        "rejects": effect.type_one.value,
        "answered": found.answered,
        "refused": dict(found.refused),
        "at_zero": dict(found.at_zero),
        "df": effect.df,
    }


def one_by_one(cell: Cell, trials: int) -> dict[str, object]:
    """Tests that have no degrees of freedom, each on the pupils of one trial."""
    declaration, rng = declared(cell), cell.rng
    assert declaration.suppose is not None
    units = simulated_units(population=declaration.suppose, design=declaration.design, rng=rng)
    rejected = answered = 0
    refused: dict[str, int] = {}
    for start in range(0, trials, 100):
        batch = simulate_trials(
            declaration=declaration,
            population=declaration.suppose,
            units=units,
            times=min(100, trials - start),
            rng=rng,
            pupils=True,
            apart=0,
        )
        for trial in range(batch.times):
            columns = columns_of(declaration=declaration, trials=batch, trial=trial)
            asked = {"columns": columns, "treatment": "arm", "reference": "usual", "cluster": "school"}
            try:
                if cell.inference == "randomisation":
                    p = permute(**asked, outcome="score", space=space_of(**asked), draws=DRAWS, rng=rng).p
                else:
                    p = wild_bootstrap(**asked, outcome="score", draws=DRAWS, rng=rng).coefficients[0].p
            except TrialError as error:
                refused[error.code] = refused.get(error.code, 0) + 1
                continue
            answered += 1
            # With 199 draws p is a multiple of 1/200, and 0.05 itself rejects.
            rejected += p <= ALPHA + 1e-12
    return {"rejects": rejected / answered, "answered": answered, "refused": refused, "at_zero": {}, "df": None}


def tables(cells: dict[str, dict]) -> Iterator[str]:
    """A table for two and one for three levels, a row per kind of trial."""
    yield f"<!-- Made by `python -m bench.type_one`, {max((one['made'] for one in cells.values()), default='')}. -->"
    for levels in LEVELS:
        yield ""
        yield f"### {'Two levels: 44 pupils a school' if levels == 2 else 'Three levels: 2 classes of 22 a school'}"
        yield ""
        yield f"| Schools | Sizes | ICC | At zero | {' | '.join(WAYS.values())} | Beware |"
        yield f"|{'---:|---|---:|---:|' + '---:|' * len(WAYS) + '---|'}"
        for sizes, icc, schools in product(SIZES, ICC, SCHOOLS):
            row = {}
            for way in WAYS:
                cell = Cell(inference=way, levels=levels, sizes=sizes, icc=icc, schools=schools)
                row[way] = cells.get(cell.name)
            zero = f"{100 * row['kr']['at_zero']['school']:.0f} %" if row["kr"] else ""
            told = [f"{100 * one['rejects']:.1f}" if one else "" for one in row.values()]
            yield f"| {' | '.join((str(schools), sizes, f'{icc:g}', zero, *told, warning(row)))} |"


def warning(row: dict[str, dict | None]) -> str:
    """Which of them are further from 5 % than half a point, and more than Monte Carlo error explains."""
    seldom, often = [], []
    for way, one in row.items():
        if one is None:
            continue
        error = (one["rejects"] * (1 - one["rejects"]) / one["answered"]) ** 0.5
        if one["rejects"] + 2 * error < LOW:
            seldom.append(WAYS[way])
        if one["rejects"] - 2 * error > HIGH:
            often.append(WAYS[way])
    says = [f"{how}: {', '.join(ways)}" for how, ways in (("too often", often), ("too seldom", seldom)) if ways]
    return "; ".join(says) or "–"


if __name__ == "__main__":
    main()
