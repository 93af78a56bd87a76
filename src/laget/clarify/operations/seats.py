"""Give a seat a new link, when the old one is lost or has come to another."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from laget.clarify.links import GROUP, SEAT, new_handle
from laget.clarify.models import Group, Seat, Statement
from laget.people import audit
from laget.people.models import Person


@transaction.atomic
def renew_link(*, link: Seat | Group, person: Person | None, at: datetime) -> None:
    """Let the old link of a seat, or of an anonymous group, lead nowhere, and a new one in its place. What was shown by
    the old link of a seat goes with it: its holder could no longer take it back."""
    rows = type(link).objects.with_scope(owner=link.owner_id).select_for_update().filter(pk=link.pk)
    now = rows.get()
    now.handle = new_handle(SEAT if isinstance(now, Seat) else GROUP)
    now.save(update_fields=["handle"])
    if isinstance(now, Seat):
        Statement.objects.with_scope(owner=now.owner_id).filter(seat=now).delete()
    audit.write(at=at, person=person, verb="renew_link", thing=now, owner=now.owner)
