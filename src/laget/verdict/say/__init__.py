"""The verdict in words: plain, without boasting, and as clear about nothing as about something.

One file for each thing that is spoken of. Signs are for print in black and white; how a line is drawn is decided where
the picture is.
"""

from laget.verdict.say.arrow import AGREEMENTS, NOT_RANDOMISED, words_for_agreement
from laget.verdict.say.chain import STEPS, WAYS_IN, words_for_step
from laget.verdict.say.claim import OUTCOMES, TOO_SMALL, words_for
from laget.verdict.say.guard import ALARM, GUARD_NOT_MEASURED, GUARDS, words_for_guard
from laget.verdict.say.indicator import FURTHER_INDICATOR, PRIMARY_INDICATOR, words_for_place
from laget.verdict.say.margin import MARGINS
from laget.verdict.say.practice import PRACTICE
from laget.verdict.say.study import INVENTED
from laget.verdict.say.theory import THEORY
from laget.verdict.say.words import Words

__all__ = [
    "AGREEMENTS", "ALARM", "FURTHER_INDICATOR", "GUARDS", "GUARD_NOT_MEASURED", "INVENTED", "MARGINS", "NOT_RANDOMISED",
    "OUTCOMES", "PRACTICE", "PRIMARY_INDICATOR", "STEPS", "THEORY", "TOO_SMALL", "WAYS_IN", "Words", "words_for",
    "words_for_agreement", "words_for_guard", "words_for_place", "words_for_step",
]  # fmt: skip
