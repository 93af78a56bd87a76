"""What a round is to ask, and whom: the form as it is stored, as it was sent, and as it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from laget.clarify.models import Round, RoundSituation
from laget.clarify.operations import Asked, Holders
from laget.clarify.queries.choices import groups_of
from laget.content import shelf
from laget.forms.fault import Fault

SPARE_SITUATIONS = 3
SPARE_ROLES = 2
ROLES_WITHOUT_A_MAP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedGroup:
    """A row of the table of roles, as it is typed; ``title`` is the school's own word, which the map gives."""

    role: str = ""
    holders: str = ""
    asked: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDraft:
    """The form: the library's situations that are picked, those of the school's own by key, the roles, and the day to
    answer by."""

    picked: tuple[str, ...] = ()
    own: tuple[tuple[str, str], ...] = ()
    groups: tuple[TypedGroup, ...] = ()
    answer_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDraft:
    """What the form says, where it says it without fault."""

    situations: tuple[Asked, ...]
    groups: tuple[Holders, ...]
    answer_by: date | None


def stored(round: Round) -> TypedDraft:
    """The form of a round as it is kept."""
    rows = RoundSituation.objects.with_scope(owner=round.owner_id).filter(round=round).order_by("place")
    return TypedDraft(
        picked=tuple(row.key for row in rows if not row.text),
        own=tuple((row.key, row.text) for row in rows if row.text),
        groups=tuple(
            TypedGroup(role=group.role, holders=str(group.holders), asked=group.asked, title=group.title)
            for group in groups_of(round)
        ),
        answer_by=round.answer_by.isoformat() if round.answer_by else "",
    )


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


def from_map(roles: Sequence[tuple[str, int | None, str]]) -> tuple[Holders, ...]:
    """The roles on the map as a new round begins with them. A number the map does not say is one, to be corrected;
    services that come from outside can be named, and are not asked until somebody says so."""
    return tuple(
        Holders(role=role, holders=holders or 1, asked=not shelf.roles()[role].service, title=title)
        for role, holders, title in roles
    )


def as_before(round: Round, now: Mapping[str, int | None]) -> tuple[tuple[Asked, ...], tuple[Holders, ...]]:
    """What an earlier round asked and whom, with as many holders as the map says ``now`` where it says."""
    typed = stored(round)
    situations = (*(Asked(key=key) for key in typed.picked), *(Asked(key=key, text=text) for key, text in typed.own))
    groups = tuple(
        Holders(role=group.role, holders=now.get(group.role) or group.holders, asked=group.asked, title=group.title)
        for group in groups_of(round)
    )
    return situations, groups


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
