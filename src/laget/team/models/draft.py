"""What somebody has typed and not yet saved."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from laget.people.models import Person
from laget.schools.models import Owner, School


class Draft(models.Model):
    """The fields of a form as the person last typed them; nobody else reads it. It goes when the form is saved, and
    after 30 days."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    year = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=30)
    body = models.JSONField()
    kept_at = models.DateTimeField()

    objects = ScopedManager(owner="owner")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "school", "year", "form"), name="one_draft_per_form"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.school_id} {self.year} {self.form}"
