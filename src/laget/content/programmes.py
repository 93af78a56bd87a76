"""The programmes the report names: what else already asks for time in schools (AFI r2015:6, §5.5.4;
R-023 (in part), R-074 (in part), R-090 (in part))."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from laget.theory.parts import Open, Source
from laget.theory.text import Text


class Origin(StrEnum):
    """Where a programme comes from (§5.5.4, L2692-2697)."""

    EVIDENCE_BASED = "evidence_based"
    NATIONAL = "national"
    LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedProgramme:
    """A programme, method or scheme by the name the report gives it. Most are named and no more: then what it is,
    and the roles it already lays down, are open. The report classes few of them: ``origin`` is mostly open."""

    id: str
    name: Text
    origin: Origin | Open
    about: Text | Open
    role_rules: Text | Open
    source: Source
