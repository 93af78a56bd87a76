"""Who it is settled leads a situation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from laget.schools.models import School


def settled_leads(school: School, keys: Sequence[str]) -> Mapping[str, str]:
    """By situation, the role that leads it as the school has settled it; nothing for what is not settled."""
    return {}
