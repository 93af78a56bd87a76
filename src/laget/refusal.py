"""What every room raises when it is handed something it cannot use."""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """An input that cannot be used.

    ``code`` is stable and is what the web translates; ``values`` fill the translation; the message is an
    English sentence that says what is wrong, why, and what to do.
    """

    def __init__(self, code: str, sentence: str, /, **values: object) -> None:
        super().__init__(sentence)
        self.code = code
        self.values: Mapping[str, object] = values
