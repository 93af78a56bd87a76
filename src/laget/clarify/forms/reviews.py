"""How it went with what was settled, as somebody has typed it."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import QueryDict

from laget.clarify.operations.reviews import Reviewed
from laget.forms.text import text_of


def sent(data: QueryDict) -> dict[str, Reviewed]:
    """The form as a browser sent it, by situation."""
    return {
        key: Reviewed(key=key, outcome=data.get(f"outcome-{key}", ""), note=text_of(data, f"note-{key}"))
        for key in data.getlist("key")
    }


def read(typed: Mapping[str, Reviewed]) -> tuple[Reviewed, ...]:
    """What is said of a situation; one of which nothing is said is left as it is."""
    return tuple(one for one in typed.values() if one.outcome or one.note)
