"""Posts, and the days on which nobody works in them. Posts and not names: a person may hold a post."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from laget.people.models import Person
from laget.schools.models import Owner
from laget.team.models.team_map import TeamMap


class Post(models.Model):
    """A post in a map, or a line of ``count`` like posts.

    ``key`` stays with the post when the next year's map begins from this one. ``holder`` is the same on all posts of
    one person, once a person is tied to them. ``role`` is an id of the role register; ``title`` is the school's own
    word. ``fraction`` is the share of a full post each holder has, ``bound`` the share of it that decisions bind to
    single pupils. ``days`` has a bit for each weekday, Monday being 1. Whatever nobody has said is ``None`` or
    empty. ``place_in_table`` is the line's place in the school's own table.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    map = models.ForeignKey(TeamMap, on_delete=models.CASCADE)
    key = models.UUIDField(default=uuid.uuid4)
    holder = models.UUIDField(default=uuid.uuid4)
    role = models.CharField(max_length=50)
    title = models.CharField(max_length=100, blank=True, default="")
    count = models.PositiveSmallIntegerField(null=True, blank=True, default=1)
    fraction = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    bound = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    place = models.CharField(max_length=10, blank=True, default="")
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    external_ref = models.CharField(max_length=40, blank=True, default="")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)
    place_in_table = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("map", "key"), name="one_post_per_key"),
            models.UniqueConstraint(
                fields=("map", "external_ref"), condition=~Q(external_ref=""), name="one_post_per_position_number"
            ),
            models.CheckConstraint(condition=Q(count__isnull=True) | Q(count__gte=1), name="post_count"),
            models.CheckConstraint(
                condition=Q(fraction__isnull=True) | Q(fraction__gt=0, fraction__lte=1), name="post_fraction"
            ),
            models.CheckConstraint(condition=Q(bound__isnull=True) | Q(bound__gte=0, bound__lte=1), name="post_bound"),
            models.CheckConstraint(condition=Q(days__isnull=True) | Q(days__lte=31), name="post_days"),
            models.CheckConstraint(condition=Q(place__in=("", "here", "visiting", "elsewhere")), name="post_place"),
            # A person holds one post of a line: split it first.
            models.CheckConstraint(condition=Q(person__isnull=True) | Q(count=1), name="a_person_holds_one_post"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.key}"


class NotCovered(models.Model):
    """From ``starts`` to ``ends`` (``None`` is until further notice; both days counted) nobody works in the post, or
    a substitute does. Why is never stored, and a post nobody has been appointed to is the same row: the difference
    would be a reason. The row goes 60 days after it ended."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    substitute = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="not_covered_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.post_id} {self.starts}"
