"""What a school writes on a role's card itself, and what the library has to begin from."""

from __future__ import annotations

from dataclasses import dataclass

from laget.clarify.access import card_in
from laget.clarify.models import RoleCard
from laget.clarify.queries.cards import card_sources, left_open, roles_met, usual_duties
from laget.clarify.queries.roles_here import proper_roles, roles_here
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePage:
    """The page. ``row`` is what is written already, ``None`` where nothing is, and ``revision`` its number.
    ``confidentiality`` is what the card says of it now. ``mentors`` are the roles to choose from (id, name);
    ``suggestions`` are what the report tells that such roles do, ``left_open`` what it leaves open about them, and
    ``met`` the roles it is easily confused with, by name, and where they meet."""

    school: School
    role: str
    name: str
    row: RoleCard | None
    revision: int
    confidentiality: str
    mentors: tuple[tuple[str, str], ...]
    suggestions: tuple[str, ...]
    left_open: tuple[str, ...]
    met: tuple[tuple[str, str], ...]


def write_page(school: School, role: str, *, language: str) -> WritePage | None:
    """The page of a role; ``None`` for one that can have no card."""
    if role not in proper_roles():
        return None
    here = roles_here(school, language=language)
    row = card_in(school, role)
    return WritePage(
        school=school,
        role=role,
        name=here.names[role],
        row=row,
        revision=row.revision if row else 0,
        confidentiality=card_sources(school, language=language).card(role).confidentiality,
        mentors=tuple((other, name) for other, name in here.choices() if other != role),
        suggestions=usual_duties(role, language=language),
        left_open=left_open(role, language=language),
        met=tuple((here.names[other], says) for other, says in roles_met(role, language=language)),
    )
