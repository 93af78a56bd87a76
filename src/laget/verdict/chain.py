"""Reading along the chain: what the two ends of an arrow, each with its own effect of the draw, say of it together.

An activity *moved* where it was carried out, and *did not move* where it is known not to have been. A mechanism or a
goal moved where the trial shows a change worth noticing (held, or harm: the wrong way), and did not move where it is
*shown small*: never where the trial cannot tell. Then, for each arrow:

| the one end | the other end | the arrow |
|---|---|---|
| moved | moved along with it | agrees |
| moved | shown small, or moved the other way | in doubt |
| did not move | moved | it worked some other way |
| anything else | | cannot tell |

So an activity that was carried out and a mechanism shown small put the arrow between them in doubt, and so do a
mechanism that moved and a goal shown small. Lots were drawn about the activity's arrows and about none further along,
not even where both ends have their own effect of the draw; saying so is part of the words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from laget.theory.parts import Kind, Theory
from laget.verdict.errors import VerdictError
from laget.verdict.judge import Outcome, carried_out

# The right way, not, the wrong way. Every other outcome is not known.
_MOVES: Mapping[Outcome, int] = {
    Outcome.CLEARLY_HELD: 1,
    Outcome.HELD: 1,
    Outcome.NOTHING_WORTH_HAVING: 0,
    Outcome.HARM: -1,
}
# The kinds of part that an effect can be measured on.
MOVING = {Kind.MECHANISM, Kind.SUB_GOAL, Kind.FINAL_GOAL}


class Step(StrEnum):
    """What the two ends of an arrow say of it together."""

    AGREES = "agrees"
    IN_DOUBT = "in_doubt"
    SOME_OTHER_WAY = "some_other_way"
    CANNOT_TELL = "cannot_tell"


class WaysIn(StrEnum):
    """What all arrows into a part say together."""

    NONE_OF_THEM = "none_of_them"
    AGAINST_EACH_OTHER = "against_each_other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowStep:
    """The step of one arrow; ``randomised`` where the arrow starts at an activity."""

    arrow: str
    step: Step
    randomised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The reading of a whole theory along its arrows.

    ``steps`` has every arrow from an activity, mechanism or sub-goal on. ``ways_in`` has the parts of which there is
    more to say than of their arrows one by one: that moved while *none* of the theory's ways to them did, or whose ways
    moved *against each other*, so that an arrow's doubt may come of the other's pull.
    """

    steps: tuple[ArrowStep, ...]
    ways_in: Mapping[str, WaysIn]

    @property
    def doubted(self) -> bool:
        """Whether an arrow that no lots were drawn about is in doubt; a doubted activity has its own reading."""
        return any(one.step is Step.IN_DOUBT and not one.randomised for one in self.steps)


def read_chain(
    *,
    theory: Theory,
    effects: Mapping[str, Outcome],
    delivered: Mapping[str, float | None],
    threshold: float,
) -> Chain:
    """The reading of ``theory`` along its arrows.

    ``effects`` is, for each mechanism and goal that was measured, the draw's effect on its primary indicator as
    ``judge`` reads it *without* delivery: *not tried* would hide what is to be explained here. ``delivered`` is the
    share of each activity that somebody recorded, treated arm minus control.

    Raises ``VerdictError``: ``not_a_moving_part``, ``not_in_theory``, ``not_tried_in_chain``, ``bad_share``.
    """
    activities = {part.id for part in theory.column(Kind.ACTIVITY)}
    moving = {part.id for part in theory.parts if MOVING & set(part.kinds)}
    _check(theory, effects, delivered, activities=activities, moving=moving)
    arrows = [arrow for arrow in theory.arrows if arrow.start in activities | moving and arrow.end in moving]
    ends = {id: _MOVES.get(outcome) for id, outcome in effects.items()}
    starts = {id: _agreed(ends.get(id), carried_out(delivered.get(id), threshold)) for id in activities | moving}
    steps = tuple(
        ArrowStep(
            arrow=arrow.id,
            step=_step(starts[arrow.start], ends.get(arrow.end)),
            randomised=arrow.start in activities,
        )
        for arrow in arrows
    )
    ways_in = {}
    for part in theory.parts:
        ways = {starts[arrow.start] for arrow in arrows if arrow.end == part.id}
        if (says := _ways_in(ways, ends.get(part.id))) is not None:
            ways_in[part.id] = says
    return Chain(steps=steps, ways_in=ways_in)


def _agreed(moved: int | None, done: bool | None) -> int | None:
    """How a part moved. One that is activity and mechanism in one has two answers, and none where they differ."""
    known = {int(one) for one in (moved, done) if one is not None}
    return known.pop() if len(known) == 1 else None


def _step(start: int | None, end: int | None) -> Step:
    if start is None or end is None or start == end == 0:
        return Step.CANNOT_TELL
    if start == 0:
        return Step.SOME_OTHER_WAY
    return Step.AGREES if start == end else Step.IN_DOUBT


def _ways_in(ways: Collection[int | None], end: int | None) -> WaysIn | None:
    if end is None:
        return None
    if end != 0 and ways == {0}:
        return WaysIn.NONE_OF_THEM
    return WaysIn.AGAINST_EACH_OTHER if {1, -1} <= set(ways) else None


def _check(
    theory: Theory,
    effects: Mapping[str, Outcome],
    delivered: Mapping[str, float | None],
    *,
    activities: Collection[str],
    moving: Collection[str],
) -> None:
    for id, outcome in effects.items():
        if id not in moving:
            raise VerdictError(
                "not_a_moving_part",
                f"{id!r} is given an effect, and is no mechanism or goal of {theory.id}@{theory.version}; correct it.",
                id=id,
                theory=f"{theory.id}@{theory.version}",
            )
        if outcome is Outcome.NOT_TRIED:
            raise VerdictError(
                "not_tried_in_chain",
                f"The effect on {id!r} is read as not tried, which hides whether it moved; judge it without the "
                "delivery before reading along the chain.",
                id=id,
            )
    for id in delivered:
        if id not in activities:
            raise VerdictError(
                "not_in_theory",
                f"Delivery is given of {id!r}, which is no activity of {theory.id}@{theory.version}; correct it.",
                id=id,
                theory=f"{theory.id}@{theory.version}",
            )
