"""Posts that are at several schools, as each of them sees it."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from laget.schools.models import School
from laget.team.models import Placement, Post, TeamMap


def placements_around(team_map: TeamMap) -> QuerySet[Placement]:
    """What posts of the map are at other schools, and what posts of other schools are at this one in the map's year,
    taken in or only offered; each with its post, both schools and ``owner_provided`` at hand."""
    placements = Placement.objects.with_scope(owner=team_map.owner_id).filter(
        Q(post__map=team_map) | Q(school=team_map.school_id, post__map__year=team_map.year)
    )
    return (
        placements.select_related("school", "post__map__school")
        .annotate(owner_provided=F("post__details__owner_provided"))
        .order_by("post__map__school__name", "post__place_in_table", "school__name", "id")
    )


def placed_at(team_map: TeamMap) -> QuerySet[Placement]:
    """What posts of other schools the map's school has taken in."""
    return placements_around(team_map).filter(school=team_map.school_id, accepted_at__isnull=False)


def placements_of(post: Post) -> tuple[Placement, ...]:
    """What the post is at other schools, taken in or only offered."""
    placements = Placement.objects.with_scope(owner=post.owner_id).filter(post=post)
    return tuple(placements.select_related("school").order_by("school__name"))


def siblings_of(school: School) -> tuple[School, ...]:
    """The owner's other schools, by name."""
    return tuple(School.objects.with_scope(owner=school.owner_id).exclude(pk=school.pk).order_by("name"))
