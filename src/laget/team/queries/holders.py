"""How many hold each role at a school, as its newest map says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from laget.mapping.school_year import SchoolYear
from laget.schools.models import School
from laget.team.models import Post, TeamMap


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHolders:
    """A role on the map: how many hold it (``None`` where a line does not say), and the school's own word for it,
    empty where it has none or several."""

    role: str
    holders: int | None
    title: str


def role_holders(school: School, at: datetime) -> tuple[RoleHolders, ...]:
    """The roles on the school's map of this school year, or else of the newest one before; in the order of the table.
    A person with two posts of a role counts once."""
    this = SchoolYear.of(localdate(at)).begins
    maps = TeamMap.objects.with_scope(owner=school.owner_id).filter(school=school, year__lte=this)
    newest = maps.order_by("-year").first()
    if newest is None:
        return ()
    posts = Post.objects.with_scope(owner=school.owner_id).filter(map=newest).order_by("place_in_table", "id")
    by_role: dict[str, list[Post]] = {}
    for post in posts:
        by_role.setdefault(post.role, []).append(post)
    return tuple(_holders(role, theirs) for role, theirs in by_role.items())


def _holders(role: str, posts: list[Post]) -> RoleHolders:
    counts: dict[object, int | None] = {}
    for post in posts:
        before = counts.get(post.holder, 0)
        counts[post.holder] = None if post.count is None or before is None else max(post.count, before)
    known = [count for count in counts.values() if count is not None]
    titles = {post.title for post in posts}
    return RoleHolders(
        role=role,
        holders=sum(known) if len(known) == len(counts) else None,
        title=titles.pop() if len(titles) == 1 else "",
    )
