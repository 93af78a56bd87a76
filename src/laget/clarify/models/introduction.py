"""How a new role is brought in."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from laget.schools.models import Owner, School


class Introduction(models.Model):
    """A step in bringing a new role in: it is presented, its colleagues list what they expect, it meets the parents, it
    gets an instruction and a mentor (AFI r2015:6, L3598-3609, L4318-4325; R-107 (in part)). ``step`` is an id of the
    library's steps."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    school = models.ForeignKey(School, on_delete=models.PROTECT)
    role = models.CharField(max_length=50)
    step = models.CharField(max_length=20)
    planned_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("school", "role", "step"), name="one_row_per_step"),)

    def __str__(self) -> str:
        return f"{self.school_id} {self.role} {self.step}"
