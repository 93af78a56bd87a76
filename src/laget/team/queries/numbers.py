"""Numbers as a page prints them: both values where the report has two, and a reason where there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from laget.content.portrait_numbers import Ratio, Span
from laget.content.portraits import Figure, Printed
from laget.pictures.numbers import decimal
from laget.theory.parts import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One printed value and where it is printed."""

    says: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A figure: the value of the first place, and what the other places print."""

    name: str
    value: Value
    others: tuple[Value, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioRow:
    """A ratio: a number or a range, or ``missing`` in its place; and what makes it uncertain."""

    name: str
    value: str
    missing: str
    notes: tuple[str, ...]


def number_rows(figures: Iterable[Figure], *, language: str) -> tuple[NumberRow, ...]:
    """The figures in their own order."""
    return tuple(
        NumberRow(
            name=figure.name.said(language),
            value=Value(says=printed(figure, language=language), source=figure.source),
            others=tuple(
                Value(says=printed(other, language=language), source=other.source) for other in figure.alternatives
            ),
            note=figure.note.said(language) if figure.note else "",
        )
        for figure in figures
    )


def ratio_rows(ratios: Iterable[Ratio], *, language: str) -> tuple[RatioRow, ...]:
    """The ratios in their own order, to one decimal."""
    return tuple(_ratio_row(ratio, language) for ratio in ratios)


def _ratio_row(ratio: Ratio, language: str) -> RatioRow:
    name = ratio.name.said(language)
    if not isinstance(ratio.value, Span):
        return RatioRow(name=name, value="", missing=ratio.value.missing.said(language), notes=())
    ends = [decimal(end, places=1, language=language) for end in (ratio.value.low, ratio.value.high)]
    return RatioRow(
        name=name,
        value="–".join(dict.fromkeys(ends)),
        missing="",
        notes=tuple(note.said(language) for note in ratio.value.notes),
    )


def printed(figure: Figure | Printed, *, language: str) -> str:
    """The report's own words where it has a reservation, and otherwise the number."""
    if figure.says is not None:
        return figure.says.said(language)
    return "" if figure.value is None else decimal(figure.value, places=0, language=language)
