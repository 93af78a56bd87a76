"""The words are Philox's own, and what is chosen with them is even."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laget.trial.errors import TrialError
from laget.trial.philox import BATCH, Choices, Words, drawn

MASK = 2**64 - 1
# The known answers of Random123's kat_vectors for philox4x64-10: counter, key, block.
KNOWN = [
    (0, (0, 0), "16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b"),
    (2**256 - 1, (MASK, MASK), "87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0"),
]


def philox(counter: int, key: tuple[int, int]) -> list[int]:
    """One block by the paper: ten rounds of two multiplications."""
    a, b, c, d = ((counter >> 64 * place) & MASK for place in range(4))
    for _ in range(10):
        first, second = 0xD2E7470EE14C6C93 * a, 0xCA5A826395121157 * c
        a, b, c, d = second >> 64 ^ b ^ key[0], second & MASK, first >> 64 ^ d ^ key[1], first & MASK
        key = (key[0] + 0x9E3779B97F4A7C15) & MASK, (key[1] + 0xBB67AE8584CAA73B) & MASK
    return [a, b, c, d]


@pytest.mark.parametrize(("counter", "key", "block"), KNOWN)
def test_the_papers_rounds_give_the_known_answers(counter, key, block):
    assert " ".join(f"{word:016x}" for word in philox(counter, key)) == block


@given(seed=st.binary(min_size=32, max_size=32))
@settings(max_examples=25, deadline=None)
def test_the_words_are_those_blocks(seed):
    key = int.from_bytes(seed[:8], "little"), int.from_bytes(seed[8:16], "little")
    high = int.from_bytes(seed[16:], "little") << 128
    expected = philox(high + 1, key) + philox(high + 2, key)
    words = Words(seed)
    assert [words.below(2**64) for _ in expected] == expected
    halves = [half for word in expected for half in (word & 0xFFFFFFFF, word >> 32)]
    assert Words(seed).pieces(3, 5).ravel().tolist() == halves[:15]


class Fixed:
    """A source whose words are told beforehand."""

    def __init__(self, *words):
        self.words = list(words)

    def random_raw(self):
        return self.words.pop(0)


@pytest.mark.parametrize(("bound", "unsound"), [(3, 2**64 - 1), (10, 2**64 - 6), (2**63 + 1, 2**63 + 1)])
def test_a_word_beyond_the_last_whole_multiple_is_thrown_away(bound, unsound):
    words = Words(bytes(32))
    words._philox = Fixed(unsound, unsound - 1)
    assert words.below(bound) == (unsound - 1) % bound


def test_a_choice_has_as_many_pieces_for_each_outcome():
    """Of bound 3, 2³² − 1 pieces share evenly and the last one is unsound."""
    part = (2**32 - 1) // 3
    pieces = np.array([[0, part - 1, part, 2 * part - 1, 2 * part, 3 * part - 1, 2**32 - 1]], dtype=np.uint32)
    choices = Choices(pieces)
    assert choices.below(3)[:6].tolist() == [0, 0, 1, 1, 2, 2]
    assert choices.sound.tolist() == [True] * 6 + [False]


@pytest.mark.parametrize("bound", [1, 2, 2**31, 2**32])
def test_a_power_of_two_wastes_nothing(bound):
    choices = Choices(np.array([[0, 2**32 - 1]], dtype=np.uint32))
    assert choices.below(bound).tolist() == [0, bound - 1]
    assert choices.sound.all()


def test_unsound_allocations_are_drawn_again():
    """Half of the pieces are unsound for this bound, and what is left is still as many as were asked for."""
    def allocate(choices):
        return (choices.below(2**31 + 1)[None] > 2**30).astype(np.uint8)

    made = drawn(allocate=allocate, choices=1, times=2 * BATCH + 5, words=Words(bytes(32)))
    assert made.shape == (1, 2 * BATCH + 5)
    assert abs(made.mean() - 0.5) < 5 * 0.5 / made.size**0.5


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_seed_of_another_length_is_refused(length):
    with pytest.raises(TrialError) as caught:
        Words(bytes(length))
    assert (caught.value.code, caught.value.values) == ("bad_seed", {"length": length, "wanted": 32})
