"""A sentence that a language lacks fails here, and so does one that nobody says any more."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load_words():
    spec = importlib.util.spec_from_file_location("words", ROOT / "ops" / "words.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["nn", "en"])
def test_every_sentence_is_there(language):
    assert load_words().faults(language) == []


def test_a_missing_sentence_is_seen(tmp_path, monkeypatch):
    words = load_words()
    catalogue = words.file_of("en").read_text(encoding="utf-8").replace("Hopp til hovedinnhold", "Hopp over")
    (tmp_path / "en" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "en" / "LC_MESSAGES" / "django.po").write_text(catalogue, encoding="utf-8")
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    says = words.faults("en")
    assert "en: no text for 'Hopp til hovedinnhold'" in says
    assert "en: nobody says 'Hopp over' any more" in says
