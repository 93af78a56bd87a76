"""The map of a school's team in one school year, and where the school has placed its roles."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.schools.models import Owner, School

STAGES = ("1-7", "8-10", "1-10", "other")
MIDDLES = ("teacher", "grade_team")
ORIGINS = ("school", "portrait", "made_up")


class TeamMap(models.Model):
    """A school's map of its team in the school year that begins in ``year``: its draft, until a snapshot of it is
    released.

    ``pupils`` and ``pupils_lower_secondary`` are ``None`` where nobody has said. ``middle`` is who the rings are
    drawn around. ``revision`` counts the deeds that changed the map, so that two who edit at once cannot overwrite
    each other. ``opened_at`` is when the staff could first see it. ``hours_asked`` is whether anybody may say what
    hours are used for: off, until it has been discussed and the principal has turned it on.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    pupils = models.PositiveSmallIntegerField(null=True, blank=True)
    pupils_lower_secondary = models.PositiveSmallIntegerField(null=True, blank=True)
    stages = models.CharField(max_length=10, blank=True, default="")
    middle = models.CharField(max_length=20, default="teacher")
    origin = models.CharField(max_length=20, default="school")
    revision = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    hours_asked = models.BooleanField(default=False)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "year"), name="one_map_per_school_and_year"),
            models.CheckConstraint(condition=Q(stages__in=("", *STAGES)), name="map_stages"),
            models.CheckConstraint(condition=Q(middle__in=MIDDLES), name="map_middle"),
            models.CheckConstraint(condition=Q(origin__in=ORIGINS), name="map_origin"),
        )
        indexes = (models.Index(fields=("owner", "year"), name="maps_of_an_owner_by_year"),)

    def __str__(self) -> str:
        return f"{self.school_id} {self.year}"


class GradeTeam(models.Model):
    """The teachers of a grade, who often are the real unit that the others help (AFI r2015:6, §4.1, L1346-1351; R-189).
    ``key`` stays when the next year's map begins from this one; ``name`` is the school's own, such as "5. trinn"."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    map = models.ForeignKey(TeamMap, on_delete=models.CASCADE)
    key = models.UUIDField(default=uuid.uuid4)
    name = models.CharField(max_length=60)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("map", "name"), name="one_grade_team_per_name"),
            models.UniqueConstraint(fields=("map", "key"), name="one_grade_team_per_key"),
        )

    def __str__(self) -> str:
        return self.name


class RingChoice(models.Model):
    """Where the school has placed a role (AFI r2015:6, §4.1; R-189), or where it stands seen from one grade team, if
    that is elsewhere. A role without a row is not placed: the usual ring of the role is offered, and never stored
    unasked."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    map = models.ForeignKey(TeamMap, on_delete=models.CASCADE)
    grade_team = models.ForeignKey(GradeTeam, on_delete=models.CASCADE, null=True, blank=True)
    role = models.CharField(max_length=50)
    ring = models.CharField(max_length=10)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("map", "role"), condition=Q(grade_team__isnull=True), name="one_ring_per_role"
            ),
            models.UniqueConstraint(
                fields=("grade_team", "role"),
                condition=Q(grade_team__isnull=False),
                name="one_ring_per_role_and_grade_team",
            ),
            models.CheckConstraint(condition=Q(ring__in=("core", "primary", "secondary")), name="ring_is_one_of_three"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.ring}"
