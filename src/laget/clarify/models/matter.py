"""Matters that are stuck."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.clarification.matter import Level
from laget.clarification.matter import Matter as Dates
from laget.people.models import Person
from laget.schools.models import Owner, School


class Matter(models.Model):
    """A disagreement about a situation: what it is about, and its dates, as in ``clarification.matter``. The situation
    is told here as it was said then (``situation``), so that whoever reads the matter outside the school needs nothing
    else of the school's. A school has one open matter for a ``key`` at a time."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT)
    key = models.CharField(max_length=50)
    situation = models.CharField(max_length=300)
    question = models.CharField(max_length=500)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    owner_due = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    municipality_due = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True, default="")
    answered_on = models.DateField(null=True, blank=True)
    answered_at_level = models.CharField(max_length=20, blank=True, default="")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("school", "key"), condition=Q(answered_on__isnull=True), name="one_open_matter_per_situation"
            ),
            models.CheckConstraint(condition=Q(answered_at_level__in=("", *sorted(Level))), name="matter_level"),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, owner_due__isnull=True)
                | Q(lifted_on__isnull=False, owner_due__isnull=False),
                name="a_lifted_matter_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, municipality_due__isnull=True)
                | Q(sent_on__isnull=False, municipality_due__isnull=False),
                name="a_matter_sent_on_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="", answered_at_level="")
                | (Q(answered_on__isnull=False) & ~Q(answer="") & ~Q(answered_at_level="")),
                name="an_answer_says_something",
            ),
        )

    @property
    def dates(self) -> Dates:
        """The matter as the thinking room knows it."""
        return Dates(
            raised_on=self.raised_on,
            due=self.due,
            lifted_on=self.lifted_on,
            owner_due=self.owner_due,
            sent_on=self.sent_on,
            municipality_due=self.municipality_due,
            answered_on=self.answered_on,
        )

    def __str__(self) -> str:
        return f"{self.school_id} {self.key}"
