"""The page of what is known: every statement, with the theories and arrows it bears on."""

from __future__ import annotations

from dataclasses import dataclass

from laget.content import shelf
from laget.library.queries.evidence_lines import EvidenceLine, evidence_kinds, evidence_lines
from laget.library.queries.findables import Section, find, ids
from laget.theory.parts import Evidence, EvidenceKind, Theory


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value one can choose in the form; ``count`` is how many statements have it, whatever else is chosen."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowLink:
    """An arrow that a statement bears on."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryLink:
    """A theory that a statement bears on, and the arrows it bears on there."""

    id: str
    version: int
    name: str
    arrows: tuple[ArrowLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A statement and what it bears on."""

    line: EvidenceLine
    theories: tuple[TheoryLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """What the page prints: the form as it was filled in, what it found, and the limits of all the research."""

    query: str
    kind: str
    theory: str
    kinds: tuple[Option, ...]
    theories: tuple[Option, ...]
    total: int
    rows: tuple[EvidenceRow, ...]
    limits: tuple[EvidenceLine, ...]

    @property
    def chosen(self) -> bool:
        """Whether anything has been chosen or asked for."""
        return bool(self.query or self.kind or self.theory)


def evidence_page(*, query: str, kind: str, theory: str, language: str) -> EvidencePage:
    """The statements that hold every word of ``query``, are of ``kind`` and bear on ``theory``; an empty value, or one
    that is no choice, asks for nothing."""
    known, names, theories = shelf.evidence(), evidence_kinds(), shelf.theories()
    kind = kind if kind in {one.value for one in EvidenceKind} else ""
    theory = theory if theory in {one.id for one in theories} else ""
    bears_on = {one.id: frozenset(one.evidence) for one in theories}
    asked = ids(find(query), Section.EVIDENCE) if query else frozenset(known)
    chosen = [
        one
        for one in known.values()
        if one.id in asked and (not kind or one.kind == kind) and (not theory or one.id in bears_on[theory])
    ]
    return EvidencePage(
        query=query,
        kind=kind,
        theory=theory,
        kinds=tuple(
            Option(value=one.value, name=name, count=sum(each.kind is one for each in known.values()))
            for one, name in names.items()
        ),
        theories=tuple(Option(value=one.id, name=one.name.said(language), count=len(one.evidence)) for one in theories),
        total=len(known),
        rows=tuple(
            EvidenceRow(line=line, theories=tuple(_links(one, theories, language)))
            for one, line in zip(chosen, evidence_lines([one.id for one in chosen], language=language), strict=True)
        ),
        limits=evidence_lines([one.id for one in known.values() if one.general], language=language),
    )


def _links(one: Evidence, theories: tuple[Theory, ...], language: str) -> list[TheoryLink]:
    return [
        TheoryLink(
            id=theory.id,
            version=theory.version,
            name=theory.name.said(language),
            arrows=tuple(
                ArrowLink(
                    id=arrow.id,
                    name=" → ".join(theory.part(end).name.said(language) for end in (arrow.start, arrow.end)),
                )
                for arrow in theory.arrows
                if one.id in arrow.evidence
            ),
        )
        for theory in theories
        if one.id in theory.evidence
    ]
