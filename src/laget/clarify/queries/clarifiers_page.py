"""Who settles and who coordinates at a school, by role."""

from __future__ import annotations

from dataclasses import dataclass

from laget.clarify.queries.clarifiers import clarifiers_of
from laget.clarify.queries.roles_here import roles_here
from laget.schools.models import School

AFTER_SCHOOL = ("sfo-worker", "sfo-leader")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarifiersPage:
    """The roles named, as ids. ``roles`` are the choices (id, name), those of the map first. ``in_after_school`` says
    that the assistants are coordinated from after-school care, which the report advises against (L2229-2232)."""

    school: School
    arbiter: str
    coordinator: str
    assistants: str
    roles: tuple[tuple[str, str], ...]
    in_after_school: bool


def clarifiers_page(school: School, *, language: str) -> ClarifiersPage:
    """What the school has named."""
    here = roles_here(school, language=language)
    row = clarifiers_of(school)
    return ClarifiersPage(
        school=school,
        arbiter=row.arbiter,
        coordinator=row.coordinator,
        assistants=row.assistants,
        roles=here.choices(),
        in_after_school=row.assistants in AFTER_SCHOOL,
    )
