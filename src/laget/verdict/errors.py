"""What the verdict says when a protocol cannot be judged."""

from __future__ import annotations

from laget.refusal import Refusal


class VerdictError(Refusal):
    """A protocol, theory or data that do not fit together: the message says what, why and what to do."""
