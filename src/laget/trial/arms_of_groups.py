"""Which arms the groups of a trial have rows in, and what to say where a few have rows in several."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray


def in_several_arms(*, present: NDArray[np.bool_], level: str) -> Iterator[str]:
    """A note where fewer than half of the groups of ``level`` have rows in more than one arm.

    ``present`` (arms × groups) says which arms a group has rows in. Lots within groups put most of them in several arms
    and lots between groups none, so a few are rather a slip in the file.

    >>> next(in_several_arms(present=np.array([[True, True, False], [True, False, True]]), level="school"))
    "1 of 3 groups of 'school' have rows in several arms; if whole groups were drawn, look for rows with the wrong arm."
    """
    several = int((present.sum(axis=0) > 1).sum())
    if 0 < 2 * several < present.shape[1]:
        yield (
            f"{several} of {present.shape[1]} groups of {level!r} have rows in several arms; if whole groups were "
            "drawn, look for rows with the wrong arm."
        )
