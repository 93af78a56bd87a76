"""What the studies found, each finding written once."""

from __future__ import annotations

from django.db import models

from laget.people.models import Person


class Finding(models.Model):
    """A study's finding as it was computed: never changed, never removed (triggers refuse both).

    ``body`` is the sealed text, canonical JSON, and ``seal`` its SHA-256. ``inputs`` are the SHA-256 of
    protocol, data and theory, as in the body, so that a page finds the one that belongs to what lies on the
    shelf. ``versions`` are the programs that computed it. ``recorded_by`` is ``None`` for the command line.
    """

    study = models.CharField(max_length=100)
    seal = models.CharField(max_length=64, unique=True)
    body = models.TextField()
    inputs = models.JSONField()
    versions = models.JSONField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.study} {self.seal[:12]}"
