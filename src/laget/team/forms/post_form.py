"""The forms of a post's page as they are shown: each field with what stands in it and what is wrong there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from laget.forms.fault import Fault
from laget.mapping.team import HourKind
from laget.team.forms.post_facts import facts_stored, hours_stored
from laget.team.forms.post_words import choice_words, fact_words
from laget.team.queries.numbers_page import hour_said
from laget.team.queries.post_page import PostPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTyped:
    """What has been typed in one of the forms of a post's page, and what is wrong with it; ``None`` for the forms that
    nobody has sent."""

    gap: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] | None = None
    hours: Mapping[str, tuple[str, str]] | None = None
    placement: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A field one writes in."""

    name: str
    label: str
    help: str
    text: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField:
    """A field one chooses in."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HourField:
    """The two fields of one kind of hours."""

    kind: str
    name: str
    planned: str
    real: str
    planned_fault: str
    real_fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostForms:
    """The forms of a post's page. ``more_open`` is whether the details stand open."""

    more: tuple[TextField, ...]
    choices: tuple[ChoiceField, ...]
    more_open: bool
    hours: tuple[HourField, ...]


def post_forms(page: PostPage, typed: PostTyped) -> PostForms:
    """The forms as somebody has typed in them, or else as it is stored."""
    facts = facts_stored(page.stored.more) if typed.facts is None else typed.facts
    hours = hours_stored(page.stored.hours) if typed.hours is None else typed.hours
    faults = {fault.id: fault.says for fault in typed.faults}
    return PostForms(
        more=tuple(
            TextField(name=name, label=label, help=help, text=facts[name], fault=faults.get(name, ""))
            for name, label, help in fact_words()
        ),
        choices=tuple(
            ChoiceField(name=name, label=label, options=options, text=facts[name])
            for name, label, options in choice_words()
        ),
        more_open=any(facts.values()) or typed.facts is not None,
        hours=tuple(
            HourField(
                kind=kind.value,
                name=hour_said(kind),
                planned=hours[kind][0],
                real=hours[kind][1],
                planned_fault=faults.get(f"planned-{kind}", ""),
                real_fault=faults.get(f"real-{kind}", ""),
            )
            for kind in HourKind
        ),
    )
