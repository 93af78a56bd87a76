"""What an owner says that a role does, at all its schools."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from laget.people.models import Person
from laget.schools.models import Owner


class JobDescription(models.Model):
    """An owner's description of a role. The newest ``number`` counts, and is the base of the schools' cards once the
    social partners have agreed to it (``agreed_on``; AFI r2015:6, L1517-1519, L4226-4230; R-083)."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    role = models.CharField(max_length=50)
    number = models.PositiveSmallIntegerField()
    does = models.JSONField(default=list)
    does_not = models.JSONField(default=list)
    partners = models.CharField(max_length=200, blank=True, default="")
    agreed_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    made_at = models.DateTimeField()

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("owner", "role", "number"), name="one_description_per_number"),
        )

    def __str__(self) -> str:
        return f"{self.owner_id} {self.role} {self.number}"
