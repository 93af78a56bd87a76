"""The findings that are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from laget.content.shelf import StudyMaterial
from laget.study import analysis
from laget.study.models import Finding
from laget.verdict.finding import sealed


def finding_of(material: StudyMaterial) -> Finding | None:
    """The newest finding from exactly this protocol, these data and the theory on the shelf, if it is kept.

    A finding from an older protocol is not shown under the words of a newer one.
    """
    return (
        Finding.objects.filter(
            study=material.protocol.id, **{f"inputs__{name}": hash for name, hash in _inputs(material).items()}
        )
        .order_by("-recorded_at", "-id")
        .first()
    )


def plain(found: Finding) -> dict[str, Any]:
    """A finding as ``laget analyse --json`` prints it."""
    return {**json.loads(found.body), "versions": found.versions, "seal": found.seal}


def edited() -> tuple[Finding, ...]:
    """The kept findings whose text is no longer the one that was sealed."""
    kept = Finding.objects.order_by("id").iterator()
    return tuple(found for found in kept if sealed(found.body) != found.seal)


@cache
def _inputs(material: StudyMaterial) -> Mapping[str, str]:
    """Hashed once for what lies on the shelf, which does not change while the program runs."""
    return analysis.inputs_of(material)
