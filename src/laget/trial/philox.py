"""Random words that are the same on every machine, and even choices made of them.

Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", *SC '11*.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from laget.trial.errors import TrialError

Pieces = NDArray[np.uint32]
Allocations = NDArray[np.uint8]

SEED_BYTES = 32
# Allocations are drawn so many at a time. It is part of the method: another number gives other allocations.
BATCH = 4096


class Words:
    """The 64-bit words of Philox4x64-10 for a seed of 32 bytes.

    The seed is four words in little-endian order, k₀ k₁ c₂ c₃: the key is (k₀, k₁), and the stream is the
    blocks of the counters (1, 0, c₂, c₃), (2, 0, c₂, c₃) and so on, four words each. NumPy promises to keep
    these words; nothing else of its generators is used.
    """

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise TrialError(
                "bad_seed",
                f"The seed is {len(seed)} bytes; it has to be {SEED_BYTES}.",
                length=len(seed),
                wanted=SEED_BYTES,
            )
        words = np.frombuffer(seed, dtype="<u8", count=4).astype(np.uint64)
        counter = np.concatenate([np.zeros(2, np.uint64), words[2:]])
        self._philox = np.random.Philox(key=words[:2], counter=counter)

    def below(self, bound: int) -> int:
        """A whole number from 0 to ``bound`` − 1, each as likely; ``bound`` is at most 2⁶⁴.

        The remainder of a word; a word beyond the last whole multiple of ``bound`` is thrown away.
        """
        while (word := int(self._philox.random_raw())) >= 2**64 // bound * bound:
            pass
        return word % bound

    def pieces(self, rows: int, columns: int) -> Pieces:
        """``rows`` × ``columns`` of 32 bits, row by row; a word gives its low half first."""
        count = rows * columns
        words = self._philox.random_raw(-(-count // 2)).astype("<u8", copy=False)
        return np.asarray(words.view("<u4")[:count], dtype=np.uint32).reshape(rows, columns)


class Choices:
    """Even choices for many allocations that are drawn in step.

    A choice takes one piece x per allocation and is ⌊x / q⌋ with q = ⌊2³² / bound⌋. An allocation that meets a
    piece from q·bound up is unsound, and is thrown away whole: those that are left chose evenly all the way.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = iter(pieces)
        self.sound = np.ones(pieces.shape[1], dtype=np.bool_)

    def below(self, bound: int) -> Pieces:
        """A whole number from 0 to ``bound`` − 1 for each allocation; ``bound`` is at most 2³².

        Where there is nothing to choose between, no piece is used.
        """
        if bound == 1:
            return np.zeros(self.sound.size, dtype=np.uint32)
        pieces = next(self._pieces)
        part = 2**32 // bound
        if part * bound < 2**32:
            self.sound &= pieces < np.uint32(part * bound)
        chosen: Pieces = pieces // np.uint32(part)
        return chosen


def drawn(*, allocate: Callable[[Choices], Allocations], choices: int, times: int, words: Words) -> Allocations:
    """``times`` allocations (units × times), made by ``allocate`` with so many ``choices`` each.

    Raises ``TrialError`` for less than one time.
    """
    if times < 1:
        raise TrialError("bad_times", f"Allocations are asked for {times} times; ask for 1 or more.", times=times)
    batches: list[Allocations] = []
    missing = times
    while missing > 0:
        made = Choices(words.pieces(choices, min(BATCH, missing)))
        allocations = allocate(made)
        batches.append(allocations if made.sound.all() else allocations[:, made.sound])
        missing -= batches[-1].shape[1]
    return np.concatenate(batches, axis=1)
