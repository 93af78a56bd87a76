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


def test_beginning_a_map(lone_map):
    found = lone_map.now()
    assert (found.school.code, found.year, found.revision, found.opened_at) == ("skole-a", 2024, 0, None)
    assert last_line() == ("begin_map", "team.teammap", str(found.pk))
    assert AuditLine.objects.latest("id").person == lone_map.principal.pk
    assert audit.verify() == ()


def test_a_year_is_begun_once_and_only_when_it_is_near(lone_map):
    begin = {"school": school_with_code("skole-a"), "person": lone_map.principal, "at": AT}
    refused("map_exists", operations.begin_map, year=2024, **begin)
    for far in (2022, 2026):
        refused("year_out_of_reach", operations.begin_map, year=far, **begin)
    for near in (2023, 2025):
        operations.begin_map(year=near, **begin)
    operations.begin_map(year=2014, origin="portrait", **begin)


# -- the table -------------------------------------------------------------------------------------------


def test_saving_the_table(lone_map):
    saved = lone_map.save()
    assert (saved.new, saved.changed, saved.removed, saved.same, saved.revision) == (9, 0, 0, 0, 1)
    posts = lone_map.posts()
    assert [post.role for post in posts] == [one.role for one in LIST]
    nurse = lone_map.post("school-nurse")
    assert (nurse.fraction, nurse.days, nurse.place, nurse.bound) == (Decimal("0.4"), 0b01010, "visiting", None)
    assert lone_map.post("psychologist").count is None
    assert len({post.holder for post in posts}) == len({post.key for post in posts}) == 9
    assert lone_map.now().pupils == 412
    assert last_line() == ("save_table", "team.teammap", str(lone_map.team_map.pk))


def test_pasting_twice_changes_nothing(lone_map):
    lone_map.save()
    before = rows()
    saved = lone_map.save()
    assert (saved.new, saved.changed, saved.removed, saved.same, saved.revision) == (0, 0, 0, 9, 1)
    assert rows() == before
    lone_map.save(tuple(reversed(LIST)))
    assert rows() == before, "the order of a list is not a change"


def test_sending_the_table_back_as_it_is_changes_nothing(lone_map):
    lone_map.save()
    before = rows()
    lone_map.save(lone_map.lines())
    assert rows() == before


def test_a_line_is_changed_added_and_removed_in_one_deed(lone_map):
    lone_map.save()
    keys = {post.role: post.key for post in lone_map.posts()}
    lines = lone_map.lines()
    lines[5] = replace(lines[5], fraction=Decimal("0.6"), title="Helsesykepleier")
    saved = lone_map.save([*lines[:8], line("librarian", 1, "50")])
    assert (saved.new, saved.changed, saved.removed, saved.same) == (1, 1, 1, 7)
    nurse = lone_map.post("school-nurse")
    assert (nurse.key, nurse.fraction, nurse.title) == (keys["school-nurse"], Decimal("0.6"), "Helsesykepleier")
    assert lone_map.posts()[-1].role == "librarian"
    assert AuditLine.objects.filter(verb="save_table").count() == 2


def test_two_equal_lines_without_numbers_are_two_posts(lone_map):
    twice = (line("assistant", 1, "80"), line("assistant", 1, "80"))
    assert lone_map.save(twice).new == 2
    assert lone_map.save(twice).same == 2
    assert lone_map.save(twice[:1]).removed == 1


def test_a_position_number_finds_its_post_whatever_else_changed(lone_map):
    lone_map.save()
    key = lone_map.post("principal").key
    changed = [*LIST[:7], line("principal", 1, "80", external_ref="R-1")]
    assert lone_map.save(changed).changed == 1
    assert (lone_map.post("principal").key, lone_map.post("principal").fraction) == (key, Decimal("0.8"))


def test_two_posts_may_swap_their_numbers(lone_map):
    lone_map.save((line("school-nurse", external_ref="1"), line("principal", external_ref="2")))
    one, two = lone_map.lines()
    lone_map.save((replace(one, external_ref="2"), replace(two, external_ref="1")))
    assert [post.external_ref for post in lone_map.posts()] == ["2", "1"]


def test_two_editors_do_not_overwrite(lone_map):
    lone_map.save()
    seen = lone_map.now().revision
    lone_map.save(LIST[:5])
    refused("map_changed_meanwhile", lone_map.save, revision=seen)
    assert len(lone_map.posts()) == 5


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
def test_a_faulty_line_is_refused_and_nothing_of_the_table_is_saved(lone_map, faulty, code):
    refused(code, lone_map.save, (*LIST, faulty))


