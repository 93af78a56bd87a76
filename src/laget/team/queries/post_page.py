"""One post, and all that is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from laget.people.queries import Colleague, colleagues_who_may
from laget.schools.models import School
from laget.team.access import EDIT_OWN_POST, PostAccess
from laget.team.queries.placements import siblings_of
from laget.team.queries.post_said import share_said
from laget.team.queries.recorded_page import RecordedPost, recorded_post


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What the post is at another school, and whether that school has taken it in or has not answered."""

    id: int
    school: str
    share: str
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPage:
    """A post as it is stored, with who wrote last what is told of it besides the table. ``held_by`` is who holds it, by
    name, and ``has_role`` whether that person still has a role at the school; ``colleagues`` are those who could. For
    others than those who write the map the three are empty. ``elsewhere`` is what the post is at other schools, and
    ``siblings`` are those it could be offered to."""

    stored: RecordedPost
    held_by: str
    has_role: bool
    colleagues: tuple[Colleague, ...]
    elsewhere: tuple[Elsewhere, ...]
    siblings: tuple[School, ...]
    details_by: str


def post_page(found: PostAccess, *, at: datetime, language: str) -> PostPage:
    """The page of a post, for whoever may open it."""
    post = found.post
    colleagues: tuple[Colleague, ...] = ()
    held_by = ""
    if found.may == "all":
        colleagues = colleagues_who_may(EDIT_OWN_POST, post.map.school, at)
        held_by = post.person.name if post.person is not None else ""
    stored = recorded_post(post, language=language)
    more = stored.more
    taken = {one.school_id for one in stored.placements}
    return PostPage(
        stored=stored,
        held_by=held_by,
        has_role=any(one.id == post.person_id for one in colleagues),
        colleagues=colleagues,
        elsewhere=tuple(
            Elsewhere(
                id=one.pk,
                school=one.school.name,
                share=share_said(one, language=language),
                waits=one.accepted_at is None,
            )
            for one in stored.placements
        ),
        siblings=tuple(school for school in siblings_of(post.map.school) if school.pk not in taken)
        if found.may == "all"
        else (),
        details_by=more.set_by.name if more is not None and more.set_by is not None else "",
    )
