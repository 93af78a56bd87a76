"""The theories side by side, on what one chooses by. There is no total: what weighs most is the reader's to say."""

from __future__ import annotations

from dataclasses import dataclass

from laget.content import shelf
from laget.library.queries.open_points import open_count
from laget.library.queries.said import Said, tell
from laget.theory.parts import Open, Setting, Theory


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A theory at the top of its column.

    ``answered`` and ``partly`` are how many of the demands of the report's chapter 4 it answers, and answers in part;
    ``presupposes`` names the theories it takes for granted; ``statements`` is how many statements of evidence it
    names, and ``open`` how much its source leaves open.
    """

    id: str
    version: int
    name: str
    answered: int
    partly: int
    presupposes: tuple[str, ...]
    statements: int
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A theory's place on a dimension, in a few words and in full. ``theory`` is its name."""

    theory: str
    brief: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One dimension, with a cell for each theory."""

    id: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a theory answers a demand: wholly, in part, or (``said`` is open) nothing. ``theory`` is its name."""

    theory: str
    in_part: bool
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRow:
    """One demand of chapter 4, with every theory's answer."""

    id: str
    name: str
    answers: tuple[Taken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that the page prints."""

    theories: tuple[Head, ...]
    rows: tuple[Row, ...]
    demands: tuple[DemandRow, ...]

    @property
    def columns(self) -> int:
        """How many columns the table has: one of names, and one for each theory."""
        return 1 + len(self.theories)


def comparison(*, language: str) -> Comparison:
    """The newest version of every theory on the shelf, dimension by dimension (R-009, R-026)."""
    theories = shelf.theories()
    return Comparison(
        theories=tuple(_head(theory, language) for theory in theories),
        rows=tuple(
            Row(
                id=dimension.id,
                name=dimension.name.said(language),
                cells=tuple(_cell(theory, dimension.id, language) for theory in theories),
            )
            for dimension in shelf.dimensions().values()
            if dimension.compared
        ),
        demands=tuple(
            DemandRow(
                id=dilemma.id,
                name=dilemma.name.said(language),
                answers=tuple(_taken(theory, dilemma.id, language) for theory in theories),
            )
            for dilemma in shelf.dilemmas()
        ),
    )


def _head(theory: Theory, language: str) -> Head:
    there = {one.id: one.name for one in shelf.theories()}
    return Head(
        id=theory.id,
        version=theory.version,
        name=theory.name.said(language),
        answered=sum(not isinstance(one.says, Open) and not one.in_part for one in theory.dilemmas),
        partly=sum(one.in_part for one in theory.dilemmas),
        presupposes=tuple(there[one.theory].said(language) for one in theory.presupposes),
        statements=len(theory.evidence),
        open=open_count(theory=theory),
    )


def _cell(theory: Theory, dimension: str, language: str) -> Cell:
    setting = next(setting for setting in theory.settings if setting.dimension == dimension)
    return Cell(
        theory=theory.name.said(language),
        brief=_brief(setting, language),
        said=tell(setting.says, language=language, source=setting.source),
    )


def _brief(setting: Setting, language: str) -> str:
    return setting.brief.said(language) if setting.brief else ""


def _taken(theory: Theory, dilemma: str, language: str) -> Taken:
    address = next(address for address in theory.dilemmas if address.dilemma == dilemma)
    said = tell(address.says, language=language, source=address.source)
    return Taken(theory=theory.name.said(language), in_part=address.in_part, said=said)
