"""The strategy and ideal type that leaders have set."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.mapping.team import IdealType, Leading
from laget.people.models import Person
from laget.schools.models import Owner, School


class Strategy(models.Model):
    """What a school's principal, or an owner (``school`` is ``None``), says the strategy and the ideal type are, from
    the school year that begins in ``year`` (R-070 (in part)). The newest row counts; the others stay, since this is a
    leader's word and tells of nobody."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    leading = models.CharField(max_length=30, blank=True, default="")
    ideal_type = models.CharField(max_length=30, blank=True, default="")
    says = models.TextField(blank=True, default="")
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    set_at = models.DateTimeField()

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(leading__in=("", *sorted(Leading))), name="strategy_leading"),
            models.CheckConstraint(condition=Q(ideal_type__in=("", *sorted(IdealType))), name="strategy_ideal_type"),
        )

    def __str__(self) -> str:
        return f"{self.owner_id} {self.school_id or ''} {self.year}"
