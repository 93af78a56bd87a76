"""One primary indicator, and a family that is read together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.verdict.small import size

from laget.theory.parts import Direction
from laget.verdict.errors import VerdictError
from laget.verdict.indicators import Indicated, measured_from, read_family, read_primary
from laget.verdict.judge import Outcome

# Student's t with 60 degrees of freedom, as printed tables have it (to three places) at 1 − 0.05/2m and 1 − 0.10/2m.
TABLE = {1: (2.000, 1.671), 2: (2.299, 2.000), 5: (2.660, 2.390)}
PRINTED = 5e-4

sizes = st.builds(
    size,
    value=st.floats(min_value=-1, max_value=1),
    se=st.floats(min_value=0.01, max_value=0.5),
    df=st.floats(min_value=2, max_value=200),
)


def indicated(id, found, *, margin=0.1, direction=Direction.UP):
    return Indicated(indicator=id, size=found, margin=margin, direction=direction)


@pytest.mark.parametrize("m", TABLE)
def test_the_joint_intervals_are_dunns(m):
    found = measured_from(size(value=0.0, se=1.0, df=60), family=m)
    assert (found.high95, found.high90) == pytest.approx(TABLE[m], abs=PRINTED)
    assert (found.low95, found.low90) == (-found.high95, -found.high90)


@given(sizes, st.integers(min_value=2, max_value=20))
def test_more_indicators_make_wider_intervals(found, m):
    alone, among = measured_from(found), measured_from(found, family=m)
    assert among.low95 < alone.low95 < alone.high95 < among.high95
    assert among.low90 < alone.low90 < alone.high90 < among.high90


@given(st.lists(sizes, min_size=1, max_size=6))
def test_in_a_family_nothing_is_read_that_would_not_be_read_alone(found):
    family = [indicated(f"i{place}", one) for place, one in enumerate(found)]
    for one, read in zip(family, read_family(family), strict=True):
        alone = read_primary(one).reading.outcome
        # Held may lose its "clearly"; nothing else may change but to cannot tell or, of what was too small, to held.
        allowed = {alone, Outcome.CANNOT_TELL}
        allowed |= {Outcome.HELD} if alone is Outcome.CLEARLY_HELD else set()
        allowed |= {Outcome.HELD, Outcome.HARM} if alone is Outcome.NOTHING_WORTH_HAVING else set()
        assert read.reading.outcome in allowed


@given(st.lists(sizes, min_size=2, max_size=5), st.randoms())
def test_the_order_of_a_family_does_not_matter(found, random):
    family = [indicated(f"i{place}", one) for place, one in enumerate(found)]
    turned = random.sample(family, len(family))
    readings = {read.indicator: read for read in read_family(family)}
    assert {read.indicator: read for read in read_family(turned)} == readings


@pytest.mark.parametrize("alike", [0.0, 0.7])
def test_chance_alone_finds_something_in_a_family_as_seldom_as_in_one(alike):
    """Five indicators without any true change, apart or alike: at most 5 % of trials read any as held or harm."""
    rng = np.random.default_rng(3)
    trials, m, df = 2000, 5, 1e6
    shared, own = rng.standard_normal((trials, 1)), rng.standard_normal((trials, m))
    values = np.sqrt(alike) * shared + np.sqrt(1 - alike) * own
    wrong = 0
    for row in values:
        family = [indicated(f"i{k}", size(value=float(v), se=1.0, df=df), margin=1e-3) for k, v in enumerate(row)]
        wrong += any(read.reading.outcome != Outcome.CANNOT_TELL for read in read_family(family))
    assert wrong / trials < 0.05 + 3 * np.sqrt(0.05 * 0.95 / trials)


def test_each_indicator_has_its_own_direction_and_margin():
    fell = size(value=-0.4, se=0.05, df=60)
    family = [
        indicated("fewer", fell, direction=Direction.DOWN),
        indicated("more", fell),
        indicated("much", fell, direction=Direction.DOWN, margin=1.0),
    ]
    told = [read.reading.outcome for read in read_family(family)]
    assert told == [Outcome.CLEARLY_HELD, Outcome.HARM, Outcome.NOTHING_WORTH_HAVING]


def test_the_reading_says_how_many_it_was_read_with():
    found = size(value=0.4, se=0.1, df=60)
    family = [indicated("a", found), indicated("b", None)]
    assert [read.family for read in read_family(family)] == [2, 2]
    assert read_primary(family[0]).family == 0
    assert read_family([]) == ()


def test_an_indicator_is_declared_once():
    with pytest.raises(VerdictError) as refused:
        read_family([indicated("a", None), indicated("b", None), indicated("a", None)])
    assert (refused.value.code, refused.value.values) == ("id_twice", {"what": "indicator", "id": "a"})
