"""An arena as somebody has typed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from laget.forms.fault import Fault
from laget.forms.text import text_of
from laget.mapping.team import Level
from laget.team.models import Arena
from laget.team.operations import ArenaFacts, ArenaMember

TEXTS = (
    "name",
    "purpose",
    "level",
    "times_a_year",
    "minutes",
    "agenda",
    "decides",
    "anonymous",
    "useful",
    "about_pupil",
)
_NUMBERS = {"times_a_year": 400, "minutes": 600}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedArena:
    """The fields as texts; ``members`` are by role how often it comes (``always``, ``needed``) and how many of it."""

    texts: Mapping[str, str]
    members: Mapping[str, tuple[str, str]]


def sent(data: QueryDict, offered: Sequence[str]) -> TypedArena:
    """The form as a browser sent it."""
    return TypedArena(
        texts={name: text_of(data, name) for name in TEXTS},
        members={
            role: (comes, data.get(f"number-{role}", "").strip())
            for role in offered
            if (comes := data.get(f"comes-{role}", "")) in ("always", "needed")
        },
    )


def stored(arena: Arena) -> TypedArena:
    """The arena as it is stored, as texts."""
    return TypedArena(
        texts={
            "name": arena.name,
            "purpose": arena.purpose,
            "level": arena.level,
            "times_a_year": _number(arena.times_a_year),
            "minutes": _number(arena.minutes),
            "agenda": _choice(arena.agenda),
            "decides": arena.decides,
            "anonymous": _choice(arena.anonymous),
            "useful": _number(arena.useful),
            "about_pupil": "yes" if arena.about_pupil else "",
        },
        members={row.role: ("always" if row.always else "needed", _number(row.number)) for row in arena.roles.all()},
    )


def read(typed: TypedArena, *, kind: str) -> tuple[ArenaFacts, tuple[Fault, ...]]:
    """The arena as a deed can use it, and what is wrong with it."""
    faults = []
    texts = typed.texts
    if not texts["name"]:
        faults.append(Fault(id="name", says=_("Skriv hva møteplassen heter.")))
    numbers = {name: _read_number(texts[name], most) for name, most in _NUMBERS.items()}
    for name, (_value, good) in numbers.items():
        if not good:
            most = _NUMBERS[name]
            faults.append(
                Fault(id=name, says=_("Skriv et helt tall fra 1 til %(most)s, eller la det stå tomt.") % {"most": most})
            )
    members = []
    for role, (comes, text) in typed.members.items():
        number, good = _read_number(text, 500)
        if not good:
            faults.append(
                Fault(id=f"number-{role}", says=_("Skriv hvor mange som et helt tall, eller la det stå tomt."))
            )
        members.append(ArenaMember(role=role, number=number, always=comes == "always"))
    facts = ArenaFacts(
        name=texts["name"],
        kind=kind,
        purpose=texts["purpose"],
        level=texts["level"] if texts["level"] in tuple(Level) else "",
        times_a_year=numbers["times_a_year"][0],
        minutes=numbers["minutes"][0],
        agenda=_read_choice(texts["agenda"]),
        decides=texts["decides"],
        anonymous=_read_choice(texts["anonymous"]),
        useful=int(texts["useful"]) if texts["useful"] in ("1", "2", "3", "4") else None,
        about_pupil=texts["about_pupil"] == "yes",
        members=tuple(members),
    )
    return facts, tuple(faults)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _choice(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _read_choice(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)


def _read_number(text: str, most: int) -> tuple[int | None, bool]:
    """The number, and whether the text is one; nothing written is no number, and not wrong."""
    if not text:
        return None, True
    good = text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= most
    return (int(text), True) if good else (None, False)
