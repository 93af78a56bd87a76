"""Find what the content says, in any of its languages, by whole words, by the beginning of a word, and by other
forms of it: "assistentene" finds "assistentar" and "assistent".

The content is small and never changes while Laget runs, so the index is a few dictionaries in memory, the same on any
database. The stemmers are Snowball's (Porter 2001): Norwegian, which serves nynorsk fairly, and English.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from threading import Lock

import snowballstemmer

# "5-1", "11-6" and "9a" are words: that is how the law is asked for.
_WORD = re.compile(r"\d+(?:[-–]\d+)+|\w+")
_SHORTEST_BEGINNING = 3
_SHORTEST_STEM = 4

# A stemmer keeps the word it is at in itself, so threads take turns.
_STEMMING = Lock()
_NORWEGIAN = snowballstemmer.stemmer("norwegian")
_ENGLISH = snowballstemmer.stemmer("english")


class Index:
    """An index over documents, each a heading, a body, and a margin of words that are not its own.

    >>> index = Index([("helsesykepleier", "på skolen", "helsesøster"), ("lærer", "kontaktlærer", "")])
    >>> index.find("Helsesøsteren"), index.find("lær"), index.find("lege")
    ((0,), (1,), ())
    """

    def __init__(self, documents: Sequence[tuple[str, str, str]]) -> None:
        self._documents = len(documents)
        self._stems: dict[str, set[int]] = defaultdict(set)
        self._words: dict[str, set[int]] = defaultdict(set)
        self._headings: dict[str, set[int]] = defaultdict(set)
        self._own: dict[str, set[int]] = defaultdict(set)
        for place, (heading, body, margin) in enumerate(documents):
            for word in set(words_of(heading)):
                for stem in stems_of(word):
                    self._headings[stem].add(place)
            for word in {*words_of(heading), *words_of(body)}:
                for stem in stems_of(word):
                    self._own[stem].add(place)
            for word in {*words_of(heading), *words_of(body), *words_of(margin)}:
                self._words[word].add(place)
                for stem in stems_of(word):
                    self._stems[stem].add(place)
        self._sorted = sorted(self._words)

    def find(self, query: str) -> tuple[int, ...]:
        """The places of the documents that hold every word of ``query``: first those that hold them in their heading,
        last those that have them in the margin alone, and otherwise in their order. No word, no document."""
        asked = list(dict.fromkeys(words_of(query)))
        if not asked:
            return ()
        found = set(range(self._documents))
        for word in asked:
            found &= self._holding(word)

        def rank(place: int) -> tuple[int, int, int]:
            return -_held(self._headings, asked, place), -_held(self._own, asked, place), place

        return tuple(sorted(found, key=rank))

    def _holding(self, word: str) -> set[int]:
        found = set[int]()
        for stem in stems_of(word):
            found |= self._stems.get(stem, set())
        if len(word) >= _SHORTEST_BEGINNING:
            for place in range(bisect_left(self._sorted, word), len(self._sorted)):
                if not self._sorted[place].startswith(word):
                    break
                found |= self._words[self._sorted[place]]
        return found


def _held(postings: Mapping[str, set[int]], asked: Iterable[str], place: int) -> int:
    """How many of the words that are asked for the document at ``place`` has there."""
    return sum(any(place in postings.get(stem, ()) for stem in stems_of(word)) for word in asked)


def words_of(text: str) -> Iterator[str]:
    """The words of a text in lower case.

    >>> list(words_of("Etter § 5–1 (Assistenten)"))
    ['etter', '5-1', 'assistenten']
    """
    return (found.group().replace("–", "-") for found in _WORD.finditer(text.casefold()))


@lru_cache(maxsize=20_000)
def stems_of(word: str) -> frozenset[str]:
    """The word's Norwegian and English stems, which may be one. Norwegian endings are taken off one after the other,
    since "helsesøsteren" has two, but not below four letters: there "helse" would become the same as "hel"."""
    with _STEMMING:
        norwegian = word
        while (shorter := _NORWEGIAN.stemWord(norwegian)) != norwegian and len(shorter) >= _SHORTEST_STEM:
            norwegian = shorter
        return frozenset((norwegian, _ENGLISH.stemWord(word)))
