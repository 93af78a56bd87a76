"""Nothing about one holder can be found in what is told outside the school."""

from dataclasses import replace
from itertools import pairwise
from math import floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.mapping import attack
from tests.mapping.teams import like, post, random_post, team, teams

from laget.mapping import disclosure
from laget.mapping.disclosure import BAND, FEWEST, band, publish
from laget.mapping.publication import (
    BOUND,
    FULL_TIME,
    HOURS,
    NOT_COVERED,
    read_publication,
    total_of,
    write_publication,
)
from laget.mapping.team import HourKind, HourUse, Profession, Team

A, T, S, H, L, X = (
    Profession.ASSISTANCE,
    Profession.TEACHING,
    Profession.SOCIAL,
    Profession.HEALTH,
    Profession.LEADERSHIP,
    Profession.OTHER,
)
CLASS = HOURS + HourKind.WHOLE_CLASS


def ends(published, measure):
    return {cell.group: (cell.low, cell.high) for cell in published.of(measure)}


def test_a_team_of_forty_posts_is_published():
    published = publish(
        team(
            *like(19, T, fraction=1.0),
            *like(12, A, fraction=0.8, bound=0.5),
            *like(5, S, fraction=1.0, bound=0.0),
            *like(3, L, fraction=1.0),
            post("nurse", H, fraction=0.2, covered=False),
            pupils=180,
        )
    )
    rest = (S, H, L)
    assert ends(published, FULL_TIME) == {(T,): (16, 19), (A,): (8, 10), rest: (6, 9)}
    assert ends(published, BOUND) == {(A,): (4, 6), (S,): (0, 2)}
    everybody = (T, S, H, L, A)
    assert ends(published, NOT_COVERED) == {everybody: (0, 5)}
    assert ends(published, CLASS) == {everybody: (None, None)}
    whole = published.total(FULL_TIME)
    assert (whole.low, whole.high, whole.known, whole.of) == (30, 38, 40, 40)
    assert published.pupils_per() == (180 / 38, 6.0)
    assert published.pupils_per(A) == (18.0, 22.5)


def test_the_leaders_and_the_nurse_are_told_of_together_with_the_smallest_that_stands_alone():
    nurse, leaders = post("nurse", H, fraction=0.2), like(3, L, fraction=1.0)
    published = publish(team(*like(9, T, fraction=1.0), *like(6, A, fraction=0.5), nurse, *leaders))
    assert ends(published, FULL_TIME) == {(T,): (6, 9), (H, L, A): (6, 8)}


def test_a_caretaker_is_no_assistant_and_cannot_be_told_from_the_others():
    """Alone of the kind, so told of with others; of five, apart; and never among the assistants."""
    others = like(9, T, fraction=1.0), like(6, A, fraction=0.5)
    one = publish(team(*others[0], *others[1], post("caretaker", X, fraction=1.0)))
    assert ends(one, FULL_TIME) == {(T,): (6, 9), (A, X): (2, 4)}
    with_leaders = publish(team(*others[0], *others[1], *like(4, L, fraction=1.0), post("caretaker", X, fraction=1.0)))
    assert ends(with_leaders, FULL_TIME) == {(T,): (6, 9), (A,): (2, 4), (L, X): (2, 5)}
    five = publish(team(*others[0], *others[1], *like(5, X, fraction=1.0)))
    assert ends(five, FULL_TIME) == {(T,): (6, 9), (A,): (2, 4), (X,): (2, 5)}


@settings(max_examples=30)
@given(teams)
def test_fewer_than_five_is_never_shown(one):
    for cell in publish(one).cells:
        assert not cell.shown or cell.known >= FEWEST
        assert cell.shown or cell.why_not == "too_few"


@settings(max_examples=30)
@given(teams)
def test_no_holder_of_one_profession_is_in_two_cells_of_a_measure(one):
    published = publish(one)
    for measure in {cell.measure for cell in published.cells}:
        groups = [profession for cell in published.of(measure) for profession in cell.group]
        assert len(groups) == len(set(groups))


