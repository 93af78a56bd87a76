"""A post at several schools: offered by its own, taken in by the other, and counted by each for what it is there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from tests.cast import AT, client_of
from tests.team.maps import FACTS, LIST, Mapping, line, text
from tests.team.test_deeds import last_line, refused, rows

from laget.mapping.full_time import full_time
from laget.mapping.team import Place
from laget.people import operations as people
from laget.people.models import AuditLine
from laget.schools.models import School
from laget.schools.queries import owner_with_code, school_with_code
from laget.team import operations
from laget.team.models import Placement, Snapshot, TeamMap
from laget.team.operations import PlacementFacts, begin_map
from laget.team.queries.team_of import team_of

TWO_DAYS = PlacementFacts(fraction=Decimal("0.4"), days=frozenset({1, 3}), place="visiting")
HOME, OTHER = "/skoler/skole-a/kart/2024/", "/skoler/skole-a9/kart/2024/"
SINGLE = (line("social-teacher", 1, "60", place="here"), line("other", 1, "50", title="Vaktmester"))


@pytest.fixture
def home(school_a) -> Mapping:
    """The map of school A, open to the staff."""
    school_a.save([*LIST[:6], *SINGLE])
    school_a.discuss()
    school_a.open()
    return school_a


@pytest.fixture
def other(cast) -> Mapping:
    """The map of another school of municipality A, with a principal of its own."""
    school = people.register_school(code="skole-a9", name="Skole A9", owner=owner_with_code("kommune-a"), at=AT)
    principal = people.add_person(email="rektor-a9@demo.invalid", name="Rektor ved skole A9", password=None, at=AT)
    people.give_grant(person=principal, kind="principal", school=school, starts=AT, ends=None, at=AT)
    mapping = Mapping(team_map=begin_map(school=school, year=2024, person=principal, at=AT), principal=principal)
    mapping.save(LIST[:6], facts=replace(FACTS, pupils=200))
    mapping.discuss()
    mapping.open()
    return mapping


def offer(home: Mapping, other: Mapping, facts: PlacementFacts = TWO_DAYS, role: str = "social-teacher") -> Placement:
    return operations.propose_placement(
        post=home.post(role), school=other.team_map.school, facts=facts, person=home.principal, at=AT
    )


def accept(placement: Placement, other: Mapping) -> bool:
    return operations.accept_placement(
        placement=placement, team_map=other.team_map, person=other.principal, at=AT
    )


def end(placement: Placement, mapping: Mapping) -> None:
    operations.end_placement(placement=placement, person=mapping.principal, at=AT)


def team(mapping: Mapping):
    return team_of(mapping.now(), on=AT.date())


# -- the deeds -------------------------------------------------------------------------------------------


def test_a_post_that_is_offered_counts_nowhere(home, other):
    before = team(home), team(other)
    placement = offer(home, other)
    assert last_line() == ("propose_placement", "team.teammap", str(home.team_map.pk))
    assert (placement.days, placement.accepted_at) == (0b01010, None)
    assert (team(home), team(other)) == before


def test_each_school_counts_its_own_share(home, other):
    """Sixty per cent at its own school and forty at the other are one post, and no more."""
    before = full_time(team(home)), full_time(team(other))
    placement = offer(home, other)
    assert accept(placement, other)
    assert last_line() == ("accept_placement", "team.teammap", str(other.team_map.pk))
    assert full_time(team(home)) == before[0]
    assert full_time(team(other)).low - before[1].low == pytest.approx(0.4)
    (placed,) = (post for post in team(other).posts if post.role == "social-teacher")
    (own,) = (post for post in team(home).posts if post.role == "social-teacher")
    assert (placed.key, placed.holder) == (own.key, own.holder)
    assert (placed.fraction, placed.days, placed.place) == (0.4, frozenset({1, 3}), Place.VISITING)
    assert (placed.bound, placed.hours, placed.led_by) == (None, (), None)
    before = rows()
    assert not accept(placement, other)
    assert rows() == before


@pytest.mark.parametrize("by", ["home", "other"])
@pytest.mark.parametrize("taken_in", [True, False])
def test_either_school_ends_it(home, other, by, taken_in):
    without = team(other)
    placement = offer(home, other)
    if taken_in:
        accept(placement, other)
    seen = other.now().revision
    end(placement, home if by == "home" else other)
    assert team(other) == without
    # Whoever is about to release the other's map is told that it is no longer what was shown.
    assert other.now().revision == seen + taken_in
    ends = AuditLine.objects.filter(verb="end_placement")
    assert {int(one.thing_id) for one in ends} == {home.team_map.pk, other.team_map.pk}
    refused("placement_gone", end, placement, home)
    refused("placement_gone", accept, placement, other)


def test_what_cannot_be_offered(home, other, school_a):
    refused("split_first", lambda: operations.propose_placement(
        post=home.posts()[0], school=other.team_map.school, facts=TWO_DAYS, person=None, at=AT))  # fmt: skip
    for school in (home.team_map.school, school_with_code("skole-e")):
        refused("not_a_sibling", operations.propose_placement, post=home.post("other"), school=school,
                facts=TWO_DAYS, person=None, at=AT)  # fmt: skip
    for facts in (
        PlacementFacts(fraction=Decimal(0)), PlacementFacts(fraction=Decimal("1.1")), PlacementFacts(bound=Decimal(2)),
        PlacementFacts(days=frozenset({6})), PlacementFacts(place="home"),
    ):  # fmt: skip
        refused("bad_placement", offer, home, other, facts)
    refused("more_than_a_post", offer, home, other, PlacementFacts(fraction=Decimal("0.41")))
    offer(home, other)
    refused("placed_already", offer, home, other)


def test_a_map_that_the_staff_has_not_seen_offers_nothing(home, other):
    TeamMap.objects.with_scope(owner=home.team_map.owner_id).update(opened_at=None)
    refused("map_not_opened", offer, home, other)


def test_the_table_keeps_a_shared_post_one_post(home, other):
    offer(home, other)

    def table(**change):
        return [replace(one, **change) if one.role == "social-teacher" else one for one in home.lines()]

    refused("line_more_than_a_post", home.save, table(fraction=Decimal("0.7")))
    refused("line_is_one_post", home.save, table(count=2))
    home.save(table(fraction=Decimal("0.5")))
    assert Placement.objects.with_scopes_disabled().count() == 1
    home.save([one for one in home.lines() if one.role != "social-teacher"])
    assert Placement.objects.with_scopes_disabled().count() == 0


def test_nobody_at_work_is_nobody_at_both_schools_and_the_days_stay_at_home(home, other):
    accept(offer(home, other), other)
    home.away(home.post("social-teacher"), date(2024, 8, 12))
    assert [post.role for post in team(other).posts if not post.covered] == ["social-teacher"]
    page = text(other.principal, OTHER)
    covered = page.partition('id="not-covered"')[2].partition("</section>")[0]
    assert "<strong>Sosiallærer</strong>" in covered and "2024" not in covered
    assert "fra 12. august 2024" in text(home.principal, HOME)


def test_the_next_years_map_offers_the_posts_anew(home, other):
    accept(offer(home, other), other)
    next_year = operations.begin_from(earlier=home.now(), year=2025, person=None, at=AT)
    (copy,) = Placement.objects.with_scopes_disabled().filter(post__map=next_year)
    assert (copy.fraction, copy.days, copy.accepted_at) == (Decimal("0.4"), 0b01010, None)
    assert copy.post.key == home.post("social-teacher").key


# -- what leaves the school ------------------------------------------------------------------------------


def test_a_snapshot_holds_the_others_share_and_neither_name_nor_word(home, other, cast):
    home.tie(home.post("other"), cast["teacher"])
    accept(offer(home, other), other)
    accept(offer(home, other, PlacementFacts(fraction=Decimal("0.5")), role="other"), other)
    release = other.release()
    body = Snapshot.objects.with_scopes_disabled().get(pk=release.snapshot_id).body
    assert {post["role"]: post["fraction"] for post in json.loads(body)["posts"]}["social-teacher"] == 0.4
    for word in ("aktmester", "Skole A", "skole-a", "Lærer ved"):
        assert word not in body, word


# -- the pages -------------------------------------------------------------------------------------------


def test_from_offer_to_map_in_the_pages(home, other, cast):
    post = home.post("social-teacher")
    address = f"{HOME}stillinger/{post.pk}/"
    principal, leader = client_of(cast["principal"]), client_of(other.principal)
    school = other.team_map.school
    assert "Skole A9" in text(cast["principal"], address)
    fields = {"do": "offer", "school": str(school.pk), "fraction": "40", "days": "ti to", "place": "visiting"}
    assert principal.post(f"{address}skoler/", fields).status_code == 302
    page = text(cast["principal"], address)
    assert "40\u00a0%, ti to" in page and "venter på svar" in page
    assert "også ved" not in text(cast["principal"], HOME)
    page = text(other.principal, OTHER)
    assert "Sosiallærer fra Skole A, 40\u00a0%, ti to" in page and "er foreslått for kartet deres" in page
    placement = Placement.objects.with_scopes_disabled().get()
    assert leader.post(f"{OTHER}fra-andre/{placement.pk}/", {"do": "accept"}).status_code == 302
    page = text(other.principal, OTHER)
    assert "er foreslått for kartet deres" not in page and "fra Skole A" in page
    assert f'href="{address}"' not in page, "the post's page is its own school's"
    assert "også ved Skole A9" in text(cast["teacher"], HOME)
    assert "tatt inn i kartet" in text(cast["principal"], address)
    assert "Sosiallærer" in text(other.principal, f"{OTHER}ringer/"), "its ring is the other school's to choose"
    assert leader.post(f"{OTHER}fra-andre/{placement.pk}/", {"do": "end"}).status_code == 302
    assert "Sosiallærer" not in text(other.principal, OTHER)


def test_a_faulty_offer_says_what_is_wrong_and_keeps_what_was_typed(home, other, cast):
    address = f"{HOME}stillinger/{home.post('social-teacher').pk}/skoler/"
    principal = client_of(cast["principal"])
    typed = {"do": "offer", "school": str(other.team_map.school_id), "fraction": "førti", "days": "3", "place": "here"}
    page = unescape(principal.post(address, typed).content.decode())
    assert 'href="#fraction"' in page and 'href="#days"' in page and 'value="førti"' in page
    page = unescape(principal.post(address, typed | {"fraction": "90", "days": ""}).content.decode())
    assert "mer enn én hel stilling" in page and 'value="90"' in page
    for school in ("", str(School.objects.with_scopes_disabled().get(code="skole-e").pk)):
        sent = typed | {"fraction": "40", "days": "", "school": school}
        page = unescape(principal.post(address, sent).content.decode())
        assert 'href="#school"' in page
    assert not Placement.objects.with_scopes_disabled().exists()


def test_only_the_leader_of_the_school_it_is_offered_to_answers(home, other, cast):
    placement = offer(home, other)
    answer = f"{OTHER}fra-andre/{placement.pk}/"
    coordinator = people.add_person(email="k@demo.invalid", name="K", password=None, at=AT)
    people.give_grant(person=coordinator, kind="coordinator", school=other.team_map.school, starts=AT, ends=None, at=AT)
    for person in (cast["principal"], cast["owner"], coordinator):
        assert client_of(person).post(answer, {"do": "accept"}).status_code == 403
    # An address of another school's answers nothing, and neither does another year's.
    assert client_of(cast["principal"]).post(f"{HOME}fra-andre/{placement.pk}/", {"do": "accept"}).status_code == 404
    assert Placement.objects.with_scopes_disabled().get().accepted_at is None
    assert "er foreslått for" not in text(coordinator, OTHER)


def test_what_belongs_to_another_post_is_not_there(home, other):
    """Neither a share nor an absence can be reached from the page of a post it is not of."""
    placement, gap = offer(home, other), home.away(home.post("social-teacher"), date(2024, 8, 12))
    address = f"{HOME}stillinger/{home.post('other').pk}/"
    principal = client_of(home.principal)
    assert principal.post(f"{address}skoler/", {"do": "end", "placement": placement.pk}).status_code == 404
    assert principal.post(f"{address}ikke-dekket/", {"do": "covered", "gap": gap.pk}).status_code == 404
    assert Placement.objects.with_scopes_disabled().exists() and home.gaps() == [gap]


def test_the_holder_sees_where_the_post_is_and_offers_it_to_nobody(home, other, cast):
    post = home.post("social-teacher")
    home.tie(post, cast["social-professional"])
    accept(offer(home, other), other)
    page = text(cast["social-professional"], f"{HOME}stillinger/{post.pk}/")
    assert "Skole A9" in page and 'name="school"' not in page
    address = f"{HOME}stillinger/{post.pk}/skoler/"
    assert client_of(cast["social-professional"]).post(address, {"do": "offer"}).status_code == 403


def test_all_that_is_recorded_of_a_shared_post_stands_in_the_list(home, other, cast):
    offer(home, other)
    recorded = text(cast["staff-representative"], f"{HOME}innsyn/")
    assert "også ved Skole A9: 40\u00a0%, ti to (venter på svar)" in recorded
