"""A file as a school office would send it, and each way it can be wrong."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laget.frames.csv_file import read_csv
from laget.frames.errors import FrameError

FILE = b"school,arm,score,note\n1,small,12.5,\n1,regular,-3,ill\n2,small,1e2,\n"


def refused(data: bytes, columns=None) -> FrameError:
    with pytest.raises(FrameError) as caught:
        read_csv(data, name="pupils.csv", columns=columns)
    assert str(caught.value).startswith("pupils.csv")
    assert caught.value.values["name"] == "pupils.csv"
    return caught.value


def test_it_works():
    columns = read_csv(FILE, name="pupils.csv", columns=["score", "arm"])
    assert list(columns) == ["score", "arm"]
    assert columns["score"].dtype == np.float64
    assert columns["score"].tolist() == [12.5, -3.0, 100.0]
    assert columns["arm"].tolist() == ["small", "regular", "small"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfa,b\n1,x\n2,y\n",
        b"a,b\r\n1,x\r\n2,y\r\n",
        b"a,b\n1,x\n2,y",
        b'"a","b"\n"1","x"\n"2","y"\n',
        b" a , b\n 1, x \n2 ,y\n",
        b"a,b\n\n1,x\n,\n2,y\n\n",
    ],
)
def test_what_programs_write_differently(data):
    columns = read_csv(data, name="a.csv")
    assert {name: values.tolist() for name, values in columns.items()} == {"a": [1.0, 2.0], "b": ["x", "y"]}


@pytest.mark.parametrize(
    "code", ["0301", "1_2", "12345678901234567", "1,5", "0x1A", "١", "inf", "1e100", "+1", "--1", "1e", "."]
)
def test_a_code_stays_text(code):
    data = f'unit\n7\n"{code}"\n'.encode()
    assert read_csv(data, name="a.csv")["unit"].tolist() == ["7", code]


@pytest.mark.parametrize("number", ["0", "-0.5", ".5", "5.", "1e-7", "1e-300", "2E+3", "123456789012345"])
def test_a_plain_number_is_a_number(number):
    assert read_csv(f"unit\n{number}\n".encode(), name="a.csv")["unit"].tolist() == [float(number)]


@given(
    rows=st.lists(
        st.tuples(st.floats(-1e14, 1e14), st.text('aæøå",\n ').map("x{}y".format)), min_size=1, max_size=9
    )
)
def test_what_is_written_is_read(rows):
    written = io.StringIO()
    csv.writer(written).writerows([("number", "word"), *((repr(number), word) for number, word in rows)])
    columns = read_csv(written.getvalue().encode(), name="a.csv")
    assert columns["number"].tolist() == [number for number, _ in rows]
    assert columns["word"].tolist() == [word for _, word in rows]


@pytest.mark.parametrize(("separator", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_named(separator, called):
    file = "\n".join(separator.join(row) for row in (["school", '"score"'], ["a", "1,5"])).encode()
    with pytest.raises(FrameError) as caught:
        read_csv(file, name="a.csv", columns=["school", "score"])
    assert caught.value.code == "other_separator"
    assert called in str(caught.value)


def test_a_column_that_is_not_there():
    error = refused(FILE, ["arm", "reading"])
    assert (error.code, error.values["column"]) == ("missing_column", "reading")
    assert "school, arm, score, note" in str(error)


def test_two_columns_by_one_name():
    error = refused(b"a,b,a\n1,2,3\n")
    assert (error.code, error.values["column"], error.values["row"]) == ("duplicate_column", "a", 1)


@pytest.mark.parametrize("row", [b"2\n", b"2,y,z\n"])
def test_a_row_of_the_wrong_length(row):
    error = refused(b"a,b\n1,x\n" + row)
    assert (error.code, error.values["row"], error.values["expected"]) == ("ragged_row", 3, 2)


@pytest.mark.parametrize(("data", "code"), [(b"", "empty_file"), (b"\n\n", "empty_file"), (b"a,b\n", "no_rows")])
def test_a_file_without_content(data, code):
    assert refused(data).code == code


@pytest.mark.parametrize(
    ("data", "row"),
    [
        ("a,b\n1,å\n".encode("latin-1"), 2),
        ("a,b\n1,å\n".encode("utf-16"), 1),
        ("a,b\n1,x\n".encode("utf-16-le"), 1),
        (b"a,b\n1,x\n2,\x00\n", 3),
    ],
)
def test_a_file_that_is_not_utf8(data, row):
    error = refused(data)
    assert (error.code, error.values["row"]) == ("not_utf8", row)


@pytest.mark.parametrize("gap", ["", "  ", "NA", "NaN"])
def test_a_gap_in_a_column_that_is_needed(gap):
    error = refused(f"a,b\n1,x\n{gap},y\n".encode(), ["a"])
    assert (error.code, error.values["row"], error.values["column"]) == ("empty_cell", 3, "a")


def test_a_gap_elsewhere_does_not_matter():
    assert read_csv(FILE, name="a.csv", columns=["school"])["school"].tolist() == [1.0, 1.0, 2.0]
    gaps = b"school,ill,arm\n1,,a\n2,yes,b\n"
    assert list(read_csv(gaps, name="a.csv", columns=["arm"], beside=True)) == ["arm", "school"]
    assert refused(FILE).values["column"] == "note"


def test_the_line_is_that_of_the_file_also_after_an_empty_one():
    assert refused(b"a,b\n\n1,x\n2\n").values["row"] == 4


@pytest.mark.parametrize("data", [b'a,b\n1,"x\n2,y\n', b'a,b\n1,"x"z\n'])
def test_quotation_marks_that_do_not_match(data):
    assert refused(data).code == "malformed"
