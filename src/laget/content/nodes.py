"""YAML with teeth: what a file holds as plain values, and on which line each of them stands.

Only ``true`` and ``false`` are booleans, dates and ``yes`` stay text, a repeated key is a fault, and there
are no anchors: what a file says stands where it is read. The spaces round a text are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import yaml

from laget.content.faults import ContentFaults, Fault
from laget.theory.text import LANGUAGES

SAME_IS_SUSPECT_OVER = 5  # words; shorter names are often the same in bokmål and nynorsk

At = tuple[str | int, ...]
"""The way to a value from the top of a file: keys and positions."""


class _Strict(yaml.CSafeLoader):
    """Takes a word for a number or a boolean only where nobody could mean anything else."""

    yaml_implicit_resolvers = {}  # noqa: RUF012


for _kind, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+(?:e[-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
):
    _Strict.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(_pattern), list(_first))

_SCALARS: dict[str, Callable[[str], object]] = {
    "tag:yaml.org,2002:bool": lambda word: word == "true",
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:null": lambda word: None,
    "tag:yaml.org,2002:str": str.strip,
}


def compose(file: Path) -> yaml.Node:
    """The file's top node. A file that is not YAML raises ``ContentFaults``."""
    raw = file.read_bytes()
    try:
        node: yaml.Node | None = yaml.compose(raw.decode(), Loader=_Strict)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        fault = _fault(file, line, "not_utf8", "The file is not UTF-8: save it as UTF-8.")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        says = f"This is not YAML ({error.problem}): look at indents, quotes and colons here and just above."
        fault = _fault(file, line, "not_yaml", says)
    except yaml.YAMLError as error:
        fault = _fault(file, 1, "not_yaml", f"This is not YAML ({error}): take out what cannot be printed.")
    else:
        if node is not None:
            return node
        fault = _fault(file, 1, "nothing", "The file is empty: fill it in or remove it.")
    raise ContentFaults([fault])


def child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """The node one step down, after the node that marks its line (its key, or itself in a list)."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def line_at(node: yaml.Node, at: Sequence[str | int]) -> int:
    """The line (from 1) of the value at the end of ``at``; of the nearest value above if it is not there."""
    mark = node
    for step in at:
        found = child(node, step)
        if found is None:
            break
        mark, node = found
    return int(mark.start_mark.line) + 1


def path_said(at: Sequence[str | int]) -> str:
    """The way to a value as it is written in messages: ``arrows[2].claim.due``."""
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at)
    return said.removeprefix(".") or "the file"


def plain(file: Path, top: yaml.Node) -> tuple[object, tuple[Fault, ...]]:
    """The values under ``top`` as dictionaries, lists, texts, numbers and booleans, with what is wrong with
    them whatever their type: repeated keys, anchors, tags, empty texts, forgotten translations."""
    faults: list[Fault] = []
    seen: set[int] = set()

    def note(node: yaml.Node, code: str, says: str) -> None:
        faults.append(_fault(file, node.start_mark.line + 1, code, says))

    def value_of(node: yaml.Node, at: At) -> object:
        if id(node) in seen:
            note(node, "anchor", f"{path_said(at)} is borrowed from another place (&, *): write it out.")
            return None
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return mapping_of(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [value_of(item, (*at, index)) for index, item in enumerate(node.value)]
        if node.tag not in _SCALARS:
            note(node, "tag", f"{path_said(at)} carries the tag {node.tag}: write the value without it.")
            return None
        value = _SCALARS[node.tag](node.value)
        if value == "":
            note(node, "empty", f"{path_said(at)} is empty: fill it in, or leave the key out if it may be.")
        return value

    def mapping_of(node: yaml.MappingNode, at: At) -> dict[str, object]:
        values: dict[str, object] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                note(key, "key", f"{path_said(at)} has a key that is not a word.")
            elif key.value in values:
                note(key, "repeated_key", f"{path_said(at)} has the key '{key.value}' twice: keep one.")
            else:
                values[key.value] = value_of(item, (*at, key.value))
        for says in _forgotten(values):
            note(node, "same_words", f"{path_said(at)}: {says}")
        return values

    return value_of(top, ()), tuple(faults)


def _forgotten(values: dict[str, object]) -> Iterator[str]:
    """A text whose nynorsk is its bokmål or its English, word for word, is most likely not translated."""
    nn = values.get("nn")
    if not all(isinstance(values.get(language), str) for language in LANGUAGES) or not isinstance(nn, str):
        return
    if len(nn.split()) <= SAME_IS_SUSPECT_OVER or values.get("same") is True:
        return
    for language, name in (("nb", "bokmål"), ("en", "English")):
        if nn == values[language]:
            yield f"the nynorsk is the same as the {name}: write it in nynorsk, or add 'same: true'."


def _fault(file: Path, line: int, code: str, says: str) -> Fault:
    return Fault(file=file, line=line, code=code, says=says)
