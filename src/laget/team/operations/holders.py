"""Say who holds a post, or that nobody is said to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from laget.people.access import people_who_may
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.access import EDIT_OWN_POST
from laget.team.models import Post, TeamMap
from laget.team.operations.revisions import locked, written


@transaction.atomic
def hold_post(*, post: Post, holder: Person, person: Person | None, at: datetime) -> bool:
    """Tie the post to ``holder``, who has a role at the school. All of a person's posts have one ``holder`` key, in
    this map and in the owner's others, so that they count as one holder wherever holders are counted. Whether
    anything changed: if not, no line is written.

    Raises ``Refusal``: ``hold_before_opening`` (the staff has not seen the map yet), ``split_first``,
    ``no_role_at_school``.
    """
    now = locked(post.map)
    if now.opened_at is None:
        raise Refusal(
            "hold_before_opening",
            "Until the map is opened to the staff it says nothing of persons. Discuss it and open it first.",
        )
    row = _row(post, now)
    if row.count != 1:
        raise Refusal(
            "split_first", "The line is several posts, and only some of them may be meant. Take the post out first."
        )
    if not people_who_may(EDIT_OWN_POST, now.school, at).filter(pk=holder.pk).exists():
        raise Refusal(
            "no_role_at_school",
            "The person has no role at the school that goes with a post. Give the role first, or choose another.",
        )
    if row.person_id == holder.pk:
        return False
    row.holder = _key_of(holder, row)
    row.person = holder
    row.save(update_fields=["person", "holder"])
    written(now, verb="hold_post", person=person, at=at)
    return True


@transaction.atomic
def leave_post(*, post: Post, person: Person | None, at: datetime) -> bool:
    """Nobody is said to hold the post any more; what is told of the post stays. Whether anybody was: if not, no line is
    written."""
    now = locked(post.map)
    row = _row(post, now)
    if row.person_id is None:
        return False
    # Whoever holds it next is another: the key of the one who did is no longer its own.
    row.person, row.holder = None, uuid4()
    row.save(update_fields=["person", "holder"])
    written(now, verb="leave_post", person=person, at=at)
    return True


def leave_those_without_role(team_map: TeamMap, *, school: School, at: datetime) -> None:
    """As part of a deed that writes its line: untie the map's posts from those who have no role at the school."""
    there = people_who_may(EDIT_OWN_POST, school, at)
    posts = Post.objects.with_scope(owner=team_map.owner_id).filter(map=team_map, person__isnull=False)
    for post in posts.exclude(person__in=there.values("pk")):
        post.person, post.holder = None, uuid4()
        post.save(update_fields=["person", "holder"])


def _row(post: Post, team_map: TeamMap) -> Post:
    return Post.objects.with_scope(owner=team_map.owner_id).get(pk=post.pk, map=team_map)


def _key_of(holder: Person, row: Post) -> UUID:
    """The key that the person has on other posts of the owner; on a first post it is the post's own, unless that is
    somebody else's, in this year or another."""
    held = Post.objects.with_scope(owner=row.owner_id).filter(person__isnull=False)
    has = held.filter(person=holder).order_by("id").values_list("holder", flat=True).first()
    if has is not None:
        return has
    return uuid4() if held.filter(holder=row.holder).exists() else row.holder
