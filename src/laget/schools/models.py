"""School owners and their schools."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager


class Owner(models.Model):
    """A school owner: a municipality, a county or a private owner.

    ``portrait`` is the id of the content file that tells about the owner; empty when there is none.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    portrait = models.CharField(max_length=50, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A school. A query on schools that has not said for which owners raises ``ScopeError``.

    ``portrait`` is the id of the content file with the school's team; empty when there is none.
    """

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    portrait = models.CharField(max_length=50, blank=True, default="")

    objects = ScopedManager(owner="owner")

    def __str__(self) -> str:
        return self.name
