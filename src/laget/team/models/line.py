"""Who works together, and how."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django_scopes import ScopedManager

from laget.schools.models import Owner
from laget.team.models.post import Post
from laget.team.models.team_map import TeamMap

HOW = ("multi", "inter", "cross")


class Line(models.Model):
    """Two posts that work together: multi-, inter- or cross-professionally, as the report keeps them apart
    (R-187 (in part), R-193 (in part)). ``a`` is the post that was first in the map."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    map = models.ForeignKey(TeamMap, on_delete=models.CASCADE)
    a = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=10)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("map", "a", "b"), name="one_line_between_two_posts"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="a_line_has_two_ends"),
            models.CheckConstraint(condition=Q(how__in=HOW), name="line_how"),
        )

    def __str__(self) -> str:
        return f"{self.a_id} {self.how} {self.b_id}"
