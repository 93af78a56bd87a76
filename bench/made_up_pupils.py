"""Pupils of a whole country, made up: what they score is known to depend on, and by how much."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PUPILS, SCHOOLS = 635_000, 2800
COVARIATES = ("pre", "girl", "immigrant", "ses", "school_ses")
# The variances between schools, between classes, of the effect between schools, and of pupils within classes.
BETWEEN_SCHOOLS, BETWEEN_CLASSES, SLOPE, WITHIN = 0.06, 0.04, 0.02, 0.5
MUNICIPALITIES = 300
SEED = 20_261_123

Columns = dict[str, NDArray]


def pupils(count: int = PUPILS, *, schools: int = SCHOOLS, within_schools: bool = False) -> Columns:
    """``count`` pupils of ``schools`` schools, twenty to a class on average; classes and schools are of uneven size.

    Half of the schools are treated, or with ``within_schools`` half of the classes, the effect then varying between
    schools. Class and school are numbered through; rows lie school by school.
    """
    rng = np.random.default_rng(SEED + count)
    classes = count // 20
    size = rng.lognormal(0, 0.6, schools)
    home = np.sort(np.concatenate((np.arange(schools), rng.choice(schools, classes - schools, p=size / size.sum()))))
    weight = rng.uniform(0.6, 1.4, classes)
    extra = rng.choice(classes, count - 5 * classes, p=weight / weight.sum())
    klass = np.sort(np.concatenate((np.repeat(np.arange(classes), 5), extra)))
    school = home[klass]
    drawn = classes if within_schools else schools
    treated = (rng.permutation(drawn) % 2)[klass if within_schools else school].astype(float)
    school_ses = rng.normal(0, 0.4, schools)[school]
    ses = school_ses + rng.normal(0, 0.9, count)
    girl = rng.integers(0, 2, count).astype(float)
    immigrant = (rng.random(count) < 0.18).astype(float)
    pre = 0.3 * ses + rng.normal(0, 0.2, schools)[school] + rng.normal(0, 0.9, count)
    score = 0.1 + 0.15 * treated + 0.6 * pre + 0.08 * girl - 0.12 * immigrant + 0.2 * ses + 0.1 * school_ses
    score += rng.normal(0, BETWEEN_SCHOOLS**0.5, schools)[school] + rng.normal(0, BETWEEN_CLASSES**0.5, classes)[klass]
    score += rng.normal(0, WITHIN**0.5, count)
    if within_schools:
        score += rng.normal(0, SLOPE**0.5, schools)[school] * treated
    return {
        "school": school,
        "class": klass,
        "treated": treated,
        "pre": pre,
        "girl": girl,
        "immigrant": immigrant,
        "ses": ses,
        "school_ses": school_ses,
        "score": score,
    }


def as_written(columns: Columns) -> Columns:
    """The same with ids and arms in text, as a register has them."""
    ids = {name: np.char.add(letter, columns[name].astype("U5")) for name, letter in (("class", "k"), ("school", "s"))}
    return columns | ids | {"treated": np.where(columns["treated"] == 1, "team", "alone")}


def in_municipalities(columns: Columns) -> Columns:
    """The same with the municipality that each school lies in."""
    schools = columns["school"].max() + 1
    home = columns["school"] * min(MUNICIPALITIES, schools // 4) // schools
    return columns | {"municipality": np.array([f"m{number:03}" for number in range(MUNICIPALITIES)])[home]}


def shuffled(columns: Columns) -> Columns:
    """The same rows in no order."""
    order = np.random.default_rng(SEED).permutation(columns["score"].size)
    return {name: values[order] for name, values in columns.items()}
