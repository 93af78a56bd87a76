"""Statements of evidence as they are shown: what is known, how it is known, and with what limits (R-025)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.content import places, shelf
from laget.library.queries.said import Said, cite, tell
from laget.theory.parts import EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """One statement. ``direction`` is empty where it is no finding with a direction; ``gathers`` are the single
    findings it holds, where it holds several."""

    id: str
    kind: str
    says: str
    direction: str
    strength: Said
    study: str
    gathers: tuple[str, ...]
    limits: Said
    source: str


def evidence_kinds() -> Mapping[EvidenceKind, str]:
    """What a statement can rest on, in words."""
    return {
        EvidenceKind.SYSTEMATIC: _("Forskning"),
        EvidenceKind.EXPERIENCE: _("Erfaring og litteratur"),
        EvidenceKind.CASE: _("Skolene i prosjektet"),
        EvidenceKind.ARGUMENT: _("Forfatternes resonnement"),
    }


def evidence_lines(ids: Iterable[str], *, language: str, work: str = places.REPORT) -> tuple[EvidenceLine, ...]:
    """The statements with these ids, in their order. ``work`` is the one that the page is about."""
    known, kinds = shelf.evidence(), evidence_kinds()
    return tuple(
        EvidenceLine(
            id=one.id,
            kind=kinds[one.kind],
            says=one.says.said(language),
            direction=one.direction.said(language) if one.direction else "",
            strength=tell(one.strength, language=language),
            study=one.study if isinstance(one.study, str) else one.study.said(language),
            gathers=tuple(finding.said(language) for finding in one.gathers),
            limits=tell(one.limits, language=language),
            source=cite(one.source, language=language, work=work),
        )
        for one in map(known.__getitem__, ids)
    )
