"""A list is read however a spreadsheet has saved it."""

import codecs

import pytest

from laget.frames.delimited import read_delimited
from laget.frames.errors import FrameError

HEADING = ("Rolle", "Antall", "Stillingsprosent")
ROWS = ((1, HEADING), (2, ("Lærer", "3", "80,5")), (4, ("Miljøarbeider, å", "1", "60,0")))
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with a mark": "utf-8-sig",
    "utf-16": "utf-16",
    "windows": "cp1252",
}


def written(separator: str, newline: str) -> str:
    lines = [
        separator.join(HEADING),
        separator.join(["Lærer", "3", '"80,5"' if separator == "," else "80,5"]),
        "",
        separator.join(['"Miljøarbeider, å"', "1", '"60,0"']),
        "",
    ]
    return newline.join(lines)


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("separator", ["\t", ";", ","])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_and_separators(encoding, separator, newline):
    assert read_delimited(written(separator, newline).encode(encoding), name="liste").rows == ROWS


def test_utf_16_of_the_other_order():
    data = codecs.BOM_UTF16_BE + written(";", "\n").encode("utf-16-be")
    assert read_delimited(data, name="liste").rows == ROWS


def test_pasted_without_a_heading():
    assert read_delimited("Lærer\t80,5\nRektor\t\n".encode(), name="liste").rows == (
        (1, ("Lærer", "80,5")),
        (2, ("Rektor", "")),
    )
    assert read_delimited(b"Rektor\nInspekt\xf8r\n", name="liste").rows == ((1, ("Rektor",)), (2, ("Inspektør",)))


def test_decimal_commas_are_not_columns():
    assert read_delimited(b"a;80,5\nb;90,5\n", name="liste").rows == ((1, ("a", "80,5")), (2, ("b", "90,5")))


def test_a_short_line_is_a_line_with_nothing_at_the_end():
    assert read_delimited(b"a;b;c\nd\ne;f;g;;\n", name="liste").rows == (
        (1, ("a", "b", "c")),
        (2, ("d",)),
        (3, ("e", "f", "g")),
    )


def test_a_line_break_within_quotes_keeps_the_numbers_of_the_lines():
    assert read_delimited(b'a;b\n"c\nd";e\nf;g', name="liste").rows[1:] == ((2, ("c\nd", "e")), (4, ("f", "g")))


@pytest.mark.parametrize(
    ("data", "code", "at"),
    [
        (b"", "empty_file", None),
        (b" \n;;\n", "empty_file", None),
        (b"Rolle\0;b\n", "not_text", None),
        ("Rolle;b".encode("utf-16-le"), "not_text", None),
        (b"Rolle;\x81\n", "not_text", None),
        (b"PK\x03\x04\x00\x00", "not_text", None),
        (b'Rolle;b\n"c;d\n', "malformed", 2),
        (b"Rolle;b\nc;d;e\n", "ragged_row", 2),
        (b"Rolle;b\nc;01019012345\n", "national_id", 2),
        (b"Rolle;b\nc;010190 12345\n", "national_id", 2),
        (b"Rolle;b;c\nd;010190;12345\n", "national_id", 2),
        (b"Rolle;b\nc;1019012345\n", "national_id", 2),
        (b"Rolle\n" + b"x\n" * 5000, "too_large_table", None),
        (b";".join([b"a"] * 61), "too_large_table", None),
        (b"a" * 5_000_001, "too_large_file", None),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(data, code, at):
    with pytest.raises(FrameError) as refused:
        read_delimited(data, name="liste.csv")
    assert refused.value.code == code
    assert refused.value.values.get("row") == at
    assert "12345" not in str(refused.value) + str(refused.value.values)


def test_a_name_with_a_number_is_refused_and_not_repeated():
    with pytest.raises(FrameError) as refused:
        read_delimited(b"Rolle\n", name="01019012345.csv")
    assert refused.value.code == "national_id_in_name"
    assert "01019012345" not in str(refused.value) + str(refused.value.values)
