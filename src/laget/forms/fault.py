"""A fault in a form, at the field where it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, and the id of the field where it is; ``where`` tells row and column in words."""

    id: str
    says: str
    where: str = ""
