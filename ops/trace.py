"""Trace what the report asks for (R-001 … R-194) to where Laget has it, and write docs/explain/asked-for.md.

    python ops/trace.py

A tag is ``R-037`` in a docstring, a comment or a content file; ``R-037 (in part)`` where only a part of it is met. What
has no tag is said to come later. The list of what is asked for is docs/explain/asked-for.csv.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "laget"
LIST = ROOT / "docs" / "explain" / "asked-for.csv"
PAGE = ROOT / "docs" / "explain" / "asked-for.md"

_TAG = re.compile(r"\bR-(\d{3})\b( \(in part\))?")
_ID = re.compile(r"\s*(?:- )?id: (\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere a requirement is met, wholly or in part."""

    name: str
    in_part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One requirement, as the list has it."""

    id: str
    mark: str
    who: str
    says: str
    lines: str


def asked() -> list[Asked]:
    """Everything that is asked for, in its order."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return [Asked(**row) for row in csv.DictReader(file)]


def places() -> dict[str, list[Place]]:
    """Where each requirement is tagged."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for file in sorted(SOURCE.rglob("*")):
        if file.suffix not in (".py", ".yaml"):
            continue
        tell = _in_python if file.suffix == ".py" else _in_content
        for id, name, in_part in tell(file):
            # Met wholly in one place is met, whatever else is tagged there.
            found[id][name] = found[id].get(name, True) and in_part
    return {id: [Place(name=name, in_part=part) for name, part in sorted(there.items())] for id, there in found.items()}


def _tags(text: str) -> Iterator[tuple[str, bool]]:
    for tag in _TAG.finditer(text):
        yield f"R-{tag.group(1)}", bool(tag.group(2))


def _in_python(file: Path) -> Iterator[tuple[str, str, bool]]:
    """A tag belongs to the innermost class or function it stands in; one of a view, to the view's address."""
    text = file.read_text(encoding="utf-8")
    if not _TAG.search(text):
        return
    room = ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    spans = [
        (node.lineno, node.end_lineno or node.lineno, node.name)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    ]
    for number, line in enumerate(text.splitlines(), start=1):
        for id, in_part in _tags(line):
            inside = [span for span in spans if span[0] <= number <= span[1]]
            name = max(inside)[2] if inside else ""
            yield id, _page(room, name) or f"`{room}{'.' * bool(name)}{name}`", in_part


def _page(room: str, view: str) -> str:
    """The address of a view, as a reader writes it; nothing for what is no view."""
    if not room.endswith(".views") or not view:
        return ""
    app = room.split(".", maxsplit=1)[0]
    for pattern in _addresses(app):
        if pattern[1] == view:
            return f"page `/{re.sub('<[^>]+>', '…', pattern[0])}`"
    return ""


def _addresses(app: str) -> list[tuple[str, str]]:
    text = (SOURCE / app / "urls.py").read_text(encoding="utf-8")
    return re.findall(r'path\("([^"]*)", views\.(\w+)', text)


def _in_content(file: Path) -> Iterator[tuple[str, str, bool]]:
    """A tag in the comment that begins a file belongs to the file; any other, to the item below it."""
    name = (
        f"page `/handbok/{file.stem}/`"
        if file.parent.name == "handbook"
        else f"`{file.relative_to(SOURCE).as_posix()}`"
    )
    beginning, waiting = True, list[tuple[str, bool]]()
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("#"):
            waiting += _tags(line)
            continue
        item = _ID.match(line)
        place = name if beginning or not item else f"{name} · {item.group(1)}"
        yield from ((id, place, in_part) for id, in_part in waiting)
        beginning, waiting = False, []


def page() -> str:
    """The page, from the list and the tags."""
    there, everything = places(), asked()
    whole = {one.id for one in everything if any(not place.in_part for place in there.get(one.id, []))}
    partly = {one.id for one in everything if one.id in there} - whole
    lines = [
        "# What the report asks for, and where Laget has it",
        "",
        "Made by `make trace` from tags in the content and the code; not written by hand. What a row names is where to",
        "look: a page, a field of a type, or a content file. *In part* means that some of it is there, *later* that",
        "nothing is yet.",
        "The rows restate what the report (AFI r2015:6) asks of a system, in our words; L… are lines of its text.",
        "",
        f"Of {len(everything)} rows, {len(whole)} are there, {len(partly)} in part, "
        f"and {len(everything) - len(whole) - len(partly)} come later.",
    ]
    who = ""
    for one in everything:
        if one.who != who:
            who = one.who
            lines += ["", f"## {who}", "", "| Row | Asked for | Where | Report |", "|---|---|---|---|"]
        lines.append(f"| {one.id} ({one.mark}) | {one.says} | {_where(one, there, whole)} | {one.lines} |")
    return "\n".join([*lines, ""])


def _where(one: Asked, there: dict[str, list[Place]], whole: set[str]) -> str:
    if one.id not in there:
        return "later"
    said = ", ".join(place.name for place in there[one.id])
    return said if one.id in whole else f"in part: {said}"


def main() -> int:
    """Write the page, unless a tag is on no list."""
    unknown = sorted(set(places()) - {one.id for one in asked()})
    if unknown:
        print(f"These tags are on no list: {', '.join(unknown)}. Correct them.")
        return 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
