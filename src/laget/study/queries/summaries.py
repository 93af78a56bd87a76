"""The studies in short."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from laget.content import shelf
from laget.content.shelf import StudyMaterial
from laget.study import analysis
from laget.study.queries.reading import of_claim
from laget.study.queries.stored import finding_of
from laget.verdict import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One study: the question it asks, where and when, and its verdict in a sentence."""

    id: str
    title: str
    summary: str
    place: str
    verdict: str


def summaries(*, language: str) -> tuple[Summary, ...]:
    """Every study on the shelf, with the verdict of its kept finding."""
    with override(language):
        return tuple(_summary(analysis.on_shelf(protocol.id), language) for protocol in shelf.studies())


def _summary(material: StudyMaterial, language: str) -> Summary:
    protocol, found = material.protocol, finding_of(material)
    if found is None:
        verdict = _("Funnet er ikke regnet ut ennå.")
    else:
        body = json.loads(found.body)
        words = [of_claim(body["effects"][0]["reading"]).words, *([say.ALARM] if body["alarm"] else [])]
        verdict = " ".join(f"{one.label.said(language)}. {one.sentence.said(language)}" for one in words)
    return Summary(
        id=protocol.id,
        title=protocol.title.said(language),
        summary=" ".join(
            text.said(language) for text in ([say.INVENTED] if protocol.invented else []) + [protocol.summary]
        ),
        place=f"{protocol.country.said(language)}, {protocol.years}",
        verdict=verdict,
    )
