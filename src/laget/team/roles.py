"""The role register, as the deeds and pages of the map ask it."""

from __future__ import annotations

from laget.content import shelf
from laget.mapping.role import Role
from laget.mapping.staff_list import OTHER
from laget.refusal import Refusal


def register() -> tuple[Role, ...]:
    """All the roles, in the order they are offered."""
    return tuple(shelf.roles().values())


def role(id: str) -> Role:
    """The role with this id."""
    return shelf.roles()[id]


def called(id: str, title: str, *, language: str) -> str:
    """What a post is called: by its role, or outside the register by the school's own word for it, if it has one."""
    return title if id == OTHER and title else role(id).name.said(language)


def refuse_unknown_role(id: str) -> None:
    """Raise ``Refusal`` for a role that is not in the register."""
    if id not in shelf.roles():
        raise Refusal("unknown_role", f"There is no role {id!r}. Choose one of the register.", role=id)
