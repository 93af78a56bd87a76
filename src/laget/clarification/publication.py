"""All that can ever be seen of the anonymous answers of a round: made once, when the round is closed.

1. Nothing is shown of fewer than five answers. A group with fewer is put together with the next smallest, until every
   cell has five; where all together are fewer, nothing is shown. What is put together depends on how many answered and
   never on what. A group nobody answered in is treated as any other, so that it cannot be told who did not answer.
2. The cells share nobody. Whatever else is shown is worked out from the cells and from what was openly said.
3. In a cell each choice is shown as a band (``bands``). Not answering a question is a choice as the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from laget.clarification.answer import Question
from laget.clarification.bands import FEWEST, NONE, Band, band

SCHEMA = "clarified@1"

Counts = Mapping[tuple[str, Question], Mapping[str, int]]
"""How many chose what: by situation and question, and by choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounts:
    """The answers of one anonymous group: the id of its role, how many answered, and how many chose what. The choices
    of every question sum to ``answers``."""

    role: str
    answers: int
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is shown of the answers of one or more roles together: ``answers`` people, and a band for every choice that
    could be made."""

    roles: tuple[str, ...]
    answers: int
    bands: Mapping[tuple[str, Question], Mapping[str, Band]]

    def of(self, situation: str, question: Question, choice: str) -> Band:
        """How many chose ``choice``; none where it could not be chosen."""
        return self.bands.get((situation, question), {}).get(choice, NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """``situations`` are the keys of the situations, ``choices`` the roles that could be named. ``hidden`` are the
    anonymous roles of which nothing is shown, since all of them together had fewer than five answers."""

    situations: tuple[str, ...]
    choices: tuple[str, ...]
    cells: tuple[Cell, ...]
    hidden: tuple[str, ...] = ()


def publish(
    groups: Sequence[GroupCounts], *, situations: Sequence[str], choices: Sequence[str]
) -> Publication:
    """What may be shown of the answers of ``groups``."""
    together = put_together({group.role: group.answers for group in groups})
    by_role = {group.role: group for group in groups}
    return Publication(
        situations=tuple(situations),
        choices=tuple(choices),
        cells=tuple(_cell([by_role[role] for role in roles]) for roles in together),
        hidden=() if together else tuple(by_role),
    )


def put_together(answers: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Which roles are shown together, given how many answered in each; none where all together are too few.

    >>> put_together({"teacher": 8, "assistant": 5})
    (('teacher',), ('assistant',))
    >>> put_together({"teacher": 8, "assistant": 4, "miljoarbeider": 6})
    (('teacher',), ('assistant', 'miljoarbeider'))
    >>> put_together({"teacher": 4})
    ()
    """
    order = list(answers)
    cells: list[list[str]] = [[role] for role in order]

    def size(cell: list[str]) -> tuple[int, int]:
        return sum(answers[role] for role in cell), order.index(cell[0])

    while len(cells) > 1 and size(min(cells, key=size))[0] < FEWEST:
        smallest, next_smallest, *rest = sorted(cells, key=size)
        cells = [sorted(smallest + next_smallest, key=order.index), *rest]
    if not cells or size(cells[0])[0] < FEWEST:
        return ()
    return tuple(tuple(cell) for cell in sorted(cells, key=lambda cell: order.index(cell[0])))


def _cell(groups: Sequence[GroupCounts]) -> Cell:
    answers = sum(group.answers for group in groups)
    return Cell(
        roles=tuple(group.role for group in groups),
        answers=answers,
        bands={
            asked: {
                choice: band(sum(group.counts[asked][choice] for group in groups), of=answers) for choice in choices
            }
            for asked, choices in groups[0].counts.items()
        },
    )


def write_publication(publication: Publication) -> str:
    """As JSON, with its schema, always the same for the same publication."""
    body = {
        "schema": SCHEMA,
        "situations": publication.situations,
        "choices": publication.choices,
        "hidden": publication.hidden,
        "cells": [
            {"roles": cell.roles, "answers": cell.answers, "bands": list(_bands_written(cell))}
            for cell in publication.cells
        ],
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_publication(written: str) -> Publication:
    """What ``write_publication`` wrote."""
    body: dict[str, Any] = json.loads(written)
    if body["schema"] != SCHEMA:
        raise ValueError(f"not a {SCHEMA}")
    return Publication(
        situations=tuple(body["situations"]),
        choices=tuple(body["choices"]),
        hidden=tuple(body["hidden"]),
        cells=tuple(
            Cell(roles=tuple(cell["roles"]), answers=cell["answers"], bands=_bands_read(cell["bands"]))
            for cell in body["cells"]
        ),
    )


def _bands_written(cell: Cell) -> Iterable[list[object]]:
    """By situation, question and choice, and by nothing else: not by how many chose it."""
    for (situation, question), choices in sorted(cell.bands.items()):
        for choice, shown in sorted(choices.items()):
            yield [situation, question, choice, shown.low, shown.high]


def _bands_read(rows: Iterable[Sequence[Any]]) -> dict[tuple[str, Question], dict[str, Band]]:
    bands: dict[tuple[str, Question], dict[str, Band]] = {}
    for situation, question, choice, low, high in rows:
        bands.setdefault((situation, Question(question)), {})[choice] = Band(low=low, high=high)
    return bands
