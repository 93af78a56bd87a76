"""The library's situations by their words, so that the same one written anew is known again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from laget.content import shelf


def plain(text: str) -> str:
    """The words of a situation, whatever the case, the spaces and the stop at the end."""
    return " ".join(text.casefold().split()).rstrip(".?!")


@cache
def library_words() -> Mapping[str, str]:
    """The id of each situation in the library by its plain words, in every language."""
    found = shelf.situations().values()
    return {plain(words): one.id for one in found for words in (one.text.nb, one.text.nn, one.text.en)}
