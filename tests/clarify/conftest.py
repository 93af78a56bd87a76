"""What the tests of clarifying share: a round at school A."""

from __future__ import annotations

import pytest
from tests.cast import AT
from tests.clarify.rounds import Rounding

from laget.people import operations as people

AT_WORK = ("principal", "coordinator", "teacher", "staff_representative")


@pytest.fixture
def rounding(db) -> Rounding:
    """School A and some who work there; its principal is about to begin a round."""
    owner = people.register_owner(code="kommune-a", name="Kommune A", at=AT)
    school = people.register_school(code="skole-a", name="Skole A", owner=owner, at=AT)
    there = {kind: people.add_person(email=f"{kind}@demo.invalid", name=kind, password=None, at=AT) for kind in AT_WORK}
    for kind, person in there.items():
        people.give_grant(person=person, kind=kind, school=school, starts=AT, ends=None, at=AT)
    return Rounding(school=school, principal=there["principal"], people=there)
