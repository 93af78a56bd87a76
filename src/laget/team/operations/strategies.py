"""Set the strategy and the ideal type of a school, or of all an owner's schools."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laget.mapping.team import IdealType, Leading
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import Owner, School
from laget.team.models import Strategy
from laget.team.operations.text import refuse_national_id
from laget.team.queries.strategies import strategy_of

LONGEST = 2000


@transaction.atomic
def set_strategy(
    *,
    owner: Owner,
    school: School | None,
    year: int,
    leading: str,
    ideal_type: str,
    says: str,
    person: Person | None,
    at: datetime,
) -> Strategy | None:
    """Set what the strategy and the ideal type are from the school year that begins in ``year``; empty where nothing is
    said. ``None``, and no line, where the same is set already.

    Raises ``Refusal``: ``unknown_strategy``, ``strategy_too_long`` (most), ``national_id_in_text``.
    """
    if leading not in ("", *Leading) or ideal_type not in ("", *IdealType):
        raise Refusal(
            "unknown_strategy",
            f"{leading!r} and {ideal_type!r} are not a strategy and an ideal type of the report. Choose among "
            f"{', '.join(Leading)}, and {', '.join(IdealType)}.",
        )
    if len(says.strip()) > LONGEST:
        raise Refusal("strategy_too_long", f"The text is longer than {LONGEST} characters. Shorten it.", most=LONGEST)
    refuse_national_id(says)
    now = strategy_of(owner=owner.pk, school=school.pk if school else None, year=year)
    wanted = (year, leading, ideal_type, says.strip())
    before = (now.year, now.leading, now.ideal_type, now.says) if now else (year, "", "", "")
    if wanted == before:
        return None
    row = Strategy.objects.create(
        owner=owner,
        school=school,
        year=year,
        leading=leading,
        ideal_type=ideal_type,
        says=says.strip(),
        set_by=person,
        set_at=at,
    )
    audit.write(at=at, person=person, verb="set_strategy", thing=row, owner=owner)
    return row
