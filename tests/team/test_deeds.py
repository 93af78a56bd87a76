"""The deeds of the map: each leaves its rows and its line; what changes nothing leaves neither, and what cannot be done
is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import A_DAY, AT
from tests.team.maps import FACTS, LIST, WHOLE_WEEK, Mapping, line

from laget.people import audit
from laget.people import operations as people
from laget.people.models import AuditLine, Person
from laget.refusal import Refusal
from laget.schools.queries import school_with_code
from laget.team import operations
from laget.team.models import (
    Arena,
    ArenaRole,
    Discussion,
    Draft,
    GradeTeam,
    Hours,
    Line,
    NotCovered,
    Placement,
    Post,
    PostDetails,
    RingChoice,
    StaffFile,
    TeamMap,
)


@pytest.fixture
def school_a(db) -> Mapping:
    """The principal's map of school A, just begun; nobody else of the cast is there."""
    owner = people.register_owner(code="kommune-a", name="Kommune A", at=AT)
    school = people.register_school(code="skole-a", name="Skole A", owner=owner, at=AT)
    principal = person("principal")
    team_map = operations.begin_map(school=school, year=2024, person=principal, at=AT)
    return Mapping(team_map=team_map, principal=principal)


def person(slug: str) -> Person:
    return people.add_person(email=f"{slug}@demo.invalid", name=slug, password=None, at=AT)


TABLES = (
    TeamMap, Post, RingChoice, NotCovered, Discussion, Draft, Arena, ArenaRole, Hours, PostDetails, Line, GradeTeam,
    StaffFile, Placement,
)  # fmt: skip


def last_line() -> tuple[str, str, str]:
    line = AuditLine.objects.latest("id")
    return line.verb, line.thing_kind, line.thing_id


def rows() -> list[object]:
    """Everything the map's tables hold, and how long the log is."""
    every = [list(table.objects.with_scopes_disabled().order_by("pk").values()) for table in TABLES]
    return [*every, AuditLine.objects.count()]


def refused(code: str, deed, /, *given, **more) -> Refusal:
    """The deed is refused, and nothing is written."""
    before = rows()
    with pytest.raises(Refusal) as refusal:
        deed(*given, **more)
    assert refusal.value.code == code
    assert rows() == before
    return refusal.value


# -- begin -----------------------------------------------------------------------------------------------


def test_beginning_a_map(school_a):
    found = school_a.now()
    assert (found.school.code, found.year, found.revision, found.opened_at) == ("skole-a", 2024, 0, None)
    assert last_line() == ("begin_map", "team.teammap", str(found.pk))
    assert AuditLine.objects.latest("id").person == school_a.principal.pk
    assert audit.verify() == ()


def test_a_year_is_begun_once_and_only_when_it_is_near(school_a):
    begin = {"school": school_with_code("skole-a"), "person": school_a.principal, "at": AT}
    refused("map_exists", operations.begin_map, year=2024, **begin)
    for far in (2022, 2026):
        refused("year_out_of_reach", operations.begin_map, year=far, **begin)
    for near in (2023, 2025):
        operations.begin_map(year=near, **begin)
    operations.begin_map(year=2014, origin="portrait", **begin)


# -- the table -------------------------------------------------------------------------------------------


def test_saving_the_table(school_a):
    saved = school_a.save()
    assert (saved.new, saved.changed, saved.removed, saved.same, saved.revision) == (9, 0, 0, 0, 1)
    posts = school_a.posts()
    assert [post.role for post in posts] == [one.role for one in LIST]
    nurse = school_a.post("school-nurse")
    assert (nurse.fraction, nurse.days, nurse.place, nurse.bound) == (Decimal("0.4"), 0b01010, "visiting", None)
    assert school_a.post("psychologist").count is None
    assert len({post.holder for post in posts}) == len({post.key for post in posts}) == 9
    assert school_a.now().pupils == 412
    assert last_line() == ("save_table", "team.teammap", str(school_a.team_map.pk))


def test_pasting_twice_changes_nothing(school_a):
    school_a.save()
    before = rows()
    saved = school_a.save()
    assert (saved.new, saved.changed, saved.removed, saved.same, saved.revision) == (0, 0, 0, 9, 1)
    assert rows() == before
    school_a.save(tuple(reversed(LIST)))
    assert rows() == before, "the order of a list is not a change"


