"""Who works together, and how."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from laget.mapping.team import Working
from laget.schools.models import Owner
from laget.team.models.team_map import TeamMap


class Line(models.Model):
    """Two roles that work together: multi-, inter- or cross-professionally, as the report keeps them apart
    (R-187, R-193 (in part)). Roles, as in rings and meeting places: a line between two posts would tell how two persons
    get on, and a map has hundreds of such pairs. ``a`` and ``b`` are ids of the role register in the order of the
    alphabet."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    map = models.ForeignKey(TeamMap, on_delete=models.CASCADE)
    a = models.CharField(max_length=50)
    b = models.CharField(max_length=50)
    how = models.CharField(max_length=10)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("map", "a", "b"), name="one_line_between_two_roles"),
            models.CheckConstraint(condition=~Q(a=F("b")), name="a_line_has_two_ends"),
            models.CheckConstraint(condition=Q(how__in=tuple(Working)), name="line_how"),
        )

    def __str__(self) -> str:
        return f"{self.a} {self.how} {self.b}"
