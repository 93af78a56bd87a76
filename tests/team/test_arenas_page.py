"""The page of where people meet: what it takes, what has no purpose, and what has the same members."""

from __future__ import annotations

from dataclasses import replace

from tests.cast import AT
from tests.team.test_more_deeds import A_MEETING, save_arena

from laget.content import shelf
from laget.team import access
from laget.team.queries.arenas_page import ArenasPage, arenas_page


def page(school_a, cast, slug: str = "principal") -> ArenasPage:
    return arenas_page(school_a.now(), person=cast[slug], at=AT, language="nb")


def test_what_a_meeting_takes_in_a_year(school_a, cast):
    school_a.save()
    save_arena(school_a)
    (row,) = page(school_a, cast).arenas
    assert (row.name, row.level, row.rhythm, row.length) == (
        "Ressursteam", "flere yrker", "10 ganger i året", "90 minutter",
    )  # fmt: skip
    # One principal always, and one nurse who may not come: 10 × 1.5 hours × 1 to 2 persons.
    assert row.hours == "15–30 persontimer i året"
    assert row.members == ("Rektor", "Helsesykepleier (1) ved behov")
    assert page(school_a, cast).hours == row.hours


def test_a_meeting_without_purpose_and_one_with_the_same_members_are_shown(school_a, cast):
    school_a.save()
    save_arena(school_a)
    save_arena(school_a, replace(A_MEETING, name="Tverrfaglig møte", purpose=" ", times_a_year=None))
    one, other = page(school_a, cast).arenas
    assert (one.without_purpose, one.same) == (False, ("Tverrfaglig møte",))
    assert (other.without_purpose, other.same, other.rhythm, other.hours) == (True, ("Ressursteam",), "", "")


def test_what_those_who_edit_think_of_it_is_theirs(school_a, cast):
    school_a.save()
    save_arena(school_a)
    school_a.discuss()
    school_a.open()
    assert [page(school_a, cast, slug).arenas[0].useful for slug in ("coordinator", "teacher")] == [3, None]
    assert page(school_a, cast, "teacher").ready == ()


def test_the_arenas_of_the_report_are_ready_to_pick(school_a, cast):
    school_a.save()
    ready = page(school_a, cast).ready
    assert [one.kind for one in ready] == list(shelf.arena_kinds())
    picked = ready[0]
    save_arena(school_a, replace(A_MEETING, kind=picked.kind))
    assert picked.kind not in {one.kind for one in page(school_a, cast).ready}


def test_a_list_that_waits_is_seen_by_the_school_and_by_the_owner_who_sent_it(school_a, cast):
    from tests.team.test_more_deeds import keep

    school_a.save()
    school = school_a.team_map.school
    by_school = keep(school_a)
    by_owner = keep(replace(school_a, principal=cast["owner"]), sha256="1" * 64)
    seen = {
        slug: set(access.staff_files_for(cast[slug], school, AT)) for slug in ("principal", "coordinator", "owner")
    }
    assert seen == {"principal": {by_school, by_owner}, "coordinator": {by_school, by_owner}, "owner": {by_owner}}
    found = access.staff_file_for(cast["owner"], "skole-a", by_owner.pk, access.SEND_STAFF_FILE, AT)
    assert found == by_owner
