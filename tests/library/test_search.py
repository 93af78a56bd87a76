"""The index finds words in any of their forms, and says nothing where nothing is asked."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.library.search import Index, stems_of, words_of

DOCUMENTS = [
    ("assistent", "Assistentene hjelper lærerne. Assistants help the teachers."),
    ("helsesykepleier", "helsesøster. Ho arbeider førebyggjande."),
    ("§ 11-6", "individuelt tilrettelagt opplæring § 5-1 spesialundervisning"),
    ("rektor", "Leder skolen og assistentene."),
]


def all_of_them():
    return Index([(heading, body, "") for heading, body in DOCUMENTS])


@pytest.fixture(scope="module")
def index():
    return all_of_them()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("assistentar", (0, 3)),      # another form, in nynorsk
        ("Assistant", (0,)),          # English
        ("HELSESØSTER", (1,)),
        ("helsesøst", (1,)),          # a beginning
        ("§ 5-1", (2,)),
        ("§5–1", (2,)),               # with a dash
        ("5-10", ()),
        ("lærer assistent", (0,)),    # every word
        ("lærer helsesøster", ()),
        ("e", ()),                    # too short to be a beginning
        ("", ()),
        ("  § … ", ()),
    ],
)  # fmt: skip
def test_it_works(index, query, found):
    assert index.find(query) == found


def test_what_has_it_in_its_heading_comes_first():
    index = Index([("rektor", "om assistenter", ""), ("assistent", "om rektor", "")])
    assert index.find("assistent") == (1, 0)


def test_what_has_it_in_the_margin_alone_comes_last():
    index = Index([("sykepleier", "på skolen", "helsesøster"), ("lege", "ved siden av helsesøster", "")])
    assert index.find("helsesøster") == (1, 0)


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for(query):
    assert set(all_of_them().find(query)) <= {0, 1, 2, 3}


@given(st.sampled_from(DOCUMENTS))
def test_every_document_is_found_by_its_own_words(document):
    index = all_of_them()
    place = DOCUMENTS.index(document)
    for word in {*words_of(document[0]), *words_of(document[1])}:
        assert place in index.find(word)


@pytest.mark.parametrize(("one", "other"), [("helse", "helhet"), ("ledere", "led"), ("billig", "bil")])
def test_words_that_are_not_the_same_keep_apart(one, other):
    assert not stems_of(one) & stems_of(other)


@pytest.mark.parametrize(("one", "other"), [("helsesøster", "helsesøsteren"), ("assistentar", "assistentene")])
def test_forms_of_a_word_meet(one, other):
    assert stems_of(one) & stems_of(other)


def test_threads_do_not_disturb_each_other():
    """A stemmer keeps its word in itself; the web asks from several threads at once."""
    words = [word + ending for word in ("assistent", "lærer", "helsesøster", "skole") for ending in ("", "en", "ene")]
    alone = [stems_of.__wrapped__(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(stems_of.__wrapped__, words * 200))
    finally:
        sys.setswitchinterval(interval)
    assert together == alone * 200
