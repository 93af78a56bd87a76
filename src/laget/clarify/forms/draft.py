"""What a round is to ask, and whom: the form as it was sent, and as it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from laget.clarify.operations import Asked, Holders
from laget.clarify.typed import TypedDraft, TypedGroup
from laget.content import shelf
from laget.forms.fault import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDraft:
    """What the form says, where it says it without fault."""

    situations: tuple[Asked, ...]
    groups: tuple[Holders, ...]
    answer_by: date | None


def sent(post: QueryDict) -> TypedDraft:
    """The form as the browser sent it."""
    own = [(post.get(f"own-key-{place}", ""), post.get(f"own-{place}", "").strip()) for place in _places(post, "own-")]
    groups = [
        TypedGroup(
            role=post.get(f"role-{place}", ""),
            holders=post.get(f"holders-{place}", "").strip(),
            asked=f"asked-{place}" in post,
            title=post.get(f"title-{place}", ""),
        )
        for place in _places(post, "role-")
    ]
    return TypedDraft(
        picked=tuple(post.getlist("situation")),
        own=tuple((key, text) for key, text in own if text),
        groups=tuple(group for group in groups if group.role),
        answer_by=post.get("answer_by", "").strip(),
    )


def read(typed: TypedDraft) -> tuple[ReadDraft | None, tuple[Fault, ...]]:
    """What the form says; or nothing, and what is wrong with it."""
    faults = []
    groups = []
    for place, group in enumerate(typed.groups):
        if not group.holders:
            # A role whose number is taken away is taken off the list.
            continue
        holders = _whole(group.holders)
        if holders is None:
            name = shelf.roles()[group.role].name.nb if group.role in shelf.roles() else group.role
            faults.append(
                Fault(
                    id=f"holders-{place}",
                    says=_("«%(text)s» er ikke et antall. Skriv et helt tall.") % {"text": group.holders},
                    where=f"{name}:",
                )
            )
            continue
        groups.append(Holders(role=group.role, holders=holders, asked=group.asked, title=group.title))
    answer_by, says = _day(typed.answer_by)
    if says:
        faults.append(Fault(id="answer_by", says=says))
    if faults:
        return None, tuple(faults)
    situations = (
        *(Asked(key=key) for key in _in_order(typed.picked)),
        *(Asked(key=key, text=text) for key, text in typed.own),
    )
    return ReadDraft(situations=situations, groups=tuple(groups), answer_by=answer_by), ()


def _in_order(picked: Sequence[str]) -> list[str]:
    """The library's order; what it does not have stays, and is refused by the deed."""
    order: Mapping[str, int] = {key: place for place, key in enumerate(shelf.situations())}
    return sorted(dict.fromkeys(picked), key=lambda key: order.get(key, len(order)))


def _places(post: QueryDict, prefix: str) -> list[int]:
    ends = (name.removeprefix(prefix) for name in post if name.startswith(prefix))
    return sorted(int(end) for end in ends if end.isascii() and end.isdigit() and len(end) < 4)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _day(text: str) -> tuple[date | None, str]:
    if not text:
        return None, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, _("«%(text)s» er ikke en dato. Velg en dag, eller la feltet stå tomt.") % {"text": text}
