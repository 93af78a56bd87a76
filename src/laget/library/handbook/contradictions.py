"""The chapter of where the report contradicts itself: as a whole, on a model, on a school (R-009)."""

from __future__ import annotations

from laget.content import shelf
from laget.library.handbook.topics import HandbookChapter, Topic, passage
from laget.library.handbook.written import topic
from laget.theory.text import Text


def contradictions() -> HandbookChapter:
    """The report's own contradictions. None of them is resolved here."""
    return HandbookChapter(
        id="contradictions",
        order=200,
        name=Text(
            nb="Der rapporten motsier seg selv",
            nn="Der rapporten seier seg sjølv imot",
            en="Where the report contradicts itself",
        ),
        lead=Text(
            nb="Vi retter ikke rapporten. Der den sier to ting, står begge her.",
            nn="Vi rettar ikkje rapporten. Der han seier to ting, står begge her.",
            en="We do not correct the report. Where it says two things, both are here.",
        ),
        topics=(
            *(topic(entry) for entry in shelf.contradictions()),
            *(
                Topic(
                    id=f"theory-{theory.id}",
                    name=theory.name,
                    about=None,
                    source=theory.source,
                    passages=passage(theory.inconsistencies),
                )
                for theory in shelf.theories()
                if theory.inconsistencies
            ),
            *(
                Topic(
                    id=f"school-{portrait.id}",
                    name=portrait.name,
                    about=None,
                    source=portrait.sources[0],
                    passages=passage(portrait.anomalies),
                )
                for portrait in shelf.portraits()
                if portrait.anomalies
            ),
        ),
    )
