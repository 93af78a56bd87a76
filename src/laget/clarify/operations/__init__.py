"""The deeds of role clarification: each one transaction that ends with its audit line, which holds ids and never text.
An answer alone has no line, for the reason that decision 0005 gives.

``person`` is who did it; ``None`` is the command line.
"""

from laget.clarify.operations.answering import (
    OpenAnswer,
    answer_anonymously,
    refuse_answers,
    refuse_statement,
    share_statement,
    take_back,
    type_anonymous_sheet,
    type_open_sheet,
)
from laget.clarify.operations.rounds import (
    Asked,
    Holders,
    begin_round,
    change_round,
    close_round,
    drop_round,
    open_round,
)
from laget.clarify.operations.seats import renew_link

__all__ = [
    "Asked",
    "Holders",
    "OpenAnswer",
    "answer_anonymously",
    "begin_round",
    "change_round",
    "close_round",
    "drop_round",
    "open_round",
    "refuse_answers",
    "refuse_statement",
    "renew_link",
    "share_statement",
    "take_back",
    "type_anonymous_sheet",
    "type_open_sheet",
]
