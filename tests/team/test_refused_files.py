"""A file that is refused leaves no trace: not in a table, not in the log, not on the disk."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import openpyxl
import pytest
from tests.team.test_deeds import rows

from laget.frames.errors import FrameError
from laget.refusal import Refusal
from laget.team.queries.staff_lists import read_list

NUMBER = "01017012345"


def workbook(*table: tuple[str | int, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_list_is_read_the_same_from_text_and_from_a_spreadsheet():
    table = (("Rolle", "Stillingsprosent"), ("Helsesykepleier", "60"), ("Rektor", "100"))
    text = "\n".join(";".join(row) for row in table).encode("cp1252")
    assert read_list(text, name="ansatte.csv") == read_list(workbook(*table), name="ansatte.xlsx")
    assert [line.role for line in read_list(text, name="ansatte.csv").lines] == ["school-nurse", "principal"]


def test_refused_file_leaves_no_trace(lone_map, caplog, capfd, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    table = (("Rolle", "Tittel"), ("Rektor", f"Kari {NUMBER}"))
    files = {"ansatte.xlsx": workbook(*table), "ansatte.csv": "\n".join(";".join(row) for row in table).encode()}
    before = rows()
    for name, data in files.items():
        with pytest.raises(FrameError) as refusal:
            read_list(data, name=name)
        assert refusal.value.code == "national_id"
        said = capfd.readouterr()
        told = f"{refusal.value} {dict(refusal.value.values)} {caplog.text} {said.out} {said.err}"
        assert NUMBER not in told and "Kari" not in told
    assert rows() == before
    assert list(Path(tmp_path).iterdir()) == []


def test_a_file_with_faults_has_them_all_by_row_and_column():
    found = read_list(b"Rolle;Stillingsprosent;Dager\nRektor;180;ma\nLos;80;3\n", name="ansatte.csv")
    assert [(fault.row, fault.column) for fault in found.faults] == [(2, 2), (3, 3)]


def test_what_is_no_list_at_all_is_said():
    with pytest.raises(Refusal) as refusal:
        read_list(b"PK\x03\x04 but no more", name="ansatte.xlsx")
    assert refusal.value.code == "not_workbook"
