"""Boxes in columns, ordered so that the lines between them cross as little as can be found."""

from hypothesis import given
from hypothesis import strategies as some

from laget.pictures.layered_order import Link, Slot, crossings, least_crossing


def column(number, letters):
    return [Slot(id=f"{letter}{number}", first=number, last=number) for letter in letters]


def lines(slots, *pairs):
    named = {slot.id: slot for slot in slots}
    return [Link(left=named[left], right=named[right]) for left, right in pairs]


def test_two_lines_that_cross_are_untangled():
    slots = [*column(0, "ab"), *column(1, "ab")]
    links = lines(slots, ("a0", "b1"), ("b0", "a1"))
    assert crossings(slots, links) == 1
    assert crossings(least_crossing(slots, links), links) == 0


def test_lines_that_share_an_end_do_not_cross():
    slots = [*column(0, "ab"), *column(1, "a")]
    assert crossings(slots, lines(slots, ("a0", "a1"), ("b0", "a1"))) == 0


def test_a_line_is_led_round_a_box_that_spans_both_columns():
    wide = Slot(id="wide", first=0, last=1)
    slots = [*column(0, "a"), wide, *column(1, "a")]
    links = lines(slots, ("a0", "a1"))
    assert crossings(slots, links) == 5
    assert crossings(least_crossing(slots, links), links) == 0


def test_what_does_not_cross_keeps_the_order_it_was_written_in():
    slots = (*column(0, "abc"), *column(1, "abc"))
    assert least_crossing(slots, lines(slots, ("a0", "a1"), ("b0", "b1"), ("c0", "c1"))) == slots


@given(some.lists(some.tuples(some.sampled_from("abcde"), some.sampled_from("abcde")), max_size=12))
def test_it_never_crosses_more_than_the_written_order(pairs):
    slots = [*column(0, "abcde"), *column(1, "abcde")]
    links = lines(slots, *((f"{left}0", f"{right}1") for left, right in pairs))
    order = least_crossing(slots, links)
    assert sorted(slot.id for slot in order) == sorted(slot.id for slot in slots)
    assert crossings(order, links) <= crossings(slots, links)
