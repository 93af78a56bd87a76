"""Open Django for a command."""

from __future__ import annotations

import os


def open_database() -> None:
    """Make the rooms above the floor (Django) usable in this process.

    Raises ``Refusal`` if the database is newer than this code.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laget.front.settings")
    import django

    django.setup()
    from laget.front.database_age import refuse_newer_database

    refuse_newer_database()
