"""How it went with what was settled."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.clarification.moved import Standing
from laget.clarify.models.settlement import Settlement
from laget.people.models import Person
from laget.schools.models import Owner


class Review(models.Model):
    """How it went with what was settled: achieved, still going on, or not decided, in the report's own style
    (AFI r2015:6, L4440-4473): ``outcome`` is a ``Standing``. It is of the settlement as it stood then."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT)
    outcome = models.CharField(max_length=20)
    note = models.CharField(max_length=500, blank=True, default="")
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(outcome__in=tuple(Standing)), name="review_outcome"),)

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.outcome}"
