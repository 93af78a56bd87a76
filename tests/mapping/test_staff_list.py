"""A list of staff is read as schools write it, and what is wrong is told cell by cell."""

import pytest

from laget.content import shelf
from laget.mapping.staff_list import Fault, StaffLine, Wrong, match, read_staff_list
from laget.mapping.team import Place

ROLES = tuple(shelf.roles().values())
EVERY_DAY = frozenset(range(5))


def read(text: str):
    rows = [(at + 1, line.split("|")) for at, line in enumerate(text.strip().split("\n"))]
    return read_staff_list(rows=rows, roles=ROLES)


def lines(text: str):
    found = read(text)
    assert found.faults == ()
    return found.lines


def wrong(text: str):
    return [(fault.row, fault.column, fault.wrong) for fault in read(text).faults]


def test_a_list_as_a_school_has_it():
    found = lines("""
Stilling|Antall|Stillingsprosent|Bundet|Dager|Sted|Trinn|Stillingsnr
Kontaktlærer|19|100|||her||
Assistent||80 %|50|ma-on, fr|Her|5. trinn|1207
HELSESØSTER|1|20|0|ti|kommer hit||
PP-rådgiver|?||?|ingen|et annet sted||
Vaktmester||62,5||alle|||
""")
    assert found == (
        StaffLine(row=2, role="contact-teacher", count=19, fraction=1.0, place=Place.HERE),
        StaffLine(
            row=3, role="assistant", fraction=0.8, bound=0.5, days=frozenset({0, 1, 2, 4}), place=Place.HERE,
            grade_team="5. trinn", reference="1207",
        ),
        StaffLine(row=4, role="school-nurse", fraction=0.2, bound=0.0, days=frozenset({1}), place=Place.VISITING),
        StaffLine(row=5, role="ppt", count=None, days=frozenset(), place=Place.ELSEWHERE),
        StaffLine(row=6, role="other", title="Vaktmester", fraction=0.625, days=EVERY_DAY),
    )  # fmt: skip


def test_without_a_heading_the_columns_are_those_of_the_table():
    assert lines("Lærer|3|100|0|alle|her") == (
        StaffLine(row=1, role="teacher", count=3, fraction=1.0, bound=0.0, days=EVERY_DAY, place=Place.HERE),
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_role_is_known_by_its_name(language):
    for role in ROLES:
        assert lines(f"Rolle\n{role.name.said(language)}")[0].role == role.id, role


def test_no_word_means_two_roles():
    words = {}
    for role in ROLES:
        for word in {role.id, role.name.nb, role.name.nn, role.name.en, *role.aliases}:
            assert words.setdefault(word.casefold(), role.id) == role.id, word


@pytest.mark.parametrize(
    ("written", "share"),
    [("80", 0.8), ("80 %", 0.8), ("0,8", 0.8), ("0.8", 0.8), ("100,0", 1.0), ("1", 1.0), ("1 %", 0.01),
     ("7\u00a0%", 0.07), ("", None), ("?", None), ("ukjent", None)],
)  # fmt: skip
def test_a_share_is_read_as_it_is_written(written, share):
    assert lines(f"Rolle|Prosent\nLærer|{written}")[0].fraction == share


@pytest.mark.parametrize("written", ["120", "0", "0 %", "-20", "1,5", "halv", "80 90", "1e2", "٨٠", "8" * 9])
def test_a_share_that_is_none_is_a_fault(written):
    ((row, column, _),) = wrong(f"Rolle|Prosent\nLærer|{written}")
    assert (row, column) == (2, 2)


@pytest.mark.parametrize(
    ("count", "full", "share", "fault"),
    [
        ("1", "0,8", 0.8, None),
        ("", "1", 1.0, None),
        ("19", "17,1", 0.9, None),
        ("1", "80", None, Wrong.FULL_TIME_IS_PERCENT),
        ("3", "0,8", None, Wrong.FULL_TIME_UNCLEAR),
        ("?", "2", None, Wrong.FULL_TIME_UNCLEAR),
        ("1", "80 %", None, Wrong.FULL_TIME_UNCLEAR),
        ("1", "0", None, Wrong.FRACTION),
        ("1", "?", None, None),
    ],
)
def test_full_posts_are_shared_between_the_holders(count, full, share, fault):
    found = read(f"Rolle|Antall|Årsverk\nLærer|{count}|{full}")
    assert [one.wrong for one in found.faults] == ([fault] if fault else [])
    assert found.lines[0].fraction == share


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("ma ti on", {0, 1, 2}),
        ("man, tor og fre", {0, 3, 4}),
        ("måndag tysdag", {0, 1}),
        ("Monday–Wednesday", {0, 1, 2}),
        ("ma - on", {0, 1, 2}),
        ("125", {0, 1, 4}),
        ("1, 2", {0, 1}),
        ("5", EVERY_DAY),
        ("hver dag", EVERY_DAY),
        ("0", set()),
        ("", None),
    ],
)
def test_days_are_read_as_they_are_written(written, days):
    assert lines(f"Rolle|Dager\nLærer|{written}")[0].days == (None if days is None else frozenset(days))


