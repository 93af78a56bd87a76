"""Every verdict has its words, in every language, and a null is told as plainly as a success."""

import pytest

from laget.verdict.judge import Outcome, Reading, Way
from laget.verdict.overall import PracticeVerdict, TheoryVerdict
from laget.verdict.say import OUTCOMES, PRACTICE, THEORY, TOO_SMALL, words_for

TABLES = [(OUTCOMES, Outcome), (TOO_SMALL, Way), (THEORY, TheoryVerdict), (PRACTICE, PracticeVerdict)]


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


def test_each_outcome_has_its_own_sign():
    signs = [words.sign for words in OUTCOMES.values()]
    assert len(set(signs)) == len(signs)


def test_a_real_but_too_small_change_is_not_told_as_no_change():
    plain = words_for(Reading(outcome=Outcome.NOTHING_WORTH_HAVING))
    small = words_for(Reading(outcome=Outcome.NOTHING_WORTH_HAVING, too_small=Way.RIGHT))
    assert plain.label != small.label
    assert plain.sign == small.sign
