"""Who is asked in a round: the roles, and the seats of the roles that are too few to be anonymous."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from laget.clarify.models.round import Round
from laget.schools.models import Owner

FEWEST_ANONYMOUS = 5


class Group(models.Model):
    """All who hold one role at the school. A role that is not ``asked`` can be named in an answer and answers nothing
    itself. ``holders`` comes from the map and can be corrected until the round opens; then it is settled whether they
    answer anonymously, by one shared link (``handle``), or openly, each from a seat. ``answers`` counts the anonymous
    answers so far; it is what keeps them from being more than there are holders, and nobody is shown it."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    place = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=50)
    title = models.CharField(max_length=100, blank=True, default="")
    asked = models.BooleanField(default=True)
    holders = models.PositiveSmallIntegerField()
    anonymous = models.BooleanField(default=False)
    handle = models.CharField(max_length=20, unique=True, null=True, blank=True)
    answers = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("round", "role"), name="one_group_per_role"),
            models.CheckConstraint(condition=Q(holders__gte=1), name="group_holders"),
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(holders__gte=FEWEST_ANONYMOUS, asked=True),
                name="few_are_never_anonymous",
            ),
            models.CheckConstraint(condition=Q(answers=0) | Q(anonymous=True), name="only_anonymous_are_counted"),
            models.CheckConstraint(condition=Q(answers__lte=F("holders")), name="no_more_answers_than_holders"),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.role}"


class Seat(models.Model):
    """One holder of a role that answers openly. The seat's link is its holder's alone, and outlives the round: what
    was shared by it is taken back by it. Nothing here says whether the holder declined or never came."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()
    handle = models.CharField(max_length=20, unique=True)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("group", "number"), name="one_seat_per_number"),)

    def __str__(self) -> str:
        return f"{self.group_id} {self.number}"
