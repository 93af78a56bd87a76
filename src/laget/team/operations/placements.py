"""Offer a share of a post to another school, take it into that school's map, and end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from laget.mapping.team import Place
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.models import Placement, Post, TeamMap
from laget.team.operations.revisions import locked, written
from laget.team.weekdays import as_bits


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementFacts:
    """What a post is at another school: ``fraction`` of a full post, ``bound`` the share of it that decisions bind to
    single pupils; ``days`` are weekdays, Monday being 0. ``None`` and empty are not said."""

    fraction: Decimal | None = None
    bound: Decimal | None = None
    days: frozenset[int] | None = None
    place: str = ""


@transaction.atomic
def propose_placement(
    *, post: Post, school: School, facts: PlacementFacts, person: Person | None, at: datetime
) -> Placement:
    """Offer a share of the post to another school of the same owner. It counts nowhere until that school takes it in.

    Raises ``Refusal``: ``map_not_opened``, ``split_first``, ``not_a_sibling`` (the school is the post's own, or another
    owner's), ``bad_placement`` (field), ``more_than_a_post``, ``placed_already``.
    """
    now = locked(post.map)
    if now.opened_at is None:
        raise Refusal(
            "map_not_opened",
            "The map is not opened, so the staff has not seen what would be shared. Open it first.",
        )
    row = Post.objects.with_scope(owner=now.owner_id).get(pk=post.pk, map=now)
    if row.count != 1:
        raise Refusal(
            "split_first", "The line is several posts, and only some of them may be meant. Take the post out first."
        )
    if school.owner_id != now.owner_id or school.pk == now.school_id:
        raise Refusal("not_a_sibling", "A post is shared with another school of the same owner. Choose one of those.")
    _refuse(facts)
    there = Placement.objects.with_scope(owner=now.owner_id).filter(post=row)
    if there.filter(school=school).exists():
        raise Refusal(
            "placed_already",
            "The post is offered to that school already, or is there. End that first, and offer it anew.",
        )
    if (row.fraction or 0) + (_shared_out(row) or 0) + (facts.fraction or 0) > 1:
        raise Refusal(
            "more_than_a_post",
            "What the post is here and at other schools comes to more than one full post. Make one of them smaller.",
        )
    placement = Placement.objects.create(
        owner_id=now.owner_id,
        post=row,
        school=school,
        fraction=facts.fraction,
        bound=facts.bound,
        days=as_bits(facts.days),
        place=facts.place,
    )
    written(now, verb="propose_placement", person=person, at=at)
    return placement


@transaction.atomic
def accept_placement(*, placement: Placement, team_map: TeamMap, person: Person | None, at: datetime) -> bool:
    """Take a post that is offered into ``team_map``, the map of the school it is offered to. Whether anything changed:
    if not, no line is written. Raises ``Refusal``: ``placement_gone`` where the offer is not there any more."""
    now = locked(team_map)
    row = _still_there(placement)
    if row.accepted_at is not None:
        return False
    row.accepted_at = at
    row.save(update_fields=["accepted_at"])
    written(now, verb="accept_placement", person=person, at=at)
    return True


@transaction.atomic
def end_placement(*, placement: Placement, person: Person | None, at: datetime) -> None:
    """The post is no longer offered to the other school, or at it: withdrawn by its own, or declined by the other. Both
    schools' maps have a line of it. Raises ``Refusal``: ``placement_gone``."""
    home = _still_there(placement).post.map
    both = TeamMap.objects.with_scope(owner=placement.owner_id).filter(
        year=home.year, school__in=(home.school_id, placement.school_id)
    )
    # Always in the same order, so that two who end something at once do not wait for each other.
    maps = list(both.select_for_update().order_by("pk"))
    row = _still_there(placement)
    was_counted = row.accepted_at is not None
    row.delete()
    for team_map in maps:
        if was_counted and team_map.school_id == placement.school_id:
            team_map.revision += 1
            team_map.save(update_fields=["revision"])
        audit.write(at=at, person=person, verb="end_placement", thing=team_map, owner=team_map.owner)


def _shared_out(post: Post) -> Decimal | None:
    """How much of a full post is at other schools, or offered to them; ``None`` where none of it is said."""
    return Placement.objects.with_scope(owner=post.owner_id).filter(post=post).aggregate(all=Sum("fraction"))["all"]


def _still_there(placement: Placement) -> Placement:
    rows = Placement.objects.with_scope(owner=placement.owner_id).select_related("post__map")
    found = rows.filter(pk=placement.pk).first()
    if found is None:
        raise Refusal(
            "placement_gone", "The offer is taken back, or somebody has answered it already. Fetch the page anew."
        )
    return found


def _refuse(facts: PlacementFacts) -> None:
    faulty = {
        "fraction": facts.fraction is not None and not 0 < facts.fraction <= 1,
        "bound": facts.bound is not None and not 0 <= facts.bound <= 1,
        "days": facts.days is not None and not facts.days <= set(range(5)),
        "place": facts.place not in ("", *Place),
    }
    for field, is_faulty in faulty.items():
        if is_faulty:
            raise Refusal(
                "bad_placement",
                f"{field} cannot be {getattr(facts, field)!r}. Correct it, or leave it open.",
                field=field,
            )
