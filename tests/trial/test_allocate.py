"""What every draw keeps to, whatever the method; then each method; then each refusal."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from math import comb, factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trial.drawing import SEED, TEAM_AND_USUAL, THREE, design, draw_of, framed, schools

from laget.trial.allocate import allocate, arms_of_schools
from laget.trial.allocation_constrained import together
from laget.trial.allocation_design import (
    AllocationDesign,
    Arm,
    Blocked,
    Complete,
    Constrained,
    Limit,
    Minimised,
    Pairs,
    Stratified,
    columns_read,
)
from laget.trial.allocation_space import largest_first
from laget.trial.errors import TrialError
from laget.trial.fixed_point import ONE, standardise
from laget.trial.frame import frame_of
from laget.trial.philox import Words

COMPLETE = Complete(name="complete")
STRATIFIED = Stratified(name="stratified", strata=("place",))
BLOCKED = Blocked(name="blocked", size=4, order="pupils")
PAIRS = Pairs(name="pairs", covariates=("pupils", "reading"), exact=("kind",), pairs=4)
MINIMISED = Minimised(name="minimised", factors=("place", "kind"), probability=0.8)
CONSTRAINED = Constrained(
    name="constrained",
    covariates=("pupils", "reading", "kind"),
    keep=0.2,
    limits=(Limit(covariate="reading", most=0.9),),
)
SAMPLED = replace(CONSTRAINED, candidates=200)
IN_STRATA = replace(SAMPLED, candidates=20_000, strata=("place",))
METHODS = [COMPLETE, STRATIFIED, BLOCKED, PAIRS, MINIMISED, CONSTRAINED, SAMPLED]
EVERY_METHOD = pytest.mark.parametrize("method", METHODS, ids=lambda method: f"{method.name}")

# Draws to compare frequencies by, and how many standard errors they may be off: one test in a million.
TIMES, ERRORS = 20_000, 5


def words() -> Words:
    return Words(bytes(reversed(SEED)))


def close(share, expected):
    return abs(share - expected) <= ERRORS * (expected * (1 - expected) / TIMES) ** 0.5


# --- whatever the method ---

# The same on every machine and with every version of NumPy: method, schools, arms, and each unit's arm by its place.
GOLDEN = [
    (COMPLETE, 12, TEAM_AND_USUAL, "011101000101"),
    (COMPLETE, 41, THREE, "11020111011002220100200202212221200112102"),
    (STRATIFIED, 24, TEAM_AND_USUAL, "010110111110000000011110"),
    (BLOCKED, 26, TEAM_AND_USUAL, "00101010100111110010101010"),
    (PAIRS, 12, TEAM_AND_USUAL, "01111000"),
    (replace(PAIRS, exact=(), pairs=None), 40, TEAM_AND_USUAL, "0111010100010001011111001110100011100010"),
    (MINIMISED, 12, TEAM_AND_USUAL, "011011010000"),
    (replace(MINIMISED, measure="variance", order="since"), 30, THREE, "220020011012120122021120012101"),
    (CONSTRAINED, 12, TEAM_AND_USUAL, "000001110111"),
    (IN_STRATA, 40, TEAM_AND_USUAL, "0111011100010001100010101110111110000100"),
    (replace(SAMPLED, score="l1", candidates=5000), 40, THREE, "0210222122112122110000210100200110112220"),
]


@pytest.mark.parametrize(("method", "n", "arms", "golden"), GOLDEN)
def test_any_machine_gives_these_arms(method, n, arms, golden):
    draw = draw_of(method, schools(n), arms=arms)
    assert "".join(str(draw.arm_ids.index(arm)) for arm in draw.arms) == golden


@EVERY_METHOD
def test_it_works(method):
    draw = draw_of(method)
    assert set(draw.units) | set(draw.left_out) == set(schools()["school"])
    assert list(draw.units) == sorted(draw.units)
    assert set(draw.arms) == {"team", "usual"}
    assert all(sum(row) == 1 for row in draw.probabilities)
    assert len(draw.units) == len(draw.arms) == len(draw.probabilities) == len(draw.blocks)


@EVERY_METHOD
def test_the_arms_meet_their_known_probabilities(method):
    draw = draw_of(method)
    sample = draw.space.sample(times=TIMES, words=words())
    for unit, known in enumerate(draw.probabilities):
        assert known == (Fraction(1, 2), Fraction(1, 2))
        assert close((sample[unit] == 0).mean(), 0.5)


@EVERY_METHOD
@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=8, deadline=None)
def test_the_order_of_the_rows_does_not_matter(method, seed):
    order = np.random.default_rng(seed).permutation(12)
    moved = {name: values[order] for name, values in schools().items()}
    assert framed(method, moved) == framed(method)
    assert draw_of(method, moved).arms == draw_of(method).arms


@EVERY_METHOD
def test_what_things_are_called_does_not_matter(method):
    """New names for the arms and every label, and for the schools in the same order."""
    renamed = schools()
    for name in ("place", "kind"):
        labels = np.unique(renamed[name])[::-1]
        renamed[name] = np.array([f"{len(labels) - place}, ny" for place in range(len(labels))])[
            np.argmax(renamed[name][:, None] == labels, axis=1)
        ]
    renamed["school"] = np.array([f"Æ {name}, å" for name in renamed["school"]])
    ours, theirs = draw_of(method), draw_of(method, renamed, arms=(Arm(id="zz"), Arm(id="aa, øre")))
    assert ["team" if arm == "zz" else "usual" for arm in theirs.arms] == list(ours.arms)
    assert theirs.blocks == ours.blocks


@EVERY_METHOD
def test_another_seed_gives_another_draw_and_the_same_seed_the_same(method):
    seeds = [bytes([number]) * 32 for number in range(20)]
    draws = [draw_of(method, seed=seed).arms for seed in seeds]
    assert len(set(draws)) > 1
    assert draws == [draw_of(method, seed=seed).arms for seed in seeds]


@pytest.mark.parametrize("method", [COMPLETE, STRATIFIED, BLOCKED, PAIRS, CONSTRAINED], ids=lambda method: method.name)
def test_every_allocation_is_reached_and_as_often(method):
    """Six schools, so that each allocation is drawn hundreds of times."""
    if isinstance(method, STRATIFIED.__class__):
        method = replace(method, strata=("kind",))
    if isinstance(method, PAIRS.__class__):
        method = replace(method, exact=(), pairs=3)
    columns = schools(6) | {"kind": np.array(["a", "b"] * 3)}
    space = draw_of(method, columns).space
    every = Counter(map(bytes, space.every(most=1000).T.copy()))
    assert set(every.values()) == {1}
    assert len(every) == space.size
    drawn = Counter(map(bytes, space.sample(times=TIMES, words=words()).T.copy()))
    assert drawn.keys() == every.keys()
    assert all(close(count / TIMES, 1 / space.size) for count in drawn.values())


def test_a_draw_is_one_of_its_space():
    for method in (STRATIFIED, CONSTRAINED):
        draw = draw_of(method)
        mine = bytes(TEAM_AND_USUAL.index(Arm(id=arm)) for arm in draw.arms)
        assert mine in set(map(bytes, draw.space.every(most=10**6).T.copy()))


# --- units and interference ---


def test_an_office_is_drawn_whole():
    draw = draw_of(COMPLETE, unit="office", interference="office")
    assert draw.units == tuple(f"ppt {number:03d}" for number in range(6))
    _, frame = framed(COMPLETE, unit="office", interference="office")
    arms = arms_of_schools(frame=frame, draw=draw)
    assert list(arms) == sorted(schools()["school"])
    assert [arms[school] for school in list(arms)[::2]] == [arms[school] for school in list(arms)[1::2]]
    assert list(arms.values())[::2] == list(draw.arms)


def test_an_office_has_the_mean_of_its_schools():
    method = replace(CONSTRAINED, limits=(), covariates=("pupils",), keep=1.0)
    columns = schools() | {"pupils": np.array([7, 7] + [0.0, 1.0] * 5)}
    with pytest.raises(TrialError) as caught:
        draw_of(method, schools() | {"pupils": np.array([0.0, 1] * 6)}, unit="office", interference="office")
    assert caught.value.code == "constant_column"
    draw_of(method, columns, unit="office", interference="office")


def test_a_unit_may_be_larger_than_what_interferes():
    columns = schools() | {"owner": np.array([f"eier {number // 4}" for number in range(12)])}
    assert len(draw_of(COMPLETE, columns, unit="owner", interference="office").units) == 3


def test_an_id_typed_in_two_ways_is_one_id():
    columns = schools(4) | {"school": np.array(["A\u030as", "B", "C", "\u00c5s"])}
    with pytest.raises(TrialError) as caught:
        framed(COMPLETE, columns)
    assert caught.value.code == "school_twice"


def test_only_what_the_design_reads_is_in_the_frame():
    declared, frame = framed(CONSTRAINED)
    assert columns_read(declared) == ("school", "pupils", "reading", "kind")
    assert list(frame.columns) == ["pupils", "reading", "kind"]


# --- sizes ---


@given(shares=st.lists(st.integers(1, 5), min_size=2, max_size=5), units=st.integers(0, 60))
@settings(deadline=None)
def test_units_are_shared_out(shares, units):
    certain, equals, extra = largest_first(shares, units)
    assert sum(certain) + extra == units
    assert extra < max(len(equals), 1)
    assert len({shares[arm] for arm in equals}) <= 1
    for arm, size in enumerate(certain):
        exact = Fraction(units * shares[arm], sum(shares))
        assert exact - 1 < size <= exact + 1
        if len(set(shares)) == 1:
            assert size + Fraction(extra, len(equals) or 1) * (arm in equals) == exact


@given(n=st.integers(4, 30), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_every_stratum_is_shared_evenly(n, seed):
    columns = schools(n) | {"kind": np.array(["a", "b"])[np.arange(n) % 2]}
    draw = draw_of(Stratified(name="stratified", strata=("kind",)), columns, seed=seed.to_bytes(32, "little"))
    kind = dict(zip(columns["school"].tolist(), columns["kind"].tolist(), strict=True))
    for label in ("a", "b"):
        counts = Counter(arm for unit, arm in zip(draw.units, draw.arms, strict=True) if kind[unit] == label)
        assert abs(counts["team"] - counts["usual"]) <= 1
    assert [draw.blocks[place] for place in range(n)] == [1 + place % 2 for place in range(n)]


def test_three_arms_of_unequal_shares():
    arms = (Arm(id="team", share=2), Arm(id="course"), Arm(id="usual"))
    draw = draw_of(COMPLETE, arms=arms)
    assert Counter(draw.arms) == {"team": 6, "course": 3, "usual": 3}
    assert draw.probabilities[0] == (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4))
    assert draw.space.size == factorial(12) // (factorial(6) * factorial(3) ** 2)
    sample = draw.space.sample(times=TIMES, words=words())
    assert all(close((sample[0] == arm).mean(), float(draw.probabilities[0][arm])) for arm in range(3))


def test_shares_that_do_not_divide_have_the_probability_they_get():
    """Ten units at 2 : 1 are seven and three, always."""
    draw = draw_of(COMPLETE, schools(10), arms=(Arm(id="team", share=2), Arm(id="usual")))
    assert draw.probabilities[0] == (Fraction(7, 10), Fraction(3, 10))
    assert draw.space.size == comb(10, 3)


def test_blocks_follow_the_order_and_take_the_rest_in_the_last():
    draw = draw_of(Blocked(name="blocked", size=4, order="since", strata=("kind",)), schools(11) | {
        "kind": np.array(["a"] * 11)})
    turn = sorted(range(11), key=lambda place: (schools(11)["since"][place], place))
    assert [draw.blocks[place] for place in turn] == [1] * 4 + [2] * 7
    for block, size in ((1, 4), (2, 7)):
        arms = Counter(arm for arm, at in zip(draw.arms, draw.blocks, strict=True) if at == block)
        assert abs(arms["team"] - arms["usual"]) == size % 2


# --- pairs ---


def test_a_pair_has_one_of_each_and_is_exact():
    draw = draw_of(PAIRS)
    kind = dict(zip(schools()["school"].tolist(), schools()["kind"].tolist(), strict=True))
    assert len(draw.left_out) == 4
    for pair in range(1, 5):
        members = [place for place, block in enumerate(draw.blocks) if block == pair]
        assert {draw.arms[place] for place in members} == {"team", "usual"}
        assert len({kind[draw.units[place]] for place in members}) == 1


def test_the_pairs_are_neighbours_on_a_line():
    columns = schools(8) | {"pupils": np.array([0.0, 100, 1, 101, 50, 51, 900, 902])}
    draw = draw_of(Pairs(name="pairs", covariates=("pupils",)), columns)
    assert draw.blocks == (1, 2, 1, 2, 3, 3, 4, 4)


def test_who_fits_worst_is_left_out():
    columns = schools(7) | {"pupils": np.array([0.0, 100, 1, 101, 50, 9000, 51])}
    assert draw_of(Pairs(name="pairs", covariates=("pupils",), pairs=3), columns).left_out == ("skole 005",)


def test_a_text_with_more_levels_can_be_paired_by():
    draw = draw_of(Pairs(name="pairs", covariates=("place", "pupils")), schools(8))
    assert not draw.left_out


# --- minimisation ---


def test_minimisation_balances_its_factors():
    n = 40
    columns = schools(n) | {"turn": np.arange(float(n))}
    sure, chance = (
        draw_of(replace(MINIMISED, probability=p), columns).space.sample(times=2000, words=words()) for p in (1.0, 0.51)
    )

    def apart(sample):
        return np.mean([
            abs((sample[columns[name] == level] == 0).sum(axis=0) - (sample[columns[name] == level] == 1).sum(axis=0))
            for name in ("place", "kind") for level in np.unique(columns[name])
        ])

    assert apart(sure) < apart(chance) / 2


def test_the_best_arm_gets_the_stated_probability():
    """Two units in turn: the second joins the first with probability 1 − p, and then an arm would be empty; so
    the second unit of three decides, given that the third is alike in nothing."""
    columns = schools(3) | {"kind": np.array(["a", "a", "b"]), "turn": np.arange(3.0)}
    space = draw_of(Minimised(name="minimised", factors=("kind",), probability=0.8, order="turn"), columns).space
    sample = space.sample(times=TIMES, words=words())
    apart = (sample[0] != sample[1]).mean()
    # Together has 0.2, and half of those have the third with them too, which is thrown away.
    assert close(apart, 0.8 / 0.9)


@pytest.mark.parametrize("measure", ["range", "variance"])
def test_three_arms_are_treated_alike(measure):
    draw = draw_of(replace(MINIMISED, measure=measure), arms=THREE)
    sample = draw.space.sample(times=TIMES, words=words())
    assert all(close((sample[unit] == arm).mean(), 1 / 3) for unit in range(12) for arm in range(3))


# --- constrained ---


def test_what_is_kept_is_the_best():
    """The scores of all candidates in floating point."""
    draw = draw_of(replace(CONSTRAINED, limits=(), covariates=("pupils", "reading")))
    everything = draw_of(replace(CONSTRAINED, limits=(), covariates=("pupils", "reading"), keep=1.0))
    columns = schools()
    z = np.array([(columns[name] - columns[name].mean()) / columns[name].std(ddof=1) for name in ("pupils", "reading")])

    def scores(space):
        return ((z @ (space.allocations == 0)) ** 2).sum(axis=0)

    assert everything.space.enumerated
    assert everything.space.size == everything.space.candidates == comb(12, 6)
    limit = np.sort(scores(everything.space))[int(np.ceil(0.2 * comb(12, 6))) - 1]
    assert scores(draw.space).max() == pytest.approx(limit, abs=1e-3)
    assert draw.space.highest == pytest.approx(limit, abs=1e-3)
    assert draw.space.size == (scores(everything.space) <= limit + 1e-9).sum()


def test_limits_hold_in_standard_deviations():
    draw = draw_of(replace(CONSTRAINED, keep=1.0, limits=(Limit(covariate="reading", most=0.25),)))
    reading = schools()["reading"]
    means = [[reading[one == arm].mean() for one in draw.space.allocations.T] for arm in (0, 1)]
    apart = np.abs(np.subtract(*means)) / reading.std(ddof=1)
    assert apart.max() <= 0.25 + 1e-4
    wider = draw_of(replace(CONSTRAINED, keep=1.0, limits=()))
    assert draw.space.size < wider.space.size


def test_all_that_tie_are_kept():
    """With a covariate of two values the best score is shared by many, and the order of a list must not choose."""
    columns = schools(8) | {"kind": np.array(["a", "b", "a", "a", "b", "b", "a", "b"])}
    draw = draw_of(Constrained(name="constrained", covariates=("kind",), keep=0.01), columns)
    assert draw.space.size == comb(4, 2) ** 2
    columns["kind"][1] = "a"
    draw = draw_of(Constrained(name="constrained", covariates=("kind",), keep=0.01), columns)
    assert draw.space.size == 2 * comb(5, 2) * comb(3, 2)


def test_a_sampled_space_is_within_strata_and_has_no_allocation_twice():
    method = replace(SAMPLED, candidates=3000, strata=("place",), limits=(), covariates=("pupils",))
    draw = draw_of(method, schools(40))
    space = draw.space
    assert not space.enumerated
    assert space.candidates == 3000
    assert len(set(map(bytes, space.allocations.T.copy()))) == space.size
    place = schools(40)["place"]
    for label in np.unique(place):
        assert ((space.allocations[place == label] == 0).sum(axis=0) == 5).all()
    assert draw.probabilities == ((Fraction(1, 2),) * 2,) * 40


def test_three_arms_and_leftovers_stay_even():
    draw = draw_of(replace(SAMPLED, candidates=500), schools(13), arms=THREE)
    assert draw.probabilities == ((Fraction(1, 3),) * 3,) * 13


def test_unequal_shares_have_counted_probabilities():
    draw = draw_of(CONSTRAINED, arms=(Arm(id="team", share=2), Arm(id="usual")))
    for unit, row in enumerate(draw.probabilities):
        assert row[0] == Fraction(int((draw.space.allocations[unit] == 0).sum()), draw.space.size)


def test_units_that_lots_never_part_are_told():
    columns = schools(6) | {"pupils": np.array([0.0, 0, 0, 0, 50, 51]), "reading": np.array([5.0, 0, 0, 0, 0, 5])}
    draw = draw_of(Constrained(name="constrained", covariates=("pupils", "reading"), keep=0.05), columns)
    joined = together(draw.space)
    assert (joined.always, joined.never) == (((0, 4),), ((0, 5), (4, 5)))
    assert (joined.lowest, joined.highest, draw.space.size) == (0, 1, 6)
    assert any("'skole 000' and 'skole 004' are always in the same arm" in note for note in draw.notes)
    assert any("never in the same arm" in note and "2 pairs" in note for note in draw.notes)
    assert any("p value under" in note for note in draw.notes)


@pytest.mark.parametrize(("n", "says"), [(4, "6 allocations"), (5, "20 allocations"), (6, "20 allocations"), (7, "")])
def test_few_allocations_are_told(n, says):
    """Two of four: six ways, and the smallest two-sided p is 2/6. Seven: 70 ways, and 2/70 is small enough."""
    notes = draw_of(COMPLETE, schools(n)).notes
    assert bool(notes) == bool(says)
    assert says in "".join(notes)


def test_a_wide_constraint_needs_no_note():
    assert draw_of(replace(CONSTRAINED, keep=1.0, limits=())).notes == ()


# --- fixed point ---


@given(values=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30).filter(lambda values: np.ptp(values) > 1e-3))
@settings(deadline=None)
def test_standardised_values_are_right_and_even(values):
    ours = standardise([Fraction(value) for value in values])
    exact = (np.array(values) - np.mean(values)) / np.std(values, ddof=1)
    assert np.array(ours) / ONE == pytest.approx(exact, abs=0.51 / ONE)
    assert standardise([Fraction(-value) for value in values]) == [-z for z in ours]
    assert len(set(ours)) <= len(set(values))


# --- refusals ---


def refused(method, columns=None, **changes) -> TrialError:
    with pytest.raises(TrialError) as caught:
        draw_of(method, columns, **changes)
    return caught.value


def without(n, **columns):
    return schools(n) | {name: np.array(values) for name, values in columns.items()}


@pytest.mark.parametrize(
    ("method", "columns", "changes", "code"),
    [
        (COMPLETE, without(4, school=["a", "b", "a", "c"]), {}, "school_twice"),
        (COMPLETE, without(4, school=["a", "", "b", "c"]), {}, "empty_label"),
        (COMPLETE, None, {"interference": "office"}, "below_interference"),
        (COMPLETE, None, {"interference": "owner"}, "missing_column"),
        (COMPLETE, None, {"arms": (Arm(id="team"),)}, "bad_arm_count"),
        (COMPLETE, None, {"arms": tuple(Arm(id=str(number)) for number in range(11))}, "bad_arm_count"),
        (COMPLETE, None, {"arms": (Arm(id="team"), Arm(id="team"))}, "arm_twice"),
        (COMPLETE, None, {"arms": (Arm(id="team"), Arm(id="usual", share=0))}, "share_not_whole"),
        (COMPLETE, None, {"arms": (Arm(id="team", share=30), Arm(id="usual"))}, "arm_could_be_empty"),
        (COMPLETE, schools(1), {}, "arm_could_be_empty"),
        (COMPLETE, None, {"seed": b"short"}, "bad_seed"),
        (Stratified(name="stratified", strata=()), None, {}, "nothing_to_draw_by"),
        (Stratified(name="stratified", strata=("kind", "kind")), None, {}, "column_twice"),
        (Stratified(name="stratified", strata=("gone",)), None, {}, "missing_column"),
        (STRATIFIED, schools(5), {}, "stratum_too_small"),
        (STRATIFIED, None, {"unit": "office", "interference": "office"}, "unit_divided"),
        (STRATIFIED, without(4, place=[1.0, np.nan, 1, 2]), {}, "not_finite"),
        (replace(BLOCKED, size=3), None, {}, "bad_block_size"),
        (replace(BLOCKED, size=0), None, {}, "bad_block_size"),
        (PAIRS, None, {"arms": THREE}, "pairs_need_two_arms"),
        (PAIRS, None, {"arms": (Arm(id="team", share=2), Arm(id="usual"))}, "pairs_need_two_arms"),
        (replace(PAIRS, pairs=7), None, {}, "bad_pairs"),
        (replace(PAIRS, pairs=0), None, {}, "bad_pairs"),
        (replace(PAIRS, pairs=None), schools(11), {}, "odd_pairs"),
        (replace(PAIRS, pairs=None), without(4, kind=["a", "a", "a", "b"]), {}, "cannot_pair"),
        (replace(PAIRS, covariates=("pupils", "copy")), schools() | {"copy": schools()["pupils"] * 3 + 1}, {},
         "collinear_covariates"),
        (replace(PAIRS, covariates=("pupils",)), without(4, pupils=[1.0, np.nan, 2, 3]), {}, "not_finite"),
        (MINIMISED, None, {"arms": (Arm(id="team", share=2), Arm(id="usual"))}, "minimised_unequal"),
        (replace(MINIMISED, probability=0.5), None, {}, "bad_probability"),
        (replace(MINIMISED, probability=1.1), None, {}, "bad_probability"),
        (replace(MINIMISED, probability=float("nan")), None, {}, "bad_probability"),
        (replace(MINIMISED, probability=0.12345678), None, {}, "bad_probability"),
        (MINIMISED, schools(1), {}, "arm_could_be_empty"),
        (replace(CONSTRAINED, keep=0.0), None, {}, "bad_keep"),
        (replace(CONSTRAINED, keep=1.01), None, {}, "bad_keep"),
        (replace(CONSTRAINED, keep=float("nan")), None, {}, "bad_keep"),
        (replace(CONSTRAINED, candidates=0), None, {}, "bad_candidates"),
        (replace(CONSTRAINED, candidates=10**9), None, {}, "bad_candidates"),
        (replace(CONSTRAINED, limits=(Limit(covariate="free", most=1.0),)), None, {}, "bad_limit"),
        (replace(CONSTRAINED, limits=(Limit(covariate="pupils", most=1.0),) * 2), None, {}, "bad_limit"),
        (replace(CONSTRAINED, limits=(Limit(covariate="pupils", most=-0.1),)), None, {}, "bad_limit"),
        (replace(CONSTRAINED, limits=(Limit(covariate="pupils", most=float("nan")),)), None, {}, "bad_limit"),
        (replace(CONSTRAINED, limits=(Limit(covariate="pupils", most=0.0),)), None, {}, "nothing_within_limits"),
        (CONSTRAINED, without(4, pupils=[1.0, np.inf, 2, 3]), {}, "not_finite"),
        (CONSTRAINED, without(4, pupils=[2.0, 2, 2, 2]), {}, "constant_column"),
        (replace(CONSTRAINED, covariates=("kind",), limits=()), without(4, kind=["a"] * 4), {}, "constant_column"),
    ],
)  # fmt: skip
def test_refusals(method, columns, changes, code):
    assert refused(method, columns, **changes).code == code


def test_a_stratum_is_told_by_its_labels():
    error = refused(STRATIFIED, schools(5))
    assert error.values == {"stratum": "place Bø, gamle", "units": 1, "arms": 2}
    assert "place Bø, gamle has units: 1" in str(error)


def test_a_stratum_of_numbers_is_told_as_they_were_typed():
    error = refused(Stratified(name="stratified", strata=("ring",)), without(4, ring=[1.0, 2.5, 1, 1]))
    assert error.values["stratum"] == "ring 2.5"


def test_a_frame_made_by_hand_is_not_drawn_below_the_interference():
    declared, frame = framed(COMPLETE, unit="office", interference="office")
    with pytest.raises(TrialError) as caught:
        allocate(frame=replace(frame, units=frame.schools), design=declared, seed=SEED)
    assert caught.value.code == "below_interference"


def test_what_a_draw_below_the_interference_would_part_is_told():
    error = refused(COMPLETE, interference="office")
    assert error.values == {"interference": "office", "home": "ppt 000", "unit": "school"}
    assert "'skole 000' and 'skole 001'" in str(error)
    assert "unit: office" in str(error)


@pytest.mark.parametrize("method", [COMPLETE, CONSTRAINED], ids=lambda method: method.name)
def test_a_large_space_is_not_listed(method):
    with pytest.raises(TrialError) as caught:
        draw_of(method).space.every(most=10)
    assert caught.value.code == "space_too_large"


@EVERY_METHOD
def test_no_allocations_cannot_be_sampled(method):
    with pytest.raises(TrialError) as caught:
        draw_of(method).space.sample(times=0, words=words())
    assert caught.value.code == "bad_times"


def test_minimised_allocations_are_not_listed():
    with pytest.raises(TrialError) as caught:
        draw_of(MINIMISED).space.every(most=10**9)
    assert caught.value.code == "not_listed"


def test_too_many_units_to_score():
    many = schools(30_000)
    assert refused(replace(CONSTRAINED, candidates=1, limits=()), many).code == "too_many_to_score"


def test_a_frame_of_another_design_is_not_drawn_from():
    _, frame = framed(COMPLETE)
    other = design(STRATIFIED)
    assert isinstance(other, AllocationDesign)
    with pytest.raises(TrialError) as caught:
        allocate(frame=frame, design=other, seed=SEED)
    assert caught.value.code == "missing_column"


def test_frames_are_made_from_numbers_too():
    columns = {"school": np.array([10.0, 9, 100, 1]), "office": np.array([1, 1, 2, 2])}
    frame = frame_of(columns=columns, design=design(COMPLETE, unit="office", interference="office"))
    assert frame.schools == ("1", "10", "100", "9")
    assert frame.units == ("2", "1", "2", "1")
