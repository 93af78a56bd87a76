"""Where in the report a statement comes from, written in one form so that a reader can look it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from laget.content.faults import Fault
from laget.content.nodes import At
from laget.content.outline import PLACES, outside
from laget.content.reader import Document
from laget.theory.parts import Source
from laget.theory.text import Text

REPORT = "AFI r2015:6"

# Content names the report's places in English; readers meet them in their own language.
_WORDS = {
    "Summary": Text(nb="Sammendrag", nn="Samandrag", en="Summary"),
    "Appendix": Text(nb="Vedlegg", nn="Vedlegg", en="Appendix"),
    "Table": Text(nb="Tabell", nn="Tabell", en="Table"),
}

_PLACE = r"(?:§\d+(?:\.\d+)*(?: Table \d+)?|Table \d+|Appendix(?: [A-E])?|Summary)"
_SECTION = re.compile(rf"{_PLACE}(?:, {_PLACE})*")
_LINES = re.compile(r"L\d+(?:-\d+)?(?:, L\d+(?:-\d+)?)*")


def misplaced(document: Document[Any]) -> Iterator[Fault]:
    """The sources in the report whose section or lines are not written as they should be, or are not there."""
    for at, source in _sources(document.value):
        if source.work != REPORT:
            continue
        if not _SECTION.fullmatch(source.section):
            says = (
                f"'{source.section}' is no place in the report: write §5.4.2, §3.5 Table 1, Table 1, Appendix A "
                "or Summary, with a comma between two."
            )
            yield document.fault((*at, "section"), "section", says)
        sections = source.section.split(", ")
        yield from _unknown(document, at, sections)
        if not source.lines:
            continue
        if not _LINES.fullmatch(source.lines):
            says = f"'{source.lines}' is no line of the report: write L12 or L12-34, with a comma between two."
            yield document.fault((*at, "lines"), "lines", says)
        else:
            yield from _elsewhere(document, at, source.lines.split(", "), sections)


def _unknown(document: Document[Any], at: At, sections: list[str]) -> Iterator[Fault]:
    for section in sections:
        if _SECTION.fullmatch(section) and section not in PLACES:
            says = f"The report has no {section}: correct it."
            yield document.fault((*at, "section"), "no_such_section", says)


def _elsewhere(document: Document[Any], at: At, lines: list[str], sections: list[str]) -> Iterator[Fault]:
    for one in lines:
        first, _, last = one.removeprefix("L").partition("-")
        if outside(int(first), int(last or first), sections):
            says = f"{one} is not in {', '.join(sections)}: correct the lines, or name the section they stand in."
            yield document.fault((*at, "lines"), "lines_elsewhere", says)


def said(source: Source, *, language: str) -> str:
    """Section and lines of a source as they are printed: content writes L12-34, a reader sees L12–34.

    >>> said(Source(work=REPORT, section="Appendix A", lines="L3286"), language="nb")
    'Vedlegg A · L3286'
    """
    section = re.sub("|".join(_WORDS), lambda word: _WORDS[word.group()].said(language), source.section)
    return " · ".join(part for part in (section, source.lines.replace("-", "–")) if part)


def _sources(value: object, at: At = ()) -> Iterator[tuple[At, Source]]:
    """Every source inside ``value``, with the way to it."""
    if isinstance(value, Source):
        yield at, value
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _sources(item, (*at, place))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _sources(getattr(value, field.name), (*at, field.name))
