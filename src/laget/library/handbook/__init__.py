"""The handbook: what the report says beside its theories and schools, chapter by chapter.

A chapter is written as one (a file), or made of content that has its own type. Both kinds come out as the same
``HandbookChapter``, so one page shows them all.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from laget.library.handbook.actors import actors
from laget.library.handbook.arenas import arenas
from laget.library.handbook.contradictions import contradictions
from laget.library.handbook.dilemmas import dilemmas
from laget.library.handbook.objectives import objectives
from laget.library.handbook.programmes import programmes
from laget.library.handbook.requirements import requirements
from laget.library.handbook.routines import routines
from laget.library.handbook.schools import schools
from laget.library.handbook.topics import HandbookChapter
from laget.library.handbook.trade_offs import trade_offs
from laget.library.handbook.written import written
from laget.refusal import Refusal

MADE = (
    schools, actors, arenas, routines, programmes, objectives, dilemmas, requirements, trade_offs, contradictions,
)  # fmt: skip


@cache
def chapters() -> tuple[HandbookChapter, ...]:
    """All chapters that hold something, in their order. Raises ``Refusal``: ``chapter_twice``."""
    found = (*written(), *(make() for make in MADE))
    for id, times in Counter(one.id for one in found).items():
        if times > 1:
            raise Refusal("chapter_twice", f"Two chapters are called '{id}': give the file another name.", chapter=id)
    return tuple(sorted((one for one in found if one.topics), key=lambda one: (one.order, one.id)))
