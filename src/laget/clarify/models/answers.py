"""What is kept of the answers: counters of the anonymous ones, and the open ones that were shared."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.clarification.answer import HowFar, Question
from laget.clarify.models.group import Group, Seat
from laget.clarify.models.round import RoundSituation
from laget.schools.models import Owner


class Tally(models.Model):
    """How many of an anonymous group gave one choice to one question; ``""`` is not answered. All rows of a group are
    there from the start, and all are written with every answer, so that neither their order nor when a row was last
    written tells which choices came together. They are deleted when the round is closed."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="tallies")
    situation = models.ForeignKey(RoundSituation, on_delete=models.CASCADE)
    question = models.CharField(max_length=10)
    choice = models.CharField(max_length=50, blank=True)
    count = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "situation", "question", "choice"), name="one_tally_per_choice"),
            models.CheckConstraint(condition=Q(question__in=sorted(Question)), name="tally_question"),
        )

    def __str__(self) -> str:
        return f"{self.group_id} {self.situation_id} {self.question} {self.choice}"


class Receipt(models.Model):
    """That a filled-in form was counted, so that the same one sent twice counts once. The hash is of a number that
    only the form carries; nothing of the answer or of when it came is here. Deleted when the round is closed."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="receipts")
    key_hash = models.CharField(max_length=64)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("group", "key_hash"), name="a_form_counts_once"),)

    def __str__(self) -> str:
        return self.key_hash


class Statement(models.Model):
    """What the holder of a seat chose to show of one situation. It is there only while it is shared: what was not
    shared was never stored, and what is taken back is deleted."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="statements")
    situation = models.ForeignKey(RoundSituation, on_delete=models.CASCADE)
    does = models.CharField(max_length=50, blank=True, default="")
    should = models.CharField(max_length=50, blank=True, default="")
    how_far = models.CharField(max_length=20, blank=True, default="")
    words = models.CharField(max_length=300, blank=True, default="")

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("seat", "situation"), name="one_statement_per_situation"),
            models.CheckConstraint(condition=Q(how_far__in=("", *sorted(HowFar))), name="statement_how_far"),
        )

    def __str__(self) -> str:
        return f"{self.seat_id} {self.situation_id}"
