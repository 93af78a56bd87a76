"""A spreadsheet is read as it stands, and nothing that hides in it gets past."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from laget.content import shelf
from laget.frames.errors import FrameError
from laget.frames.workbook import read_workbook
from laget.mapping.staff_list import Wrong, is_heading, read_staff_list

NUMBER = "01019012345"
SHEET = "xl/worksheets/sheet1.xml"
ROWS = (("Rolle", "Antall", "Stillingsprosent"), ("Lærer", 3, 0.8), ("Rektor", None, 100))


def book(*rows, change=None) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made)
    return saved(made)


def saved(made) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(data, name="liste.xlsx"):
    return read_workbook(data, name=name, heading=is_heading)


def refused(data, name="liste.xlsx"):
    with pytest.raises(FrameError) as found:
        read(data, name)
    assert NUMBER not in str(found.value) + str(found.value.values)
    assert NUMBER not in repr(found.value.__cause__)
    return found.value


def part(data, name) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read(name).decode()


def repacked(data, *, drop=(), **parts) -> bytes:
    """The file with some of its parts replaced, added or left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts and name not in drop:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return file.getvalue()


def test_openpyxl_reads_with_the_parser_that_expands_nothing():
    assert openpyxl.DEFUSEDXML


def test_a_list_is_read_as_it_stands():
    assert read(book(*ROWS)).rows == (
        (1, ("Rolle", "Antall", "Stillingsprosent")),
        (2, ("Lærer", "3", "0.8")),
        (3, ("Rektor", "", "100")),
    )


def test_empty_rows_keep_the_numbers_of_the_others_and_values_their_form():
    found = read(book(("Rolle",), (), ("Lærer", 62.5, 1.0, True, date(2026, 8, 1)), (None, None)))
    assert found.rows == ((1, ("Rolle",)), (3, ("Lærer", "62.5", "1", "True", "2026-08-01 00:00:00")))


def test_the_sheet_with_the_heading_is_read():
    def change(made):
        made.active.append(["Notater"])
        second = made.create_sheet("Liste")
        for row in ROWS:
            second.append(row)

    assert read(book(change=change)).rows[0][1] == ROWS[0]
    assert read(book(("Lærer", 1))).rows == ((1, ("Lærer", "1")),)


def test_a_hidden_sheet_is_not_read():
    def change(made):
        hidden = made.create_sheet("Skjult", 0)
        hidden.append(["Rolle"])
        hidden.sheet_state = "hidden"

    assert read(book(*ROWS, change=change)).rows[0][1] == ROWS[0]


def test_formula_cell():
    found = read(book(ROWS[0], ("Lærer", 1, "=40+40"), ("Rektor", "=1+1", 100)))
    assert found.rows[1:] == ((2, ("Lærer", "1", "")), (3, ("Rektor", "", "100")))
    assert found.formulas == ((2, 3), (3, 2))
    listed = read_staff_list(rows=found.rows, roles=tuple(shelf.roles().values()), formulas=found.formulas)
    assert [(fault.row, fault.column, fault.wrong) for fault in listed.faults] == [
        (2, 3, Wrong.FORMULA),
        (3, 2, Wrong.FORMULA),
    ]


def test_a_formula_in_a_column_that_is_not_read_is_no_fault():
    found = read(book(("Rolle", "Lønn"), ("Lærer", "=1+1")))
    listed = read_staff_list(rows=found.rows, roles=(), formulas=found.formulas)
    assert listed.faults == ()


@pytest.mark.parametrize("value", [NUMBER, 1019012345, 31129912345, "fnr. 010190 12345"])
def test_a_number_in_a_cell_is_told_by_row_and_column(value):
    found = refused(book(ROWS[0], ("Lærer", 1, value)))
    assert (found.code, found.values["row"], found.values["column"]) == ("national_id", 2, 3)


def hidden_sheet(made):
    made.create_sheet("Skjult").append([NUMBER])
    made["Skjult"].sheet_state = "veryHidden"


def other_sheet_number(made):
    made.create_sheet("Skjult").append([1019012345])
    made["Skjult"].sheet_state = "hidden"


def comment(made):
    made.active["A1"].comment = Comment(f"se {NUMBER}", "noen")


def author(made):
    made.active["A1"].comment = Comment("se", NUMBER)


def sheet_name(made):
    made.active.title = NUMBER


def defined_name(made):
    made.defined_names["x"] = DefinedName("x", attr_text=f'"{NUMBER}"')


