"""Whether the database and the code are of the same age."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse

from laget.front import faults
from laget.refusal import Refusal


def refuse_newer_database() -> None:
    """Raise if the database holds migrations that this code has never heard of.

    Older code on a newer database would write rows that the newer constraints were meant to prevent.
    """
    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations)
    unknown = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if (app, name) not in known and (app, name) not in loader.replacements
    )
    if unknown:
        raise Refusal(
            "database_newer_than_code",
            f"The database is newer than this version of Laget (it has {', '.join(unknown)}), and nothing "
            "was written. Install the newer version, or restore a backup from before the upgrade.",
            migrations=unknown,
        )


def refuse_older_database() -> None:
    """Raise if a migration has not been run: the pages would fail one by one on what is not there yet."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refusal(
            "database_older_than_code",
            "The database has not been made ready for this version. Run: laget migrate",
        )


class SameAge:
    """Answer nothing but a page that says so while the database is newer than the code.

    Asked until it holds, and then never again: whoever upgrades the database starts the server anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.holds = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.holds:
            try:
                refuse_newer_database()
            except Refusal:
                return faults.newer_database()
            self.holds = True
        return self.get_response(request)
