"""Where sign-in remembers wrong guesses and used codes: a table, so that all workers know the same."""

from __future__ import annotations

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import transaction


class Attempts(DatabaseCache):
    """Django's cache in the database, which says so when the database is locked.

    Django's own takes a lock for "it is there already", and whoever signs in would be told that the code is
    used, or that there have been too many attempts. Waiting for the lock before Django's ``try`` raises.
    """

    @transaction.atomic
    def add(self, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return super().add(key, value, timeout, version)

    @transaction.atomic
    def set(self, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        super().set(key, value, timeout, version)
