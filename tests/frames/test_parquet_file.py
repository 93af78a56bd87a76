"""The same table as CSV and as Parquet, and each way a Parquet file can be wrong."""

import sys
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from laget.frames.csv_file import read_csv
from laget.frames.data_file import read_data
from laget.frames.errors import FrameError

PUPILS = {"school": [1, 1, 2], "arm": ["small", "regular", "small"], "score": [12.5, -3.0, 100.0]}


@pytest.fixture
def saved(tmp_path):
    def save(columns, **options):
        table = columns if isinstance(columns, pyarrow.Table) else pyarrow.table(columns)
        parquet.write_table(table, tmp_path / "pupils.parquet", **options)
        return tmp_path / "pupils.parquet"

    return save


def refused(path, **asked) -> FrameError:
    with pytest.raises(FrameError) as caught:
        read_data(path, **asked)
    assert "pupils.parquet" in str(caught.value)
    assert caught.value.values["name"] == "pupils.parquet"
    return caught.value


def alike(ours, theirs):
    assert list(ours) == list(theirs)
    for name in ours:
        assert (ours[name].dtype.kind, ours[name].tolist()) == (theirs[name].dtype.kind, theirs[name].tolist())


def test_it_works(saved):
    columns = read_data(saved(PUPILS), columns=["score", "arm"])
    assert list(columns) == ["score", "arm"]
    assert columns["score"].dtype == np.float64
    assert columns["score"].tolist() == [12.5, -3.0, 100.0]
    assert columns["arm"].tolist() == ["small", "regular", "small"]


WORDS = st.lists(st.sampled_from(["small", " regular ", "1B", "0301", "7", "-2.5", "1e2", "å", "123456789012345678"]),
                 min_size=1, max_size=6)  # fmt: skip


@given(text=WORDS, numbers=st.floats(-1e9, 1e9), whole=st.integers(-(10**17), 10**17))
def test_a_table_is_read_alike_from_csv_and_parquet(tmp_path_factory, text, numbers, whole):
    table = {"text": text, "number": [numbers] * len(text), "whole": [whole] * len(text)}
    lines = [",".join(table), *(",".join(map(str, row)) for row in zip(*table.values(), strict=True))]
    path = tmp_path_factory.mktemp("alike") / "pupils.parquet"
    parquet.write_table(pyarrow.table(table), path)
    alike(read_data(path), read_csv("\n".join(lines).encode(), name="pupils.csv"))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 0, 1], "int8"),
        ([1, 0, 1], "uint64"),
        ([1.0, 0.0, 1.0], "float32"),
        ([True, False, True], "bool"),
        ([Decimal("1"), Decimal("0"), Decimal("1")], "decimal"),
        (["1", "0", "1"], "string"),
        (["1", "0", "1"], "large_string"),
    ],
)
def test_numbers_however_they_are_kept(saved, values, kind):
    column = pyarrow.array(values, pyarrow.decimal128(5, 2) if kind == "decimal" else kind)
    read = read_data(saved({"treated": column}))["treated"]
    assert (read.dtype, read.tolist()) == (np.float64, [1.0, 0.0, 1.0])


@pytest.mark.parametrize("labels", [["small", "regular", "small"], [3, 1, 3]])
def test_a_dictionary_is_read_as_its_labels(saved, labels):
    read = read_data(saved({"arm": pyarrow.array(labels).dictionary_encode()}, row_group_size=2))
    assert read["arm"].tolist() == labels


@pytest.mark.parametrize("gap", [None, float("nan")])
@pytest.mark.parametrize("dictionary", [False, True])
def test_a_gap_in_numbers(saved, gap, dictionary):
    column = pyarrow.array([1.5, 2.5, gap, 2.5])
    error = refused(saved({"score": column.dictionary_encode() if dictionary else column}, row_group_size=2))
    assert (error.code, error.values["row"], error.values["column"]) == ("empty_cell", 3, "score")


@pytest.mark.parametrize("gap", [None, "", "NA", " "])
def test_a_gap_in_text(saved, gap):
    error = refused(saved({"arm": ["a", gap, "b"]}))
    assert (error.code, error.values["row"]) == ("empty_cell", 2)


def test_a_gap_in_a_column_that_is_not_asked_for(saved):
    assert read_data(saved(PUPILS | {"note": [None, "ill", None]}), columns=["school"])["school"].tolist() == [1, 1, 2]


@pytest.mark.parametrize("odd", ["inf", "1,5", "#N/A"])
def test_a_measured_column_with_one_odd_value(saved, odd):
    path = saved({"score": ["1.5", odd, "2.5"]})
    assert read_data(path)["score"].tolist() == ["1.5", odd, "2.5"]
    assert refused(path, measured=["score"]).code == "not_all_numbers"


@pytest.mark.parametrize("values", [[date(2026, 8, 20)], [[1, 2]], [b"bytes"]])
def test_what_is_neither_number_nor_text(saved, values):
    error = refused(saved({"odd": values}))
    assert (error.code, error.values["column"]) == ("column_not_plain", "odd")


def test_columns_that_are_not_there_or_there_twice(saved):
    assert refused(saved(PUPILS), columns=["height"]).code == "missing_column"
    twice = pyarrow.Table.from_arrays([pyarrow.array([1]), pyarrow.array([2])], names=["a", "a"])
    assert refused(saved(twice)).code == "duplicate_column"
    assert refused(saved({"a": pyarrow.array([], "int64")})).code == "no_rows"


def test_a_file_that_is_no_parquet(tmp_path):
    (tmp_path / "pupils.parquet").write_bytes(b"school,arm\n1,small\n")
    assert refused(tmp_path / "pupils.parquet").code == "not_parquet"


def test_a_file_that_was_damaged(saved):
    path = saved({"score": np.linspace(0, 1, 20_000)}, compression="snappy", use_dictionary=False)
    data = bytearray(path.read_bytes())
    data[40:4000] = bytes(3960)
    path.write_bytes(data)
    assert refused(path).code == "not_parquet"


def test_a_file_that_is_not_there(tmp_path):
    assert refused(tmp_path / "pupils.parquet").code == "no_such_data"


def test_without_pyarrow(saved, monkeypatch):
    path = saved(PUPILS)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    error = refused(path)
    assert error.code == "parquet_needs_pyarrow"
    assert "extra 'parquet'" in str(error)
