"""A round: the same few situations put to everybody at a school."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.people.models import Person
from laget.schools.models import Owner, School

LONGEST_SITUATION = 300
MOST_SITUATIONS = 12
STATES = ("draft", "open", "closed", "dropped")


class Round(models.Model):
    """A round at a school. It is drafted, opened for answers, and closed once: closing works out ``publication``,
    all that can ever be seen of the anonymous answers, and deletes what it was worked out from. A dropped round
    publishes nothing."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default="draft")
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    begun_at = models.DateTimeField()
    opened_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    publication = models.TextField(blank=True, default="")
    origin = models.CharField(max_length=20, default="school")

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "number"), name="round_number_once"),
            models.UniqueConstraint(
                fields=("school",), condition=Q(state__in=("draft", "open")), name="one_round_at_a_time"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="round_state"),
            models.CheckConstraint(condition=Q(state="closed") | Q(publication=""), name="only_closed_is_published"),
            models.CheckConstraint(condition=Q(origin__in=("school", "worked_example")), name="round_origin"),
        )

    def __str__(self) -> str:
        return f"{self.school_id} {self.number}"


class RoundSituation(models.Model):
    """A situation in a round: one of the library's (``key`` is its id, ``text`` is empty) or one in the school's own
    words (``key`` is made up, and stays when the round is repeated)."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    round = models.ForeignKey(Round, on_delete=models.CASCADE)
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=50)
    text = models.CharField(max_length=LONGEST_SITUATION, blank=True, default="")

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "key"), name="situation_once"),
            models.UniqueConstraint(fields=("round", "place"), name="situation_place"),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.key}"
