"""What is said when a file cannot be read."""

from __future__ import annotations


class FrameError(Exception):
    """A refusal: ``code`` names it, ``values`` fill it in, and the message says where, what and what to do.

    ``values`` always hold the file's ``name``, and ``row`` (the line of the file, the heading being line 1)
    and ``column`` where there is one.
    """

    def __init__(self, code: str, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.code = code
        self.values = values
