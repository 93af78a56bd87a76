"""What the register tells of a role, for a school's role card to begin from (AFI r2015:6; R-153 (in part),
R-161 (in part))."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.parts import Open, Source, Statement
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidentiality:
    """What confidentiality means for a role. ``told`` is what the report tells; ``ours`` are plain words of ours for
    the card, which a school has looked over before it leans on them."""

    told: tuple[Statement, ...]
    ours: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBase:
    """A role as a card can begin from it.

    ``role`` is an id in ``roles.yaml``. ``anchor`` says what anchors the role, which ``source`` tells, and ``law`` are
    ids in ``law.yaml`` of what it is today. ``duties`` are said as the lines of a card are; that the report tells of
    them at one school is no reason to have them at another. ``unsettled`` are the questions it leaves.
    """

    role: str
    law: tuple[str, ...]
    anchor: Text | Open
    confidentiality: Confidentiality
    duties: tuple[Statement, ...]
    unsettled: tuple[Statement, ...]
    source: Source
