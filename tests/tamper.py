"""What somebody who owns the database can do to the audit log."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def triggers_down() -> Iterator[None]:
    """Take the log's triggers away for a moment, as an attacker with the database would first."""
    migration = importlib.import_module("laget.people.migrations.0002_audit_is_append_only")
    # PostgreSQL drops no trigger while foreign keys wait to be checked.
    connection.check_constraints()
    _run(migration.DOWN)
    yield
    connection.check_constraints()
    _run(migration.UP)


def _run(statements: dict[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def empty_the_log() -> None:
    """Remove every line and every chain."""
    from laget.people.models import AuditChain, AuditLine

    with triggers_down():
        AuditLine.objects.all().delete()
        AuditChain.objects.all().delete()
