"""The codes in the links one answers by.

A code is the handle of a group or a seat, and a seal of it made with the installation's key. So a code cannot be
guessed, and it cannot be read from the database or from a copy of it.
"""

from __future__ import annotations

import base64
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

HALF = 8
GROUP, SEAT = "g", "s"


def new_handle(kind: str) -> str:
    """A handle for a ``GROUP`` or a ``SEAT``, which its first letter tells."""
    return kind + _letters(secrets.token_bytes(HALF))[: HALF - 1]


def code_of(handle: str) -> str:
    """The code in the link of the group or seat with this handle."""
    return handle + _seal(handle, settings.SECRET_KEY)


def handle_of(code: str) -> str | None:
    """The handle that the code is of, as it was typed or followed; ``None`` where nobody has given out such a code."""
    plain = "".join(code.lower().split()).replace("-", "")
    handle, seal = plain[:HALF], plain[HALF:]
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return handle if any(constant_time_compare(seal, _seal(handle, key)) for key in keys) else None


def as_printed(code: str) -> str:
    """In fours, as it is read and typed."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _seal(handle: str, key: str) -> str:
    return _letters(salted_hmac("laget.clarify.links", handle, secret=key, algorithm="sha256").digest())[:HALF]


def _letters(of: bytes) -> str:
    """Letters and the digits 2 to 7: no 0 and no 1 to be taken for o and l."""
    return base64.b32encode(of).decode().lower().rstrip("=")