@pytest.mark.parametrize(
    ("written", "fault"),
    [("2", Wrong.WHICH_DAYS), ("3 dager", Wrong.WHICH_DAYS), ("fr-ma", Wrong.DAYS), ("lørdag", Wrong.DAYS),
     ("6", Wrong.DAYS), ("ma-", Wrong.DAYS), ("annenhver uke", Wrong.DAYS)],
)  # fmt: skip
def test_days_that_could_be_others_are_asked_about(written, fault):
    assert wrong(f"Rolle|Dager\nLærer|{written}") == [(2, 2, fault)]


def test_every_fault_is_told_at_once_by_row_and_column():
    found = read(f"""
Rolle|Antall|Prosent|Årsverk|Bundet|Dager|Sted|Stillingsnr
|0|140||x|2|hjemme|7
{"a" * 101}|2|80|0,8|101|||7
Lærer|1,5||||||
""")
    assert [(fault.row, fault.column, fault.wrong) for fault in found.faults] == [
        (2, 1, Wrong.NO_ROLE),
        (2, 2, Wrong.COUNT),
        (2, 3, Wrong.FRACTION_RANGE),
        (2, 5, Wrong.BOUND),
        (2, 6, Wrong.WHICH_DAYS),
        (2, 7, Wrong.PLACE),
        (3, 1, Wrong.TOO_LONG),
        (3, 4, Wrong.FRACTION_TWICE),
        (3, 5, Wrong.BOUND),
        (3, 8, Wrong.REFERENCE_OF_SEVERAL),
        (3, 8, Wrong.REPEATED_REFERENCE),
        (4, 2, Wrong.COUNT),
    ]
    assert found.faults[2] == Fault(row=2, column=3, wrong=Wrong.FRACTION_RANGE, text="140")


def test_what_is_about_people_is_named_and_not_read():
    found = read("Navn|Rolle|E-post|Fødselsdato|Lønn\nKari|Lærer|k@x.no|1.1.90|1")
    assert found.lines == (StaffLine(row=2, role="teacher"),)
    assert found.personal == ("Navn", "E-post", "Fødselsdato")
    assert found.unknown == ("Lønn",)


def test_a_heading_must_have_the_role_once():
    assert wrong("Antall|Prosent\n1|80") == [(1, 1, Wrong.NO_ROLE_COLUMN)]
    assert wrong("Rolle|Rolle\nLærer|Lærer") == [(1, 2, Wrong.REPEATED_COLUMN)]


def test_an_empty_list_is_an_empty_list():
    assert read("\n|\n").lines == ()


def test_the_same_list_twice_changes_nothing():
    found = lines("Lærer|3|100\nLærer|1|80\nLærer|1|80\nAssistent|1|60")
    changes = match(found, {str(at): line for at, line in enumerate(found)})
    assert sorted(changes.same) == ["0", "1", "2", "3"]
    assert changes.new == changes.changed == changes.gone == ()


def test_a_post_is_known_by_its_number_and_otherwise_only_where_nobody_else_could_be_meant():
    before = {str(line.row): line for line in lines("""
Rolle|Prosent|Stillingsnr
Lærer|80|1
Assistent|60|
Vernepleier|100|
Rektor|100|
Assistent|50|
""")}  # fmt: skip
    after = lines("Rolle|Prosent|Stillingsnr\nLærer|90|1\nAssistent|70|\nVernepleier|90|\nAssistent|40|")
    changes = match(after, before)
    assert [key for key, _ in changes.changed] == ["2", "4"]
    assert [line.fraction for line in changes.new] == [0.7, 0.4]
    assert sorted(changes.gone) == ["3", "5", "6"]
    assert changes.same == ()