@pytest.mark.parametrize("fewer", range(5))
def test_one_post_is_never_shown(fewer):
    published = publish(team(*like(fewer, A, fraction=1.0, bound=1.0, covered=False)))
    assert not any(cell.shown for cell in published.cells)


@given(seed=st.integers(0, 2**32 - 1), at=st.integers(0, 100))
def test_what_is_shown_never_depends_on_what_anybody_says(seed, at):
    """A holder with other numbers changes no group, and hides and shows nothing."""
    rng = np.random.default_rng(seed)
    posts = [random_post(str(n), rng, whole=0.5) for n in range(int(rng.integers(4, 40)))]
    before = publish(Team(year=2026, posts=tuple(posts)))
    was = posts[at % len(posts)]
    said = tuple(replace(use, planned=0.0) for use in was.hours)
    posts[at % len(posts)] = replace(was, fraction=0.05, bound=1.0, hours=said, covered=not was.covered)
    after = publish(Team(year=2026, posts=tuple(posts)))
    assert [(cell.measure, cell.group, cell.shown, cell.known) for cell in before.cells] == [
        (cell.measure, cell.group, cell.shown, cell.known) for cell in after.cells
    ]


@given(most=st.integers(5, 60), share=st.floats(0, 1))
def test_a_band_leaves_every_holder_free(most, share):
    """Whoever it is could have 0, and could have 1, whatever the others have between them."""
    total = most * share
    low, high = band(total, most=most, width=BAND)
    assert low <= total + 1e-8 and total - 1e-8 <= high <= most
    assert low <= most - 2 and high >= 2


@given(of=st.integers(1, 80), share=st.floats(0, 1))
def test_in_every_band_of_absence_anybody_may_be_away_or_at_work(of, share):
    away = round(of * share)
    found = band(away, most=of, width=disclosure.BAND_NOT_COVERED)
    assert (found is None) == (of < 2 * disclosure.BAND_NOT_COVERED)
    if found is not None:
        # Whoever is at work could be away, and whoever is away at work, and the sum still lie in the band.
        fewest, most = found[0] + (found[0] > 0), found[1]
        assert fewest <= away <= most
        assert fewest <= of - 1 and most >= 1
        assert most - fewest >= 4


@pytest.mark.parametrize("bound", [0.0, 1.0])
def test_that_everybody_is_bound_is_not_told(bound):
    low, high = ends(publish(team(*like(6, A, bound=bound))), BOUND)[(A,)]
    assert (low, high) == ((0, 2) if bound == 0 else (4, 6))
    one_is_not = (*like(5, A, bound=bound), post("one", A, bound=1 - bound))
    assert ends(publish(team(*one_is_not)), BOUND)[(A,)] == (low, high)


def test_nobody_away_and_some_away_look_alike():
    def told(away):
        return ends(publish(team(*like(away, A, covered=False), *like(20 - away, A, start=away))), NOT_COVERED)

    assert told(0) == told(1) == told(5) == {(A,): (0, 5)}
    assert told(6) == {(A,): (5, 10)}
    assert told(19) == told(20) == {(A,): (15, 20)}


def test_absence_changes_no_other_number():
    at_work = like(12, A, fraction=0.8, bound=0.5)
    away = (*at_work[:-1], replace(at_work[-1], covered=False))
    told = [
        [cell for cell in publish(team(*posts)).cells if cell.measure != NOT_COVERED] for posts in (at_work, away)
    ]
    assert told[0] == told[1]


def test_two_posts_of_one_holder_are_one_holder():
    four = like(4, A, fraction=0.5, bound=1.0)
    half = replace(four[0], key="other", fraction=0.5, bound=0.0)
    assert not any(cell.shown for cell in publish(team(*four, half)).cells)
    five = publish(team(*like(5, A, fraction=0.5, bound=1.0), half))
    assert [(cell.known, cell.low, cell.high) for cell in five.of(BOUND)] == [(5, 2, 5)]


