"""Project STAR from its shipped protocol to the verdict."""

from collections import Counter

import pytest

from laget.content import shelf
from laget.study.analysis import find
from laget.verdict.finding import ObservedArrow, TriedArrow


@pytest.fixture
def finding(star):
    return star


def effect(finding, model, contrast):
    return next(one for one in finding.effects if (one.model, one.contrast) == (model, contrast))


@pytest.mark.parametrize(
    ("contrast", "estimate", "se", "df"),
    [
        ("aide", 0.609787001, 2.474177501, 69.978124213),
        ("small", 8.957663871, 2.553649544, 69.371295550),
    ],
)
def test_the_headline_is_clubsandwichs(finding, contrast, estimate, se, df):
    """R 4.2.2, clubSandwich: school fixed effects, CR2 by school (tests/reference)."""
    headline = effect(finding, "within-schools", contrast)
    assert (headline.estimate, headline.se, headline.df) == pytest.approx((estimate, se, df), abs=1e-6)
    assert (headline.n, headline.groups) == (5853, {"school": 79})


@pytest.mark.parametrize(
    ("model", "contrast", "estimate", "se"),
    [
        ("across-schools", "aide", 0.180505168, 2.582713432),
        ("across-schools", "small", 7.719700948, 2.597943315),
        ("by-class", "aide", 0.609787001, 2.521353909),
        ("by-class", "small", 8.957663871, 2.644523381),
        ("without-covariates", "aide", 0.306353476, 2.530777158),
        ("without-covariates", "small", 9.023920478, 2.641036842),
    ],
)
def test_the_other_ways_are_clubsandwichs_too(finding, model, contrast, estimate, se):
    row = effect(finding, model, contrast)
    assert (row.estimate, row.se) == pytest.approx((estimate, se), abs=1e-6)


@pytest.mark.parametrize(
    ("contrast", "estimate", "se", "df"),
    [
        ("aide", 0.370247740, 2.650205356, 226.778275987),
        ("small", 8.302812335, 2.562435371, 249.330313399),
    ],
)
def test_the_mixed_model_is_lme4s_and_pbkrtests(finding, contrast, estimate, se, df):
    """R 4.2.2, lme4 and pbkrtest: classes within schools, Kenward and Roger (tests/reference/mixed.json)."""
    row = effect(finding, "three-levels", contrast)
    assert (row.estimate, row.se) == pytest.approx((estimate, se), abs=1e-6)
    assert row.df == pytest.approx(df, abs=1e-4)
    assert row.groups == {"class": 323, "school": 79}


def test_every_row_is_in_the_same_standard_deviations_and_the_mixed_one_in_its_own_too(finding):
    rows = [one for one in finding.effects if one.contrast == "small"]
    assert len({(one.sd, one.n_treated, one.n_control) for one in rows}) == 1
    mixed = effect(finding, "three-levels", "small")
    within = 1509.27158760125
    between = 264.174533212029 + 359.197460565481
    assert mixed.by_model.within.value == pytest.approx(mixed.estimate / within**0.5, rel=1e-6)
    assert mixed.by_model.total.value == pytest.approx(mixed.estimate / (within + between) ** 0.5, rel=1e-6)
    assert [one.by_model for one in rows if one is not mixed] == [None] * 4


def test_the_trial_saw_the_small_class_and_cannot_quite_tell_of_the_aide(finding):
    assert effect(finding, "within-schools", "small").reading.outcome == "held"
    assert effect(finding, "within-schools", "aide").reading.outcome == "cannot_tell"


def test_the_answer_on_the_aide_turns_where_its_90_percent_interval_ends(finding):
    turning = finding.turnings[0]
    below, above = turning.stretches
    assert (below.low, above.high) == (0.05, 0.25)
    assert below.high == above.low == effect(finding, "within-schools", "aide").size.high90
    assert (below.reading.outcome, above.reading.outcome) == ("cannot_tell", "nothing_worth_having")


def test_no_arrow_of_the_theory_is_read_as_tested(finding):
    tried = Counter(str(arrow.reading.outcome) for arrow in finding.arrows if isinstance(arrow, TriedArrow))
    seen = Counter(str(arrow.agreement) for arrow in finding.arrows if isinstance(arrow, ObservedArrow))
    assert (tried, seen) == ({"not_tried": 14, "not_measured": 8}, {"not_measured": 9})
    assert {str(step.step) for step in finding.chain.steps} == {"cannot_tell"}
    assert (finding.theory_verdict, finding.practice_verdict) == ("not_tested", "not_carried_out")


def test_every_arrow_of_the_theory_is_read_once(finding):
    theory = shelf.theory("assistants", 1)
    assert [arrow.arrow for arrow in finding.arrows] == [arrow.id for arrow in theory.arrows]


def test_what_follows_from_the_files_is_hashed(finding):
    assert set(finding.inputs) == {"protocol", "data", "theory"}
    assert all(len(hash) == 64 for hash in finding.inputs.values())


def test_found_again_it_is_the_same_to_the_byte(finding):
    again = find(shelf.study("star-aide"))
    assert again.body() == finding.body()