def header(made):
    made.active.oddHeader.center.text = NUMBER


def creator(made):
    made.properties.creator = NUMBER


def formula(made):
    made.active["A2"] = f'=IF(1,"{NUMBER}","")'


@pytest.mark.parametrize(
    "change",
    [hidden_sheet, other_sheet_number, comment, author, sheet_name, defined_name, header, creator, formula],
)
def test_a_number_that_hides_in_the_file_is_found(change):
    assert refused(book(*ROWS, change=change)).code == "national_id_in_workbook"


def as_excel_saves(first: str) -> bytes:
    """A list whose first heading lies among the shared texts, as ``first``: openpyxl writes texts where they stand."""
    data = book(*ROWS)
    sheet = part(data, SHEET).replace('t="inlineStr"><is><t>Rolle</t></is>', 't="s"><v>0</v>')
    shared = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>{first}</si></sst>'
    types = part(data, "[Content_Types].xml").replace(
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sharedStrings+xml" /></Types>',
    )
    return repacked(data, **{SHEET: sheet, "xl/sharedStrings.xml": shared, "[Content_Types].xml": types})


def test_texts_that_are_shared_are_read():
    assert read(as_excel_saves("<t>Rolle</t>")).rows[0] == (1, ROWS[0])
    assert read(as_excel_saves("<r><t>Rol</t></r><r><t>le</t></r>")).rows[0] == (1, ROWS[0])


def test_a_number_in_pieces_is_found():
    found = refused(as_excel_saves("<r><t>010190</t></r><r><t>12345</t></r>"))
    assert (found.code, found.values["row"], found.values["column"]) == ("national_id", 1, 1)


def test_a_shared_text_that_no_cell_uses_is_searched():
    unused = as_excel_saves(f"<t>Rolle</t></si><si><r><t>{NUMBER[:4]}</t></r><r><t>{NUMBER[4:]}</t></r>")
    assert refused(unused).code == "national_id_in_workbook"


def test_a_name_with_a_number_is_refused():
    assert refused(book(*ROWS), f"{NUMBER}.xlsx").code == "national_id_in_name"


def test_zip_bomb():
    large = b"<a>" + b" " * 60_000_000 + b"</a>"
    assert refused(repacked(book(*ROWS), **{"xl/large.xml": large})).code == "too_large_file"
    many = {f"xl/part{n}.xml": "<a/>" for n in range(201)}
    assert refused(repacked(book(*ROWS), **many)).code == "too_large_file"
    assert refused(b"PK" + b"x" * 5_000_000).code == "too_large_file"


def test_a_part_that_is_larger_than_it_says_is_not_read():
    data = bytearray(repacked(book(*ROWS), **{"xl/sharedStrings.xml": "<sst>" + "x" * 100_000 + "</sst>"}))
    # The size that the list of contents gives for it.
    told = (100_011).to_bytes(4, "little")
    assert data.count(told) == 2
    assert refused(bytes(data.replace(told, (7).to_bytes(4, "little")))).code == "not_workbook"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_workbook"),
        (b"Rolle;Antall\n", "not_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_workbook"),
        (b"PK\x03\x04", "not_workbook"),
        (repacked(book(*ROWS), drop=["xl/workbook.xml"]), "not_workbook"),
        (repacked(book(*ROWS), **{"xl/workbook.xml": "<"}), "not_workbook"),
        (repacked(book(*ROWS), **{"xl/worksheets/sheet1.xml": "<worksheet>"}), "not_workbook"),
        (repacked(book(*ROWS), **{"xl/sharedStrings.xml": ENTITIES}), "not_workbook"),
        (repacked(book(*ROWS), **{"xl/comments1.xml": ENTITIES}), "not_workbook"),
        (repacked(book(*ROWS), **{"xl/vbaProject.bin": b"x"}), "macros_or_links"),
        (repacked(book(*ROWS), **{"xl/externalLinks/externalLink1.xml": "<a/>"}), "macros_or_links"),
        (book(), "empty_file"),
        (book(*[["x"]] * 5001), "too_large_table"),
        (book(["x"] * 61), "too_large_table"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(data, code):
    assert refused(data).code == code


def test_a_file_that_lies_about_its_size_is_read_by_what_it_holds():
    data = book(*ROWS)
    lying = part(data, SHEET).replace('<dimension ref="A1:C3" />', '<dimension ref="A1:XFD1048576" />')
    assert lying != part(data, SHEET)
    assert read(repacked(data, **{SHEET: lying})).rows == read(data).rows
