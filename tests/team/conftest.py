"""What the tests of the map share: a map at school A, and how its deeds are done."""

from __future__ import annotations

import pytest
from tests.cast import AT
from tests.team.maps import Mapping

from laget.schools.queries import school_with_code
from laget.team import operations


@pytest.fixture
def school_a(cast) -> Mapping:
    """The principal's map of school A, just begun."""
    school = school_with_code("skole-a")
    team_map = operations.begin_map(school=school, year=2024, person=cast["principal"], at=AT)
    return Mapping(team_map=team_map, principal=cast["principal"])
