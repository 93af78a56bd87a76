"""An attacker with a computer: everything that all publications together say of any one holder.

The attacker knows every publication there ever was, who was in which group and whose number was known, who came, left
and changed, and that nobody else did. What is left unknown is a linear programme: each holder's number lies between
0 and 1, the hours of all kinds come to one week at most, and every cell bounds a sum.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import linprog
from tests.mapping.teams import MIX, random_post

from laget.mapping.disclosure import publish
from laget.mapping.publication import BOUND, FULL_TIME, HOURS, Publication
from laget.mapping.team import Profession, Team

Version = tuple[str, int]
"""A holder, and how many times the holder's numbers have changed."""


@dataclass(frozen=True)
class Released:
    """A publication and the team it is about, with each holder's version."""

    team: Team
    publication: Publication
    version: Mapping[str, int]


def releases(rng: np.random.Generator, *, times: int, small: bool = False) -> list[Released]:
    """A team that is published ``times`` times, while holders join, leave, change and go on leave. With ``small`` it
    has six professions of about five each, so that groups merge and part."""
    number = int(rng.integers(22, 36) if small else rng.integers(6, 45))
    mix = tuple(Profession) if small else MIX
    whole = float(rng.choice([0.0, 0.5, 0.9, 1.0]))
    posts = [random_post(str(n), rng, whole=whole, mix=mix) for n in range(number)]
    version: Counter[str] = Counter()
    found = []
    for _ in range(times):
        team = Team(year=2026, pupils=200, posts=tuple(posts))
        found.append(Released(team=team, publication=publish(team), version=dict(version)))
        at = int(rng.integers(len(posts)))
        match rng.choice(["join", "leave", "change", "on leave"]):
            case "join":
                posts.append(random_post(str(number), rng, whole=whole, mix=mix))
                number += 1
            case "leave" if len(posts) > 5:
                del posts[at]
            case "change":
                other = random_post(posts[at].key, rng, whole=whole, mix=mix)
                version[other.holder] += 1
                posts[at] = replace(other, profession=posts[at].profession)
            case _:
                posts[at] = replace(posts[at], covered=not posts[at].covered)
    return found


def narrowest(history: Sequence[Released], measures: Sequence[str]) -> float:
    """The width of the narrowest range that any holder's number in any of ``measures`` (which share one week, when they
    are several) is shut into; 1 is nothing learnt."""
    rows = [
        (measure, low, high, {(post.holder, release.version.get(post.holder, 0)) for post in members})
        for release in history
        for measure in measures
        for group, low, high in _shown(release, measure)
        for members in [[post for post in release.team.posts if post.profession in group and _known(post, measure)]]
    ]
    # Holders whom the same cells are about are alike to the attacker: one of each is tried.
    alike: dict[tuple[object, ...], list[Version]] = {}
    for one in sorted({one for *_, members in rows for one in members}):
        alike.setdefault(tuple(one in members for *_, members in rows), []).append(one)
    classes = list(alike.values())
    return min(
        (
            _width(rows, measures, classes, target, measure)
            for target, members in enumerate(classes)
            for measure in measures
            if any(measure == told and members[0] in among for told, _, _, among in rows)
        ),
        default=1.0,
    )


def _shown(release: Released, measure: str):
    return [(cell.group, cell.low, cell.high) for cell in release.publication.of(measure) if cell.low is not None]


def _known(post, measure: str) -> bool:
    if measure.startswith(HOURS):
        return bool(post.fraction) and any(HOURS + use.kind == measure for use in post.hours)
    return {FULL_TIME: post.fraction, BOUND: post.bound}[measure] is not None


def _width(rows, measures, classes, target: int, of: str) -> float:
    """One holder of the class ``target`` set apart, the others of each class added up."""
    blocks = [(members[0], len(members) - (at == target)) for at, members in enumerate(classes)]
    blocks.append((classes[target][0], 1))
    place = {measure: at * len(blocks) for at, measure in enumerate(measures)}
    table, most = [], []
    for measure, low, high, members in rows:
        row = np.zeros(len(blocks) * len(measures))
        row[[place[measure] + at for at, (one, _) in enumerate(blocks) if one in members]] = 1
        table += [row, -row]
        most += [high, -low]
    if len(measures) > 1:
        for at, (_, number) in enumerate(blocks):
            row = np.zeros(len(blocks) * len(measures))
            row[[place[measure] + at for measure in measures]] = 1
            table.append(row)
            most.append(number)
    aim = np.zeros(len(blocks) * len(measures))
    aim[place[of] + len(blocks) - 1] = 1
    bounds = [(0, number) for _ in measures for _, number in blocks]
    ends = [linprog(sign * aim, A_ub=np.array(table), b_ub=most, bounds=bounds) for sign in (1, -1)]
    assert all(end.status == 0 for end in ends), "what was published cannot all be true"
    return -ends[1].fun - ends[0].fun
