"""Who settles and who coordinates at a school."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from laget.schools.models import Owner, School


class Clarifiers(models.Model):
    """The roles that a school has named: who settles a disagreement (``arbiter``), who holds the team together
    (``coordinator``), and who coordinates the assistants. Roles and not persons; empty is not named yet
    (AFI r2015:6, L2229-2232, L2445-2447; R-072 (in part), R-106 (in part))."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.OneToOneField(School, on_delete=models.PROTECT)
    arbiter = models.CharField(max_length=50, blank=True, default="")
    coordinator = models.CharField(max_length=50, blank=True, default="")
    assistants = models.CharField(max_length=50, blank=True, default="")

    objects = ScopedManager(owner="owner")

    def __str__(self) -> str:
        return f"{self.school_id}"
