"""A post that is at other schools than the one it is written down at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.schools.models import Owner, School
from laget.team.models.post import Post


class Placement(models.Model):
    """A share of a post that is at another school of the same owner (R-145 (in part)).

    The post's own ``fraction`` is what it has at its own school, and ``fraction`` here what it has at this one, so that
    each school counts its own and none counts twice. ``bound``, ``days`` and ``place`` are as in ``Post``, at this
    school. ``accepted_at`` is when the school took it into its map, ``None`` while it has not: then it counts nowhere.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    school = models.ForeignKey(School, on_delete=models.PROTECT)
    fraction = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    bound = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    place = models.CharField(max_length=10, blank=True, default="")
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("post", "school"), name="one_placement_per_post_and_school"),
            models.CheckConstraint(
                condition=Q(fraction__isnull=True) | Q(fraction__gt=0, fraction__lte=1), name="placement_fraction"
            ),
            models.CheckConstraint(
                condition=Q(bound__isnull=True) | Q(bound__gte=0, bound__lte=1), name="placement_bound"
            ),
            models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__lte=31), name="placement_days"),
            models.CheckConstraint(
                condition=Q(place__in=("", "here", "visiting", "elsewhere")), name="placement_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.post_id} {self.school_id}"
