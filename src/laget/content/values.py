"""From a YAML tree to plain values, strictly.

Only ``true`` and ``false`` are booleans, dates and ``yes`` stay text, a repeated key is a fault, no text is
empty, and a text is not the same in two languages by oversight. The spaces round a text are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from laget.content.faults import Fault
from laget.content.nodes import At, path_said

SAME_IS_SUSPECT_OVER = 5  # words; shorter names are often the same in bokmål and nynorsk

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+(e[-+]?[0-9]{1,2})?", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Values:
    """The values of one file as dictionaries, lists, texts, numbers and booleans, and the faults that are
    seen without knowing their types."""

    def __init__(self, file: Path, top: yaml.Node) -> None:
        self._file = file
        self.faults: list[Fault] = []
        self.top = self._value(top, top, ())

    def _value(self, node: yaml.Node, mark: yaml.Node, at: At) -> object:
        """The value of ``node``, whose faults are told on the line of ``mark``."""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, mark, at)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, item, (*at, place)) for place, item in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and not node.style:
            return _unquoted(node.value)
        text = node.value.strip()
        if not text:
            says = f"{path_said(at)} is empty: fill it in, or leave the key out if it may be."
            self._note(mark, "empty", says)
        return text

    def _mapping(self, node: yaml.MappingNode, mark: yaml.Node, at: At) -> dict[str, object]:
        values: dict[str, object] = {}
        for key, item in node.value:
            if key.value in values:
                self._note(key, "repeated_key", f"{path_said(at)} has the key '{key.value}' twice: keep one.")
            else:
                values[key.value] = self._value(item, key, (*at, key.value))
        for name in _untranslated(values):
            says = f"{path_said(at)} is the same in nynorsk and {name}: write it in nynorsk, or add 'same: true'."
            self._note(mark, "same_words", says)
        return values

    def _note(self, mark: yaml.Node, code: str, says: str) -> None:
        self.faults.append(Fault(file=self._file, line=mark.start_mark.line + 1, code=code, says=says))


def _unquoted(word: str) -> object:
    """What a word without quotes stands for: text, unless nobody could mean anything but a number or a
    boolean by it."""
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    if _DECIMAL.fullmatch(word):
        return float(word)
    return word


def _untranslated(values: dict[str, object]) -> Iterator[str]:
    """The languages that a text in nynorsk most likely still stands in."""
    nn = values.get("nn")
    if not isinstance(nn, str) or len(nn.split()) <= SAME_IS_SUSPECT_OVER or values.get("same") is True:
        return
    for language, name in (("nb", "bokmål"), ("en", "English")):
        if nn == values.get(language):
            yield name
