"""Whose teams a person may read, and what of them. What a grant gives is settled in ``people``.

Outside the school nobody reads anything but a release: a map that was never begun, is not opened, is not shared or
is withdrawn is the same ``Http404``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from laget.forms.whole_number import whole
from laget.people import access
from laget.people.models import Person
from laget.schools.models import Owner, School
from laget.team.models import Arena, GradeTeam, NotCovered, Placement, Post, Release, StaffFile, TeamMap

READ_SCHOOL, READ_OWNER = "read_school", "read_owner"
READ_MAP, READ_RECORDED, EDIT_MAP, LEAD_MAP = "read_map", "read_recorded", "edit_map", "lead_map"
EDIT_OWN_POST, READ_RELEASED, COMPARE_SCHOOLS = "edit_own_post", "read_released", "compare_schools"
SEND_STAFF_FILE, SET_OWNER_STRATEGY = "send_staff_file", "set_owner_strategy"


def visible_to(person: Person, at: datetime) -> QuerySet[School]:
    """The schools whose team the person may read, with their owners at hand."""
    return access.schools_visible_to(person, at, READ_SCHOOL).select_related("owner")


def get_for(person: Person, code: str, at: datetime, verb: str = READ_SCHOOL) -> School:
    """The school, or ``Http404`` or ``PermissionDenied``."""
    return access.get_school(person, code, verb, at)


def get_owner_for(person: Person, code: str, at: datetime, verb: str = READ_OWNER) -> Owner:
    """The owner, or ``Http404`` or ``PermissionDenied``."""
    return access.get_owner(person, code, verb, at)


def may_read(person: Person, owner: Owner, at: datetime) -> bool:
    """Whether the owner's page is open to the person: not everybody at a school reads it."""
    return access.may(person, READ_OWNER, at, unit=owner)


def maps_for(person: Person, school: School, at: datetime) -> tuple[TeamMap, ...]:
    """The school's maps that the person may see, newest year first: those not yet opened only for whoever edits them
    or is to look at what is recorded."""
    maps = TeamMap.objects.with_scope(owner=school.owner_id).filter(school=school).order_by("-year")
    if not _sees_before_it_opens(person, school, at):
        maps = maps.filter(opened_at__isnull=False)
    return tuple(maps)


def map_for(person: Person, code: str, year: int, verb: str, at: datetime) -> TeamMap:
    """The map with its school and owner at hand, if the person may do ``verb`` with it.

    Raises ``Http404`` and ``PermissionDenied`` as for the school; ``Http404`` too where there is no map of that
    year, or where it is not opened and the person is one of those who may only read it.
    """
    school = access.get_school(person, code, verb, at)
    found = TeamMap.objects.with_scope(owner=school.owner_id).filter(school=school, year=year).first()
    if found is None or (found.opened_at is None and not _sees_before_it_opens(person, school, at)):
        raise Http404
    found.school = school
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAccess:
    """A post, and whether the person may see and change ``all`` that is recorded of it, because they edit the map,
    or only because it is their ``own``."""

    post: Post
    may: str


def post_for(person: Person, code: str, year: int, post: int, at: datetime) -> PostAccess:
    """The post with its map, school and owner at hand, for whoever edits the map or holds the post.

    Raises ``Http404`` where the person holds no grant in the owner, and for a post that is not there; otherwise
    ``PermissionDenied``.
    """
    own = School.objects.with_scope(owner=access.owners_of(person, at)).select_related("owner")
    school = own.filter(code=code).first()
    if school is None:
        raise Http404
    edits = access.may(person, EDIT_MAP, at, unit=school)
    found = (
        Post.objects.with_scope(owner=school.owner_id)
        .filter(id=post, map__school=school, map__year=year)
        .select_related("map", "person")
        .first()
    )
    # Before the map is opened, nobody but those who write it sees who holds what in it.
    holds = (
        found is not None
        and found.person_id == person.pk
        and found.map.opened_at is not None
        and access.may(person, EDIT_OWN_POST, at, unit=school)
    )
    if not (edits or holds):
        raise PermissionDenied
    if found is None:
        raise Http404
    found.map.school = school
    return PostAccess(post=found, may="all" if edits else "own")


def own_posts(person: Person, at: datetime) -> tuple[Post, ...]:
    """The posts that the person holds and may write about, in maps that are open, the newest year first; with map and
    school at hand."""
    owners = access.owners_of(person, at)
    schools = access.schools_visible_to(person, at, EDIT_OWN_POST)
    posts = Post.objects.with_scope(owner=owners).filter(
        person=person, map__opened_at__isnull=False, map__school__in=schools
    )
    return tuple(posts.select_related("map__school").order_by("-map__year", "map__school__name", "place_in_table"))


