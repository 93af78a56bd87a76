"""A list of staff that was sent in and is not yet in a map."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.people.models import Person
from laget.schools.models import Owner, School

STATES = ("waiting", "taken", "dropped")


class StaffFile(models.Model):
    """The lines of a list as they were read, never the file itself. A list with a fault, or with a national id number
    anywhere in it, is not kept at all. ``sha256`` is the file's, so that the same file is not kept twice. It goes at
    ``expires_at``; the lines of one that is taken in or dropped go at once."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=100)
    lines = models.JSONField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    expires_at = models.DateTimeField()

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=STATES), name="staff_file_state"),
            models.UniqueConstraint(
                fields=("school", "sha256"), condition=Q(state="waiting"), name="one_waiting_list_per_file"
            ),
        )

    def __str__(self) -> str:
        return f"{self.school_id} {self.sent_at}"
