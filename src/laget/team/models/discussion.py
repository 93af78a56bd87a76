"""The talks with the staff's representatives that come before a map is opened."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.people.models import Person
from laget.schools.models import Owner
from laget.team.models.team_map import TeamMap

WITH_WHOM = ("tillitsvalgt", "verneombud")


class Discussion(models.Model):
    """That the map was discussed with the union's representative or the safety representative, as the principal
    recorded it. A map opens only after one with each; hours are asked for only after one with each that was
    ``about_hours`` too."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    map = models.ForeignKey(TeamMap, on_delete=models.CASCADE)
    with_whom = models.CharField(max_length=20)
    held_on = models.DateField()
    about_hours = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True, default="")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(with_whom__in=WITH_WHOM), name="discussed_with"),
        )

    def __str__(self) -> str:
        return f"{self.map_id} {self.with_whom} {self.held_on}"
