"""What the hours of a post are used for, where the school asks for that."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django_scopes import ScopedManager

from laget.mapping.team import HourKind
from laget.schools.models import Owner
from laget.team.models.post import Post

MOST_HOURS = 60


def _in_a_week(field: str) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0, f"{field}__lte": MOST_HOURS})


class Hours(models.Model):
    """Hours a week of one kind in one post, as planned and as they turned out, in halves; ``None`` is not said, and no
    row is neither. An estimate and never a time sheet: there is no date, and what was written before is not kept."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    planned = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    real = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("post", "kind"), name="one_row_per_kind_of_hours"),
            models.CheckConstraint(condition=Q(kind__in=sorted(HourKind)), name="hours_kind"),
            models.CheckConstraint(condition=_in_a_week("planned"), name="hours_planned"),
            models.CheckConstraint(condition=_in_a_week("real"), name="hours_real"),
        )

    def __str__(self) -> str:
        return f"{self.post_id} {self.kind}"
