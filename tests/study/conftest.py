"""What the tests of the studies share: the finding of Project STAR, and a clean start."""

from __future__ import annotations

import importlib

import pytest
from tests.cast import AT

from laget.study import operations
from laget.study.analysis import find, on_shelf


@pytest.fixture(scope="session")
def star():
    """The finding, computed once."""
    return find(on_shelf("star-aide"))


@pytest.fixture
def kept(db, star):
    """The finding, kept by the command line."""
    return operations.keep(finding=star, person=None, at=AT)


@pytest.fixture
def findings_go_with_the_test(transactional_db):
    """A test that really commits is cleaned up by emptying the tables, which the triggers refuse."""
    from django.db import connection

    from laget.study.models import Finding

    yield
    migration = importlib.import_module("laget.study.migrations.0002_findings_are_immutable")
    with connection.schema_editor() as editor:
        migration.take_down(None, editor)
    Finding.objects.all().delete()
    with connection.schema_editor() as editor:
        migration.put_up(None, editor)
