"""Open Django for a command, and see that the database and the code are of the same age."""

from __future__ import annotations

import os

from laget.refusal import Refusal


def open_house() -> None:
    """Make the rooms above the floor (Django) usable in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.front.settings")
    import django

    django.setup()


def refuse_newer_database() -> None:
    """Raise if the database holds migrations that this code has never heard of.

    Older code on a newer database would write rows that the newer constraints were meant to prevent.
    """
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

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
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refusal(
            "database_older_than_code",
            "The database has not been made ready for this version. Run: laget migrate",
        )
