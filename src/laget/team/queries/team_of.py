"""The rows of a map as the thinking rooms' team: the only bridge between them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from laget.mapping.team import Place, Ring, Team, TeamPost
from laget.team import roles
from laget.team.models import NotCovered, Post, RingChoice, TeamMap
from laget.team.weekdays import as_days


def team_of(team_map: TeamMap, *, on: date) -> Team:
    """The map's team as it is on the day ``on``, which decides only which posts are covered."""
    empty = set(gaps_on(team_map, on).filter(substitute=False).values_list("post_id", flat=True))
    rings = ring_choices_of(team_map)
    return Team(
        year=team_map.year,
        pupils=team_map.pupils,
        pupils_lower_secondary=team_map.pupils_lower_secondary,
        stages=team_map.stages,
        posts=tuple(_post(post, rings, covered=post.pk not in empty) for post in posts_of(team_map)),
    )


def posts_of(team_map: TeamMap) -> QuerySet[Post]:
    """The lines of the map in the order of its table."""
    return Post.objects.with_scope(owner=team_map.owner_id).filter(map=team_map).order_by("place_in_table", "id")


def gaps_on(team_map: TeamMap, day: date) -> QuerySet[NotCovered]:
    """The rows of posts that are not covered on ``day``, or by a substitute."""
    return NotCovered.objects.with_scope(owner=team_map.owner_id).filter(
        Q(ends__isnull=True) | Q(ends__gte=day), post__map=team_map, starts__lte=day
    )


def ring_choices_of(team_map: TeamMap) -> dict[str, str]:
    """The rings the school has chosen, by role."""
    choices = RingChoice.objects.with_scope(owner=team_map.owner_id).filter(map=team_map)
    return dict(choices.values_list("role", "ring"))


def _post(post: Post, rings: Mapping[str, str], *, covered: bool) -> TeamPost:
    role = roles.role(post.role)
    chosen = rings.get(post.role)
    return TeamPost(
        key=str(post.key),
        holder=str(post.holder),
        role=post.role,
        profession=role.profession,
        count=post.count,
        fraction=None if post.fraction is None else float(post.fraction),
        bound=None if post.bound is None else float(post.bound),
        place=Place(post.place) if post.place else None,
        days=as_days(post.days),
        ring=Ring(chosen) if chosen else role.ring,
        ring_chosen=chosen is not None,
        covered=covered,
    )
