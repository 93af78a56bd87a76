"""What the tests of clarifying share: a round at school A."""

from __future__ import annotations

import pytest
from tests.clarify.rounds import Rounding

from laget.schools.queries import school_with_code


@pytest.fixture
def rounding(cast) -> Rounding:
    """School A, whose principal is about to begin a round."""
    return Rounding(school=school_with_code("skole-a"), principal=cast["principal"])
