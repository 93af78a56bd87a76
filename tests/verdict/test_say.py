"""Every verdict has its words, in every language, and a null is told as plainly as a success."""

import pytest

from laget.verdict.chain import ArrowStep, Step, WaysIn
from laget.verdict.guard import GuardOutcome, GuardReading
from laget.verdict.judge import Outcome, Reading, Way
from laget.verdict.observed import Agreement
from laget.verdict.overall import PracticeVerdict, TheoryVerdict
from laget.verdict.protocol import MarginSet
from laget.verdict.say import (
    AGREEMENTS,
    GUARDS,
    MARGINS,
    NOT_RANDOMISED,
    OUTCOMES,
    PRACTICE,
    STEPS,
    THEORY,
    TOO_SMALL,
    WAYS_IN,
    words_for,
    words_for_agreement,
    words_for_guard,
    words_for_place,
    words_for_step,
)

TABLES = [
    (OUTCOMES, Outcome),
    (TOO_SMALL, Way),
    (THEORY, TheoryVerdict),
    (PRACTICE, PracticeVerdict),
    (GUARDS, GuardOutcome),
    (AGREEMENTS, Agreement),
    (STEPS, Step),
    (WAYS_IN, WaysIn),
    (MARGINS, MarginSet),
]


@pytest.mark.parametrize(("table", "kinds"), TABLES)
def test_nothing_is_without_words(table, kinds):
    assert set(table) == set(kinds)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(("table", "_kinds"), TABLES)
def test_no_two_verdicts_sound_alike(table, _kinds, language):
    for field in ("label", "sentence"):
        said = [getattr(words, field).said(language) for words in table.values()]
        assert len(set(said)) == len(said)
        assert all(said)
        assert "!" not in "".join(said)


@pytest.mark.parametrize(("table", "_kinds"), TABLES)
def test_nynorsk_is_written_and_not_forgotten(table, _kinds):
    for words in table.values():
        assert len({words.sentence.nb, words.sentence.nn, words.sentence.en}) == 3


@pytest.mark.parametrize("table", [OUTCOMES, GUARDS, AGREEMENTS, STEPS, WAYS_IN])
def test_each_outcome_has_its_own_sign(table):
    signs = [words.sign for words in table.values()]
    assert len(set(signs)) == len(signs)


def test_a_real_but_too_small_change_is_not_told_as_no_change():
    plain = words_for(Reading(outcome=Outcome.NOTHING_WORTH_HAVING))
    small = words_for(Reading(outcome=Outcome.NOTHING_WORTH_HAVING, too_small=Way.RIGHT))
    assert plain.label != small.label
    assert plain.sign == small.sign


def test_a_guard_that_nobody_measured_is_not_told_as_one_that_was():
    told = words_for_guard(GuardReading(outcome=GuardOutcome.NOT_SHOWN, measured=False))
    seen = words_for_guard(GuardReading(outcome=GuardOutcome.NOT_SHOWN))
    assert told.label != seen.label
    assert told.sign == seen.sign


def test_a_kept_guard_has_no_sign_of_a_gain():
    assert GUARDS[GuardOutcome.KEPT].sign not in {
        OUTCOMES[gain].sign for gain in (Outcome.HELD, Outcome.CLEARLY_HELD)
    }


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("agreement", [one for one in Agreement if one is not Agreement.NOT_MEASURED])
def test_what_no_lots_were_drawn_about_says_so(agreement, language):
    assert NOT_RANDOMISED.said(language) in words_for_agreement(agreement).sentence.said(language)


@pytest.mark.parametrize("step", Step)
def test_along_the_chain_only_what_no_lots_were_drawn_about_says_so(step):
    drawn, seen = (words_for_step(ArrowStep(arrow="a", step=step, randomised=lot)).sentence.nb for lot in (True, False))
    assert seen == f"{drawn} {NOT_RANDOMISED.nb}"


def test_an_observed_arrow_is_never_told_as_held_or_harm():
    tried = {words.label.nb for words in OUTCOMES.values()} - {OUTCOMES[Outcome.NOT_MEASURED].label.nb}
    assert not tried & {words.label.nb for words in AGREEMENTS.values()}


def test_the_primary_indicator_is_told_apart_from_one_of_a_family():
    assert words_for_place(0).label != words_for_place(1).label == words_for_place(5).label