def test_a_line_of_twelve_is_twelve_holders():
    line = publish(team(post("line", A, count=12, fraction=0.8, bound=0.5)))
    each = publish(team(*like(12, A, fraction=0.8, bound=0.5)))
    assert line == each


def test_what_is_not_known_is_not_in_the_sum_and_is_said():
    some = post("some", A, count=None, fraction=1.0)
    published = publish(team(*like(6, A, fraction=1.0), *like(5, A, start=6), some))
    assert [(cell.low, cell.high, cell.known, cell.of) for cell in published.of(FULL_TIME)] == [(4, 6, 6, 12)]


def test_a_week_is_the_holders_own():
    """Half a post that is wholly in one kind of work counts as much as a whole one, so nobody's limit is known."""
    for fraction in (0.5, 1.0):
        use = HourUse(kind=HourKind.WHOLE_CLASS, planned=37.5 * fraction, real=None)
        assert ends(publish(team(*like(8, A, fraction=fraction, hours=(use,)))), CLASS)[(A,)] == (6, 8)
    without = like(8, A, hours=(HourUse(kind=HourKind.WHOLE_CLASS, planned=10.0, real=None),))
    assert ends(publish(team(*without)), CLASS)[(A,)] == (None, None)


@settings(max_examples=30)
@given(teams)
def test_totals_are_sums_of_shown_cells(one):
    published = publish(one)
    for measure in {cell.measure for cell in published.cells}:
        cells = [cell for cell in published.of(measure) if cell.shown]
        whole = published.total(measure)
        assert (whole is None) == (not cells)
        if whole is not None:
            assert (whole.low, whole.high) == (sum(cell.low for cell in cells), sum(cell.high for cell in cells))


def test_withdrawing_moves_nothing_else():
    schools = [publish(team(*like(number, A, fraction=0.8))) for number in (8, 12, 20, 30)]
    cells = [cell for school in schools for cell in school.of(FULL_TIME)]
    with_all, without = total_of(tuple(cells)), total_of(tuple(cells[1:]))
    assert (with_all.low - without.low, with_all.high - without.high) == (cells[0].low, cells[0].high)


@settings(max_examples=30)
@given(teams)
def test_a_publication_is_read_as_it_was_written(one):
    published = publish(one)
    assert read_publication(write_publication(published)) == published


def finds(measures, *, seeds, times, small=False):
    """Whether the attacker shuts anybody's number into less than half of what it could be."""
    histories = (attack.releases(np.random.default_rng(seed), times=times, small=small) for seed in range(seeds))
    return any(attack.narrowest(history, measures) < 0.5 for history in histories)


def test_an_attackers_programme_finds_no_holder():
    for measure in (FULL_TIME, BOUND):
        assert not finds([measure], seeds=10, times=2)
        assert not finds([measure], seeds=6, times=8)
        assert not finds([measure], seeds=8, times=12, small=True)
    assert not finds([HOURS + kind for kind in HourKind], seeds=2, times=4)


def test_groups_merge_and_part_where_the_attacker_looks_for_it():
    histories = [attack.releases(np.random.default_rng(seed), times=12, small=True) for seed in range(8)]
    groups = [[tuple(cell.group for cell in one.publication.of(BOUND)) for one in history] for history in histories]
    assert sum(before != after for told in groups for before, after in pairwise(told)) > 4


def nearest_half(total, *, most, width):
    return max(floor(total * 2 + 0.5) / 2 - 0.25, 0), min(floor(total * 2 + 0.5) / 2 + 0.25, most)


def nearest_even(total, *, most, width):
    return max(round(total) - 0.5, 0), min(round(total) + 0.5, most)


@pytest.mark.parametrize(
    ("rule", "measure"), [(nearest_half, BOUND), (nearest_half, FULL_TIME), (nearest_even, FULL_TIME)]
)
def test_the_same_programme_finds_holders_behind_a_weaker_rule(rule, measure, monkeypatch):
    monkeypatch.setattr(disclosure, "band", rule)
    assert finds([measure], seeds=60, times=8)
