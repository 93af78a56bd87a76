"""The steps by which a new role is brought in, as somebody has typed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from laget.clarify.forms.days import read_day
from laget.clarify.operations.introductions import Marked
from laget.clarify.queries.introduction_page import StepRow
from laget.content import shelf
from laget.forms.fault import Fault
from laget.forms.text import text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedStep:
    """A step as texts."""

    planned: str
    done: str
    note: str


def stored(step: StepRow) -> TypedStep:
    """The step as it is stored."""
    planned, done = (day.isoformat() if day else "" for day in (step.planned_on, step.done_on))
    return TypedStep(planned=planned, done=done, note=step.note)


def sent(data: QueryDict) -> dict[str, TypedStep]:
    """The form as a browser sent it, by step."""
    return {
        step: TypedStep(
            planned=text_of(data, f"planned-{step}"),
            done=text_of(data, f"done-{step}"),
            note=text_of(data, f"note-{step}"),
        )
        for step in shelf.introduction_steps()
        if f"note-{step}" in data
    }


def read(typed: Mapping[str, TypedStep]) -> tuple[tuple[Marked, ...], tuple[Fault, ...]]:
    """The steps as a deed can use them, and what is wrong with them."""
    marked: list[Marked] = []
    faults: list[Fault] = []
    for step, one in typed.items():
        planned, wrong = read_day(f"planned-{step}", one.planned)
        done, also_wrong = read_day(f"done-{step}", one.done)
        faults += (*wrong, *also_wrong)
        marked.append(Marked(step=step, planned_on=planned, done_on=done, note=one.note))
    return tuple(marked), tuple(faults)
