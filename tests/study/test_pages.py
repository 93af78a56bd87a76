"""What the pages of the studies show, and to whom. (Who is let in where: tests/shape/test_doors.py.)"""

import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.cast import A_DAY, AT, client_of

from laget.study import operations, queries
from laget.study.analysis import on_shelf
from laget.study.models import Finding
from laget.study.report import set_report

STUDY = "/studier/star-aide/"


def text_of(response):
    """The words of a page, without tags and with single spaces."""
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def teacher(cast):
    return client_of(cast["teacher"])


def test_the_page_answers_its_heading_first(teacher, kept):
    page = text_of(teacher.get(STUDY))
    heading = page.rindex("Hjalp det å sette en assistent inn i klassen uten å endre noe annet?")
    answer = page.index("Kan ikke si", heading)
    assert heading < answer < page.index("Minste endring verdt å ha er satt til 0,10 standardavvik")
    assert "0,01 standardavvik, og 95 %-intervallet går fra −0,09 til 0,12" in page
    assert "5\u00a0853 elever" in teacher.get(STUDY).content.decode()


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("nb", ["Kan ikke si", "Ingenting verdt å ha", "Teorien er ikke prøvd", "−0,09 til 0,12", "0,05 til 0,101"]),
        ("nn", ["Kan ikkje seie", "Ingenting verdt å ha", "Teorien er ikkje prøvd", "−0,09"]),
        ("en", ["Cannot tell", "Nothing worth having", "The theory has not been tested", "−0.09"]),
    ],
)
def test_the_verdict_is_said_in_each_language(teacher, kept, language, parts):
    teacher.cookies["laget-language"] = language
    page = text_of(teacher.get(STUDY))
    assert [part for part in parts if part not in page] == []


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (0, ("0,61", "poeng", "2,47", "70,0", "0,806", "0,01", "−0,09 til 0,12", "−0,08 til 0,10", "Kan ikke si")),
        (1, ("8,96", "poeng", "2,55", "69,4", "<\u00a00,001", "0,18", "0,08 til 0,29", "0,10 til 0,27", "Holdt")),
    ],
)
def test_each_number_stands_under_its_own_name(kept, place, says):
    line = queries.study_page(on_shelf("star-aide"), language="nb").found.headline[place]
    assert says == (
        line.points, line.unit, line.se, line.df, line.p, line.size, line.interval95, line.interval90,
        line.reading.label,
    )  # fmt: skip


def test_what_weakens_the_answer_is_said_beside_it(teacher, kept):
    page = text_of(teacher.get(STUDY))
    for says in (
        "Grensen ble satt etter at resultatene var kjent.",
        "Svaret snur ved 0,101 standardavvik, fra «Kan ikke si» under til «Ingenting verdt å ha» over.",
        "Av 5 måter å regne på gir 3 «Kan ikke si» og 2 «Ingenting verdt å ha».",
        "Ingen aktivitet er kjent gjennomført.",
        "Koordinator i skoleledelsen Ikke gjort",
        "Assistentene med på møtene Ikke kjent",
    ):
        assert says in page


def test_the_answer_is_held_against_what_the_report_says(teacher, kept):
    page = text_of(teacher.get(STUDY))
    known = page.index("Det rapporten sier fra før")
    assert known < page.index("E-060", known) < page.index("E-061", known)
    answer = page.index("Svaret her er «Kan ikke si»: 0,01 standardavvik, 95 %-intervall fra −0,09 til 0,12.", known)
    assert "ikke er noen garanti. Det viser ikke at de aldri hjelper." in page[answer:]


def test_it_is_said_whose_the_intervals_are_and_that_they_are_not_adjusted(teacher, kept):
    says = "Intervallet er modellens eget, delt på samme standardavvik, og er ikke justert"
    assert says in text_of(teacher.get(STUDY))
    assert says in " ".join(words_of_the_report("nb").split())


def test_a_margin_exactly_where_the_answer_turns_is_ours_with_the_answer_given(kept):
    """Where the 90 % interval ends at 0.10 on the dot, 0.10 is not yet wide enough."""
    body = json.loads(kept.body)
    below, above = body["turnings"][0]["stretches"]
    below["high"] = above["low"] = body["indicators"][0]["margin"]["value"]
    Finding.objects.create(
        study="star-aide", seal="0" * 64, body=json.dumps(body), inputs=kept.inputs, versions={}, recorded_at=AT + A_DAY
    )
    page = queries.study_page(on_shelf("star-aide"), language="nb")
    assert page.found.answer.label == "Kan ikke si"
    assert [stretch.ours for stretch in page.found.turnings[0].stretches] == [True, False]


