"""What a writer of content gets to hear: every mistake at once, each once, on its line."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from laget.content.faults import ContentFaults
from laget.content.layout import Dimension
from laget.content.reader import read
from laget.theory.parts import Arrow, Claim, Direction, Evidence, Horizon, Open, Source
from laget.theory.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One field of each kind that the thinking rooms use."""

    title: str
    text: Text | None = None
    days: float = 1
    count: int | None = None
    done: bool = False
    direction: Direction = Direction.UP
    tags: tuple[str, ...] = ()
    due: Horizon | Open = Horizon.SHORT
    notes: tuple[Text, ...] | Open = ()
    sources: tuple[Source, ...] = ()


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str) -> Path:
        file = tmp_path / "card.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def faults(file: Path, kind: type = Card) -> list[tuple[int, str]]:
    with pytest.raises(ContentFaults) as found:
        read(file, kind)
    assert {fault.file for fault in found.value.faults} == {file}
    return [(fault.line, fault.code) for fault in found.value.faults]


def sentence(file: Path, kind: type = Card) -> str:
    with pytest.raises(ContentFaults) as found:
        read(file, kind)
    (fault,) = found.value.faults
    return fault.says


FIVE_WAYS = """\
# A card with five mistakes.
titel: A card
text:
  nb: Ja
  en: Yes
days: soon
tags: [one, 2]
sources:
  - work: A book
    section: ""
"""


def test_a_file_broken_in_five_ways_gets_five_messages_with_their_lines(written):
    with pytest.raises(ContentFaults) as found:
        read(written(FIVE_WAYS), Card)
    assert [(fault.line, fault.says) for fault in found.value.faults] == [
        (2, "the file has an unknown key, 'titel': did you mean 'title'?"),
        (3, "text is not said in nynorsk (nn): add it."),
        (6, "days should be a number, not 'soon'."),
        (7, "tags[1] should be text, not 2: put it in quotes."),
        (10, "sources[0].section is empty: fill it in, or leave the key out if it may be."),
    ]
    assert "card.yaml:2  the file has an unknown key" in str(found.value)


def test_a_whole_card_becomes_plain_values(written):
    card = read(
        written(
            """\
title: >-
  A card
  on two lines
text: {nb: Ja, nn: Ja, en: "Yes"}
days: 2
count: null
done: true
direction: down
tags: [yes, on, 2015-06-01, 1e3, 010, "3", ~x]
due: {missing: {nb: Nei, nn: Nei, en: "No"}}
notes:
  - {nb: Ja, nn: Ja, en: "Yes"}
"""
        ),
        Card,
    )
    yes = Text(nb="Ja", nn="Ja", en="Yes")
    assert card == Card(
        title="A card on two lines",
        text=yes,
        days=2.0,
        count=None,
        done=True,
        direction=Direction.DOWN,
        tags=("yes", "on", "2015-06-01", "1e3", "010", "3", "~x"),
        due=Open(missing=Text(nb="Nei", nn="Nei", en="No")),
        notes=(yes,),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: a\ntitle: b\n", [(2, "repeated_key")]),
        ("title: a\ntext:\n  nb: a\n  nn: a\n  en: b\n  nb: c\n", [(6, "repeated_key")]),
        ("title: a\ndone: yes\n", [(2, "not_a_boolean")]),
        ("title: 1985\n", [(1, "not_text")]),
        ("title: true\n", [(1, "not_text")]),
        ("title:\n", [(1, "no_value")]),
        ('title: "  "\n', [(1, "empty")]),
        ("title: [a]\n", [(1, "not_text")]),
        ("title: a\ncount: 2.5\n", [(2, "not_a_number")]),
        ("title: a\ndays: true\n", [(2, "not_a_number")]),
        ("title: a\ntags: b\n", [(2, "not_a_list")]),
        ("title: a\ndirection: sideways\n", [(2, "not_a_choice")]),
        ("title: a\ntext: Yes\n", [(2, "not_a_mapping")]),
        ("title: a\nsources: [a]\n", [(2, "not_a_mapping")]),
        ("title: a\nsources:\n  - work: b\n", [(3, "missing")]),
        ("title: a\nsources:\n  - {work: b, section: c, page: 4}\n", [(3, "unknown_key")]),
        ("title: &a a\ntext: {nb: *a, nn: *a, en: b}\n", [(1, "anchor"), (1, "anchor")]),
        ("title: a\ntags: &t [*t]\n", [(2, "anchor")]),
        ("title: !!int 3\ntags: !card [a]\n", [(1, "tag"), (2, "tag")]),
        ("title: a\n? [b]\n: c\n", [(2, "key")]),
        ("- title: a\n", [(1, "not_a_mapping")]),
        ("title: a\n  text: b\n", [(2, "not_yaml")]),
        ("title: a\n---\ntitle: b\n", [(2, "not_yaml")]),
        ("title: 'a\n", [(2, "not_yaml")]),
        ("title: a\u0007\n", [(1, "not_yaml")]),
        ("# nothing yet\n", [(1, "nothing")]),
    ],
)
def test_each_mistake_is_said_once_on_its_line(written, text, found):
    assert faults(written(text)) == found


