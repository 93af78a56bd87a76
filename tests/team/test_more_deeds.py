"""What is told of one post, where people meet, who works together, lists that are sent in, and the next year's map."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.cast import A_DAY, AT
from tests.team.maps import FACTS, LIST, WHOLE_WEEK, Mapping
from tests.team.test_deeds import last_line, refused, rows

from laget.mapping.staff_list import StaffLine
from laget.mapping.team import Place
from laget.people.models import AuditLine
from laget.schools.queries import school_with_code
from laget.team import operations
from laget.team.models import (
    Arena,
    ArenaRole,
    Hours,
    Line,
    NotCovered,
    Post,
    PostDetails,
    StaffFile,
    TeamMap,
)
from laget.team.operations import ArenaFacts, ArenaMember, PostFacts
from laget.team.queries.staff_lists import changes_by
from laget.team.queries.team_of import team_of

TODAY = AT.date()
A_MEETING = ArenaFacts(
    name="Ressursteam",
    purpose="Finne tiltak sammen",
    level="multiprofessional",
    times_a_year=10,
    minutes=90,
    useful=3,
    members=(ArenaMember(role="principal"), ArenaMember(role="school-nurse", number=1, always=False)),
)


def every(table):
    return list(table.objects.with_scopes_disabled().order_by("pk"))


@pytest.fixture
def filled(lone_map) -> Mapping:
    lone_map.save()
    return lone_map


# -- arenas ----------------------------------------------------------------------------------------------


def save_arena(mapping: Mapping, facts: ArenaFacts = A_MEETING, arena: Arena | None = None) -> Arena:
    return operations.save_arena(
        team_map=mapping.team_map,
        revision=mapping.now().revision,
        facts=facts,
        arena=arena,
        person=mapping.principal,
        at=AT,
    )


def test_writing_down_where_people_meet(filled):
    arena = save_arena(filled)
    assert last_line() == ("save_arena", "team.teammap", str(filled.team_map.pk))
    assert [(row.role, row.number, row.always) for row in every(ArenaRole)] == [
        ("principal", None, True),
        ("school-nurse", 1, False),
    ]
    (meeting,) = team_of(filled.now(), on=AT.date()).meetings
    assert (meeting.id, meeting.times_a_year, meeting.roles[1].always) == (str(arena.key), 10, False)
    before = rows()
    save_arena(filled, arena=arena)
    assert rows() == before
    save_arena(filled, replace(A_MEETING, minutes=60, members=A_MEETING.members[:1]), arena)
    assert (every(Arena)[0].minutes, len(every(ArenaRole))) == (60, 1)
    operations.remove_arena(arena=arena, revision=filled.now().revision, person=None, at=AT)
    assert every(Arena) == every(ArenaRole) == []
    assert last_line()[0] == "remove_arena"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "bad_arena"),
        ({"level": "planet"}, "bad_arena"),
        ({"times_a_year": 0}, "bad_arena"),
        ({"minutes": 601}, "bad_arena"),
        ({"useful": 5}, "bad_arena"),
        ({"purpose": "x" * 1001}, "bad_arena"),
        ({"purpose": "Møte om 010170 12345"}, "national_id_in_text"),
        ({"members": (ArenaMember(role="janitor_of_the_moon"),)}, "unknown_role"),
        ({"members": (ArenaMember(role="teacher"), ArenaMember(role="teacher"))}, "role_twice_in_arena"),
    ],
    ids=str,
)
def test_an_arena_that_cannot_be(filled, wrong, code):
    refused(code, save_arena, filled, replace(A_MEETING, **wrong))
    assert every(Arena) == []


def test_two_who_write_arenas_do_not_overwrite(filled):
    arena, seen = save_arena(filled), filled.now().revision
    save_arena(filled, replace(A_MEETING, minutes=45), arena)
    refused("map_changed_meanwhile", operations.remove_arena, arena=arena, revision=seen, person=None, at=AT)
    assert every(Arena)[0].minutes == 45


# -- hours -----------------------------------------------------------------------------------------------


HOURS = {"whole_class": (Decimal("10.5"), None), "meetings": (Decimal(2), Decimal("3.5"))}


def ask(mapping: Mapping, asked: bool = True) -> TeamMap:
    return operations.ask_for_hours(team_map=mapping.team_map, asked=asked, person=mapping.principal, at=AT)


def ask_after_talks(mapping: Mapping, *with_whom: str, on: date = TODAY) -> None:
    operations.ask_for_hours(
        team_map=mapping.team_map,
        asked=True,
        discussed=dict.fromkeys(with_whom or ("tillitsvalgt", "verneombud"), on),
        person=mapping.principal,
        at=AT,
    )


def tell(mapping: Mapping, hours=HOURS, role: str = "school-nurse") -> bool:
    return operations.tell_hours(post=mapping.post(role), hours=hours, person=mapping.principal, at=AT)


def test_hours_are_asked_for_only_when_that_was_discussed(filled):
    refused("hours_not_asked", tell, filled)
    refused("hours_not_discussed", ask, filled)
    filled.discuss()
    refused("hours_not_discussed", ask, filled)
    # The talks are part of the deed: where it is refused, none of them is recorded.
    refused("hours_not_discussed", ask_after_talks, filled, "tillitsvalgt")
    refused("discussion_not_held_yet", ask_after_talks, filled, on=AT.date() + A_DAY)
    ask_after_talks(filled)
    assert last_line() == ("ask_for_hours", "team.teammap", str(filled.team_map.pk))
    assert tell(filled)
    assert last_line() == ("tell_hours", "team.teammap", str(filled.team_map.pk))


def test_telling_the_same_hours_again_changes_nothing(filled):
    ask_after_talks(filled)
    tell(filled)
    before = (rows(), every(Hours))
    assert not tell(filled)
    assert (rows(), every(Hours)) == before
    assert tell(filled, {"meetings": (Decimal(2), None), "acute": (None, None)})
    assert [(row.kind, row.planned, row.real) for row in every(Hours)] == [("meetings", Decimal(2), None)]


def test_hours_reach_the_team_and_are_gone_when_nobody_asks_any_more(filled):
    ask_after_talks(filled)
    tell(filled)
    (nurse,) = (post for post in team_of(filled.now(), on=AT.date()).posts if post.role == "school-nurse")
    assert [(use.kind, use.planned, use.real) for use in nurse.hours] == [
        ("meetings", 2.0, 3.5),
        ("whole_class", 10.5, None),
    ]
    ask(filled, False)
    assert every(Hours) == []


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ({"sleep": (Decimal(1), None)}, "bad_hours"),
        ({"acute": (Decimal(61), None)}, "bad_hours"),
        ({"acute": (None, Decimal("-0.5"))}, "bad_hours"),
        ({"acute": (Decimal("1.25"), None)}, "bad_hours"),
        ({"acute": (Decimal("Infinity"), None)}, "bad_hours"),
    ],
    ids=str,
)
def test_hours_that_no_week_has(filled, hours, code):
    ask_after_talks(filled)
    refused(code, tell, filled, hours)


def test_hours_are_told_of_one_post(filled):
    ask_after_talks(filled)
    refused("split_first", tell, filled, role="psychologist")


def test_hours_have_no_date_and_no_history():
    """A table with dates would be a time sheet."""
    assert {field.name for field in Hours._meta.get_fields()} == {"id", "owner", "post", "kind", "planned", "real"}


# -- details ---------------------------------------------------------------------------------------------


def describe(mapping: Mapping, facts: PostFacts, role: str = "school-nurse") -> bool:
    return operations.describe_post(post=mapping.post(role), facts=facts, person=mapping.principal, at=AT)


def test_telling_more_of_a_post(filled):
    assert not describe(filled, PostFacts())
    facts = PostFacts(
        employer=" Kommunen ", led_by="leadership", paid_in_holidays=False, works_plan_hours=Decimal("33.8")
    )
    assert describe(filled, facts)
    assert last_line()[0] == "describe_post"
    (told,) = every(PostDetails)
    assert (told.employer, told.paid_in_holidays, told.mentor) == ("Kommunen", False, None)
    assert told.set_by == filled.principal
    (nurse,) = (post for post in team_of(filled.now(), on=AT.date()).posts if post.role == "school-nurse")
    assert nurse.led_by == "leadership"
    before = rows()
    assert not describe(filled, facts)
    assert rows() == before
    assert describe(filled, PostFacts())
    assert every(PostDetails) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"law": "x" * 101}, "bad_post_details"),
        ({"led_by": "pupils"}, "bad_post_details"),
        ({"education_kind": "life"}, "bad_post_details"),
        ({"works_plan_hours": Decimal("33.75")}, "bad_post_details"),
        ({"office": "Rom 010170 12345"}, "national_id_in_text"),
    ],
    ids=str,
)
def test_details_that_cannot_be(filled, wrong, code):
    refused(code, describe, filled, PostFacts(**wrong))


def test_details_are_of_one_post_and_stay_so(filled):
    refused("split_first", describe, filled, PostFacts(mentor=True), role="psychologist")
    describe(filled, PostFacts(mentor=True))
    lines = filled.lines()
    lines[5] = replace(lines[5], count=3)
    refused("line_is_one_post", filled.save, lines)


# -- who works together ----------------------------------------------------------------------------------


def draw(mapping: Mapping, *roles: str, how: str | None = "inter") -> bool:
    return operations.draw_lines(
        team_map=mapping.team_map, revision=mapping.now().revision, lines={frozenset(roles): how}, person=None, at=AT
    )


def test_drawing_who_works_together(filled):
    assert draw(filled, "school-nurse", "principal")
    assert not draw(filled, "principal", "school-nurse")
    assert draw(filled, "principal", "school-nurse", how="cross")
    assert [(one.a, one.b, one.how) for one in every(Line)] == [("principal", "school-nurse", "cross")]
    assert draw(filled, "principal", "school-nurse", how=None)
    assert every(Line) == []
    assert AuditLine.objects.filter(verb="draw_lines").count() == 3


def test_lines_that_cannot_be(filled):
    refused("no_such_pair", draw, filled, "principal")
    refused("unknown_collaboration", draw, filled, "principal", "school-nurse", how="love")
    refused("no_such_pair", draw, filled, "principal", "librarian")


def test_a_line_to_a_role_that_left_the_map_is_not_told_and_can_be_taken_away(filled):
    draw(filled, "school-nurse", "principal")
    draw(filled, "school-nurse", "assistant", how="multi")
    filled.save([one for one in filled.lines() if one.role != "principal"])
    told = team_of(filled.now(), on=AT.date()).lines
    assert [(one.a, one.b) for one in told] == [("assistant", "school-nurse")]
    refused("no_such_pair", draw, filled, "principal", "assistant")
    assert draw(filled, "school-nurse", "principal", how=None)
    assert len(every(Line)) == 1


# -- lists -----------------------------------------------------------------------------------------------


SENT = (
    StaffLine(row=2, role="school-nurse", fraction=0.6),
    StaffLine(row=3, role="principal", fraction=1.0, reference="R-1"),
    StaffLine(row=4, role="librarian", fraction=0.5),
)


def keep(mapping: Mapping, lines=SENT, at=AT, sha256: str = "0" * 64, name: str = "ansatte.csv") -> StaffFile:
    school = mapping.team_map.school
    return operations.keep_staff_file(
        school=school, name=name, sha256=sha256, lines=lines, person=mapping.principal, at=at
    )


def take(mapping: Mapping, staff_file: StaffFile, *, remove_gone: bool = False, at=AT) -> operations.Saved:
    return operations.take_in(
        staff_file=staff_file, team_map=mapping.team_map, remove_gone=remove_gone, person=mapping.principal, at=at
    )


def test_a_list_is_previewed_and_taken_in(filled):
    found = changes_by(SENT, filled.now())
    assert [one.role for one in found.new] == ["librarian"]
    assert [(one.role, one.fraction, one.place) for one in found.changed.values()] == [
        ("school-nurse", 0.6, Place.VISITING)
    ]
    assert (len(found.same), len(found.gone)) == (1, 7)
    saved = take(filled, keep(filled))
    assert last_line()[:2] == ("take_in", "team.teammap")
    assert (saved.new, saved.changed, saved.removed, saved.same) == (1, 1, 0, 8)
    nurse = filled.post("school-nurse")
    assert (nurse.fraction, nurse.place, nurse.days) == (Decimal("0.6"), "visiting", 0b01010), "the rest stays"
    assert every(StaffFile)[0].lines == []


def test_twice_changes_nothing(filled):
    take(filled, keep(filled))
    before = (filled.now().revision, list(Post.objects.with_scopes_disabled().order_by("pk").values()))
    kept_lines = AuditLine.objects.exclude(verb="keep_staff_file").count()
    saved = take(filled, keep(filled))
    assert (saved.new, saved.changed, saved.removed) == (0, 0, 0)
    assert (filled.now().revision, list(Post.objects.with_scopes_disabled().order_by("pk").values())) == before
    assert AuditLine.objects.exclude(verb="keep_staff_file").count() == kept_lines


def test_posts_that_are_not_in_the_list_go_only_when_asked(filled):
    assert take(filled, keep(filled), remove_gone=True).removed == 7
    assert {post.role for post in filled.posts()} == {"school-nurse", "principal", "librarian"}


def test_the_same_file_waits_once_and_is_taken_in_once(filled):
    first = keep(filled)
    before = (rows(), every(StaffFile))
    assert keep(filled) == first
    assert (rows(), every(StaffFile)) == before
    take(filled, first)
    refused("list_not_waiting", take, filled, first)
    refused("list_not_waiting", operations.drop_staff_file, staff_file=first, person=None, at=AT)


def test_a_list_is_dropped_or_goes_by_itself(filled):
    dropped = keep(filled)
    operations.drop_staff_file(staff_file=dropped, person=None, at=AT)
    assert last_line() == ("drop_staff_file", "team.stafffile", str(dropped.pk))
    late = keep(filled, sha256="1" * 64)
    refused("list_not_waiting", take, filled, late, at=AT + 15 * A_DAY)
    keep(filled, sha256="2" * 64, at=AT + timedelta(days=15))
    assert [one.sha256[0] for one in every(StaffFile)] == ["2"]


def test_a_list_is_taken_in_whole_or_not_at_all(filled):
    twice = (*SENT, StaffLine(row=5, role="teacher", reference="R-2", count=2))
    refused("bad_post_line", take, filled, keep(filled, twice))
    assert filled.now().revision == 1
    refused("empty_list", keep, filled, ())
    refused("national_id_in_text", keep, filled, name="01017012345.csv")


def test_every_field_of_a_line_is_kept_as_it_was_read(filled):
    whole = StaffLine(
        row=7, role="other", title="Vaktmester", count=2, fraction=0.8, bound=0.25, days=WHOLE_WEEK, place=Place.HERE,
        grade_team="5. trinn", reference="",
    )  # fmt: skip
    from laget.team.queries.staff_lists import lines_of

    assert {field.name for field in fields(StaffLine)} == set(every_key(keep(filled, (whole,))))
    assert lines_of(every(StaffFile)[0]) == (whole,)


def every_key(staff_file: StaffFile) -> list[str]:
    return list(staff_file.lines[0])


# -- the next year ---------------------------------------------------------------------------------------


def test_the_next_year_begins_from_this_one(filled):
    ask_after_talks(filled)
    tell(filled)
    describe(filled, PostFacts(mentor=True))
    draw(filled, "school-nurse", "principal")
    filled.choose(assistant="core")
    save_arena(filled)
    filled.away(filled.post("school-nurse"), date(2024, 8, 12))
    filled.open()
    lines = AuditLine.objects.count()
    copied = operations.begin_from(earlier=filled.now(), year=2025, person=filled.principal, at=AT)
    assert last_line() == ("copy_map", "team.teammap", str(copied.pk))
    assert AuditLine.objects.count() == lines + 1
    assert (copied.year, copied.pupils, copied.revision, copied.opened_at) == (2025, FACTS.pupils, 0, None)
    assert not copied.hours_asked
    later = Mapping(team_map=copied, principal=filled.principal)
    assert [(post.key, post.holder, post.role, post.days) for post in later.posts()] == [
        (post.key, post.holder, post.role, post.days) for post in filled.posts()
    ]
    assert {row.post.map.year for row in every(NotCovered)} == {row.post.map.year for row in every(Hours)} == {2024}
    assert [(one.map.year, one.a, one.b) for one in every(Line)] == [
        (year, "principal", "school-nurse") for year in (2024, 2025)
    ]
    assert [(arena.key, arena.useful) for arena in every(Arena)][1] == (every(Arena)[0].key, None)
    assert [row.arena.map.year for row in every(ArenaRole)] == [2024, 2024, 2025, 2025]
    assert [row.post.map.year for row in every(PostDetails)] == [2024, 2025]
    assert {row["map__year"]: row["ring"] for row in copied.ringchoice_set.model.objects.with_scopes_disabled().values(
        "map__year", "ring")} == {2024: "core", 2025: "core"}  # fmt: skip


def test_a_year_that_is_begun_is_not_written_over(filled):
    school = school_with_code("skole-a")
    operations.begin_map(school=school, year=2025, person=None, at=AT)
    refused("map_exists", operations.begin_from, earlier=filled.now(), year=2025, person=None, at=AT)
    refused("year_out_of_reach", operations.begin_from, earlier=filled.now(), year=2030, person=None, at=AT)
    assert len(LIST) == len(every(Post)), "nothing was copied"