def test_pictures_have_tables_with_the_same(teacher, kept):
    page = teacher.get(STUDY).content.decode()
    arrows = set(re.findall(r'href="(#arrow-[\w-]+)"', page))
    rows = set(re.findall(r'<tr id="(arrow-[\w-]+)"', page))
    assert len(rows) == 31
    assert arrows == {f"#{row}" for row in rows}
    assert page.count('class="app-effects"') == 1


def test_a_study_without_a_finding_says_what_will_come(teacher):
    page = text_of(teacher.get(STUDY))
    assert "laget analyse star-aide --record" in page
    assert "Kan ikke si" not in page
    assert teacher.get(STUDY + "rapport.pdf").status_code == 404
    assert teacher.get(STUDY + "funn.json").status_code == 404
    assert "ikke regnet ut" in text_of(teacher.get("/studier/"))


def test_an_unknown_study_is_told_in_a_sentence(teacher):
    response = teacher.get("/studier/../etc/")
    assert response.status_code == 404
    response = teacher.get("/studier/moon-aide/")
    assert response.status_code == 404
    assert "moon-aide" in response.content.decode()


def test_the_list_tells_each_verdict(teacher, kept):
    assert "Kan ikke si. Forsøket er ikke presist nok" in text_of(teacher.get("/studier/"))


def test_the_json_is_the_finding(teacher, kept, star):
    response = teacher.get(STUDY + "funn.json")
    assert response["Content-Type"] == "application/json"
    assert json.loads(response.content) == json.loads(json.dumps(star.plain()))


# -- The report ------------------------------------------------------------------------------------------


def pdf_of(language):
    return set_report(queries.study_page(on_shelf("star-aide"), language=language), language=language)


@pytest.mark.parametrize(
    ("language", "heading"),
    [("nb", "Hjalp det å sette"), ("nn", "Hjelpte det å setje"), ("en", "Did it help to put")],
)
def test_the_report_is_tagged_and_says_its_language_and_title(kept, language, heading):
    """Typst itself refuses to write PDF/UA-1 without alternative texts or with headings out of order."""
    reader = PdfReader(BytesIO(pdf_of(language)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).split("-")[0] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title.startswith(heading)
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert heading in " ".join(reader.pages[0].extract_text().split())


def words_of_the_report(language):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf_of(language))).pages)


def tags(node, kind):
    """Every element of one kind in the PDF's structure."""
    node = node.get_object()
    if isinstance(node, list):
        return [found for child in node for found in tags(child, kind)]
    if not hasattr(node, "get") or "/K" not in node:
        return []
    own = [node] if node.get("/S") == kind else []
    return own + (tags(node["/K"], kind) if not isinstance(node["/K"], int) else [])


def test_each_picture_in_the_report_has_words(kept):
    root = PdfReader(BytesIO(pdf_of("nb"))).trailer["/Root"]["/StructTreeRoot"]
    alternatives = [str(figure["/Alt"]) for figure in tags(root["/K"], "/Figure")]
    assert len(alternatives) == 2
    assert "Vanlig klasse med assistent: 0,01" in alternatives[0]
    assert "Ikke prøvd" in alternatives[1]


def test_the_report_has_table_headings(kept):
    root = PdfReader(BytesIO(pdf_of("nb"))).trailer["/Root"]["/StructTreeRoot"]
    assert len(tags(root["/K"], "/Table")) == 5
    assert len(tags(root["/K"], "/TH")) == 6 + 3 + 3 + 4 + 8


def test_the_same_finding_gives_the_same_report(kept):
    assert pdf_of("nb") == pdf_of("nb")


def test_the_report_comes_in_the_language_of_the_page(teacher, kept):
    teacher.cookies["laget-language"] = "en"
    response = teacher.get(STUDY + "rapport.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="star-aide-en.pdf"'
    assert PdfReader(BytesIO(response.content)).metadata.title.startswith("Did it help")


def test_recorded_by_whom_is_not_told(teacher, cast, star):
    """The page tells when a finding was kept, not who did it: no page needs it."""
    operations.keep(finding=star, person=cast["researcher"], at=AT)
    assert cast["researcher"].email not in teacher.get(STUDY).content.decode()
