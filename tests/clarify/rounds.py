"""A round in the hands of a principal: six teachers, two assistants, and four who are alone in their role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from tests.cast import AT

from laget.clarification.answer import Answer
from laget.clarify import operations
from laget.clarify.models import Group, Round, RoundSituation, Seat, Statement, Tally
from laget.clarify.operations import Asked, Holders, OpenAnswer
from laget.people.models import Person
from laget.schools.models import School

SITUATIONS = ("after-long-break", "call-home", "quiet-pupils", "lateness")
OWN = "Ta imot en elev som kommer gråtende inn fra bussen"
GROUPS = (
    Holders(role="teacher", holders=6),
    Holders(role="assistant", holders=2),
    Holders(role="social-teacher", holders=1),
    Holders(role="school-nurse", holders=1),
    Holders(role="miljoterapeut", holders=1),
    Holders(role="principal", holders=1),
    Holders(role="psychologist", holders=1, asked=False),
)


@dataclass(kw_only=True)
class Rounding:
    """A round at a school, and the deeds of those who lead and answer it."""

    school: School
    principal: Person
    people: Mapping[str, Person] = field(default_factory=dict)
    round: Round | None = None
    sent: int = field(default=0)

    def begin(self, *, groups: Iterable[Holders] = GROUPS, keys: Iterable[str] = SITUATIONS, own: str = OWN,
              repeats: Round | None = None, at: datetime = AT) -> Round:  # fmt: skip
        situations = [Asked(key=key) for key in keys] + ([Asked(text=own)] if own else [])
        self.round = operations.begin_round(
            school=self.school, situations=situations, groups=tuple(groups), repeats=repeats,
            person=self.principal, at=at,
        )  # fmt: skip
        return self.round

    def open(self, at: datetime = AT) -> Round:
        self.round = operations.open_round(round=self.round, person=self.principal, at=at)
        return self.round

    def close(self, at: datetime = AT) -> Round:
        self.round = operations.close_round(round=self.round, person=self.principal, at=at)
        return self.round

    def drop(self) -> Round:
        self.round = operations.drop_round(round=self.round, person=self.principal, at=AT)
        return self.round

    def keys(self) -> list[str]:
        rows = RoundSituation.objects.with_scope(owner=self.school.owner_id).filter(round=self.round)
        return list(rows.order_by("place").values_list("key", flat=True))

    def group(self, role: str) -> Group:
        return Group.objects.with_scope(owner=self.school.owner_id).get(round=self.round, role=role)

    def seats(self, role: str) -> list[Seat]:
        rows = Seat.objects.with_scope(owner=self.school.owner_id).filter(group=self.group(role))
        return list(rows.select_related("group").order_by("number"))

    def answers(self, said: Mapping[str, tuple[str, str, str]]) -> list[Answer]:
        return [
            Answer(situation=key, does=does, should=should, how_far=far) for key, (does, should, far) in said.items()
        ]

    def answer(self, role: str, said: Mapping[str, tuple[str, str, str]], *, key: str = "") -> None:
        """One person's anonymous answer, on a form of its own."""
        self.sent += 1
        operations.answer_anonymously(group=self.group(role), answers=self.answers(said), key=key or f"f{self.sent}")

    def everybody_says(self, role: str, times: int, said: Mapping[str, tuple[str, str, str]]) -> None:
        for _ in range(times):
            self.answer(role, said)

    def share(self, seat: Seat, said: Mapping[str, tuple[str, str, str]], words: str = "") -> None:
        operations.share_statement(
            seat=seat, answers=[OpenAnswer(answer=one, words=words) for one in self.answers(said)]
        )

    def tallies(self, role: str) -> dict[tuple[str, str, str], int]:
        rows = Tally.objects.with_scope(owner=self.school.owner_id).filter(group=self.group(role))
        return {
            (key, question, choice): count
            for key, question, choice, count in rows.values_list("situation__key", "question", "choice", "count")
        }

    def statements(self) -> list[Statement]:
        rows = Statement.objects.with_scope(owner=self.school.owner_id).filter(seat__group__round=self.round)
        return list(rows)
