"""Nobody's answer can be read off a band: every table of answers up to nine people by brute force, and larger ones by
what they leave open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.clarification.bands import FEWEST, NARROWEST, Band, band

Counts = tuple[int, ...]
SMALL = range(FEWEST, 10)
CHOICES = range(2, 6)


def tables(people: int, choices: int) -> Iterator[Counts]:
    """Every way in which so many people can have answered."""
    for answers in combinations_with_replacement(range(choices), people):
        yield tuple(answers.count(choice) for choice in range(choices))


def shown(counts: Counts) -> tuple[Band, ...]:
    return tuple(band(count, of=sum(counts)) for count in counts)


def look_alike(people: int, choices: int) -> dict[tuple[Band, ...], list[Counts]]:
    """The tables by what is shown of them."""
    found = defaultdict(list)
    for counts in tables(people, choices):
        found[shown(counts)].append(counts)
    return found


def what_another_may_have_said(seen: list[Counts], knows: Counts) -> set[int]:
    """The choices one other person may have made, for somebody who sees the bands and ``knows`` some of the answers."""
    others = [tuple(count - known for count, known in zip(counts, knows, strict=True)) for counts in seen]
    possible = [counts for counts in others if min(counts) >= 0]
    return {choice for counts in possible for choice, count in enumerate(counts) if count}


def only(choice: int, choices: int) -> Counts:
    return tuple(int(one == choice) for one in range(choices))


@pytest.mark.parametrize("choices", CHOICES)
@pytest.mark.parametrize("people", SMALL)
def test_neither_outsider_nor_colleague_can_tell_what_another_said(people: int, choices: int) -> None:
    """Whoever sees the bands, also with an answer of one's own among them, has at least two possible answers for
    everybody else."""
    for seen in look_alike(people, choices).values():
        nobody = (0,) * choices
        assert len(what_another_may_have_said(seen, nobody)) > 1
        for own in range(choices):
            knows = only(own, choices)
            if any(counts[own] for counts in seen):
                assert len(what_another_may_have_said(seen, knows)) > 1, (people, seen, own)


def test_two_who_put_their_answers_together_can_tell_of_five() -> None:
    """The limit that docs/explain/the-round.md tells of: two of five who both answered otherwise than the rest."""
    seen = look_alike(5, 2)[shown((3, 2))]
    assert what_another_may_have_said(seen, (0, 2)) == {0}


@pytest.mark.parametrize("people", SMALL)
def test_unanimous_and_nearly_unanimous_look_the_same(people: int) -> None:
    assert shown((people, 0)) == shown((people - 1, 1)) == shown((people - 2, 2))


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=14), st.data())
def test_of_larger_groups_too_another_may_have_said_two_things(counts: list[int], data: st.DataObject) -> None:
    """By what the bands leave open: a choice is possible where its band has room for one more than the colleague's own
    answer, with all the others at their least."""
    people = sum(counts)
    if people < FEWEST:
        return
    bands = [band(count, of=people) for count in counts]
    own = data.draw(st.sampled_from([choice for choice, count in enumerate(counts) if count]))
    least = [max(one.low, int(choice == own)) for choice, one in enumerate(bands)]
    possible = [
        choice
        for choice, one in enumerate(bands)
        if min(one.high, people - sum(least) + least[choice]) > int(choice == own)
    ]
    assert len(possible) > 1


@pytest.mark.parametrize("choices", (2, 3))
@pytest.mark.parametrize("people", range(FEWEST, 8))
def test_a_newcomer_cannot_be_placed_if_one_other_may_have_changed(people: int, choices: int) -> None:
    """The attacker knows how each of the others answered last time, but not whether one of them has changed."""
    for others, newcomer in product(tables(people - 1, choices), range(choices)):
        seen = shown(_with(others, newcomer))
        perhaps = {others} | {
            _with(tuple(count - int(one == left) for one, count in enumerate(others)), came)
            for left, came in product(range(choices), repeat=2)
            if others[left]
        }
        possible = {one for known in perhaps for one in range(choices) if shown(_with(known, one)) == seen}
        assert len(possible) > 1


def test_a_newcomer_can_be_placed_by_one_who_knows_all_the_others() -> None:
    """The limit beside it: who knows every other answer needs no publication to be wide to read the last one off it."""
    known = (2, 3)
    assert shown(_with(known, 0)) != shown(_with(known, 1))


def _with(counts: Counts, choice: int) -> Counts:
    return tuple(count + int(one == choice) for one, count in enumerate(counts))


@pytest.mark.parametrize(
    ("people", "bands"),
    [
        (5, [(0, 2), (3, 5)]),
        (6, [(0, 2), (3, 6)]),
        (7, [(0, 2), (3, 7)]),
        (8, [(0, 2), (3, 5), (6, 8)]),
        (29, [(low, low + 2) for low in range(0, 30, 3)]),
        (47, [(low, low + 3) for low in range(0, 48, 4)]),
    ],
)
def test_the_bands_are_these(people: int, bands: list[tuple[int, int]]) -> None:
    found = dict.fromkeys((one.low, one.high) for one in (band(count, of=people) for count in range(people + 1)))
    assert list(found) == bands


@settings(deadline=None)
@given(st.integers(FEWEST, 300), st.data())
def test_a_band_holds_its_count_and_is_never_narrow(people: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, people))
    found = band(count, of=people)
    assert found.low <= count <= found.high <= people
    assert found.high - found.low + 1 >= NARROWEST
    assert band(found.low, of=people) == band(found.high, of=people) == found


@pytest.mark.parametrize(("count", "of"), [(0, 4), (6, 5), (-1, 5)])
def test_a_count_without_a_band_is_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="has no band"):
        band(count, of=of)
