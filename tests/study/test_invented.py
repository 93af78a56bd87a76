"""The invented study: everything a protocol can hold, from its folder to finding, page, report and command."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.cast import AT, client_of
from tests.study.invented.teachers import teachers

from laget.cli import main
from laget.content import shelf
from laget.study import analysis, operations, queries
from laget.study.report import set_report
from laget.verdict import say

FOLDER = Path(__file__).parent / "invented"
STUDY = "/studier/invented/"


@pytest.fixture(scope="module")
def material():
    return shelf.study(FOLDER)


@pytest.fixture(scope="module")
def finding(material):
    return analysis.find(material)


@pytest.fixture
def kept(db, finding):
    return operations.keep(finding=finding, person=None, at=AT)


@pytest.fixture
def on_shelf(monkeypatch, material, kept):
    """The invented study as if it lay on the shelf."""
    monkeypatch.setattr(analysis, "on_shelf", lambda id: material)
    monkeypatch.setattr(shelf, "studies", lambda: (material.protocol,))


def test_the_data_are_what_the_script_makes():
    assert (FOLDER / "teachers.csv").read_text(encoding="utf-8") == teachers() + "\n"


# -- The finding -------------------------------------------------------------------------------------------


def read(finding, indicator, contrast="coordinator", model="by-school"):
    return next(
        effect
        for effect in finding.effects
        if (effect.indicator, effect.contrast, effect.model) == (indicator, contrast, model)
    )


def test_each_part_is_read_on_its_own_indicator_and_margin(finding):
    assert read(finding, "use").reading.outcome == "clearly_held"
    assert read(finding, "freed").reading.outcome == "nothing_worth_having"
    told = {one.indicator: (one.part, one.margin["set"], str(one.reading.outcome)) for one in finding.indicators}
    assert told["use"] == ("competence-used", "before_data", "clearly_held")
    assert told["freed"] == ("freed-time", "after_results", "nothing_worth_having")
    assert told["environment"] == ("learning-environment", "before_data", "not_measured")


def test_the_further_indicators_are_read_together(finding):
    asked = read(finding, "asked")
    assert (asked.low95 > 0, asked.size.low95 > 0) == (True, False)
    assert (asked.family, str(asked.reading.outcome)) == (2, "cannot_tell")
    assert read(finding, "planned").reading.outcome == "clearly_held"
    assert {one.indicator: one.family for one in finding.indicators} == {
        "use": 0, "freed": 0, "environment": 0, "planned": 2, "asked": 2,
    }  # fmt: skip


def test_what_was_not_carried_out_is_not_tried_and_an_effect_without_it_is_not_hidden(finding):
    assert read(finding, "use", "training").reading.outcome == "not_tried"
    assert read(finding, "planned", "training").reading.outcome == "clearly_held"


def test_the_guard_is_broken_beside_a_claim_that_held_clearly(finding):
    told = {one.contrast: (str(one.reading.outcome), one.alarm) for one in finding.guards}
    assert told == {"coordinator": ("broken", True), "training": ("not_shown", True)}
    assert finding.alarm
    assert finding.theory_verdict == "held_in_part"


def test_an_arrow_agrees_within_the_arms_and_is_in_doubt_along_the_chain(finding):
    arrows = {one.arrow: one for one in finding.arrows}
    assert arrows["coordinator-competence-used"].reading.outcome == "clearly_held"
    seen = arrows["competence-used-freed-time"]
    assert (seen.kind, str(seen.agreement)) == ("observed", "agrees")
    steps = {step.arrow: (str(step.step), step.randomised) for step in finding.chain.steps}
    assert steps["coordinator-competence-used"] == ("agrees", True)
    assert steps["competence-used-freed-time"] == ("in_doubt", False)
    assert arrows["freed-time-learning-environment"].agreement == "not_measured"


def test_every_reading_that_was_measured_has_its_turns(finding):
    assert [(one.indicator, one.contrast) for one in finding.turnings] == [
        ("use", "coordinator"), ("use", "training"), ("freed", "coordinator"), ("freed", "training"),
    ]  # fmt: skip
    arrows = {one.arrow: one.stretches for one in finding.arrows if one.stretches}
    assert set(arrows) == {"coordinator-competence-used", "competence-used-freed-time"}
    assert all(guard.stretches[0].low == 0 and guard.stretches[-1].high == 1 for guard in finding.guards)


def test_the_same_folder_gives_the_same_seal(material, finding):
    assert analysis.find(material).seal() == finding.seal()
    assert finding.plain()["invented"] is True


# -- The command -------------------------------------------------------------------------------------------


def test_the_command_tells_all_of_it(capsys):
    assert main(["analyse", str(FOLDER)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(say.INVENTED.en)
    for part in (
        "Coordinator: The guard is broken. ALARM.",
        "one of 2 that are read together",
        "set after the results were public",
        "Agrees with the claim   along the chain: The arrow is in doubt",
        "no lots were drawn; freed for one standard deviation of use: 0.845",
        "The theory held in part.",
        "The guard raises an alarm.",
    ):
        assert part in told


def test_the_command_gives_the_same_finding_as_json(capsys, finding):
    assert main(["analyse", str(FOLDER), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["seal"] == finding.seal()
    assert {arrow["kind"] for arrow in told["arrows"]} == {"tried", "observed"}


# -- The page and the report -------------------------------------------------------------------------------

LANGUAGES = {
    "nb": ("oppdiktet", "Vakta er brutt", "Pila er i tvil", "Stemmer med påstanden", "ikke en virkning"),
    "nn": ("oppdikta", "Vakta er broten", "Pila er i tvil", "Stemmer med påstanden", "ikkje ein verknad"),
    "en": ("invented", "The guard is broken", "The arrow is in doubt", "Agrees with the claim", "not an effect"),
}


def text_of(response):
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_all_of_it_and_that_it_is_invented(cast, on_shelf, language):
    teacher = client_of(cast["teacher"])
    teacher.cookies["laget-language"] = language
    page = text_of(teacher.get(STUDY))
    assert [part for part in LANGUAGES[language] if part not in page] == []
    assert say.INVENTED.said(language) in page


def test_the_alarm_stands_before_the_numbers_and_beside_both_verdicts(cast, on_shelf):
    page = text_of(client_of(cast["teacher"]).get(STUDY))
    alarm = page.index("Vakta slår alarm")
    assert page.index("Holdt klart") < alarm < page.index("Dette fant forsøket")
    assert page.index("Teorien holdt delvis") < page.index("Vakta slår alarm", alarm + 1)


def test_the_list_says_that_it_is_invented_and_that_the_guard_is_broken(cast, on_shelf):
    page = text_of(client_of(cast["teacher"]).get("/studier/"))
    assert say.INVENTED.nb in page
    assert "Holdt klart." in page and "Vakta slår alarm." in page


def test_a_further_indicators_interval_is_told_with_its_level(material, kept):
    found = queries.study_page(material, language="nb").found
    assert found.family_level == "97,5"
    assert [line.name for line in found.family] == ["Timer til felles planlegging", "Hvor ofte assistenten blir spurt"]
    (asked,) = [line for line in found.family if line.name.startswith("Hvor ofte")]
    assert (asked.interval, asked.reading.label) == ("−0,03 til 0,53", "Kan ikke si")
    assert "−0,03 til 0,53 (97,5 %)" in {line.interval95 for line in found.sensitivity}


def test_that_no_lots_were_drawn_is_said_once_of_each_arrow(material, kept):
    found = queries.study_page(material, language="nb").found
    for line in found.told:
        said = f"{line.why} {line.step.sentence}"
        assert said.count(say.NOT_RANDOMISED.nb) == (1 if line.id == "competence-used-freed-time" else 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_tagged_and_says_the_same(material, kept, language):
    page = queries.study_page(material, language=language)
    reader = PdfReader(BytesIO(set_report(page, language=language)))
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    words = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
    assert [part for part in LANGUAGES[language] if part not in words] == []
