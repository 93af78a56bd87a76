"""The deeds of this room: each one transaction that ends with its audit line."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laget.content.shelf import StudyMaterial
from laget.people import audit
from laget.people.models import Person
from laget.study import analysis
from laget.study.models import Finding
from laget.verdict.finding import Finding as Found


def record_finding(*, material: StudyMaterial, person: Person | None, at: datetime) -> Finding:
    """Find what a study found, and keep it. Raises ``Refusal`` as ``analysis.find``."""
    return keep(finding=analysis.find(material), person=person, at=at)


@transaction.atomic
def keep(*, finding: Found, person: Person | None, at: datetime) -> Finding:
    """Keep a finding; one with the same seal is there already and is left as it is."""
    row, is_new = Finding.objects.get_or_create(
        seal=finding.seal(),
        defaults={
            "study": finding.study,
            "body": finding.body(),
            "inputs": dict(finding.inputs),
            "versions": dict(finding.versions),
            "recorded_at": at,
            "recorded_by": person,
        },
    )
    if is_new:
        audit.write(at=at, person=person, verb="record_finding", thing=row)
    return row
