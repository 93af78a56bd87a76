"""Who tells whom how it goes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from laget.schools.models import Owner, School


class Feedback(models.Model):
    """That one role tells another how it goes, and how: on the grade team every other week, for instance
    (AFI r2015:6, L2239-2240, L2474-2476)."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT)
    receiver = models.CharField(max_length=50)
    giver = models.CharField(max_length=50)
    how = models.CharField(max_length=200, blank=True, default="")

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "receiver", "giver"), name="one_loop_per_pair"),
            models.CheckConstraint(condition=~Q(receiver=F("giver")), name="feedback_is_between_two"),
        )

    def __str__(self) -> str:
        return f"{self.school_id} {self.giver} {self.receiver}"
