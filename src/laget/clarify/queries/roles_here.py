"""The roles of a school by the names it calls them itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from laget.content import shelf
from laget.mapping.role import Role
from laget.mapping.staff_list import OTHER
from laget.schools.models import School
from laget.team.models import Post, TeamMap


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesHere:
    """``on_map`` are the ids of the roles on the school's newest map that is opened, in the order of its table;
    ``names`` has every role of the register."""

    on_map: tuple[str, ...]
    names: Mapping[str, str]

    def said(self, roles: tuple[str, ...]) -> str:
        """The roles by name, with commas."""
        return ", ".join(self.names.get(role, role) for role in roles)

    def choices(self) -> tuple[tuple[str, str], ...]:
        """The roles to choose from (id, name), those of the map first."""
        ids = dict.fromkeys((*self.on_map, *proper_roles()))
        return tuple((role, self.names[role]) for role in ids)


def proper_roles() -> Mapping[str, Role]:
    """The roles of the register, by id, without the one that stands for what is not in it: of that there is no card."""
    return {id: role for id, role in shelf.roles().items() if id != OTHER}


def roles_here(school: School, *, language: str) -> RolesHere:
    """The roles of a school, in two queries. A school's own word counts where it has one word for the role."""
    maps = TeamMap.objects.with_scope(owner=school.owner_id).filter(school=school, opened_at__isnull=False)
    newest = maps.order_by("-year").values_list("pk", flat=True).first()
    titles: dict[str, set[str]] = {}
    if newest is not None:
        posts = Post.objects.with_scope(owner=school.owner_id).filter(map=newest).order_by("place_in_table", "id")
        for role, title in posts.values_list("role", "title"):
            titles.setdefault(role, set()).add(title)
    names = {role.id: role.name.said(language) for role in shelf.roles().values()}
    own = {role: next(iter(words)) for role, words in titles.items() if len(words) == 1 and words != {""}}
    return RolesHere(on_map=tuple(role for role in titles if role != OTHER), names=names | own)
