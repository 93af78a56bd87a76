"""What else may be told of one post, by its holder or its leader."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.mapping.team import LedBy
from laget.people.models import Person
from laget.schools.models import Owner
from laget.team.models.post import Post

EDUCATION = ("none", "vocational", "college")


class PostDetails(models.Model):
    """Everything here is voluntary, and empty or ``None`` where nobody has said (R-093, R-106 (in part)).

    ``base_school`` is the holder's own school where that is another, ``law`` what the post is anchored in,
    ``works_plan_hours`` the hours a week that the work plan binds to the school, ``paid_in_holidays`` false for posts
    that are unpaid in the summer, ``led_by`` who leads the daily work, ``owner_provided`` whether another than the
    school sends the holder. ``set_by`` is who wrote it last.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="details")
    employer = models.CharField(max_length=100, blank=True, default="")
    base_school = models.CharField(max_length=100, blank=True, default="")
    law = models.CharField(max_length=100, blank=True, default="")
    education = models.CharField(max_length=100, blank=True, default="")
    education_kind = models.CharField(max_length=20, blank=True, default="")
    office = models.CharField(max_length=100, blank=True, default="")
    works_plan_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    paid_in_holidays = models.BooleanField(null=True, blank=True)
    works_in_meetings = models.BooleanField(null=True, blank=True)
    on_planning_days = models.BooleanField(null=True, blank=True)
    mentor = models.BooleanField(null=True, blank=True)
    owner_provided = models.BooleanField(null=True, blank=True)
    led_by = models.CharField(max_length=20, blank=True, default="")
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(education_kind__in=("", *EDUCATION)), name="details_education_kind"),
            models.CheckConstraint(condition=Q(led_by__in=("", *sorted(LedBy))), name="details_led_by"),
            models.CheckConstraint(
                condition=Q(works_plan_hours__isnull=True) | Q(works_plan_hours__gte=0, works_plan_hours__lte=60),
                name="details_works_plan_hours",
            ),
        )

    def __str__(self) -> str:
        return str(self.post_id)
