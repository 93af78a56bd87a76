"""Content as it is said on a page: in one language, with its source, and what is open marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from laget.content import places
from laget.theory.parts import Open, Source, Statement
from laget.theory.text import Text

OURS = "Laget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words; ``open`` when they are about what the source does not say."""

    says: str
    open: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something with a name that is said something about. ``asks`` is what was asked for, where it was."""

    name: str
    said: Said
    asks: str = ""


def tell(words: Text | Open, *, language: str, source: Source | None = None, work: str = places.REPORT) -> Said:
    """What is said, or what is missing. ``work`` is the one that the page is about."""
    return Said(
        says=(words.missing if isinstance(words, Open) else words).said(language),
        open=isinstance(words, Open),
        source=cite(source, language=language, work=work) if source else "",
    )


def tell_all(statements: Iterable[Statement], *, language: str, work: str = places.REPORT) -> tuple[Said, ...]:
    """Statements in their order."""
    return tuple(tell(one.says, language=language, source=one.source, work=work) for one in statements)


def cite(source: Source, *, language: str, work: str = places.REPORT) -> str:
    """ "§5.4.2 · L2229–2235"; with the work in front where it is another than the page's own. What is Laget's own says
    that alone."""
    if source.work == OURS:
        return OURS
    other = "" if source.work == work else f"{source.work}, "
    return other + places.said(source, language=language)
