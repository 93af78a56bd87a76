"""Every refusal of the rooms has a sentence for the web, in every language, and none is left over."""

import ast
from collections.abc import Iterator
from pathlib import Path

from laget.front.refusals import SENTENCES

LAGET = Path(__file__).resolve().parents[2] / "src" / "laget"


def nodes(kind: type[ast.AST]) -> Iterator[tuple[Path, ast.AST]]:
    """Every node of a kind in the rooms; the command line speaks for itself and is left out."""
    for file in LAGET.rglob("*.py"):
        if "cli" not in file.relative_to(LAGET).parts:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            yield from ((file, node) for node in ast.walk(tree) if isinstance(node, kind))


def refusals() -> set[str]:
    """Refusal and the rooms' own kinds of it."""
    names = {"Refusal"}
    for _, node in nodes(ast.ClassDef):
        if any(isinstance(base, ast.Name) and base.id == "Refusal" for base in node.bases):
            names.add(node.name)
    return names


def test_every_code_has_its_sentence():
    names, codes = refusals(), set()
    for file, node in nodes(ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in names:
            assert isinstance(node.args[0], ast.Constant), f"{file}:{node.lineno}: say the code in full"
            codes.add(node.args[0].value)
    assert codes == set(SENTENCES)
