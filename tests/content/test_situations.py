"""The situations that come with Laget: enough to choose among, and nothing in them that a pupil could be known by."""

import pytest

from laget.content import shelf
from laget.theory.text import LANGUAGES

LABELS = ("gråsone", "grey zone", "grey-zone", "gnagsår", "evnerik", "begave", "gifted", "atferdsvansk", "åtferdsvansk")


def test_there_are_situations_enough_to_choose_twelve_among():
    assert len(shelf.situations()) >= 30


def test_every_dilemma_of_the_report_has_a_situation():
    told = {id for situation in shelf.situations().values() for id in situation.dilemmas}
    assert told == {dilemma.id for dilemma in shelf.dilemmas()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_situation_is_one_short_line_of_its_own(language):
    texts = [situation.text.said(language) for situation in shelf.situations().values()]
    assert len(set(texts)) == len(texts)
    assert [text for text in texts if len(text) > 90 or text.endswith((".", "?"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_put_on_pupils(language):
    said = " ".join(f"{one.text.said(language)} {one.note.said(language)}" for one in shelf.situations().values())
    assert [label for label in LABELS if label in said.lower()] == []
