"""People who work at two schools: what both schools tell still finds nobody, also where it is known that the two parts
of each come to one full post at the most."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog
from tests.mapping.teams import post, team

from laget.mapping import disclosure
from laget.mapping.disclosure import publish
from laget.mapping.publication import FULL_TIME
from laget.mapping.team import Profession


def two_schools(rng: np.random.Generator, *, shared: int):
    """Two teams of assistants, ``shared`` of them at both, and what each tells of full posts."""
    alone = rng.integers(0, 5, size=2)
    # Full-time between the two leaves the least room; or nearly all of it at the first; or part-time.
    kinds = {"full": (1, 1, 0.01), "at the first": (30, 1, 0.01), "part": (1, 1, 1)}
    parts = rng.dirichlet(kinds[rng.choice(list(kinds))], size=shared)[:, :2]
    teams = []
    for school in range(2):
        holders = [post(f"shared-{n}", Profession.ASSISTANCE, fraction=float(parts[n][school])) for n in range(shared)]
        holders += [
            post(f"{school}-{n}", Profession.ASSISTANCE, fraction=float(rng.random())) for n in range(alone[school])
        ]
        teams.append(team(*holders))
    return teams, [publish(one).of(FULL_TIME) for one in teams]


def narrowest(rng: np.random.Generator, *, shared: int) -> float:
    """The width of the narrowest range that anybody's part at a school is shut into."""
    teams, told = two_schools(rng, shared=shared)
    unknown = [(school, one.holder) for school, each in enumerate(teams) for one in each.posts]
    table, most = [], []
    for school, cells in enumerate(told):
        row = np.array([float(at == school) for at, _ in unknown])
        for cell in cells:
            if cell.shown:
                table += [row, -row]
                most += [cell.high, -cell.low]
    for n in range(shared):
        table.append(np.array([float(holder == f"holder-shared-{n}") for _, holder in unknown]))
        most.append(1.0)
    widths = []
    # Those who are at the same schools are alike to the attacker: the first of each kind is tried.
    for at in {(school, "shared" in holder): at for at, (school, holder) in enumerate(unknown)}.values():
        aim = np.eye(len(unknown))[at]
        ends = [linprog(sign * aim, A_ub=np.array(table), b_ub=most, bounds=(0, 1)) for sign in (1, -1)]
        assert all(end.status == 0 for end in ends), "what was published cannot all be true"
        widths.append(-ends[1].fun - ends[0].fun)
    return min(widths)


@pytest.mark.parametrize("shared", [1, 3, 5, 6, 9])
def test_what_two_schools_tell_finds_nobody_who_works_at_both(shared):
    rng = np.random.default_rng(shared)
    assert min(narrowest(rng, shared=shared) for _ in range(12)) >= 0.5


def test_the_same_programme_finds_people_behind_a_weaker_rule(monkeypatch):
    def nearest_tenth(total, *, most, width):
        return round(total, 1) - 0.05, round(total, 1) + 0.05

    monkeypatch.setattr(disclosure, "band", nearest_tenth)
    rng = np.random.default_rng(1)
    assert min(narrowest(rng, shared=6) for _ in range(30)) < 0.5
