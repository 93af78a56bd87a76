"""Words in the three languages of Laget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One thing said in bokmål (nb), nynorsk (nn) and English (en).

    ``same`` marks a sentence whose nynorsk really is the same as its bokmål or English, so that the
    content check does not take it for a forgotten translation.

    >>> Text(nb="laget", nn="laget", en="the team").said("en")
    'the team'
    """

    nb: str
    nn: str
    en: str
    same: bool = False

    def said(self, language: str) -> str:
        """The text in ``language``; bokmål for a language Laget does not have."""
        match language:
            case "nn":
                return self.nn
            case "en":
                return self.en
            case _:
                return self.nb


def in_each(say: Callable[[Language], str]) -> Text:
    """A text put together anew in each language.

    >>> in_each(lambda language: f"{language}!").nn
    'nn!'
    """
    return Text(nb=say("nb"), nn=say("nn"), en=say("en"))
