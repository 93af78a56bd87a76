"""Where people of the team meet."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.mapping.team import Level
from laget.schools.models import Owner
from laget.team.models.team_map import TeamMap

LONGEST_YEAR_OF_MEETINGS = 400
LONGEST_MEETING = 600


class Arena(models.Model):
    """A place where people of the team meet (AFI r2015:6; R-075 (in part)).

    ``key`` stays when the next year's map begins from this one. ``kind`` is an id of the arena register, empty for one
    the school named itself. ``times_a_year`` and ``minutes`` are its rhythm and length. ``useful`` is what those who
    edit the map think of it, 1 (not) to 4 (very). ``about_pupil`` marks one that is held about a single pupil: of the
    pupil nothing is stored. Members are roles and never posts, so that nobody's week can be read from it.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    map = models.ForeignKey(TeamMap, on_delete=models.CASCADE)
    key = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=50, blank=True, default="")
    name = models.CharField(max_length=100)
    purpose = models.TextField(blank=True, default="")
    level = models.CharField(max_length=20, blank=True, default="")
    times_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    agenda = models.BooleanField(null=True, blank=True)
    decides = models.CharField(max_length=100, blank=True, default="")
    anonymous = models.BooleanField(null=True, blank=True)
    useful = models.PositiveSmallIntegerField(null=True, blank=True)
    about_pupil = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("map", "key"), name="one_arena_per_key"),
            models.CheckConstraint(condition=Q(level__in=("", *sorted(Level))), name="arena_level"),
            models.CheckConstraint(
                condition=Q(times_a_year__isnull=True)
                | Q(times_a_year__gte=1, times_a_year__lte=LONGEST_YEAR_OF_MEETINGS),
                name="arena_times_a_year",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=LONGEST_MEETING),
                name="arena_minutes",
            ),
            models.CheckConstraint(
                condition=Q(useful__isnull=True) | Q(useful__gte=1, useful__lte=4), name="arena_useful"
            ),
        )

    def __str__(self) -> str:
        return f"{self.map_id} {self.name}"


class ArenaRole(models.Model):
    """A role that meets in an arena: how many of it (``None`` is not said), and whether it always comes or only when
    needed."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    arena = models.ForeignKey(Arena, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=50)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    always = models.BooleanField(default=True)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("arena", "role"), name="one_row_per_role_in_an_arena"),
            models.CheckConstraint(condition=Q(number__isnull=True) | Q(number__gte=1), name="arena_role_number"),
        )

    def __str__(self) -> str:
        return f"{self.arena_id} {self.role}"
