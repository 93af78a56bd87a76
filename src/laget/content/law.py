"""The law then and now: references of the report's year and what they are today, as dated rows."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.parts import Open, Source
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalReference:
    """One reference.

    ``then`` and ``now`` are how it is cited ("§ 5-1", "§ 11-6"), or a text where it is cited in words; ``then_says``
    and ``now_says`` are what it is about. ``then`` is ``None`` where the report's year had no such rule. ``checked_on``
    is the day it was looked up (YYYY-MM-DD) in ``source``; what nobody has looked up or confirmed is open. ``finds``
    are further spellings that people search for.
    """

    id: str
    then: str | Text | None
    then_says: Text | None
    now: str | Text | Open
    now_says: Text
    checked_on: str | Open
    source: Source
    finds: tuple[str, ...] = ()
