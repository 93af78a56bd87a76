"""What may be told of one post besides the table, and what its hours are used for, as somebody has typed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.translation import gettext as _

from laget.forms.fault import Fault
from laget.mapping.team import HourKind
from laget.team.models import Hours, PostDetails
from laget.team.operations import PostFacts

TEXTS = ("employer", "base_school", "law", "education", "office")
CHOICES = ("education_kind", "led_by")
YES_NO = ("owner_provided", "paid_in_holidays", "works_in_meetings", "on_planning_days", "mentor")
FIELDS = (*TEXTS, *CHOICES, *YES_NO, "works_plan_hours")


def facts_sent(data: QueryDict) -> dict[str, str]:
    """The fields as a browser sent them."""
    return {name: data.get(name, "").strip() for name in FIELDS}


def facts_stored(details: PostDetails | None) -> dict[str, str]:
    """The fields as they are stored, as texts."""
    if details is None:
        return dict.fromkeys(FIELDS, "")
    plain = {name: getattr(details, name) for name in (*TEXTS, *CHOICES)}
    answers = {name: {True: "yes", False: "no", None: ""}[getattr(details, name)] for name in YES_NO}
    return plain | answers | {"works_plan_hours": _said(details.works_plan_hours)}


def read_facts(typed: Mapping[str, str]) -> tuple[PostFacts, tuple[Fault, ...]]:
    """The facts as a deed can use them, and what is wrong with them."""
    hours, good = _hours(typed["works_plan_hours"])
    faults = () if good else (Fault(id="works_plan_hours", says=_says_hours()),)
    facts = PostFacts(
        **{name: typed[name] for name in (*TEXTS, *CHOICES)},
        **{name: {"yes": True, "no": False}.get(typed[name]) for name in YES_NO},
        works_plan_hours=hours,
    )
    return facts, faults


def hours_sent(data: QueryDict) -> dict[str, tuple[str, str]]:
    """By kind, planned and real as a browser sent them."""
    return {
        kind.value: (data.get(f"planned-{kind}", "").strip(), data.get(f"real-{kind}", "").strip()) for kind in HourKind
    }


def hours_stored(rows: Sequence[Hours]) -> dict[str, tuple[str, str]]:
    """By kind, planned and real as they are stored."""
    told = {row.kind: (_said(row.planned), _said(row.real)) for row in rows}
    return {kind.value: told.get(kind.value, ("", "")) for kind in HourKind}


def read_hours(
    typed: Mapping[str, tuple[str, str]],
) -> tuple[dict[str, tuple[Decimal | None, Decimal | None]], tuple[Fault, ...]]:
    """The hours as a deed can use them, and what is wrong with them."""
    told: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    faults = []
    for kind, texts in typed.items():
        read = [_hours(text) for text in texts]
        for side, (_value, good) in zip(("planned", "real"), read, strict=True):
            if not good:
                faults.append(Fault(id=f"{side}-{kind}", says=_says_hours()))
        told[kind] = (read[0][0], read[1][0])
    return told, tuple(faults)


def _hours(text: str) -> tuple[Decimal | None, bool]:
    """Hours in halves, and whether the text is that."""
    if not text:
        return None, True
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None, False
    good = hours.is_finite() and 0 <= hours <= 60 and hours * 2 == int(hours * 2)
    return (hours, True) if good else (None, False)


def _says_hours() -> str:
    return _("Skriv timer i uka fra 0 til 60, i hele eller halve timer, eller la det stå tomt.")


def _said(hours: Decimal | None) -> str:
    return "" if hours is None else f"{hours.normalize():f}".replace(".", ",")
