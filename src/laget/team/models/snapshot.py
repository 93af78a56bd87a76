"""A map as it stood at one moment, and what of it was released to the owner."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.people.models import Person
from laget.schools.models import Owner
from laget.team.models.team_map import TeamMap


class Snapshot(models.Model):
    """A map as it stood at ``taken_at``: never changed (a trigger refuses), and removed only by the deed that does so.

    ``body`` is the team as ``mapping.snapshot.pack`` writes it, without names, persons and dates of absence;
    ``seal`` its SHA-256. ``publication`` is all that may ever be shown of it outside the school
    (``mapping.disclosure``).
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    map = models.ForeignKey(TeamMap, on_delete=models.PROTECT)
    number = models.PositiveIntegerField()
    schema = models.CharField(max_length=20)
    body = models.TextField()
    seal = models.CharField(max_length=64)
    publication = models.TextField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("map", "number"), name="one_snapshot_per_number"),
            models.UniqueConstraint(fields=("map", "seal"), name="one_snapshot_per_seal"),
        )

    def __str__(self) -> str:
        return f"{self.map_id} {self.number}"


class Release(models.Model):
    """A snapshot whose publication the owner may see, until it is withdrawn. A map has at most one that counts."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    map = models.ForeignKey(TeamMap, on_delete=models.PROTECT)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("map",), condition=Q(withdrawn_at__isnull=True), name="one_release_counts_per_map"
            ),
        )

    def __str__(self) -> str:
        return f"{self.map_id} {self.released_at}"
