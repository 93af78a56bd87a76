"""Where a matter waits is a function of its dates and the day: it goes up by itself, and stays until it is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from laget.clarification.matter import GRACE, Level, Matter, has_come_to_the_owner, is_the_owners, standing

RAISED, DUE = date(2024, 9, 2), date(2024, 9, 16)
A_DAY = timedelta(days=1)
AT_SCHOOL = Matter(raised_on=RAISED, due=DUE)
LIFTED = replace(AT_SCHOOL, lifted_on=date(2024, 9, 10), owner_due=date(2024, 9, 24))
SENT = replace(LIFTED, sent_on=date(2024, 9, 20), municipality_due=date(2024, 10, 11))

days = st.dates(min_value=RAISED, max_value=date(2026, 9, 2))
matters = st.sampled_from((AT_SCHOOL, LIFTED, SENT))


def test_on_its_date_it_is_the_schools_and_the_day_after_it_is_the_owners():
    assert standing(AT_SCHOOL, on=DUE).level is Level.SCHOOL
    after = standing(AT_SCHOOL, on=DUE + A_DAY)
    assert (after.level, after.since, after.by_itself) == (Level.OWNER, DUE + A_DAY, True)
    assert (after.due, after.overdue) == (DUE + GRACE, False)
    assert standing(AT_SCHOOL, on=DUE + GRACE + A_DAY).overdue


def test_a_matter_that_is_lifted_is_the_owners_the_same_day():
    assert standing(LIFTED, on=date(2024, 9, 9)).level is Level.SCHOOL
    now = standing(LIFTED, on=date(2024, 9, 10))
    assert (now.level, now.due, now.by_itself) == (Level.OWNER, date(2024, 9, 24), False)


def test_what_the_owner_sends_on_waits_at_the_municipality():
    assert standing(SENT, on=date(2024, 9, 19)).level is Level.OWNER
    now = standing(SENT, on=date(2024, 9, 20))
    assert (now.level, now.due) == (Level.MUNICIPALITY, date(2024, 10, 11))
    assert standing(SENT, on=date(2024, 10, 12)).overdue


@given(matters, days)
def test_no_day_makes_an_unanswered_matter_disappear(matter, day):
    assert standing(matter, on=day) is not None
    if day > DUE:
        assert is_the_owners(matter, on=day)


@given(matters, days, days)
def test_it_never_comes_down_again(matter, one, other):
    first, later = (standing(matter, on=day) for day in sorted((one, other)))
    order = list(Level)
    assert order.index(first.level) <= order.index(later.level)
    assert first.level is not later.level or not (first.overdue and not later.overdue)


@given(matters, days, days)
def test_an_answer_ends_it_from_its_day(matter, answered, day):
    ended = replace(matter, answered_on=answered)
    assert (standing(ended, on=day) is None) == (day >= answered)


@given(matters, days, days)
def test_what_has_come_to_the_owner_stays_with_the_owner_however_it_is_answered(matter, answered, day):
    ended = replace(matter, answered_on=answered)
    assert has_come_to_the_owner(matter, on=day) == is_the_owners(matter, on=day)
    if is_the_owners(ended, on=day):
        assert has_come_to_the_owner(ended, on=day)
    if is_the_owners(matter, on=answered) and day >= answered:
        assert has_come_to_the_owner(ended, on=day)
