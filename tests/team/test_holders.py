"""Who holds a post: said by those who write the map, seen by them and by the holder, and by nobody on the map."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cast import A_DAY, AT, client_of
from tests.team.maps import LIST, Mapping, line, text
from tests.team.test_deeds import last_line, refused, rows

from laget.mapping.disclosure import publish
from laget.mapping.publication import FULL_TIME
from laget.people import operations as people
from laget.people.models import Grant
from laget.schools.queries import school_with_code
from laget.team import operations
from laget.team.models import Post, TeamMap
from laget.team.queries.team_of import team_of

MAP = "/skoler/skole-a/kart/2024/"
ONE_EACH = (line("assistant", 1, "60"), line("sfo-worker", 1, "40"), line("school-nurse", 1, "40"))
LATER = AT + A_DAY


@pytest.fixture
def opened(school_a) -> Mapping:
    """The map of school A, open to the staff, with nine lines and three single posts."""
    school_a.save([*LIST[:4], *ONE_EACH])
    school_a.discuss()
    school_a.open()
    return school_a


def page_of(post: Post) -> str:
    return f"/skoler/{post.map.school.code}/kart/{post.map.year}/stillinger/{post.pk}/"


# -- the deed --------------------------------------------------------------------------------------------


def test_saying_who_holds_a_post_and_that_nobody_does(opened, cast):
    post = opened.post("school-nurse")
    assert opened.tie(post, cast["nurse"])
    assert last_line() == ("hold_post", "team.teammap", str(opened.team_map.pk))
    assert opened.post("school-nurse").person == cast["nurse"]
    before = rows()
    assert not opened.tie(post, cast["nurse"])
    assert rows() == before
    held_by_the_nurse = opened.post("school-nurse").holder
    leave = {"post": post, "person": opened.principal, "at": AT}
    assert operations.leave_post(**leave)
    assert last_line() == ("leave_post", "team.teammap", str(opened.team_map.pk))
    assert opened.post("school-nurse").person is None
    assert opened.post("school-nurse").holder != held_by_the_nurse
    before = rows()
    assert not operations.leave_post(**leave)
    assert rows() == before


def test_who_cannot_be_said_to_hold_a_post(opened, cast):
    post = opened.post("school-nurse")
    refused("split_first", opened.tie, next(one for one in opened.posts() if one.count == 6), cast["assistant"])
    # A guardian has no role that goes with a post, a stranger is another owner's, and a former principal was.
    for slug in ("guardian", "stranger", "owner", "staff-representative", "future"):
        refused("no_role_at_school", opened.tie, post, cast[slug])
    refused(
        "no_role_at_school", operations.hold_post, post=post, holder=cast["former"], person=None, at=AT + 2 * A_DAY
    )
    assert opened.tie(post, cast["ppt-adviser"]), "whose role is at the owner, and so at each of its schools"


def test_before_the_map_is_open_nobody_is_said_to_hold_anything(school_a, cast):
    school_a.save(ONE_EACH)
    refused("hold_before_opening", school_a.tie, school_a.post("assistant"), cast["assistant"])
    page = text(cast["principal"], page_of(school_a.post("assistant")))
    assert "Når kartet er drøftet og åpnet" in page and "Knytt til stillingen" not in page


def test_all_posts_of_one_person_are_one_holder(opened, cast):
    """And so count as one where holders are counted: five people in six posts are five."""
    opened.tie(opened.post("sfo-worker"), cast["assistant"])
    single = next(one for one in opened.posts() if (one.role, one.count) == ("assistant", 1))
    opened.tie(single, cast["assistant"])
    assert opened.post("sfo-worker").holder == next(one for one in opened.posts() if one.pk == single.pk).holder
    team = team_of(opened.now(), on=AT.date())
    of_assistants = [cell for cell in publish(team).of(FULL_TIME) if "assistance" in cell.group]
    assert [cell.of for cell in of_assistants] == [6 + 1 + 1]  # the line of six, the one with two posts, and the nurse


def test_two_people_are_never_one_holder(opened, cast):
    """Not where a post goes from one to another, and not where last year's post was somebody else's."""
    post = opened.post("school-nurse")
    opened.tie(post, cast["nurse"])
    opened.tie(post, cast["teacher"])
    opened.tie(opened.post("sfo-worker"), cast["nurse"])
    assert opened.post("school-nurse").holder != opened.post("sfo-worker").holder
    next_year = replace(opened, team_map=copied(opened))
    operations.open_map(team_map=_talked(next_year), person=None, at=AT)
    copy = next_year.post("school-nurse")
    Post.objects.with_scope(owner=copy.owner_id).filter(pk=copy.pk).update(person=None)
    next_year.tie(copy, cast["social-professional"])
    assert next_year.post("school-nurse").holder != opened.post("school-nurse").holder


def copied(mapping: Mapping, at=AT) -> TeamMap:
    return operations.begin_from(earlier=mapping.now(), year=2025, person=mapping.principal, at=at)


def _talked(mapping: Mapping) -> TeamMap:
    mapping.discuss()
    return mapping.now()


def test_holders_come_along_to_the_next_year_if_they_still_have_a_role(opened, cast):
    opened.tie(opened.post("school-nurse"), cast["nurse"])
    opened.tie(opened.post("sfo-worker"), cast["assistant"])
    Grant.objects.filter(person=cast["assistant"]).update(ends=LATER)
    next_year = replace(opened, team_map=copied(opened, at=LATER))
    assert next_year.post("school-nurse").person == cast["nurse"]
    assert next_year.post("school-nurse").holder == opened.post("school-nurse").holder
    assert next_year.post("sfo-worker").person is None
    assert next_year.post("sfo-worker").holder != opened.post("sfo-worker").holder
    # The next year's map is not open yet, so the holder does not see it.
    assert client_of(cast["nurse"]).get(page_of(next_year.post("school-nurse"))).status_code == 403


def test_a_held_post_does_not_become_several(opened, cast):
    opened.tie(opened.post("sfo-worker"), cast["assistant"])
    lines = [replace(one, count=2) if one.role == "sfo-worker" else one for one in opened.lines()]
    refused("line_is_one_post", opened.save, lines)


# -- the pages -------------------------------------------------------------------------------------------


def test_the_principal_ties_a_post_in_the_page_and_the_holder_fills_it_in(opened, cast):
    post = opened.post("school-nurse")
    principal, nurse = client_of(cast["principal"]), client_of(cast["nurse"])
    assert "Stillingen din" not in text(cast["nurse"], "/")
    assert nurse.get(page_of(post)).status_code == 403
    page = text(cast["principal"], page_of(post))
    assert "Helsesykepleier ved skole A (helsesykepleier)" in page and "Foresatt" not in page
    fields = {"do": "hold", "person": str(cast["nurse"].pk)}
    assert principal.post(f"{page_of(post)}hvem/", fields).status_code == 302
    assert "<strong>Helsesykepleier ved skole A</strong>" in text(cast["principal"], page_of(post))
    assert "Stillingen din" in text(cast["nurse"], "/")
    own = text(cast["nurse"], "/mine-stillinger/")
    assert f'href="{page_of(post)}"' in own and "Helsesykepleier ved Skole A, 2024/25" in own
    assert "Det er du." in text(cast["nurse"], page_of(post))
    assert nurse.post(f"{page_of(post)}mer/", {"employer": "Helsetjenesten"}).status_code == 302
    assert "Sist skrevet av Helsesykepleier ved skole A." in text(cast["principal"], page_of(post))
    # A holder does not say who else holds it.
    assert nurse.post(f"{page_of(post)}hvem/", {"do": "leave"}).status_code == 403
    assert principal.post(f"{page_of(post)}hvem/", {"do": "leave"}).status_code == 302
    assert nurse.get(page_of(post)).status_code == 403 and "Stillingen din" not in text(cast["nurse"], "/")


def test_what_was_chosen_wrongly_is_said_beside_the_form(opened, cast):
    address = f"{page_of(opened.post('school-nurse'))}hvem/"
    for person in ("", "999999", str(cast["guardian"].pk)):
        response = client_of(cast["principal"]).post(address, {"do": "hold", "person": person})
        assert response.status_code == 200 and 'href="#person"' in response.content.decode()


def test_nobody_else_learns_who_holds_a_post(opened, cast):
    """The name stands on the page of the post alone. The cast are called by their roles, so the nurse gets a name."""
    nurse = cast["nurse"]
    nurse.name = "Åse Navnesen"
    nurse.save()
    opened.tie(opened.post("school-nurse"), nurse)
    opened.release()
    for slug in ("principal", "coordinator", "teacher", "staff-representative"):
        for page in ("", "tall/", "moteplasser/", "strategi/", "rundt-en-elev/"):
            assert "Navnesen" not in text(cast[slug], f"{MAP}{page}"), (slug, page)
    assert "Navnesen" not in text(cast["owner"], "/skoler/skole-a/delt/2024/")
    recorded = text(cast["staff-representative"], f"{MAP}innsyn/")
    assert "knyttet til den som har stillingen" in recorded and "Navnesen" not in recorded
    assert "Navnesen" in text(cast["coordinator"], page_of(opened.post("school-nurse")))


def test_one_who_has_no_role_any_more_is_shut_out_of_the_own_post(opened, cast):
    post = opened.post("school-nurse")
    opened.tie(post, cast["nurse"])
    Grant.objects.filter(person=cast["nurse"]).update(ends=LATER)
    elsewhere = people.register_school(
        code="skole-a9", name="Skole A9", owner=school_with_code("skole-a").owner, at=AT
    )
    people.give_grant(person=cast["nurse"], kind="nurse", school=elsewhere, starts=AT, ends=None, at=AT)
    assert client_of(cast["nurse"]).get(page_of(post)).status_code == 403
    assert "Du er ikke knyttet til noen stilling." in text(cast["nurse"], "/mine-stillinger/")
    assert "har ikke lenger en rolle ved skolen" in text(cast["principal"], page_of(post))
