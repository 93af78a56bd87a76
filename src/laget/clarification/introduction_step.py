"""The steps by which a new role comes to a school (AFI r2015:6, Appendix B and E, L4318-4325, L3598-3599, L3608-3609;
R-107 (in part))."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.parts import Source
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionStep:
    """A step: ``name`` says what is done, ``about`` what the report tells of it."""

    id: str
    name: Text
    about: Text
    source: Source
