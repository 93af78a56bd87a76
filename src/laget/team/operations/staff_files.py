"""Keep a list of staff that was sent in, and take it into a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from laget.mapping.staff_list import StaffLine
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.models import StaffFile, TeamMap
from laget.team.operations.posts import MapFacts, PostLine, Saved, put_table
from laget.team.operations.revisions import locked, written
from laget.team.operations.text import refuse_national_id
from laget.team.queries.staff_lists import ListChanges, as_rows, changes_by, lines_of

KEPT_FOR = timedelta(days=14)


@transaction.atomic
def keep_staff_file(
    *, school: School, name: str, sha256: str, lines: Sequence[StaffLine], person: Person | None, at: datetime
) -> StaffFile:
    """Keep the lines of a list without faults until somebody at the school takes them in, for 14 days at most. The same
    file again while it waits is the same row. Lists whose time is over go.

    Raises ``Refusal``: ``national_id_in_text`` for the name, ``empty_list``.
    """
    refuse_national_id(name)
    if not lines:
        raise Refusal("empty_list", "The list has no lines, so there is nothing to take in. Look at what was sent.")
    files = StaffFile.objects.with_scope(owner=school.owner_id)
    files.filter(expires_at__lte=at).delete()
    found, is_new = files.get_or_create(
        school=school,
        sha256=sha256,
        state="waiting",
        defaults={
            "owner_id": school.owner_id,
            "name": name[:100],
            "lines": as_rows(lines),
            "sent_by": person,
            "sent_at": at,
            "expires_at": at + KEPT_FOR,
        },
    )
    if is_new:
        audit.write(at=at, person=person, verb="keep_staff_file", thing=found, owner=school.owner)
    return found


@transaction.atomic
def take_in(
    *, staff_file: StaffFile, team_map: TeamMap, remove_gone: bool, person: Person | None, at: datetime
) -> Saved:
    """Take the list into the map as it stands now, all or nothing. What the list does not say of a post stays as it is;
    posts that are not in the list go only where ``remove_gone`` says so. A list that changes nothing leaves no line.

    Raises ``Refusal`` as ``save_table``, and ``list_not_waiting`` where it is taken in or dropped already, or its time
    is over.
    """
    now = locked(team_map)
    waiting = _waiting(staff_file, at)
    changes = changes_by(lines_of(waiting), now)
    facts = MapFacts(
        pupils=now.pupils,
        pupils_lower_secondary=now.pupils_lower_secondary,
        stages=now.stages,
    )
    saved = put_table(now, facts=facts, lines=_table(changes, remove_gone=remove_gone))
    _end(waiting, "taken")
    if saved is None:
        same = len(changes.same) + len(changes.changed)
        return Saved(new=0, changed=0, removed=0, same=same, revision=now.revision)
    written(now, verb="take_in", person=person, at=at)
    return replace(saved, revision=now.revision)


@transaction.atomic
def drop_staff_file(*, staff_file: StaffFile, person: Person | None, at: datetime) -> None:
    """Let the list go without taking it in. Raises ``Refusal``: ``list_not_waiting``."""
    waiting = _waiting(staff_file, at)
    _end(waiting, "dropped")
    audit.write(at=at, person=person, verb="drop_staff_file", thing=waiting, owner=waiting.school.owner)


def _waiting(staff_file: StaffFile, at: datetime) -> StaffFile:
    files = StaffFile.objects.with_scope(owner=staff_file.owner_id).select_for_update()
    found = files.filter(pk=staff_file.pk, state="waiting", expires_at__gt=at).first()
    if found is None:
        raise Refusal(
            "list_not_waiting", "The list is taken in or dropped already, or it has waited too long. Send it again."
        )
    return found


def _end(staff_file: StaffFile, state: str) -> None:
    """The list has done its work: its lines go with it."""
    staff_file.state, staff_file.lines = state, []
    staff_file.save(update_fields=["state", "lines"])


def _table(changes: ListChanges, *, remove_gone: bool) -> list[PostLine]:
    """The whole table as it is to be: the posts that are there, changed or not, and the new ones."""
    stay = changes.same | changes.changed | ({} if remove_gone else changes.gone)
    return [_line(line, key) for key, line in stay.items()] + [_line(line, None) for line in changes.new]


def _line(line: StaffLine, key: UUID | None) -> PostLine:
    return PostLine(
        key=key,
        role=line.role,
        title=line.title,
        count=line.count,
        fraction=_thousandths(line.fraction),
        bound=_thousandths(line.bound),
        place=line.place or "",
        days=line.days,
        external_ref=line.reference,
    )


def _thousandths(share: float | None) -> Decimal | None:
    return None if share is None else round(Decimal(str(share)), 3)
