"""From pydantic's errors to faults: one per mistake, on its line, in words a writer of content knows."""

from __future__ import annotations

import difflib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic_core import ErrorDetails

from laget.content.faults import Fault
from laget.content.nodes import At, child, line_at, path_said

MISSING = "missing"
UNKNOWN = "unexpected_keyword_argument"
NOT_A_MAPPING = "dataclass_type"
NAMED_OTHERWISE = "literal_error"

LANGUAGE_NAMES = {"nb": "bokmål (nb)", "nn": "nynorsk (nn)", "en": "English (en)"}

SHOULD_BE = {
    "string_type": ("not_text", "text"),
    "dataclass_type": ("not_a_mapping", "a mapping of keys"),
    "tuple_type": ("not_a_list", "a list (- …)"),
    "enum": ("not_a_choice", "{expected}"),
    "literal_error": ("not_a_choice", "{expected}"),
    "int_type": ("not_a_number", "a whole number"),
    "float_type": ("not_a_number", "a number"),
    "bool_type": ("not_a_boolean", "true or false"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One error of pydantic's: ``at`` is the way through the file, ``branches`` the alternatives of unions
    passed on the way, each with its depth in ``at``."""

    at: At
    branches: tuple[tuple[int, str], ...]
    type: str
    input: object
    context: dict[str, Any]
    message: str


def faults_of(errors: Iterable[ErrorDetails], file: Path, top: yaml.Node) -> Iterator[Fault]:
    """One fault per mistake: a misspelt key is both unknown and missing, and is said once."""
    complaints = tuple(_settled(tuple(_complaint(error, top) for error in errors)))
    meant = _misspelt(complaints)
    for complaint in complaints:
        if complaint.type != MISSING or complaint.at not in meant.values():
            code, says = _said(complaint, meant.get(complaint.at))
            yield Fault(file=file, line=line_at(top, complaint.at), code=code, says=says)


def _complaint(error: ErrorDetails, top: yaml.Node) -> Complaint:
    """The error, with the names of union branches taken out of the way to the value."""
    node, at, branches = top, list[str | int](), list[tuple[int, str]]()
    for index, step in enumerate(error["loc"]):
        found = child(node, step)
        if found is not None:
            node = found[1]
            at.append(step)
        elif error["type"] == MISSING and index == len(error["loc"]) - 1:
            at.append(step)
        else:
            branches.append((len(at), str(step)))
    return Complaint(
        at=tuple(at),
        branches=tuple(branches),
        type=error["type"],
        input=error["input"],
        context=error.get("ctx", {}),
        message=error["msg"],
    )


def _settled(complaints: tuple[Complaint, ...]) -> Iterator[Complaint]:
    """The complaints that remain when each union is read as the branch its writer most likely meant."""
    sites: dict[At, dict[str, list[Complaint]]] = defaultdict(lambda: defaultdict(list))
    for complaint in complaints:
        for depth, branch in complaint.branches:
            sites[complaint.at[:depth]][branch].append(complaint)
    meant: dict[At, str] = {}
    for site, branches in sites.items():
        distances = {branch: _distance(site, said) for branch, said in branches.items()}
        meant[site] = min(distances, key=distances.__getitem__)
    for complaint in complaints:
        if all(meant[complaint.at[:depth]] == branch for depth, branch in complaint.branches):
            yield complaint


def _distance(site: At, complaints: Iterable[Complaint]) -> tuple[bool, bool, bool, int]:
    """How far what stands at ``site`` is from a branch: another shape, another value, another name of its own (a
    key with one fixed word), so many other keys."""
    here = [complaint.type for complaint in complaints if complaint.at == site]
    below = [complaint.type for complaint in complaints if complaint.at[:-1] == site]
    keys = [type for type in below if type in (MISSING, UNKNOWN)]
    return NOT_A_MAPPING in here, bool(here), NAMED_OTHERWISE in below, len(keys)


def _misspelt(complaints: Iterable[Complaint]) -> dict[At, At]:
    """Each unknown key that looks like a missing one beside it → the missing one."""
    missing: dict[At, list[str]] = defaultdict(list)
    for complaint in complaints:
        if complaint.type == MISSING:
            missing[complaint.at[:-1]].append(str(complaint.at[-1]))
    meant: dict[At, At] = {}
    for complaint in complaints:
        if complaint.type == UNKNOWN:
            above = complaint.at[:-1]
            for close in difflib.get_close_matches(str(complaint.at[-1]), missing[above], n=1):
                missing[above].remove(close)
                meant[complaint.at] = (*above, close)
    return meant


def _said(complaint: Complaint, meant: At | None) -> tuple[str, str]:
    """The code and the sentence of a complaint."""
    where, above, last = path_said(complaint.at), path_said(complaint.at[:-1]), complaint.at[-1:]
    if complaint.type == MISSING and last[0] in LANGUAGE_NAMES:
        return "language_missing", f"{above} is not said in {LANGUAGE_NAMES[str(last[0])]}: add it."
    if complaint.type == MISSING:
        return "missing", f"{above} lacks the key '{last[0]}': add it."
    if complaint.type == UNKNOWN:
        advice = f"did you mean '{meant[-1]}'?" if meant else "correct it or take it out."
        return "unknown_key", f"{above} has an unknown key, '{last[0]}': {advice}"
    if complaint.input is None:
        return "no_value", f"{where} has no value: fill it in, or leave the key out if it may be."
    if complaint.type not in SHOULD_BE:
        return "wrong", f"{where}: {complaint.message}."
    code, kind = SHOULD_BE[complaint.type]
    if complaint.context.get("class_name") == "Text":
        kind = "said in nb, nn and en"
    shape = _shape(complaint.input)
    if code == "not_text" and not isinstance(complaint.input, dict | list):
        shape += ": put it in quotes"
    return code, f"{where} should be {kind.format(**complaint.context)}, not {shape}."


def _shape(value: object) -> str:
    match value:
        case dict():
            return "a mapping of keys"
        case list():
            return "a list"
        case str():
            return f"'{value}'" if len(value) <= 40 else "a long text"
        case _:
            return json.dumps(value)
