"""The table of grants: what it says, and what the database makes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import AT

from laget.front import demo
from laget.people import grants
from laget.people.models import Grant
from laget.schools.queries import owner_with_code, school_with_code

SCHOOL_READERS = {
    "owner", "ppt_adviser", "principal", "coordinator", "teacher", "assistant", "social_professional", "nurse",
    "staff_representative",
}


def test_who_reads_a_school():
    assert set(grants.kinds_that_may("read_school")) == SCHOOL_READERS


def test_who_reads_an_owner():
    assert set(grants.kinds_that_may("read_owner")) == {"owner", "principal"}


def test_who_does_what_with_a_map():
    """The owner and the adviser read what is released and nothing of the draft; posts are recorded before those who
    answer for them and the staff's representative; and only the principal lets anything out."""
    at_school = set(grants.kinds_held_at(grants.SCHOOL)) - {"guardian"}
    wanted = {
        "read_map": at_school,
        "read_released": at_school | {"owner", "ppt_adviser"},
        "read_recorded": {"principal", "coordinator", "staff_representative"},
        "edit_map": {"principal", "coordinator"},
        "lead_map": {"principal"},
        "compare_schools": {"owner"},
        "send_staff_file": {"owner"},
        "set_owner_strategy": {"owner"},
        "edit_own_post": at_school - {"staff_representative"} | {"ppt_adviser"},
    }
    assert {verb: set(grants.kinds_that_may(verb)) for verb in wanted} == wanted


def test_who_reads_the_state_of_the_log():
    assert grants.kinds_that_may("read_audit_state") == ("operations",)


def test_every_verb_that_is_given_is_said_what_it_is_about():
    given = {verb for kind in grants.KINDS.values() for verb in kind.may}
    assert given == set(grants.ABOUT)


def test_whoever_crosses_owners_or_runs_the_machine_needs_a_second_factor():
    assert set(grants.KINDS_WITH_SECOND_FACTOR) == set(grants.kinds_held_at(grants.NATION))


def test_each_kind_has_one_of_the_cast():
    assert {member.kind for member in demo.CAST} == set(grants.KINDS)


@pytest.mark.parametrize("place", [grants.NATION, grants.OWNER, grants.SCHOOL, "owner and school"])
def test_the_database_holds_a_grant_only_where_its_kind_is_held(cast, place):
    row = {
        "person": cast["former"],
        "starts": AT,
        "owner": owner_with_code("kommune-a") if grants.OWNER in place else None,
        "school": school_with_code("skole-a") if grants.SCHOOL in place else None,
    }
    for name, kind in grants.KINDS.items():
        if kind.held_at == place:
            assert Grant.objects.create(kind=name, **row).pk
        else:
            with pytest.raises(IntegrityError, match="grant_is_held_where_its_kind_is"), transaction.atomic():
                Grant.objects.create(kind=name, **row)


def test_the_database_refuses_a_kind_that_is_not_in_the_table(cast):
    with pytest.raises(IntegrityError, match="grant_is_held_where_its_kind_is"), transaction.atomic():
        Grant.objects.create(person=cast["former"], kind="janitor", starts=AT)


def test_the_database_refuses_a_grant_that_ends_before_it_starts(cast):
    with pytest.raises(IntegrityError, match="grant_ends_after_it_starts"), transaction.atomic():
        Grant.objects.create(
            person=cast["former"], kind="researcher", starts=AT, ends=AT - timedelta(seconds=1)
        )
