"""What several rooms' tests share: the cast, and a clean start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from tests.tamper import empty_the_log


@pytest.fixture
def cast(db):
    """Everybody by slug, with their schools and owners; see tests/cast.py."""
    from tests.cast import gather

    return gather()


@pytest.fixture(autouse=True)
def _quick_hashes(settings):
    """A good hash takes half a second, which is its point, and not the tests'."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _the_log_goes_with_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that really commits is cleaned up by emptying the models' tables. The audit log's triggers refuse
    that: take them down for a moment first. The attempts at signing in have a table and no model."""
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        empty_the_log()
        cache.clear()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What one database alone has or shows is not collected on the other: `make test` runs both."""
    from django.db import connection

    other = "sqlite" if connection.vendor == "postgresql" else "postgres"
    left_out = [item for item in items if item.get_closest_marker(other)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker(other)]
