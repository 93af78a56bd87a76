"""Local adaptation as a diff on a published theory (AFI r2015:6, §5.3, L1988-1999; R-112 (in part), R-039 (in part)).

A school or an owner drops, alters or adds parts and arrows, each with a reason. The published theory is
never changed: the adapted one is computed from it and the diff, and so can always be drawn beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from laget.refusal import Refusal
from laget.theory.parts import Arrow, Part, Theory


class TheoryError(Refusal):
    """A diff that cannot be applied to the theory."""


class Action(StrEnum):
    """What is done to a part or an arrow."""

    DROP = "drop"
    ALTER = "alter"
    ADD = "add"


class Depth(StrEnum):
    """Whether a change touches what the theory is thought to work by, or what may vary between places."""

    CORE = "core"
    PERIPHERY = "periphery"


class Mark(StrEnum):
    """How a part or an arrow stands in the adapted theory compared with the published one."""

    AS_PUBLISHED = "as_published"
    ALTERED = "altered"
    ADDED = "added"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: to the part or arrow ``target``, for the reason ``why``, decided ``by`` a role.

    ``what`` is the part or arrow as it is to be, with ``target`` as its id; ``None`` when it is dropped.
    ``why`` and ``by`` are in the language of those who decided.
    """

    target: str
    action: Action
    what: Part | Arrow | None = None
    why: str
    by: str
    depth: Depth


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapted:
    """``theory`` is the adapted theory; ``drawn`` is the same with what was struck still in its place;
    ``marks`` has one mark for the id of every part and arrow in ``drawn``."""

    theory: Theory
    drawn: Theory
    marks: Mapping[str, Mark]
    changes: tuple[Change, ...]


def adapt(*, theory: Theory, changes: Sequence[Change]) -> Adapted:
    """The theory with ``changes`` applied in order. The arrows of a dropped part are struck along with it.

    Raises ``TheoryError``: ``no_such_target``, ``already_there``, ``no_why``, ``wrong_what`` (something is
    given for a drop, nothing or another kind or id for the rest), ``no_such_end`` (of an arrow).
    """
    published: dict[str, Part | Arrow] = {part.id: part for part in theory.parts}
    published |= {arrow.id: arrow for arrow in theory.arrows}
    things = published
    for change in changes:
        _refuse_unfounded(change, things)
        if change.action is Action.DROP:
            things = {id: thing for id, thing in things.items() if not _goes(thing, change.target)}
        elif change.what is not None:
            things = {**things, change.target: change.what}
    drawn = {id: things.get(id, thing) for id, thing in published.items()} | things
    return Adapted(
        theory=_with(theory, things),
        drawn=_with(theory, drawn),
        marks={id: _mark(id, published, things) for id in drawn},
        changes=tuple(changes),
    )


def _with(theory: Theory, things: Mapping[str, Part | Arrow]) -> Theory:
    return replace(
        theory,
        parts=tuple(thing for thing in things.values() if isinstance(thing, Part)),
        arrows=tuple(thing for thing in things.values() if isinstance(thing, Arrow)),
    )


def _goes(thing: Part | Arrow, target: str) -> bool:
    return thing.id == target or (isinstance(thing, Arrow) and target in (thing.start, thing.end))


def _mark(id: str, published: Mapping[str, Part | Arrow], things: Mapping[str, Part | Arrow]) -> Mark:
    if id not in things:
        return Mark.STRUCK
    if id not in published:
        return Mark.ADDED
    return Mark.AS_PUBLISHED if things[id] == published[id] else Mark.ALTERED


def _refuse_unfounded(change: Change, things: Mapping[str, Part | Arrow]) -> None:
    """Raise if the change cannot be applied to ``things`` as they are now."""
    id, what = change.target, change.what
    if not change.why.strip():
        raise TheoryError(
            "no_why",
            f"The change to '{id}' has no reason, and a deviation nobody explains teaches nobody: say why.",
            target=id,
        )
    if change.action is Action.ADD and id in things:
        raise TheoryError(
            "already_there",
            f"The theory already has '{id}', so it cannot be added: alter it, or choose another id.",
            target=id,
        )
    if change.action is not Action.ADD and id not in things:
        raise TheoryError(
            "no_such_target",
            f"The theory has no part or arrow '{id}' to {change.action}: choose one that it has.",
            target=id,
            action=str(change.action),
        )
    if change.action is Action.DROP:
        fits = what is None
    else:
        fits = what is not None and what.id == id and (id not in things or type(what) is type(things[id]))
    if not fits:
        raise TheoryError(
            "wrong_what",
            f"What is given does not fit the change to '{id}': give nothing when it is dropped, otherwise "
            "the whole part or arrow as it is to be, with the same id.",
            target=id,
            action=str(change.action),
        )
    if isinstance(what, Arrow):
        for end in (what.start, what.end):
            if not isinstance(things.get(end), Part):
                raise TheoryError(
                    "no_such_end",
                    f"The arrow '{id}' would run to or from '{end}', which is no part: add the part first.",
                    target=id,
                    end=end,
                )
