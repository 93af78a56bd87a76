"""What goes by itself, and what is removed when it must be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.cast import A_DAY, AT
from tests.team.test_deeds import kept, last_line, refused
from tests.team.test_more_deeds import keep

from laget.people.models import AuditLine
from laget.team.models import Draft, NotCovered, Snapshot, StaffFile
from laget.team.operations.retention import Tidied, remove_snapshots, tidy

ENDED = date(2024, 8, 30)


@pytest.fixture
def full(lone_map):
    """A map with an absence that has ended and one that has not, a list, a draft, and a map that was shared."""
    lone_map.share()
    lone_map.away(lone_map.post("school-nurse"), date(2024, 8, 19), ENDED)
    lone_map.away(lone_map.post("principal"), date(2024, 8, 19))
    keep(lone_map)
    kept(lone_map, {"role-1": "lærer"})
    return lone_map


def left() -> tuple[int, int, int]:
    return tuple(table.objects.with_scopes_disabled().count() for table in (NotCovered, StaffFile, Draft))


def test_nothing_goes_before_its_time(full):
    lines = AuditLine.objects.count()
    assert tidy(at=AT + A_DAY) == Tidied(absences=0, lists=0, drafts=0)
    assert (left(), AuditLine.objects.count()) == ((2, 1, 1), lines)


def test_lists_go_first_then_drafts_and_absences_sixty_days_after_they_ended(full):
    assert tidy(at=AT + 14 * A_DAY).lists == 1
    assert tidy(at=AT + 31 * A_DAY).drafts == 1
    on_the_sixtieth_day = AT + (ENDED - AT.date()) + timedelta(days=60)
    assert tidy(at=on_the_sixtieth_day).absences == 0
    assert tidy(at=on_the_sixtieth_day + A_DAY).absences == 1
    assert left() == (1, 0, 0), "what has not ended stays"
    assert last_line()[:2] == ("tidy", "schools.owner")


def test_snapshots_are_removed_when_nothing_is_shared_any_more(full):
    refused("still_shared", remove_snapshots, team_map=full.team_map, person=None, at=AT)
    full.withdraw()
    assert remove_snapshots(team_map=full.team_map, person=None, at=AT) == 1
    assert Snapshot.objects.with_scopes_disabled().count() == 0
    assert last_line() == ("remove_snapshots", "team.teammap", str(full.team_map.pk))
    assert remove_snapshots(team_map=full.team_map, person=None, at=AT) == 0
