"""A role in the register: what a post can be."""

from __future__ import annotations

from dataclasses import dataclass

from laget.mapping.team import Profession, Ring
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role a post can have.

    ``ring`` is where it usually stands, which a school may choose otherwise; ``None`` where it differs too much to say.
    ``service`` marks the roles of services outside the school. ``aliases`` are the other words lists of staff use for
    it, in any language; ``actor`` is the role's page in the handbook, empty where it has none.
    """

    id: str
    name: Text
    profession: Profession
    ring: Ring | None
    service: bool = False
    aliases: tuple[str, ...] = ()
    actor: str = ""
