"""A YAML file as a tree that knows its lines.

There are no anchors and no tags in it: what a file says stands where it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from laget.content.faults import ContentFaults, Fault

At = tuple[str | int, ...]
"""The way to a value from the top of a file: keys and positions."""

_PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}


def compose(file: Path) -> yaml.Node:
    """The file's top node. A file that cannot be taken as such a tree raises ``ContentFaults``."""
    raw = file.read_bytes()
    try:
        # The base loader takes every scalar for text; ``values`` decides what is a number.
        node: yaml.Node | None = yaml.compose(raw.decode(), Loader=yaml.CBaseLoader)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults = [_fault(file, line, "not_utf8", "The file is not UTF-8: save it as UTF-8.")]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        says = f"This is not YAML ({error.problem}): look at indents, quotes and colons here and just above."
        faults = [_fault(file, line, "not_yaml", says)]
    except yaml.YAMLError as error:
        faults = [_fault(file, 1, "not_yaml", f"This is not YAML ({error}): take out what cannot be printed.")]
    else:
        if node is None:
            faults = [_fault(file, 1, "nothing", "The file is empty: fill it in or remove it.")]
        else:
            faults = list(_foreign(file, node, set()))
            if not faults:
                return node
    raise ContentFaults(faults)


def _foreign(file: Path, node: yaml.Node, seen: set[int]) -> Iterator[Fault]:
    """What YAML allows and Laget does not. An anchor is a node met for the second time."""
    line = node.start_mark.line + 1
    if id(node) in seen:
        yield _fault(file, line, "anchor", "This is borrowed in another place (&, *): write it out there.")
        return
    seen.add(id(node))
    if node.tag not in _PLAIN_TAGS:
        yield _fault(file, line, "tag", f"The tag {node.tag} has no meaning here: write the value without it.")
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _foreign(file, item, seen)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                yield _fault(file, key.start_mark.line + 1, "key", "This key is not a word: write one word.")
            yield from _foreign(file, value, seen)


def _fault(file: Path, line: int, code: str, says: str) -> Fault:
    return Fault(file=file, line=line, code=code, says=says)


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
