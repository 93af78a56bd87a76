"""The page of a theory: everything the theory says, what its source leaves open, and nothing of ours unasked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.pictures.a_theory import said, theory_with_everything

from laget.content import shelf
from laget.content.shelf import NotOnShelf
from laget.library import queries
from laget.theory.parts import Open, Setting, Source, Suggestion

SOURCE = Source(work="AFI r2015:6", section="Summary, §4.1, Appendix B", lines="L10-12")


@pytest.fixture
def assistants():
    return shelf.theory("assistants", 1)


@pytest.fixture
def shelved(monkeypatch):
    """Put a made-up theory, and suggestions for it, on the shelf in place of what is there."""

    def put(theory, *suggestions):
        monkeypatch.setattr(shelf, "theory", lambda id, version: theory)
        monkeypatch.setattr(shelf, "versions", lambda id: (1,))
        monkeypatch.setattr(shelf, "suggestions", lambda id, version: suggestions)
        monkeypatch.setattr(shelf, "theories", lambda: (theory,))
        return theory

    return put


def page_of(theory, *, language="nb", with_ours=False):
    return queries.theory_page(id=theory.id, version=theory.version, language=language, with_ours=with_ours)


# -- What is open ---------------------------------------------------------------------------------------


def test_everything_that_is_open_is_counted_by_sort(shelved):
    nothing = Open(missing=said("Ikke sagt"))
    theory = theory_with_everything()
    theory = replace(
        theory,
        settings=(
            Setting(dimension="cost", says=nothing, source=SOURCE),
            Setting(dimension="level", says=said("Skolen"), source=SOURCE),
        ),
    )
    points = page_of(shelved(theory)).open
    assert (points.arrows, points.smallest_changes, points.dates) == (2, 12, 0)
    assert (points.dimensions, points.demands) == (1, 0)
    assert points.total == queries.open_count(theory=theory) == 15


def test_what_is_open_is_shown_and_marked(assistants):
    page = page_of(assistants)
    assert [line.id for line in page.open_arrows] == [
        arrow.id for arrow in assistants.arrows if isinstance(arrow.claim, Open)
    ]
    assert all(line.claim.open and line.claim.says for line in page.open_arrows)
    cost = next(line for line in page.dimensions if line.name == "Kostnad")
    assert cost.said.open and cost.said.says
    assert sum(line.said.open for line in page.demands) == page.open.demands > 0


def test_a_dimension_that_is_settled_is_not_marked(assistants):
    resources = next(line for line in page_of(assistants).dimensions if line.name == "Hvor mye: ressurser")
    assert not resources.said.open


# -- Arrows, parts and sources -----------------------------------------------------------------------------


def test_every_arrow_has_one_line_with_its_claim_and_indicators(assistants):
    page = page_of(assistants)
    assert {line.id for line in (*page.claims, *page.open_arrows)} == {arrow.id for arrow in assistants.arrows}
    line = next(line for line in page.claims if line.id == "resource-to-class-less-segregation")
    (indicator,) = line.indicators
    assert (indicator.name, indicator.up, indicator.named_by_report) == ("Bruken av segregerte løsninger", False, True)
    assert line.smallest_change.open
    assert line.claim.source.startswith("§")


def test_a_part_of_two_kinds_stands_in_both_columns(assistants):
    columns = {column.name: [part.name for part in column.parts] for column in page_of(assistants).columns}
    assert "Frigjort tid for læreren" in columns["Delmål"]
    assert "Frigjort tid for læreren" in columns["Sluttmål"]


def test_a_part_names_the_arrows_that_lead_on(assistants):
    (coordinator,) = [
        part
        for column in page_of(assistants).columns
        for part in column.parts
        if part.id == "coordinator"
    ]
    assert {line.id for line in coordinator.leads_to} == {"coordinator-drawn-in", "coordinator-competence-used"}


def test_a_source_is_said_in_the_readers_language_and_names_another_work(shelved, assistants):
    theory = shelved(
        replace(
            theory_with_everything(),
            settings=(
                Setting(dimension="cost", says=said("Lite"), source=SOURCE),
                Setting(dimension="level", says=said("Skolen"), source=Source(work="Prop. 1 S", section="§2")),
            ),
        )
    )
    cost, level = page_of(theory).dimensions
    assert cost.said.source == "Sammendrag, §4.1, Vedlegg B · L10–12"
    assert level.said.source == "Prop. 1 S, §2"
    assert page_of(theory, language="en").dimensions[0].said.source == "Summary, §4.1, Appendix B · L10–12"


def test_evidence_comes_with_its_kind_and_its_limits(assistants):
    evidence = page_of(assistants).evidence
    assert [one.id for one in evidence] == list(assistants.evidence)
    assert all(one.limits.says and one.study for one in evidence)
    assert {one.kind for one in evidence} <= {
        "Forskning", "Erfaring og litteratur", "Skolene i prosjektet", "Forfatternes resonnement"
    }  # fmt: skip


def test_the_guard_against_segregation_is_with_the_objective(assistants):
    guarded = [objective for objective in page_of(assistants).objectives if objective.guard]
    assert len(guarded) == 1
    assert "fellesskapet i klassen" in guarded[0].guard


@pytest.mark.parametrize(
    ("language", "name"),
    [("nb", "Lærerassistenter"), ("nn", "Lærarassistentar"), ("en", "Teacher assistants")],
)
def test_it_is_said_in_the_language_asked_for(assistants, language, name):
    page = page_of(assistants, language=language)
    assert page.name == name
    assert name in page.diagram


# -- Ours -------------------------------------------------------------------------------------------------


@pytest.fixture
def suggested(shelved):
    theory = theory_with_everything()
    indicator = replace(shelf.theory("assistants", 1).indicators[0], id="felt")
    arrows = tuple(
        replace(arrow, claim=replace(arrow.claim, indicators=("felt",))) if arrow.id == "kvalitet-tid" else arrow
        for arrow in theory.arrows
    )
    return shelved(
        replace(theory, indicators=(indicator,), arrows=arrows),
        Suggestion(
            arrow="kvalitet-tid", indicator="felt", value=0.3, unit=said("poeng"), months=12, reason=said("Fordi.")
        ),
    )


def test_our_suggestions_are_not_there_unless_asked_for(suggested):
    page = page_of(suggested)
    assert page.has_ours and not page.with_ours
    assert all(line.ours == () for line in page.claims)


def test_our_suggestions_stand_on_their_arrow_when_asked_for(suggested):
    lines = {line.id: line.ours for line in page_of(suggested, with_ours=True).claims if line.ours}
    ((one,),) = lines.values()
    assert list(lines) == ["kvalitet-tid"]
    assert (one.change, one.months, one.reason) == ("0,3 poeng", 12, "Fordi.")


def test_a_suggestion_leaves_the_report_as_open_as_it_was(suggested):
    before, after = page_of(suggested), page_of(suggested, with_ours=True)
    assert before.open == after.open
    assert next(line for line in after.claims if line.ours).smallest_change.open


# -- The shelf --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("id", "version"), [("assistants", 99), ("nobody", 1)])
def test_what_is_not_on_the_shelf_is_refused(id, version):
    with pytest.raises(NotOnShelf):
        queries.theory_page(id=id, version=version, language="nb", with_ours=False)


def test_the_newest_version_is_known_for_a_theory_that_is_there():
    assert queries.newest_version(id="assistants", language="en").version >= 1
    assert queries.newest_version(id="nobody", language="en") is None


def test_a_card_says_what_a_theory_is_for_and_how_much_is_open(shelved):
    (card,) = (shelved(theory_with_everything()), queries.theory_cards(language="nb"))[1]
    assert (card.name, card.purpose) == ("Prøve", "Å tegnes.")
    assert (card.activities, card.claims, card.open) == (2, 12, 14)


def test_every_arrow_of_the_drawing_has_a_line_to_lead_to(assistants):
    page = page_of(assistants)
    led_to = set(re.findall(r'href="#arrow-([^"]+)"', page.diagram))
    assert led_to == {line.id for line in (*page.claims, *page.open_arrows)}


def test_a_theory_says_what_it_presupposes_and_how_it_meets_the_requirements(assistants):
    page = page_of(assistants)
    (presupposed,) = page.presupposes
    assert (presupposed.id, presupposed.version) == ("leadership", 1)
    assert [line.name for line in page.requirements] == [one.name.nb for one in shelf.requirements().values()]
    assert page.met == sum(line.verdict == "Ja" for line in page.requirements)


def test_a_part_in_two_columns_has_a_place_in_each(assistants):
    anchors = [part.anchor for column in page_of(assistants).columns for part in column.parts]
    assert len(anchors) == len(set(anchors))
    assert {"part-freed-time", "part-freed-time-final_goal"} <= set(anchors)


def test_the_evidence_of_an_arrow_is_on_the_page(assistants):
    page = page_of(assistants)
    ids = {line.id for line in page.evidence}
    tied = [arrow for arrow in page.claims if arrow.evidence]
    assert tied and all(set(arrow.evidence) <= ids for arrow in tied)
