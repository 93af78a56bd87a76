"""Role cards: the school's own words on them, their versions, and who has agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.people.models import Person
from laget.schools.models import Owner, School


class RoleCard(models.Model):
    """What a school writes itself on the card of a role; the rest of the card grows from what is settled. ``does`` and
    ``does_not`` are lists of lines, ``mentor`` is the id of a role."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT)
    role = models.CharField(max_length=50)
    about = models.CharField(max_length=500, blank=True, default="")
    does = models.JSONField(default=list)
    does_not = models.JSONField(default=list)
    confidentiality = models.TextField(blank=True, default="")
    mentor = models.CharField(max_length=50, blank=True, default="")
    review_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school", "role"), name="one_card_per_role"),)

    def __str__(self) -> str:
        return f"{self.school_id} {self.role}"


class CardVersion(models.Model):
    """A card as it was put forward, word for word: ``body`` is the card as JSON, in the words of whoever made it. It is
    what was agreed on, so it does not change when a text of the library does."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    card = models.ForeignKey(RoleCard, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    body = models.TextField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    made_at = models.DateTimeField()
    origin = models.CharField(max_length=20, default="school")

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("card", "number"), name="one_version_per_number"),
            models.CheckConstraint(condition=Q(origin__in=("school", "worked_example")), name="version_origin"),
        )

    def __str__(self) -> str:
        return f"{self.card_id} {self.number}"


CONCERNED = ("holders", "colleagues", "leader")


class Agreement(models.Model):
    """That those a version concerns have agreed to it: those who have the role, those they work most with, and the
    leader. Who they are is nowhere."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    version = models.ForeignKey(CardVersion, on_delete=models.PROTECT, related_name="agreements")
    with_whom = models.CharField(max_length=20)
    agreed_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("version", "with_whom"), name="one_agreement_each"),
            models.CheckConstraint(condition=Q(with_whom__in=CONCERNED), name="agreement_with_whom"),
        )

    def __str__(self) -> str:
        return f"{self.version_id} {self.with_whom}"
