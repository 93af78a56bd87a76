"""What the engine says when it will not compute."""

from __future__ import annotations


class TrialError(Exception):
    """A refusal: ``code`` names it, ``values`` fill it in, and the message says what, why and what to do.

    >>> error = TrialError("one_cluster", "There is one school; CR2 needs two or more.", column="school")
    >>> error.code, error.values, str(error)
    ('one_cluster', {'column': 'school'}, 'There is one school; CR2 needs two or more.')
    """

    def __init__(self, code: str, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.code = code
        self.values = values
