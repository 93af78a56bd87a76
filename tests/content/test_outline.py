"""The outline of the report: every place has its lines, and a part lies within the whole."""

from itertools import pairwise

import pytest

from laget.content.outline import LAST_LINE, PLACES, outside

CHAPTERS = ["Summary", *(f"§{number}" for number in range(1, 7)), "Appendix"]


def test_the_chapters_follow_each_other_to_the_last_line():
    for one, after in pairwise(CHAPTERS):
        assert PLACES[one][1] + 1 == PLACES[after][0]
    assert PLACES["Appendix"][1] == LAST_LINE


@pytest.mark.parametrize("place", [place for place in PLACES if place.startswith("§") and "." in place])
def test_a_section_lies_within_the_one_it_is_part_of(place):
    section, _, table = place.partition(" ")
    whole = section if table else section.rpartition(".")[0]
    assert PLACES[whole][0] <= PLACES[place][0] <= PLACES[place][1] <= PLACES[whole][1]


@pytest.mark.parametrize("school", "ABCDE")
def test_each_school_has_its_part_of_the_appendix(school):
    first, last = PLACES[f"Appendix {school}"]
    assert PLACES["Appendix"][0] < first < last <= PLACES["Appendix"][1]


def test_a_tenth_section_is_no_part_of_the_first():
    assert PLACES["§4.1"][1] < PLACES["§4.2"][0] < PLACES["§4.10"][0]


@pytest.mark.parametrize(
    ("lines", "places", "is_outside"),
    [
        ((2236, 2238), ["§5.4.2"], False),
        ((2236, 2238), ["Summary", "§5"], False),
        ((2236, 2286), ["§5.4.2"], True),   # runs on into the next section
        ((2286, 2236), ["§5.4.2"], True),   # backwards
        ((1180, 1181), ["§3.5 Table 1"], False),
        ((3300, 3301), ["Appendix B"], True),
        ((1, 2), ["§9.9"], False),          # no place at all is another fault
    ],
)  # fmt: skip
def test_lines_are_looked_for_in_the_places_named(lines, places, is_outside):
    assert outside(*lines, places) is is_outside
