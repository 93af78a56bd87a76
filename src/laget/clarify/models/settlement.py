"""What a school has settled about its situations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.clarification.answer import HowFar
from laget.clarification.settlement import Place, Purpose
from laget.clarify.models.round import LONGEST_SITUATION, Round
from laget.people.models import Person
from laget.schools.models import Owner, School


class Settlement(models.Model):
    """What was said of a situation at a time. The newest ``number`` of a ``key`` counts, the earlier ones stay as its
    history; one that is ``taken_away`` says that the situation is no longer the school's.

    ``key`` and ``text`` are as in ``RoundSituation``; ``round`` is the one it came from, if any. ``support`` are ids of
    roles. Empty and ``None`` are not said.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT)
    key = models.CharField(max_length=50)
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=LONGEST_SITUATION, blank=True, default="")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, blank=True)
    lead = models.CharField(max_length=50, blank=True, default="")
    support = models.JSONField(default=list)
    when = models.CharField(max_length=300, blank=True, default="")
    how_far = models.CharField(max_length=20, blank=True, default="")
    place = models.CharField(max_length=20, blank=True, default="")
    purpose = models.CharField(max_length=20, blank=True, default="")
    hand_back = models.CharField(max_length=300, blank=True, default="")
    decided_by = models.CharField(max_length=100, blank=True, default="")
    review_on = models.DateField(null=True, blank=True)
    taken_away = models.BooleanField(default=False)
    origin = models.CharField(max_length=20, default="school")
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    settled_at = models.DateTimeField()

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "key", "number"), name="one_settlement_per_number"),
            models.CheckConstraint(condition=Q(how_far__in=("", *sorted(HowFar))), name="settlement_how_far"),
            models.CheckConstraint(condition=Q(place__in=("", *sorted(Place))), name="settlement_place"),
            models.CheckConstraint(condition=Q(purpose__in=("", *sorted(Purpose))), name="settlement_purpose"),
            models.CheckConstraint(condition=Q(origin__in=("school", "worked_example")), name="settlement_origin"),
        )

    def __str__(self) -> str:
        return f"{self.school_id} {self.key} {self.number}"
