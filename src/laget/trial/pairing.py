"""The pairs that together are least far apart: a perfect matching of minimum weight, exactly.

Edmonds (1965), *Journal of Research of the National Bureau of Standards* 69B; the form with a potential per
vertex follows Schrijver (2003), *Combinatorial Optimization*, chapter 26.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from laget.trial.errors import TrialError
from laget.trial.progress import Progress, unseen

Edge = tuple[int, int]
"""Two vertices, the first of them inside the node that the edge is told of."""

Distances = NDArray[np.int64]

OUTER, INNER, FREE = 1, -1, 0
NEVER = np.iinfo(np.int64).max


@dataclass(eq=False, slots=True)
class _Node:
    """A vertex, or a blossom: an odd ring of nodes, held together as one.

    ``edges[i]`` joins ``ring[i]`` to the next; ``weight`` is the blossom's dual variable. ``match`` is the edge
    to the node it is matched with. In a tree an outer node hangs by its match, an inner one by ``hold``.
    """

    vertices: tuple[int, ...]
    ring: tuple[_Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    weight: int = 0
    match: Edge | None = None
    hold: Edge | None = None
    label: int = field(default=FREE)


def closest_pairs(distances: Distances, *, progress: Progress = unseen) -> tuple[Edge, ...]:
    """The vertices 0 … n − 1 in n / 2 pairs whose summed distance is the smallest there is.

    ``distances`` (n × n) is symmetric and of whole numbers under 2⁶⁰ / n; its diagonal is not read. No number is
    ever rounded, and of several best answers the same one is given on every machine. Raises ``TrialError`` where
    n is odd. ``progress`` is told of every pair more.

    Every vertex v has a potential p_v, starting alike. An edge between two nodes is tight when d_uv = p_u + p_v.
    Trees of tight edges grow from every node without a match, outer and inner nodes taking turns: outer
    potentials rise and inner ones fall together until an edge becomes tight or an inner blossom's weight is
    spent. A tight edge between two trees is a path along which every match is changed, so that there is one
    pair more; within a tree it closes an odd ring, which is held together as a blossom.
    """
    if len(distances) % 2:
        raise TrialError(
            "odd_vertices",
            f"There are {len(distances)} to pair, an odd number; leave one out, or add one that is nobody.",
            count=len(distances),
        )
    return tuple(sorted(edge for edge in _Search(distances).pairs(progress) if edge[0] < edge[1]))


class _Search:
    def __init__(self, distances: Distances) -> None:
        n = len(distances)
        # Doubled, so that half the slack between two outer nodes is a whole number too.
        self.slack = 2 * distances
        lowest = min((int(distances[v, v + 1 :].min()) for v in range(n - 1)), default=0)
        self.potential = np.full(n, lowest, dtype=np.int64)
        self.node = [_Node(vertices=(v,)) for v in range(n)]

    def pairs(self, progress: Progress) -> Iterator[Edge]:
        """Every pair, from both of its ends."""
        of = len(self.node) // 2
        for done in range(1, of + 1):
            self._add_a_pair()
            progress(done, of)
        waiting = self._nodes()
        while waiting:
            top = waiting.pop()
            if top.ring:
                _match_ring(top)
                waiting += top.ring
            else:
                yield _edge(top.match)

    def _nodes(self) -> list[_Node]:
        """The nodes that are no part of another, each once, in the order of their first vertex."""
        return list(dict.fromkeys(self.node))

    def _add_a_pair(self) -> None:
        for top in self._nodes():
            top.label = FREE if top.match else OUTER
            top.hold = None
        while True:
            spent, edge = self._next()
            if spent is not None:
                self._open(spent)
                continue
            u, v = edge
            if self.node[v].label == FREE:
                self._grow(u, v)
            elif (meeting := self._meet(u, v)) is not None:
                self._close(u, v, meeting)
            else:
                self._augment(u, v)
                self._augment(v, u)
                return

    def _next(self) -> tuple[_Node | None, Edge]:
        """Change the potentials until something happens: an inner blossom is spent, or an edge is tight."""
        tops = self._nodes()
        place = {id(top): number for number, top in enumerate(tops)}
        of = np.array([place[id(top)] for top in self.node])
        label = np.array([top.label for top in tops])[of]
        outer, seen = np.flatnonzero(label == OUTER), np.flatnonzero(label != INNER)
        slack = self.slack[np.ix_(outer, seen)] - self.potential[outer, None] - self.potential[seen]
        # Both ends of an edge between outer nodes rise, so that it is tight in half the time.
        slack[:, label[seen] == OUTER] //= 2
        slack[of[outer, None] == of[seen]] = NEVER
        first = int(slack.argmin())
        row, column = divmod(first, seen.size)
        step = int(slack[row, column])
        inner = [top for top in tops if top.label == INNER and top.ring]
        spent = min(inner, key=lambda top: top.weight, default=None)
        if spent is not None and spent.weight < step:
            step = spent.weight
        else:
            spent = None
        self.potential += step * label
        for top in tops:
            top.weight += step * top.label if top.ring else 0
        return spent, (int(outer[row]), int(seen[column]))

    def _grow(self, u: int, v: int) -> None:
        """Take the free node of ``v`` and its match into the tree of ``u``."""
        inner = self.node[v]
        inner.label, inner.hold = INNER, (v, u)
        self.node[_edge(inner.match)[1]].label = OUTER

    def _above(self, top: _Node) -> Iterator[_Node]:
        """An outer node and the nodes over it, outer and inner in turn, up to the root."""
        yield top
        while top.match is not None:
            inner = self.node[top.match[1]]
            yield inner
            top = self.node[_edge(inner.hold)[1]]
            yield top

    def _meet(self, u: int, v: int) -> _Node | None:
        """Where the ways up from ``u`` and ``v`` meet; ``None`` if they are in different trees."""
        over = set(map(id, self._above(self.node[u])))
        return next((top for top in self._above(self.node[v]) if id(top) in over), None)

    def _close(self, u: int, v: int, top: _Node) -> None:
        """Make a blossom of the ring that the edge from ``u`` to ``v`` closes under ``top``."""
        ring, edges = [top], []
        for inner, outer in reversed(list(self._legs(u, top))):
            edges += [_turned(_edge(inner.hold)), _turned(_edge(outer.match))]
            ring += [inner, outer]
        edges.append((u, v))
        for inner, outer in self._legs(v, top):
            edges += [_edge(outer.match), _edge(inner.hold)]
            ring += [outer, inner]
        blossom = _Node(
            vertices=tuple(vertex for part in ring for vertex in part.vertices),
            ring=tuple(ring),
            edges=tuple(edges),
            match=top.match,
            label=OUTER,
        )
        for vertex in blossom.vertices:
            self.node[vertex] = blossom

    def _legs(self, u: int, top: _Node) -> Iterator[tuple[_Node, _Node]]:
        """The pairs of an inner node and the outer one below it, from ``u`` up to ``top``."""
        outer = self.node[u]
        while outer is not top:
            inner = self.node[_edge(outer.match)[1]]
            yield inner, outer
            outer = self.node[_edge(inner.hold)[1]]

    def _open(self, blossom: _Node) -> None:
        """Put the parts of a spent inner blossom in its place: an even way through it stays in the tree."""
        for part in blossom.ring:
            part.label, part.hold = FREE, None
            for vertex in part.vertices:
                self.node[vertex] = part
        _match_ring(blossom)
        hold = _edge(blossom.hold)
        part, base = self.node[hold[0]], self.node[_edge(blossom.match)[0]]
        while True:
            part.label, part.hold = INNER, hold
            if part is base:
                return
            outer = self.node[_edge(part.match)[1]]
            outer.label = OUTER
            # The even way goes on past the match.
            at, matched = blossom.ring.index(outer), blossom.ring.index(part)
            size = len(blossom.ring)
            if (matched + 1) % size == at:
                part, hold = blossom.ring[(at + 1) % size], _turned(blossom.edges[at])
            else:
                part, hold = blossom.ring[at - 1], blossom.edges[at - 1]

    def _augment(self, u: int, v: int) -> None:
        """Match the node of ``u`` by the edge to ``v``, and change every match on the way up to its root."""
        outer = self.node[u]
        while True:
            before, outer.match = outer.match, (u, v)
            if before is None:
                return
            inner = self.node[before[1]]
            inner.match = inner.hold
            v, u = _edge(inner.hold)
            outer = self.node[u]


def _match_ring(blossom: _Node) -> None:
    """Match the parts of a blossom: the one with its matched vertex as the blossom is, the others in twos."""
    matched, _ = _edge(blossom.match)
    base = next(place for place, part in enumerate(blossom.ring) if matched in part.vertices)
    blossom.ring[base].match = blossom.match
    size = len(blossom.ring)
    for step in range(1, size, 2):
        at = (base + step) % size
        blossom.ring[at].match = blossom.edges[at]
        blossom.ring[(at + 1) % size].match = _turned(blossom.edges[at])


def _edge(edge: Edge | None) -> Edge:
    """An edge that is known to be there."""
    assert edge is not None
    return edge


def _turned(edge: Edge) -> Edge:
    return edge[1], edge[0]
