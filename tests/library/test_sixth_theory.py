"""A sixth theory is one file, and then it is everywhere, in every language, without a line of code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cast import client_of

from laget.content import layout, shelf
from laget.content.check import check
from laget.content.layout import SHIPPED
from laget.library import handbook
from laget.library.queries import findables

NAME = {"nb": "Sekundærlaget", "nn": "Sekundærlaget utanfor", "en": "The secondary team"}
CACHED = (handbook.chapters, findables.findables, findables._index)


@pytest.fixture
def file(tmp_path) -> Path:
    """A theory of the secondary team (R-022): sound, because it is the assistants' under another name."""
    text = (SHIPPED / "theories" / "assistants" / "1.yaml").read_text(encoding="utf-8")
    name = "name: {nb: Lærerassistenter, nn: Lærarassistentar, en: Teacher assistants}"
    assert text.count(name) == 1 and text.count("\nid: assistants\n") == 1
    text = text.replace("\nid: assistants\n", "\nid: secondary-team\n")
    text = text.replace(name, f"name: {{nb: {NAME['nb']}, nn: {NAME['nn']}, en: {NAME['en']}}}")
    file = tmp_path / "theories" / "secondary-team" / "1.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def sixth(file, monkeypatch):
    """The shelf with the file on it."""
    shipped = layout.theory_files

    def with_the_sixth(root):
        return {**shipped(root), "secondary-team": {1: file}}

    for cached in CACHED:
        cached.cache_clear()
    monkeypatch.setattr(layout, "theory_files", with_the_sixth)
    yield
    for cached in CACHED:
        cached.cache_clear()


def test_the_check_counts_six(file, tmp_path):
    unread = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True, ignore=unread)
    checked = check(tmp_path)
    assert [str(fault) for fault in checked.faults] == []
    assert checked.counts["theories"] == 6


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/teorier/",
        "/teorier/sammenlign/",
        "/teorier/secondary-team/1/",
        "/kunnskap/",
        "/handbok/objectives/",
        "/handbok/demands/",
        "/handbok/requirements/",
        "/handbok/contradictions/",
        "/sok/?q=sekundær",
    ],
)
def test_it_is_on_every_page_that_shows_theories(sixth, cast, address, language):
    address = address.replace("sekundær", {"en": "secondary"}.get(language, "sekundær"))
    response = client_of(cast["principal"]).get(address, headers={"accept-language": language})
    assert response.status_code == 200
    assert NAME[language] in response.content.decode()


def test_without_its_file_it_is_nowhere(cast):
    assert "secondary-team" not in [theory.id for theory in shelf.theories()]
    assert client_of(cast["principal"]).get("/teorier/secondary-team/1/").status_code == 404
