"""What import-linter cannot say: an app may be used by another app only through its public files."""

import re
from itertools import combinations
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("schools", "people", "team", "clarify", "library", "study")
# What an app shows the others: `roles` is the register of roles, as the deeds ask it.
PUBLIC = ("queries", "operations", "access", "models", "audit", "grants", "roles")

# From the address to the table: each of an app's rooms uses only those after it.
ROOMS = ("urls", "views", "forms", "operations", "queries", "access", "models")


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("laget")


@pytest.mark.parametrize("app", APPS)
def test_an_app_is_used_through_its_public_files(graph, app):
    private = [
        (importer, imported)
        for imported in graph.find_descendants(f"laget.{app}")
        if imported.split(".")[2] not in (*PUBLIC, "urls", "migrations", "templatetags")
        for importer in graph.find_modules_that_directly_import(imported)
        # The command line is a door, not an app: it may also use what an app computes without a person.
        if not importer.startswith((f"laget.{app}.", "laget.cli."))
    ]
    assert private == []


@pytest.mark.parametrize("app", APPS)
def test_the_rooms_of_an_app_use_only_those_nearer_the_tables(graph, app):
    """Also by way of a file that is no room: what a page asks never leads to what a form or a deed is."""
    there = [room for room in (f"laget.{app}.{name}" for name in ROOMS) if room in graph.modules]
    assert there, app
    upward = [
        (lower, upper)
        for upper, lower in combinations(there, 2)
        if graph.chain_exists(importer=lower, imported=upper, as_packages=True)
    ]
    assert upward == []


@pytest.mark.parametrize("app", APPS)
def test_views_leave_the_tables_to_queries_and_operations(app):
    room = ROOT / "src" / "laget" / app
    for views in (room / "views.py", *room.glob("views/**/*.py")):
        assert not views.exists() or ".objects" not in views.read_text(encoding="utf-8"), views


def test_templates_carry_no_inline_style_or_script():
    for template in (ROOT / "src" / "laget").rglob("templates/**/*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=", text), template
