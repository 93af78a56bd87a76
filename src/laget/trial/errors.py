"""What the engine says when it will not compute."""

from __future__ import annotations

from laget.refusal import Refusal


class TrialError(Refusal):
    """The engine will not compute this: the message says what, why and what to do.

    >>> error = TrialError("one_cluster", "There is one school; CR2 needs two or more.", column="school")
    >>> error.code, error.values, str(error)
    ('one_cluster', {'column': 'school'}, 'There is one school; CR2 needs two or more.')
    """
