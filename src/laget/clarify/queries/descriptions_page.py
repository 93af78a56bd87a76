"""What an owner says that its roles do, at all its schools."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from laget.clarify.models import JobDescription
from laget.clarify.queries.cards import usual_duties
from laget.clarify.queries.roles_here import proper_roles
from laget.schools.models import Owner


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionRow:
    """A role's description. ``agreed_on`` is when the newest that is agreed was agreed; ``draft`` whether there is a
    newer one that is not."""

    role: str
    name: str
    agreed_on: date | None
    partners: str
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionsPage:
    """The descriptions there are, and the roles that have none (id, name)."""

    heading: str
    owner: Owner
    rows: tuple[DescriptionRow, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DescriptionPage:
    """A role's newest description, ``None`` where there is none; and what the report tells that such roles do."""

    owner: Owner
    role: str
    name: str
    newest: JobDescription | None
    agreed_on: date | None
    suggestions: tuple[str, ...]


def descriptions_page(owner: Owner, *, language: str) -> DescriptionsPage:
    """The list."""
    names = {id: role.name.said(language) for id, role in proper_roles().items()}
    newest: dict[str, JobDescription] = {}
    agreed: dict[str, JobDescription] = {}
    for row in JobDescription.objects.with_scope(owner=owner.pk).filter(owner=owner).order_by("number"):
        newest[row.role] = row
        if row.agreed_on is not None:
            agreed[row.role] = row
    return DescriptionsPage(
        heading=_("Stillingsbeskrivelser i %(owner)s") % {"owner": owner.name},
        owner=owner,
        rows=tuple(
            DescriptionRow(
                role=role,
                name=name,
                agreed_on=agreed[role].agreed_on if role in agreed else None,
                partners=agreed[role].partners if role in agreed else "",
                draft=newest[role].agreed_on is None,
            )
            for role, name in names.items()
            if role in newest
        ),
        others=tuple((role, name) for role, name in names.items() if role not in newest),
    )


def description_page(owner: Owner, role: str, *, language: str) -> DescriptionPage | None:
    """One role's; ``None`` for a role that is not in the register."""
    if role not in proper_roles():
        return None
    rows = JobDescription.objects.with_scope(owner=owner.pk).filter(owner=owner, role=role).order_by("-number")
    versions = tuple(rows)
    return DescriptionPage(
        owner=owner,
        role=role,
        name=proper_roles()[role].name.said(language),
        newest=versions[0] if versions else None,
        agreed_on=next((row.agreed_on for row in versions if row.agreed_on), None),
        suggestions=usual_duties(role, language=language),
    )
