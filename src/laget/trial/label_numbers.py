"""A number for each different label of a column, without sorting it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.generic]

# Slots are about as many as rows, but no more than an ordinary machine has memory for.
MOST_SLOTS_BITS = 22
# Rows looked at in one go: so few that they stay in memory near the processor.
CHUNK = 16_384
# The odd number next to 2⁶⁴ over the golden ratio spreads what lies close (Knuth, *The Art of Computer Programming*
# 3, 6.4).
SPREADER = np.uint64(0x9E3779B97F4A7C15)


def number_labels(labels: Labels) -> tuple[NDArray[np.integer], NDArray[np.intp]]:
    """The number of each row's label, counted from 0, and for each number a row that has it.

    To sort a national file of labels takes longer than all the rest. So every label goes to a slot that its bits
    decide; the first row there stands for the slot, and its number goes to the rows of the slot with the same label.
    Those few with another label, whose slot was taken, are sorted.
    """
    whole = np.int32 if labels.size < 2**31 else np.int64
    bits = min(max(int(labels.size).bit_length(), 1), MOST_SLOTS_BITS)
    slots = np.empty(labels.size, dtype=np.int32)
    for part in _parts(labels.size):
        slots[part] = _mixed(labels[part]) >> np.uint64(64 - bits)
    standing = np.empty(2**bits, dtype=whole)
    # Of several rows the last assigned stays: the first of them.
    standing[slots[::-1]] = np.arange(labels.size, dtype=whole)[::-1]
    stands = standing[slots]
    first = np.flatnonzero(stands == np.arange(labels.size, dtype=whole))
    # From here on a slot holds the number of the label that stands in it.
    standing[slots[first]] = np.arange(first.size)
    numbers = standing[slots]
    taken = [part.start + np.flatnonzero(labels[part] != labels[stands[part]]) for part in _parts(labels.size)]
    others = np.concatenate([np.empty(0, dtype=np.intp), *taken])
    if others.size:
        _, again, own = np.unique(labels[others], return_index=True, return_inverse=True)
        numbers[others] = first.size + own
        first = np.concatenate((first, others[again]))
    return numbers, first


def distinct(labels: Labels) -> Labels:
    """The different labels in sort order. Files come in runs of the same label, which are looked up once."""
    heads = np.ones(labels.size, dtype=bool)
    heads[1:] = labels[1:] != labels[:-1]
    runs = labels[heads]
    _, first = number_labels(runs)
    return np.sort(runs[first])


def _parts(size: int) -> Iterator[slice]:
    return (slice(begin, begin + CHUNK) for begin in range(0, size, CHUNK))


def _mixed(labels: Labels) -> NDArray[np.uint64]:
    """64 bits for each label, the same for the same label, of which the first differ between most others."""
    if labels.dtype.kind == "U":
        letters = np.ascontiguousarray(labels).view(np.uint32).reshape(labels.size, -1)
        words = letters[:, 0].astype(np.uint64)
        for place in range(1, letters.shape[1]):
            words *= SPREADER
            words += letters[:, place]
    else:
        # Zero has two signs, and is one label.
        words = (labels.astype(np.float64) + 0.0).view(np.uint64)
    words ^= words >> np.uint64(32)
    words *= SPREADER
    return words
