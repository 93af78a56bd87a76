"""A text that a browser sent."""

from __future__ import annotations

from collections.abc import Mapping


def text_of(data: Mapping[str, str], name: str) -> str:
    """The text of a field, without space around it, and empty where the field is not there. A line break is one
    character, as the browser counts when it holds a field to its length; it sends two.

    >>> text_of({"question": "Hvem\\r\\nringer? "}, "question")
    'Hvem\\nringer?'
    """
    return data.get(name, "").replace("\r\n", "\n").strip()