def test_what_is_refused_does_not_repeat_the_number(lone_map):
    said = refused("national_id_in_line", lone_map.save, (line("school-nurse", title="01017012345"),))
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
def test_facts_that_cannot_be_are_refused(lone_map, facts):
    refused("bad_map_facts", lone_map.save, facts=facts)


def test_a_key_stands_in_one_line(lone_map):
    lone_map.save()
    lines = lone_map.lines()
    refused("no_such_line", lone_map.save, [*lines, lines[0]])


def test_a_key_of_another_map_is_no_line_of_this_one(lone_map):
    lone_map.save()
    other = operations.begin_map(
        school=school_with_code("skole-a"), year=2025, person=lone_map.principal, at=AT
    )
    refused("no_such_line", Mapping(team_map=other, principal=lone_map.principal).save, lone_map.lines())


def test_a_table_has_an_end(lone_map):
    refused("too_many_lines", lone_map.save, [line("teacher")] * 401)


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
def test_the_database_itself_refuses_a_post_that_cannot_be(lone_map, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(owner_id=lone_map.team_map.owner_id, map=lone_map.team_map, role="school-nurse", **broken)


# -- rings -----------------------------------------------------------------------------------------------


def test_choosing_rings(lone_map):
    lone_map.save()
    lone_map.choose(**{"school-nurse": "primary"}, assistant="core", principal=None)
    stored = RingChoice.objects.with_scopes_disabled().values_list("role", "ring")
    assert dict(stored) == {"school-nurse": "primary", "assistant": "core"}
    assert last_line()[0] == "choose_rings"
    before = rows()
    lone_map.choose(**{"school-nurse": "primary"}, principal=None)
    assert rows() == before
    lone_map.choose(**{"school-nurse": None}, assistant="secondary")
    assert dict(stored.all()) == {"assistant": "secondary"}


def test_rings_that_are_none_are_refused(lone_map):
    refused("unknown_ring", lone_map.choose, **{"school-nurse": "outer"})
    refused("unknown_role", lone_map.choose, janitor_of_the_moon="core")


# -- one post out of a line ------------------------------------------------------------------------------


def test_taking_a_post_out_of_a_line(lone_map):
    lone_map.save()
    six = lone_map.posts()[3]
    one = operations.split_post(post=six, person=lone_map.principal, at=AT)
    assert last_line() == ("split_post", "team.teammap", str(lone_map.team_map.pk))
    assert [(post.role, post.count) for post in lone_map.posts()[3:5]] == [("assistant", 5), ("assistant", 1)]
    assert (one.fraction, one.bound, one.days) == (six.fraction, six.bound, six.days)
    assert one.key != six.key and one.holder != six.holder
    assert lone_map.now().revision == 2


@pytest.mark.parametrize("role", ["school-nurse", "psychologist"])
def test_nothing_is_taken_out_of_one_or_of_nobody_knows_how_many(lone_map, role):
    lone_map.save()
    refused("nothing_to_split", operations.split_post, post=lone_map.post(role), person=None, at=AT)


# -- not covered -----------------------------------------------------------------------------------------


def test_a_post_is_not_covered_and_covered_again(lone_map):
    lone_map.save()
    nurse = lone_map.post("school-nurse")
    gap = lone_map.away(nurse, date(2024, 8, 19))
    assert last_line() == ("mark_not_covered", "team.teammap", str(lone_map.team_map.pk))
    assert lone_map.now().revision == 2
    operations.cover_post(not_covered=gap, person=lone_map.principal, at=AT)
    assert lone_map.gaps() == []
    assert last_line() == ("cover_post", "team.teammap", str(lone_map.team_map.pk))


def test_the_log_does_not_say_which_post_was_not_covered(lone_map):
    """It stays for ever, and would be a history of one person's absence."""
    lone_map.save()
    before = AuditLine.objects.count()
    for role in ("school-nurse", "social-teacher"):
        gap = lone_map.away(lone_map.post(role), date(2024, 8, 12), date(2024, 8, 16))
        operations.cover_post(not_covered=gap, person=lone_map.principal, at=AT)
    lines = AuditLine.objects.order_by("id")[before:].values_list("verb", "thing_kind", "thing_id", "person")
    nurse, teacher = list(lines)[:2], list(lines)[2:]
    assert len(nurse) == 2 and nurse == teacher


def test_not_covered_has_no_reason_column():
    """A reason is nobody's business here, and a column for it would be filled in."""
    assert {field.name for field in NotCovered._meta.get_fields()} == {
        "id", "owner", "post", "starts", "ends", "substitute",
    }  # fmt: skip


def test_not_covered_is_about_one_post_at_a_time(lone_map):
    lone_map.save()
    nurse, assistants = lone_map.post("school-nurse"), lone_map.posts()[3]
    refused("split_first", lone_map.away, assistants, date(2024, 8, 19))
    refused("not_covered_ends_first", lone_map.away, nurse, date(2024, 8, 19), date(2024, 8, 18))
    lone_map.away(nurse, date(2024, 9, 1), date(2024, 9, 30))
    for starts, ends in (((9, 30), None), ((8, 1), (9, 1)), ((8, 1), None), ((9, 5), (9, 6))):
        end = date(2024, *ends) if ends else None
        refused("not_covered_overlaps", lone_map.away, nurse, date(2024, *starts), end)
    lone_map.away(nurse, date(2024, 8, 1), date(2024, 8, 31))
    lone_map.away(nurse, date(2024, 10, 1))
    assert len(lone_map.gaps()) == 3


def test_a_post_that_is_not_covered_does_not_become_several(lone_map):
    lone_map.save()
    lone_map.away(lone_map.post("school-nurse"), date(2024, 8, 19))
    lines = lone_map.lines()
    lines[5] = replace(lines[5], count=2)
    assert refused("line_is_one_post", lone_map.save, lines).values["line"] == 6


# -- discussion and opening ------------------------------------------------------------------------------


def test_a_map_opens_only_after_both_talks(lone_map):
    lone_map.save()
    refused("not_discussed", lone_map.open)
    lone_map.discuss("tillitsvalgt")
    assert refused("not_discussed", lone_map.open).values == {"missing": "verneombud"}
    lone_map.discuss("verneombud")
    assert last_line()[:2] == ("record_discussion", "team.teammap")
    assert lone_map.open().opened_at == AT
    assert last_line() == ("open_map", "team.teammap", str(lone_map.team_map.pk))
    before = rows()
    lone_map.open()
    assert rows() == before


def test_the_same_talk_is_recorded_once(lone_map):
    lone_map.discuss()
    before = rows()
    lone_map.discuss()
    assert rows() == before


def test_talks_that_cannot_be_recorded(lone_map):
    refused("unknown_representative", lone_map.discuss, "rektor")
    refused("discussion_not_held_yet", lone_map.discuss, on=AT.date() + A_DAY)
    refused("national_id_in_text", lone_map.discuss, note="Drøftet med 010170 12345")


# -- drafts ----------------------------------------------------------------------------------------------


def kept(lone_map, body, at=AT, person=None):
    return operations.keep_draft(
        person=person or lone_map.principal, school=lone_map.team_map.school, year=2024, form="table", body=body, at=at
    )


def test_a_draft_is_kept_until_it_is_dropped(lone_map):
    colleague = person("coordinator")
    kept(lone_map, {"role-1": "assistent", "days-1": "ma ti"})
    kept(lone_map, {"role-1": "Helsesykepleier"}, at=AT + A_DAY)
    kept(lone_map, {"role-1": "lærer"}, person=colleague)
    drafts = Draft.objects.with_scopes_disabled()
    assert drafts.get(person=lone_map.principal).body == {"role-1": "Helsesykepleier"}
    operations.drop_draft(person=lone_map.principal, school=lone_map.team_map.school, year=2024, form="table")
    assert [draft.person for draft in drafts.all()] == [colleague]


def test_a_draft_goes_after_thirty_days(lone_map):
    colleague = person("coordinator")
    kept(lone_map, {"role-1": "lærer"})
    kept(lone_map, {"role-1": "lærer"}, at=AT + 31 * A_DAY, person=colleague)
    assert Draft.objects.with_scopes_disabled().get().person == colleague


def test_a_draft_with_a_national_id_number_is_not_kept(lone_map):
    kept(lone_map, {"role-1": "lærer"})
    refused("national_id_in_text", kept, lone_map, {"role-1": "lærer", "title-1": "01017012345"})
    refused("draft_too_large", kept, lone_map, {"paste": "x" * 400_001})


# -- at once ---------------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(lone_map):
    def save(count):
        try:
            lone_map.save((line("teacher", count, days=WHOLE_WEEK),), revision=0)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(save, range(1, 5)))
    assert sorted(told) == ["map_changed_meanwhile"] * 3 + ["saved"]
    assert len(lone_map.posts()) == lone_map.now().revision == 1
