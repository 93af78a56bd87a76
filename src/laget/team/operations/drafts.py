"""Keep what somebody has typed until it is saved. Not a deed that others may ask about: no line is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.models import Draft
from laget.team.operations.text import refuse_national_id

KEPT_FOR = timedelta(days=30)
MOST = 400_000


def keep_draft(
    *, person: Person, school: School, year: int, form: str, body: Mapping[str, object], at: datetime
) -> Draft:
    """Keep the fields of a form in place of what was kept before, and let drafts older than 30 days go.

    Raises ``Refusal``: ``national_id_in_text``, in which case nothing is kept and what was kept before stays;
    ``draft_too_large``.
    """
    told = json.dumps(body, ensure_ascii=False)
    refuse_national_id(told)
    if len(told) > MOST:
        raise Refusal(
            "draft_too_large",
            f"What is typed is longer than the {MOST} characters that are kept until it is saved. Save it now.",
            most=MOST,
        )
    drafts = Draft.objects.with_scope(owner=school.owner_id)
    drafts.filter(kept_at__lt=at - KEPT_FOR).delete()
    draft, _ = drafts.update_or_create(
        person=person,
        school=school,
        year=year,
        form=form,
        defaults={"owner_id": school.owner_id, "body": body, "kept_at": at},
    )
    return draft


def drop_draft(*, person: Person, school: School, year: int, form: str) -> None:
    """Let the draft go: it is saved, or the person does not want it."""
    drafts = Draft.objects.with_scope(owner=school.owner_id)
    drafts.filter(person=person, school=school, year=year, form=form).delete()