def test_sending_the_table_back_as_it_is_changes_nothing(school_a):
    school_a.save()
    before = rows()
    school_a.save(school_a.lines())
    assert rows() == before


def test_a_line_is_changed_added_and_removed_in_one_deed(school_a):
    school_a.save()
    keys = {post.role: post.key for post in school_a.posts()}
    lines = school_a.lines()
    lines[5] = replace(lines[5], fraction=Decimal("0.6"), title="Helsesykepleier")
    saved = school_a.save([*lines[:8], line("librarian", 1, "50")])
    assert (saved.new, saved.changed, saved.removed, saved.same) == (1, 1, 1, 7)
    nurse = school_a.post("school-nurse")
    assert (nurse.key, nurse.fraction, nurse.title) == (keys["school-nurse"], Decimal("0.6"), "Helsesykepleier")
    assert school_a.posts()[-1].role == "librarian"
    assert AuditLine.objects.filter(verb="save_table").count() == 2


def test_two_equal_lines_without_numbers_are_two_posts(school_a):
    twice = (line("assistant", 1, "80"), line("assistant", 1, "80"))
    assert school_a.save(twice).new == 2
    assert school_a.save(twice).same == 2
    assert school_a.save(twice[:1]).removed == 1


def test_a_position_number_finds_its_post_whatever_else_changed(school_a):
    school_a.save()
    key = school_a.post("principal").key
    changed = [*LIST[:7], line("principal", 1, "80", external_ref="R-1")]
    assert school_a.save(changed).changed == 1
    assert (school_a.post("principal").key, school_a.post("principal").fraction) == (key, Decimal("0.8"))


def test_two_posts_may_swap_their_numbers(school_a):
    school_a.save((line("school-nurse", external_ref="1"), line("principal", external_ref="2")))
    one, two = school_a.lines()
    school_a.save((replace(one, external_ref="2"), replace(two, external_ref="1")))
    assert [post.external_ref for post in school_a.posts()] == ["2", "1"]


def test_two_editors_do_not_overwrite(school_a):
    school_a.save()
    seen = school_a.now().revision
    school_a.save(LIST[:5])
    refused("map_changed_meanwhile", school_a.save, revision=seen)
    assert len(school_a.posts()) == 5


@pytest.mark.parametrize(
    ("faulty", "code"),
    [
        (line("janitor_of_the_moon"), "unknown_role"),
        (line("school-nurse", 0), "bad_post_line"),
        (line("school-nurse", 501), "bad_post_line"),
        (line("school-nurse", 1, "0"), "bad_post_line"),
        (line("school-nurse", 1, "80000"), "bad_post_line"),
        (line("school-nurse", 1, "33.33333"), "bad_post_line"),
        (replace(line("school-nurse"), fraction=Decimal("NaN")), "bad_post_line"),
        (line("school-nurse", bound=Decimal("1.5")), "bad_post_line"),
        (line("school-nurse", bound=Decimal("-0.5")), "bad_post_line"),
        (line("school-nurse", place="somewhere"), "bad_post_line"),
        (line("school-nurse", days=frozenset({5})), "bad_post_line"),
        (line("school-nurse", title="x" * 101), "bad_post_line"),
        (line("school-nurse", external_ref="x" * 41), "bad_post_line"),
        (line("school-nurse", 2, external_ref="R-2"), "bad_post_line"),
        (line("school-nurse", title="Helsesykepleier 01017012345"), "national_id_in_line"),
        (line("school-nurse", external_ref="010170 12345"), "national_id_in_line"),
        (line("school-nurse", key=UUID(int=7)), "no_such_line"),
        (line("school-nurse", external_ref="R-1"), "position_number_twice"),
    ],
    ids=str,
)
def test_a_faulty_line_is_refused_and_nothing_of_the_table_is_saved(school_a, faulty, code):
    refused(code, school_a.save, (*LIST, faulty))


def test_what_is_refused_does_not_repeat_the_number(school_a):
    said = refused("national_id_in_line", school_a.save, (line("school-nurse", title="01017012345"),))
    assert "01017012345" not in f"{said} {dict(said.values)}"


@pytest.mark.parametrize(
    "facts",
    [
        replace(FACTS, pupils=-1),
        replace(FACTS, pupils=5001),
        replace(FACTS, pupils_lower_secondary=413),
        replace(FACTS, stages="8-13"),
    ],
    ids=str,
)
def test_facts_that_cannot_be_are_refused(school_a, facts):
    refused("bad_map_facts", school_a.save, facts=facts)


