"""What leaves the school: a snapshot that nobody can change, what the owner sees of it, and nothing once it is
withdrawn."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import A_DAY, AT, client_of
from tests.team.maps import FACTS, LIST, line
from tests.team.test_deeds import last_line, refused, rows

from laget.people import audit
from laget.people import operations as people
from laget.schools.models import Owner
from laget.schools.queries import owner_with_code
from laget.team import access, operations, queries
from laget.team.models import Release, Snapshot

SHARED, NEVER = "/skoler/skole-a/delt/2024/", "/skoler/skole-a/delt/2019/"
PAGES = ("", "tabell/", "ringer/", "innsyn/", "drofting/", "deling/")
OWNERS = "/skoleeiere/kommune-a/lag/"
DRAFT_TABLES = ("team_post", "team_notcovered", "team_ringchoice", "team_discussion", "team_draft", "team_placement")


def status(person, address: str) -> int:
    return client_of(person).get(address).status_code


def body(browser, address: str) -> bytes:
    """The page without the tokens of its forms, which are others each time."""
    return re.sub(rb'value="\w{64}"', b"", browser.get(address).content)


def snapshots() -> list[Snapshot]:
    return list(Snapshot.objects.with_scopes_disabled().order_by("number"))


def releases() -> list[Release]:
    return list(Release.objects.with_scopes_disabled().order_by("id"))


def refused_whole(code, deed, /, **more) -> None:
    """Refused, and neither a snapshot nor a release is written."""
    before = (len(snapshots()), len(releases()))
    refused(code, deed, **more)
    assert (len(snapshots()), len(releases())) == before


# -- the deeds -------------------------------------------------------------------------------------------


def test_releasing_a_map(school_a):
    school_a.share()
    assert last_line() == ("release_map", "team.teammap", str(school_a.team_map.pk))
    (snapshot,) = snapshots()
    assert (snapshot.number, snapshot.taken_at, snapshot.taken_by) == (1, AT, school_a.principal)
    assert len(json.loads(snapshot.body)["posts"]) == 9
    assert audit.verify() == ()


def test_a_map_is_released_only_when_it_is_open_and_not_empty(school_a):
    refused_whole("map_not_opened", school_a.release)
    school_a.discuss()
    school_a.open()
    refused_whole("map_is_empty", school_a.release)
    school_a.save()
    refused_whole("map_changed_meanwhile", school_a.release, revision=0)


def test_released_again_as_it_was_nothing_is_written(school_a):
    school_a.share()
    before = (rows(), len(snapshots()), len(releases()))
    school_a.release()
    assert (rows(), len(snapshots()), len(releases())) == before


def test_a_changed_map_is_released_in_place_of_the_one_before(school_a):
    school_a.share()
    school_a.save(LIST[:6])
    school_a.release()
    assert [snapshot.number for snapshot in snapshots()] == [1, 2]
    assert [release.withdrawn_at for release in releases()] == [AT, None]


def test_withdrawn_and_released_again_is_the_same_snapshot(school_a):
    school_a.share()
    school_a.withdraw()
    assert last_line() == ("withdraw_release", "team.teammap", str(school_a.team_map.pk))
    assert school_a.withdraw() is None
    school_a.release()
    assert (len(snapshots()), len(releases())) == (1, 2)


# -- the snapshot ----------------------------------------------------------------------------------------


def test_a_snapshot_holds_no_name_and_no_date_of_absence(school_a, cast):
    named = replace(LIST[5], title="Kari i andre etasje", external_ref="HS-4711")
    school_a.save((*LIST[:5], named, *LIST[6:]))
    nurse = school_a.post("school-nurse")
    nurse.person = cast["nurse"]
    nurse.save()
    school_a.away(nurse, date(2024, 8, 12), date(2025, 1, 17))
    school_a.discuss(note="Snakket lenge")
    school_a.open()
    school_a.release()
    (snapshot,) = snapshots()
    for told in (snapshot.body, snapshot.publication):
        for secret in ("Kari", "HS-4711", cast["nurse"].name, cast["nurse"].email, "Snakket"):
            assert secret not in told
        assert not re.search(r"\d{4}-\d{2}-\d{2}(?!\d)", re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", told))
    covered = {post["role"]: post["covered"] for post in json.loads(snapshot.body)["posts"]}
    assert covered["school-nurse"] is False and covered["principal"] is True
    assert str(nurse.key) not in snapshot.publication and str(nurse.holder) not in snapshot.publication


def test_whoever_has_a_substitute_is_covered(school_a):
    school_a.save()
    school_a.away(school_a.post("school-nurse"), date(2024, 8, 12), substitute=True)
    school_a.discuss()
    school_a.open()
    school_a.release()
    assert all(post["covered"] for post in json.loads(snapshots()[0].body)["posts"])


CHANGES = {
    "saved": lambda row: setattr(row, "body", "{}") or row.save(),
    "updated": lambda row: Snapshot.objects.with_scopes_disabled().filter(pk=row.pk).update(publication="{}"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_snapshot_cannot_be(school_a, change):
    snapshot = school_a.share().snapshot
    with pytest.raises(DatabaseError, match="snapshots are never changed"), transaction.atomic():
        change(snapshot)


@pytest.mark.sqlite
def test_a_snapshot_cannot_be_replaced_past_the_triggers(school_a):
    school_a.share()
    columns = [field.column for field in Snapshot._meta.fields]
    changed = ", ".join("'{}'" if column == "body" else column for column in columns)
    sql = f"INSERT OR REPLACE INTO team_snapshot ({', '.join(columns)}) SELECT {changed} FROM team_snapshot"
    with (
        pytest.raises(DatabaseError, match="snapshots are never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


# -- the owner -------------------------------------------------------------------------------------------


def test_withdrawn_is_gone_in_the_next_request(school_a, cast):
    school_a.share()
    browsers = [client_of(cast[slug]) for slug in ("owner", "ppt-adviser", "teacher", "principal")]
    assert {browser.get(SHARED).status_code for browser in browsers} == {200}
    school_a.withdraw()
    assert {browser.get(SHARED).status_code for browser in browsers} == {404}
    assert not access.releases_visible_to(cast["owner"], owner_with_code("kommune-a"), AT).exists()


def test_not_begun_not_opened_not_shared_and_withdrawn_are_one_to_the_owner(school_a, cast):
    owner = client_of(cast["owner"])

    def answers():
        pages = [owner.get(address) for address in (SHARED, NEVER)]
        assert body(owner, SHARED).replace(b"2024", b"2019") == body(owner, NEVER) or pages[0].status_code == 200
        shared = queries.side_by_side_page(
            owner_with_code("kommune-a"),
            access.releases_visible_to(cast["owner"], owner_with_code("kommune-a"), AT),
            year=None,
            names=["Skole A"],
            language="nb",
        )
        return [page.status_code for page in pages], shared

    before = answers()
    assert before[0] == [404, 404]
    school_a.save()
    assert answers() == before
    school_a.discuss()
    school_a.open()
    assert answers() == before
    school_a.release()
    assert answers()[0] == [200, 404]
    school_a.withdraw()
    assert answers() == before


def test_the_owner_never_reads_the_draft(school_a, cast):
    school_a.share()
    for slug in ("owner", "ppt-adviser"):
        for address in (SHARED, OWNERS, "/skoler/", "/", "/skoler/skole-a/"):
            browser = client_of(cast[slug])
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
            assert asked.captured_queries
            # An adviser may hold posts: the first page asks for the reader's own, and for no other.
            own = f'"team_post"."person_id" = {cast["ppt-adviser"].pk}'
            for query in asked.captured_queries:
                of_draft = any(table in query["sql"] for table in DRAFT_TABLES)
                assert not of_draft or own in query["sql"], (slug, address, query["sql"])


def test_what_is_done_to_the_draft_changes_nothing_the_owner_sees(school_a, cast):
    release = school_a.share()
    owner = client_of(cast["owner"])
    seen = [body(owner, address) for address in (SHARED, OWNERS)]
    school_a.away(school_a.post("school-nurse"), date(2024, 8, 12))
    school_a.save(school_a.lines()[:4], facts=replace(FACTS, pupils=100))
    school_a.choose(assistant="secondary")
    assert [body(owner, address) for address in (SHARED, OWNERS)] == seen
    assert queries.released_page(release, language="nb") == queries.released_page(releases()[0], language="nb")


def test_the_owner_may_not_even_look_at_the_map(school_a, cast):
    school_a.share()
    pages = ["/skoler/skole-a/kart/", *(f"/skoler/skole-a/kart/2024/{page}" for page in PAGES)]
    for wanted, slugs in {403: ("owner", "ppt-adviser", "guardian"), 404: ("stranger", "researcher")}.items():
        for slug in slugs:
            browser = client_of(cast[slug])
            assert {browser.get(page).status_code for page in pages} == {wanted}


# -- the staff -------------------------------------------------------------------------------------------


def test_the_staff_sees_the_map_when_it_is_open_and_its_representative_before(school_a, cast):
    page, recorded = "/skoler/skole-a/kart/2024/", "/skoler/skole-a/kart/2024/innsyn/"
    school_a.save()
    assert status(cast["teacher"], page) == 404
    assert status(cast["staff-representative"], page) == status(cast["staff-representative"], recorded) == 200
    school_a.discuss()
    school_a.open()
    assert status(cast["teacher"], page) == 200
    assert status(cast["teacher"], recorded) == 403


def test_a_colleague_sees_nobodys_bound_time_and_no_days_of_absence(school_a, cast):
    school_a.save()
    school_a.away(school_a.post("school-nurse"), date(2024, 8, 12), date(2025, 1, 17))
    seen = {
        slug: queries.map_page(school_a.now(), person=cast[slug], at=AT, language="nb")
        for slug in ("teacher", "nurse", "staff-representative", "principal")
    }
    for slug in ("teacher", "nurse"):
        page = seen[slug]
        assert not any(post.details or post.id for layer in page.layers for post in layer.posts)
        assert [(gap.role, gap.starts, gap.ends) for gap in page.not_covered] == [("Helsesykepleier", None, None)]
    for slug in ("staff-representative", "principal"):
        page = seen[slug]
        assert {post.details for layer in page.layers for post in layer.posts} >= {"50\u00a0%", "100\u00a0%"}
        assert [gap.starts for gap in page.not_covered] == [date(2024, 8, 12)]


def test_a_holder_opens_ones_own_post_and_nobody_elses(school_a, cast):
    school_a.share()
    nurse, principal = school_a.post("school-nurse"), school_a.post("principal")
    nurse.person = cast["nurse"]
    nurse.save()
    at = AT + A_DAY
    opened = access.post_for(cast["nurse"], "skole-a", 2024, nurse.pk, at)
    assert (opened.post, opened.may) == (nurse, "own")
    assert access.post_for(cast["coordinator"], "skole-a", 2024, nurse.pk, at).may == "all"
    page = "/skoler/skole-a/kart/2024/stillinger"
    assert status(cast["nurse"], f"{page}/{nurse.pk}/") == 200
    assert status(cast["nurse"], f"{page}/{principal.pk}/") == 403
    assert status(cast["owner"], f"{page}/{nurse.pk}/") == status(cast["owner"], f"{page}/999999/") == 403
    assert status(cast["principal"], f"{page}/999999/") == 404
    assert status(cast["stranger"], f"{page}/{nurse.pk}/") == 404


# -- side by side ----------------------------------------------------------------------------------------


@pytest.fixture
def municipality(school_a, cast) -> Owner:
    """Three more schools in municipality A; two of them have shared a map."""
    from laget.team.operations import begin_map

    owner = owner_with_code("kommune-a")
    for number in (2, 3, 4):
        school = people.register_school(code=f"skole-a{number}", name=f"Skole A{number}", owner=owner, at=AT)
        if number < 4:
            team_map = begin_map(school=school, year=2024, person=None, at=AT)
            replace(school_a, team_map=team_map).share((*LIST, line("teacher", number, "100", bound=Decimal(0))))
    return owner


def side_by_side(cast, owner: Owner) -> queries.SideBySidePage:
    seen = access.releases_visible_to(cast["owner"], owner, AT)
    names = ["Skole A", "Skole A2", "Skole A3", "Skole A4"]
    return queries.side_by_side_page(owner, seen, year=None, names=names, language="nb")


def test_the_owners_schools_side_by_side_by_name(school_a, municipality, cast):
    page = side_by_side(cast, municipality)
    assert [row.school.name for row in page.schools] == ["Skole A2", "Skole A3"]
    assert page.not_shared == ("Skole A", "Skole A4")
    assert all(len(row.cells) == len(page.columns) for row in page.schools)
    assert page.totals == (), "of two schools nothing is told together"


def test_totals_are_sums_of_shown_cells_of_three_schools_at_least(school_a, municipality, cast):
    school_a.share()
    page = side_by_side(cast, municipality)
    assert len(page.schools) == 3
    ends = [tuple(map(int, row.cells[0].shown.split("–"))) for row in page.schools]
    low, high = (sum(end) for end in zip(*ends, strict=True))
    assert page.totals[0].shown == f"{low}–{high}"
    assert page.totals[0].group == "3 av 3 skoler"
    school_a.withdraw()
    assert side_by_side(cast, municipality).totals == ()


def test_withdrawing_moves_nothing_else(school_a, municipality, cast):
    school_a.share()
    before = side_by_side(cast, municipality).schools
    school_a.withdraw()
    assert side_by_side(cast, municipality).schools == before[1:]


def test_operations_keep_the_owner_of_every_row(school_a):
    """A row in another owner's scope would be seen by nobody, or by strangers."""
    school_a.save()
    school_a.choose(assistant="primary")
    school_a.away(school_a.post("school-nurse"), date(2024, 8, 12))
    school_a.share()
    operations.split_post(post=school_a.posts()[0], person=None, at=AT)
    for table in (*DRAFT_TABLES, "team_teammap", "team_snapshot", "team_release"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT owner_id FROM {table}")
            assert cursor.fetchall() in ([(school_a.team_map.owner_id,)], []), table


def test_the_owner_is_told_of_how_many_a_number_is_known(school_a, cast):
    lines = (line("assistant", 8, "80", bound=Decimal("0.5"), place="here"), line("assistant", 5, "80", place="here"))
    school_a.share(lines)
    page = client_of(cast["owner"]).get(SHARED).content.decode()
    assert "kjent for 8 av 13" in page
    assert page.count("kjent for") == page.count("% av tiden")
