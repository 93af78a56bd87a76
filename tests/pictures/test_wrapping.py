"""Text in a picture is broken at words and stays within its width."""

from hypothesis import given
from hypothesis import strategies as some

from laget.pictures.wrapping import text_width, wrap


def test_a_wide_letter_takes_more_room_than_a_narrow_one():
    assert text_width("W", size=14) > text_width("a", size=14) > text_width("i", size=14)
    assert text_width("laget", size=28) == 2 * text_width("laget", size=14)


@given(
    some.lists(some.text(alphabet="abcæøåWi", min_size=1, max_size=40), min_size=1, max_size=12),
    some.integers(60, 300),
)
def test_lines_fit_and_no_word_is_lost(words, width):
    lines = wrap(" ".join(words), width=width, size=14)
    assert all(text_width(line, size=14) <= width for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == "".join(words)


def test_nothing_is_no_line():
    assert wrap("  ", width=100, size=14) == ()


def test_a_no_break_space_does_not_break():
    assert wrap("etter 1\u00a0000 forsøk", width=60, size=14) == ("etter", "1\u00a0000", "forsøk")