def test_a_key_stands_in_one_line(school_a):
    school_a.save()
    lines = school_a.lines()
    refused("no_such_line", school_a.save, [*lines, lines[0]])


def test_a_key_of_another_map_is_no_line_of_this_one(school_a):
    school_a.save()
    other = operations.begin_map(
        school=school_with_code("skole-a"), year=2025, person=school_a.principal, at=AT
    )
    refused("no_such_line", Mapping(team_map=other, principal=school_a.principal).save, school_a.lines())


def test_a_table_has_an_end(school_a):
    refused("too_many_lines", school_a.save, [line("teacher")] * 401)


@pytest.mark.parametrize(
    "broken",
    [
        {"fraction": Decimal("1.2")},
        {"fraction": Decimal(0)},
        {"bound": Decimal("-0.1")},
        {"days": 32},
        {"count": 0},
        {"place": "home"},
    ],
    ids=str,
)
def test_the_database_itself_refuses_a_post_that_cannot_be(school_a, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(owner_id=school_a.team_map.owner_id, map=school_a.team_map, role="school-nurse", **broken)


# -- rings -----------------------------------------------------------------------------------------------


def test_choosing_rings(school_a):
    school_a.save()
    school_a.choose(**{"school-nurse": "primary"}, assistant="core", principal=None)
    stored = RingChoice.objects.with_scopes_disabled().values_list("role", "ring")
    assert dict(stored) == {"school-nurse": "primary", "assistant": "core"}
    assert last_line()[0] == "choose_rings"
    before = rows()
    school_a.choose(**{"school-nurse": "primary"}, principal=None)
    assert rows() == before
    school_a.choose(**{"school-nurse": None}, assistant="secondary")
    assert dict(stored.all()) == {"assistant": "secondary"}


def test_rings_that_are_none_are_refused(school_a):
    refused("unknown_ring", school_a.choose, **{"school-nurse": "outer"})
    refused("unknown_role", school_a.choose, janitor_of_the_moon="core")


# -- one post out of a line ------------------------------------------------------------------------------


def test_taking_a_post_out_of_a_line(school_a):
    school_a.save()
    six = school_a.posts()[3]
    one = operations.split_post(post=six, person=school_a.principal, at=AT)
    assert last_line() == ("split_post", "team.teammap", str(school_a.team_map.pk))
    assert [(post.role, post.count) for post in school_a.posts()[3:5]] == [("assistant", 5), ("assistant", 1)]
    assert (one.fraction, one.bound, one.days) == (six.fraction, six.bound, six.days)
    assert one.key != six.key and one.holder != six.holder
    assert school_a.now().revision == 2


@pytest.mark.parametrize("role", ["school-nurse", "psychologist"])
def test_nothing_is_taken_out_of_one_or_of_nobody_knows_how_many(school_a, role):
    school_a.save()
    refused("nothing_to_split", operations.split_post, post=school_a.post(role), person=None, at=AT)


# -- not covered -----------------------------------------------------------------------------------------


def test_a_post_is_not_covered_and_covered_again(school_a):
    school_a.save()
    nurse = school_a.post("school-nurse")
    gap = school_a.away(nurse, date(2024, 8, 19))
    assert last_line() == ("mark_not_covered", "team.teammap", str(school_a.team_map.pk))
    assert school_a.now().revision == 2
    operations.cover_post(not_covered=gap, person=school_a.principal, at=AT)
    assert school_a.gaps() == []
    assert last_line() == ("cover_post", "team.teammap", str(school_a.team_map.pk))


def test_the_log_does_not_say_which_post_was_not_covered(school_a):
    """It stays for ever, and would be a history of one person's absence."""
    school_a.save()
    before = AuditLine.objects.count()
    for role in ("school-nurse", "social-teacher"):
        gap = school_a.away(school_a.post(role), date(2024, 8, 12), date(2024, 8, 16))
        operations.cover_post(not_covered=gap, person=school_a.principal, at=AT)
    lines = AuditLine.objects.order_by("id")[before:].values_list("verb", "thing_kind", "thing_id", "person")
    nurse, teacher = list(lines)[:2], list(lines)[2:]
    assert len(nurse) == 2 and nurse == teacher


def test_not_covered_has_no_reason_column():
    """A reason is nobody's business here, and a column for it would be filled in."""
    assert {field.name for field in NotCovered._meta.get_fields()} == {
        "id", "owner", "post", "starts", "ends", "substitute",
    }  # fmt: skip


def test_not_covered_is_about_one_post_at_a_time(school_a):
    school_a.save()
    nurse, assistants = school_a.post("school-nurse"), school_a.posts()[3]
    refused("split_first", school_a.away, assistants, date(2024, 8, 19))
    refused("not_covered_ends_first", school_a.away, nurse, date(2024, 8, 19), date(2024, 8, 18))
    school_a.away(nurse, date(2024, 9, 1), date(2024, 9, 30))
    for starts, ends in (((9, 30), None), ((8, 1), (9, 1)), ((8, 1), None), ((9, 5), (9, 6))):
        end = date(2024, *ends) if ends else None
        refused("not_covered_overlaps", school_a.away, nurse, date(2024, *starts), end)
    school_a.away(nurse, date(2024, 8, 1), date(2024, 8, 31))
    school_a.away(nurse, date(2024, 10, 1))
    assert len(school_a.gaps()) == 3


def test_a_post_that_is_not_covered_does_not_become_several(school_a):
    school_a.save()
    school_a.away(school_a.post("school-nurse"), date(2024, 8, 19))
    lines = school_a.lines()
    lines[5] = replace(lines[5], count=2)
    assert refused("line_is_one_post", school_a.save, lines).values["line"] == 6


# -- discussion and opening ------------------------------------------------------------------------------


def test_a_map_opens_only_after_both_talks(school_a):
    school_a.save()
    refused("not_discussed", school_a.open)
    school_a.discuss("tillitsvalgt")
    assert refused("not_discussed", school_a.open).values == {"missing": "verneombud"}
    school_a.discuss("verneombud")
    assert last_line()[:2] == ("record_discussion", "team.teammap")
    assert school_a.open().opened_at == AT
    assert last_line() == ("open_map", "team.teammap", str(school_a.team_map.pk))
    before = rows()
    school_a.open()
    assert rows() == before


def test_the_same_talk_is_recorded_once(school_a):
    school_a.discuss()
    before = rows()
    school_a.discuss()
    assert rows() == before


def test_talks_that_cannot_be_recorded(school_a):
    refused("unknown_representative", school_a.discuss, "rektor")
    refused("discussion_not_held_yet", school_a.discuss, on=AT.date() + A_DAY)
    refused("national_id_in_text", school_a.discuss, note="Drøftet med 010170 12345")


# -- drafts ----------------------------------------------------------------------------------------------


def kept(school_a, body, at=AT, person=None):
    return operations.keep_draft(
        person=person or school_a.principal, school=school_a.team_map.school, year=2024, form="table", body=body, at=at
    )


def test_a_draft_is_kept_until_it_is_dropped(school_a):
    colleague = person("coordinator")
    kept(school_a, {"role-1": "assistent", "days-1": "ma ti"})
    kept(school_a, {"role-1": "Helsesykepleier"}, at=AT + A_DAY)
    kept(school_a, {"role-1": "lærer"}, person=colleague)
    drafts = Draft.objects.with_scopes_disabled()
    assert drafts.get(person=school_a.principal).body == {"role-1": "Helsesykepleier"}
    operations.drop_draft(person=school_a.principal, school=school_a.team_map.school, year=2024, form="table")
    assert [draft.person for draft in drafts.all()] == [colleague]


def test_a_draft_goes_after_thirty_days(school_a):
    colleague = person("coordinator")
    kept(school_a, {"role-1": "lærer"})
    kept(school_a, {"role-1": "lærer"}, at=AT + 31 * A_DAY, person=colleague)
    assert Draft.objects.with_scopes_disabled().get().person == colleague


def test_a_draft_with_a_national_id_number_is_not_kept(school_a):
    kept(school_a, {"role-1": "lærer"})
    refused("national_id_in_text", kept, school_a, {"role-1": "lærer", "title-1": "01017012345"})
    refused("draft_too_large", kept, school_a, {"paste": "x" * 400_001})


# -- at once ---------------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(school_a):
    def save(count):
        try:
            school_a.save((line("teacher", count, days=WHOLE_WEEK),), revision=0)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(save, range(1, 5)))
    assert sorted(told) == ["map_changed_meanwhile"] * 3 + ["saved"]
    assert len(school_a.posts()) == school_a.now().revision == 1
