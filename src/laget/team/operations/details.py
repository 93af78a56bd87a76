"""Tell more of one post."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from laget.mapping.team import LedBy
from laget.people.models import Person
from laget.refusal import Refusal
from laget.team.models import Post, PostDetails
from laget.team.models.post_details import EDUCATION
from laget.team.operations.revisions import locked, written
from laget.team.operations.text import refuse_national_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """What may be told of a post, as in ``models.PostDetails``; empty and ``None`` are not told."""

    employer: str = ""
    base_school: str = ""
    law: str = ""
    education: str = ""
    education_kind: str = ""
    office: str = ""
    works_plan_hours: Decimal | None = None
    paid_in_holidays: bool | None = None
    works_in_meetings: bool | None = None
    on_planning_days: bool | None = None
    mentor: bool | None = None
    owner_provided: bool | None = None
    led_by: str = ""


_TEXTS = ("employer", "base_school", "law", "education", "office")


@transaction.atomic
def describe_post(*, post: Post, facts: PostFacts, person: Person | None, at: datetime) -> bool:
    """Make what is told of the post what ``facts`` says. Whether anything changed: if not, no line is written.

    Raises ``Refusal``: ``split_first``, ``bad_post_details`` (field), ``national_id_in_text``.
    """
    _refuse(facts)
    now = locked(post.map)
    if Post.objects.with_scope(owner=now.owner_id).get(pk=post.pk).count != 1:
        raise Refusal(
            "split_first", "The line is several posts, and only some of them may be meant. Take the post out first."
        )
    rows = PostDetails.objects.with_scope(owner=now.owner_id).filter(post=post)
    wanted = {name: value.strip() if name in _TEXTS else value for name, value in asdict(facts).items()}
    before = rows.values(*wanted).first() or asdict(PostFacts())
    if before == wanted:
        return False
    if PostFacts(**wanted) == PostFacts():
        rows.delete()
    else:
        rows.update_or_create(post=post, defaults={"owner_id": now.owner_id, "set_by": person, **wanted})
    written(now, verb="describe_post", person=person, at=at)
    return True


def _refuse(facts: PostFacts) -> None:
    hours = facts.works_plan_hours
    faulty = {name: len(getattr(facts, name).strip()) > 100 for name in _TEXTS} | {
        "education_kind": facts.education_kind not in ("", *EDUCATION),
        "led_by": facts.led_by not in ("", *LedBy),
        "works_plan_hours": hours is not None
        and not (hours.is_finite() and 0 <= hours <= 60 and hours == round(hours, 1)),
    }
    for field, is_faulty in faulty.items():
        if is_faulty:
            raise Refusal(
                "bad_post_details",
                f"{field} cannot be {getattr(facts, field)!r}. Correct it, or leave it open.",
                field=field,
            )
    for name in _TEXTS:
        refuse_national_id(getattr(facts, name))
