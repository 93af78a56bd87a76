"""The addresses of a demo, and of an installation that is none."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import override_settings
from django.urls import clear_url_caches


@contextmanager
def addresses(*, demo: bool) -> Iterator[None]:
    """The addresses as they are when LAGET_DEMO is set, or is not; then as they were."""
    with override_settings(LAGET_DEMO=demo):
        _read_again()
        yield
    _read_again()


def _read_again() -> None:
    importlib.reload(importlib.import_module("laget.people.urls"))
    importlib.reload(importlib.import_module(settings.ROOT_URLCONF))
    clear_url_caches()