def placement_for(person: Person, code: str, year: int, placement: int, at: datetime) -> tuple[TeamMap, Placement]:
    """The map, and what a post of another school is or would be at its school, for whoever leads the map; ``Http404``
    and ``PermissionDenied`` as for the map."""
    team_map = map_for(person, code, year, LEAD_MAP, at)
    found = (
        Placement.objects.with_scope(owner=team_map.owner_id)
        .filter(pk=placement, school=team_map.school, post__map__year=year)
        .first()
    )
    if found is None:
        raise Http404
    return team_map, found


def placement_of(post: Post, placement: int) -> Placement:
    """What a post that ``post_for`` has given is at another school; ``Http404`` where it is nothing there."""
    found = Placement.objects.with_scope(owner=post.owner_id).filter(pk=placement, post=post).first()
    if found is None:
        raise Http404
    return found


def gap_of(post: Post, gap: int) -> NotCovered:
    """A row of when a post that ``post_for`` has given is not covered; ``Http404`` for one that is not there."""
    found = NotCovered.objects.with_scope(owner=post.owner_id).filter(pk=gap, post=post).first()
    if found is None:
        raise Http404
    return found


def arena_in(team_map: TeamMap, arena: int) -> Arena:
    """The arena of a map that ``map_for`` has given; ``Http404`` for one that is not there."""
    found = Arena.objects.with_scope(owner=team_map.owner_id).filter(map=team_map, id=arena).first()
    if found is None:
        raise Http404
    found.map = team_map
    return found


def grade_team_in(team_map: TeamMap, asked: str) -> GradeTeam | None:
    """The grade team of a map that ``map_for`` has given, by its id as it stands in an address; ``None`` where nothing
    is asked for, and ``Http404`` for one that is not there."""
    if not asked:
        return None
    teams = GradeTeam.objects.with_scope(owner=team_map.owner_id).filter(map=team_map)
    found = teams.filter(id=whole(asked)).first()
    if found is None:
        raise Http404
    return found


def staff_files_for(person: Person, school: School, at: datetime) -> QuerySet[StaffFile]:
    """The lists that wait at a school: all of them for whoever edits its maps; for the owner, those it sent itself."""
    waiting = StaffFile.objects.with_scope(owner=school.owner_id).filter(
        school=school, state="waiting", expires_at__gt=at
    )
    if access.may(person, EDIT_MAP, at, unit=school):
        return waiting.select_related("school")
    return waiting.filter(sent_by=person).select_related("school")


def staff_file_for(person: Person, code: str, staff_file: int, verb: str, at: datetime) -> StaffFile:
    """A list that waits, as ``staff_files_for`` shows it, for whoever may do ``verb`` at the school; otherwise
    ``Http404`` or ``PermissionDenied``."""
    school = access.get_school(person, code, verb, at)
    found = staff_files_for(person, school, at).filter(id=staff_file).first()
    if found is None:
        raise Http404
    found.school = school
    return found


def released_for(person: Person, code: str, year: int, at: datetime) -> Release:
    """The release of a school's map that counts, with its publication, map and school at hand; ``Http404`` where there
    is none, whatever the reason. The snapshot's body is not fetched: it is not for those who read what is released."""
    school = access.get_school(person, code, READ_RELEASED, at)
    found = (
        Release.objects.with_scope(owner=school.owner_id)
        .filter(map__school=school, map__year=year, withdrawn_at__isnull=True)
        .select_related("snapshot", "map")
        .defer("snapshot__body")
        .first()
    )
    if found is None:
        raise Http404
    found.map.school = school
    return found


def releases_visible_to(person: Person, owner: Owner, at: datetime) -> QuerySet[Release]:
    """The releases that count at the owner's schools of which the person may read what is released, with publication,
    map and school at hand."""
    schools = access.schools_visible_to(person, at, READ_RELEASED).filter(owner=owner)
    return (
        Release.objects.with_scope(owner=owner.pk)
        .filter(map__school__in=schools, withdrawn_at__isnull=True)
        .select_related("snapshot", "map__school")
        .defer("snapshot__body")
    )


def _sees_before_it_opens(person: Person, school: School, at: datetime) -> bool:
    return not access.verbs_at(person, school, at).isdisjoint((EDIT_MAP, READ_RECORDED))
