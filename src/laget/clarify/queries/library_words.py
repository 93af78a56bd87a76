"""The library's situations by their words, so that the same one written anew is known again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from laget.clarification.situation import said_alike
from laget.content import shelf
from laget.theory.text import LANGUAGES


@cache
def library_words() -> Mapping[str, str]:
    """The id of each situation in the library by its words in every language, as ``said_alike`` tells them."""
    return {
        said_alike(situation.text.said(language)): id
        for id, situation in shelf.situations().items()
        for language in LANGUAGES
    }
