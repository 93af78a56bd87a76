"""A trial made to measure: eight schools with the club and without it, and effects near what is asked for."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

SCHOOLS, PUPILS = 8, 10


def made_trial(
    effects: Mapping[str, float], *, follows: Mapping[str, str], parts: Mapping[str, str], spread: float
) -> dict[str, np.ndarray]:
    """A column for each of ``effects``, whose effect it is; within an arm its standard deviation is 1.02 or more.

    The effect is ``spread`` larger in every other school and so much smaller in the rest, so that its 95 % interval
    reaches about 0.9 · ``spread`` to either side, and its 90 % interval about 0.7. Within an arm each column of
    ``follows`` goes with another one, and each of ``parts`` against one.
    """
    rng = np.random.default_rng(11)
    school = np.repeat(np.arange(float(SCHOOLS)), 2 * PUPILS)
    club = np.tile(np.repeat([0.0, 1.0], PUPILS), SCHOOLS)
    grid = np.linspace(-1.6, 1.6, PUPILS)
    columns: dict[str, np.ndarray] = {"school": school, "arm": np.where(club == 1, "club", "none")}

    def noise() -> np.ndarray:
        """Alike in every class but for whose it is, so that no class is ahead of another by chance."""
        return np.concatenate([rng.permutation(grid) for _ in range(2 * SCHOOLS)])

    own = {name: noise() for name in effects}
    for name, effect in effects.items():
        other = follows.get(name) or parts.get(name)
        way = 0.0 if other is None else 0.8 if name in follows else -0.8
        within = (0.0 if other is None else way * own[other]) + (1 - way**2) ** 0.5 * own[name]
        columns[name] = within + club * (effect + spread * np.where(school % 2, 1, -1))
    return columns
