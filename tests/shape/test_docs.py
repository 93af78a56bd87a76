"""The documentation names every command, setting and dependency there is."""

import re
import tomllib
from pathlib import Path

from laget.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def test_every_command_is_described():
    text = (DOCS / "lookup" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"## laget {name}" not in text] == []


def test_every_setting_is_described_and_no_other():
    read = set()
    for file in (ROOT / "src").rglob("*.py"):
        read |= set(re.findall(r"""environ(?:\.get\(|\[)["'](LAGET_\w+)""", file.read_text(encoding="utf-8")))
    described = set(re.findall(r"`(LAGET_\w+)`", (DOCS / "lookup" / "settings.md").read_text(encoding="utf-8")))
    assert described == read | {"LAGET_CHROMIUM"}


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = list(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        asked += extra
    text = (DOCS / "explain" / "dependencies.md").read_text(encoding="utf-8")
    names = {re.match(r"[\w-]+", one).group() for one in asked}
    assert {name for name in names if f"| {name} |" not in text} == set()


def test_every_link_between_documents_leads_somewhere():
    for page in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        for target in re.findall(r"\]\((?!http|#|mailto)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"


def test_the_project_speaks_of_itself_alone():
    """No path of a machine and no registry's host in anything that is kept."""
    forbidden = re.compile(r"(?<![\w.])/(work|root|home|tmp)/\w|pypi\.org|files\.pythonhosted|registry\.npmjs")
    kept = [*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "ops").iterdir(), *(ROOT / "requirements").iterdir()]
    kept += [file for file in (ROOT / "src").rglob("*") if file.suffix in (".py", ".yaml", ".html", ".md")]
    assert [file.name for file in kept if forbidden.search(file.read_text(encoding="utf-8"))] == []
