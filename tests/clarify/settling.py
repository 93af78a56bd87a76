"""What the tests of settling share: a school that settles, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tests.cast import AT

from laget.clarify.models import CardVersion, Matter, Settlement
from laget.clarify.operations.role_cards import make_version, record_agreement
from laget.clarify.operations.settlements import SettlementFacts, add_situations, settle, take_away
from laget.clarify.queries.cards import card_sources
from laget.clarify.queries.settled import newest_of
from laget.people.models import Person
from laget.schools.models import School

BREAK = "after-long-break"
BY_SOCIAL = SettlementFacts(
    lead="miljoterapeut",
    support=("assistant",),
    when="etter storefri",
    how_far="for_a_while",
    place="out_of_class",
    purpose="preventive",
    hand_back="i neste time, med beskjed",
    decided_by="Personalmøtet",
    review_on=date(2025, 2, 17),
)
BY_TEACHER = SettlementFacts(lead="contact-teacher", support=("miljoterapeut",), how_far="advises")


@dataclass(kw_only=True)
class Settling:
    """A school, and what its principal does."""

    school: School
    principal: Person

    def add(self, *keys: str, text: str = "", at: datetime = AT) -> tuple[Settlement, ...]:
        return add_situations(school=self.school, keys=keys, text=text, person=self.principal, at=at)

    def settle(
        self, key: str = BREAK, facts: SettlementFacts = BY_SOCIAL, *, number: int | None = None, at: datetime = AT
    ) -> Settlement:
        """Settle what stands now, or as ``number`` stood."""
        now = self.now(key)
        number = (now.number if now else 0) if number is None else number
        return settle(school=self.school, key=key, number=number, facts=facts, person=self.principal, at=at)

    def take_away(self, key: str = BREAK) -> None:
        take_away(school=self.school, key=key, person=self.principal, at=AT)

    def now(self, key: str = BREAK) -> Settlement | None:
        return newest_of(self.school, key)

    def put_forward(self, role: str = "miljoterapeut") -> CardVersion:
        card = card_sources(self.school, language="nb").card(role)
        return make_version(school=self.school, card=card, person=self.principal, at=AT)

    def agree(self, version: CardVersion, *whom: str, on: date = date(2024, 8, 19)) -> None:
        for one in whom or ("holders", "colleagues", "leader"):
            record_agreement(version=version, with_whom=one, agreed_on=on, person=self.principal, at=AT)

    def matters(self) -> list[Matter]:
        return list(Matter.objects.with_scope(owner=self.school.owner_id).filter(school=self.school).order_by("id"))
