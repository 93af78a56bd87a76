"""A theory as a graph: what can be reached along the arrows, and what hangs together.

An arrow whose end is not among the parts leads nowhere and is passed over; ``checks`` says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from laget.theory.parts import Arrow, Theory


def reachable_from(theory: Theory, starts: Iterable[str]) -> frozenset[str]:
    """The ids of the parts that arrows lead to from ``starts``; a start only if an arrow leads back to it."""
    return _walk(_steps((arrow.start, arrow.end) for arrow in _whole(theory)), starts)


def pieces(theory: Theory) -> tuple[frozenset[str], ...]:
    """The ids of the parts that hang together whichever way the arrows point, the largest piece first."""
    pairs = [(arrow.start, arrow.end) for arrow in _whole(theory)]
    steps = _steps(pairs + [(end, start) for start, end in pairs])
    # Together with itself: a part without arrows is a piece of its own.
    found = {_walk(steps, [part.id]) | {part.id} for part in theory.parts}
    order = {part.id: place for place, part in enumerate(theory.parts)}
    return tuple(sorted(found, key=lambda piece: (-len(piece), min(order[id] for id in piece))))


def _whole(theory: Theory) -> tuple[Arrow, ...]:
    ids = {part.id for part in theory.parts}
    return tuple(arrow for arrow in theory.arrows if arrow.start in ids and arrow.end in ids)


def _steps(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Collection[str]]:
    steps: dict[str, list[str]] = defaultdict(list)
    for start, end in pairs:
        steps[start].append(end)
    return steps


def _walk(steps: Mapping[str, Collection[str]], starts: Iterable[str]) -> frozenset[str]:
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        for end in steps.get(waiting.pop(), ()):
            if end not in reached:
                reached.add(end)
                waiting.append(end)
    return frozenset(reached)