def test_a_file_in_another_encoding_is_told_to_be_utf_8(tmp_path):
    file = tmp_path / "card.yaml"
    file.write_bytes("title: a\ntags: [blåbær]\n".encode("latin-1"))
    assert faults(file) == [(2, "not_utf8")]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("middle", "due should be 'short' or 'long', not 'middle'."),
        ("{mising: {nb: a, nn: a, en: b}}", "due has an unknown key, 'mising': did you mean 'missing'?"),
        ("{missing: {nb: a, nn: a}}", "due.missing is not said in English (en): add it."),
        ("[short]", "due should be 'short' or 'long', not a list."),
    ],
)
def test_a_value_that_may_be_open_gets_one_message_about_what_was_meant(written, value, says):
    assert sentence(written(f"title: a\ndue: {value}\n")) == says


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("[{nb: a, en: b}]", "notes[0] is not said in nynorsk (nn): add it."),
        ("{missing: a}", "notes.missing should be said in nb, nn and en, not 'a'."),
        ("a", "notes should be a list (- …), not 'a'."),
    ],
)
def test_a_list_that_may_be_open_is_read_as_what_it_looks_like(written, value, says):
    assert sentence(written(f"title: a\nnotes: {value}\n")) == says


def test_a_mistake_deep_in_a_claim_is_not_taken_for_an_open_claim(written):
    file = written(
        """\
id: a-b
start: a
end: b
claim:
  says: {nb: a, nn: a, en: b}
  indicators: [3]
  smallest_change: {nb: a, nn: a, en: b, comment: c}
  due: 12
  source: {wokr: d, section: e}
"""
    )
    assert faults(file, Arrow) == [(6, "not_text"), (7, "unknown_key"), (8, "not_a_choice"), (9, "unknown_key")]
    assert isinstance(read(written(file.read_text().replace("[3]", "[q]").replace(", comment: c", "")
                                   .replace("12", "long").replace("wokr", "work")), Arrow).claim, Claim)  # fmt: skip


SENTENCE = "Alle er med her i dag"


@pytest.mark.parametrize(
    ("nb", "nn", "en", "found"),
    [
        (SENTENCE, SENTENCE, "All are here", [(2, "same_words")]),
        ("Alle er her", SENTENCE, SENTENCE, [(2, "same_words")]),
        (SENTENCE, SENTENCE, SENTENCE, [(2, "same_words"), (2, "same_words")]),
    ],
)
def test_a_forgotten_translation_is_seen(written, nb, nn, en, found):
    text = f"title: a\ntext:\n  nb: {nb}\n  nn: {nn}\n  en: {en}\n"
    assert faults(written(text)) == found
    assert read(written(f"{text}  same: true\n"), Card).text == Text(nb=nb, nn=nn, en=en, same=True)


def test_five_words_may_be_the_same(written):
    text = "title: a\ntext: {nb: Alle er med i dag, nn: Alle er med i dag, en: All are here}\n"
    assert read(written(text), Card).text is not None


def test_a_list_is_read_as_a_list(written):
    file = written("- id: duration\n  name: {nb: Varighet, nn: Varigheit, en: Duration}\n")
    assert [one.id for one in read(file, tuple[Dimension, ...])] == ["duration"]
    assert sentence(file, Dimension) == "the file should be a mapping of keys, not a list."


def test_the_example_in_the_documentation_is_read(tmp_path):
    page = Path(__file__).resolve().parents[2] / "docs" / "lookup" / "content-files.md"
    example = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    (statement,) = read(tmp_path / "example.yaml", tuple[Evidence, ...])
    assert isinstance(statement.limits, Open)
