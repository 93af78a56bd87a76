"""No text of the map holds anybody's national id number."""

from __future__ import annotations

from laget.frames.national_id import holds_national_id
from laget.refusal import Refusal


def refuse_national_id(text: str) -> None:
    """Raise ``Refusal`` ``national_id_in_text`` for a text with a national id number in it. The number is in no
    message."""
    if holds_national_id(text):
        raise Refusal(
            "national_id_in_text",
            "The text holds what looks like a national id number, so none of it was kept. Take the number out: the map "
            "knows posts and not persons.",
        )
