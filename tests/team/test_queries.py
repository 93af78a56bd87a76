"""What the pages of schools A and E print, in each language."""

import re

import pytest
from django.utils import translation
from tests.pictures.test_rings import assert_legible, dots, parsed

from laget.front.templatetags.say import place
from laget.schools.models import Owner, School
from laget.team import queries
from laget.team.queries.posts import around
from laget.theory.parts import Source
from laget.theory.text import LANGUAGES

OWNER = Owner(code="kommune-x", name="Kommune X")
A = School(code="skole-a", name="Skole A", owner=OWNER, portrait="a")
E = School(code="skole-e", name="Skole E", owner=OWNER, portrait="e")
UNMAPPED = School(code="skole-x", name="Skole X", owner=OWNER)
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
AT_EACH_SCHOOL = pytest.mark.parametrize("school", [A, E], ids=["A", "E"])


@pytest.fixture(autouse=True)
def _in_bokmal():
    with translation.override("nb"):
        yield


def team_of(school, language="nb"):
    return queries.school_page(school, language=language).team


def posts_of(team):
    return {post.role: post for layer in team.layers for post in layer.posts}


def test_the_heading_is_a_sentence_with_the_school_in_it():
    assert queries.school_page(A, language="nb").heading == "Laget rundt læreren ved Skole A"


def test_a_school_nobody_has_mapped_has_a_page_without_a_team():
    assert queries.school_page(UNMAPPED, language="nb").team is None
    assert queries.not_covered(school=UNMAPPED, language="nb") == ()


def test_the_posts_come_layer_by_layer_with_the_unplaced_last():
    layers = team_of(A).layers
    assert [layer.name for layer in layers] == [
        "I midten", "Primærlag", "Sekundærlag", "Plassering ikke oppgitt",
    ]  # fmt: skip
    assert [post.role for post in layers[3].posts] == ["Assistent", "Spesialpedagog"]


def test_a_post_is_printed_as_the_report_prints_it_in_both_places():
    nurse = posts_of(team_of(A))["Helsesykepleier"]
    assert (nurse.count, nurse.status, nurse.away) == ("1", "borte", True)
    assert nurse.presence == ("40\u00a0% stilling", "2 dager i uken ifølge §3.5")
    assistants = posts_of(team_of(E))["Assistent"]
    assert (assistants.count, assistants.other_counts, assistants.presence) == ("12", ("13",), ())


def test_a_count_the_report_does_not_give_is_empty_and_not_zero():
    assert posts_of(team_of(A))["PP-rådgiver"].count == ""


def test_our_own_placing_is_marked():
    posts = posts_of(team_of(A))
    assert posts["Inspektør"].placed_by_report
    assert not posts["Miljøarbeider"].placed_by_report


def test_what_is_not_covered_is_said_with_the_reason():
    assert [post.role for post in team_of(A).away] == ["Helsesykepleier", "PP-rådgiver"]
    assert all(post.status_note for post in team_of(A).away)
    assert team_of(E).away == ()
    assert queries.not_covered(school=A, language="nn") == ("Helsesjukepleiar", "PP-rådgjevar")
    assert queries.not_covered(school=E, language="nb") == ()


def test_both_values_stand_where_the_report_has_two():
    rows = {row.name: row for row in team_of(E).numbers}
    assistants = rows["Assistenter"]
    assert [assistants.value.says, *(other.says for other in assistants.others)] == ["12", "13"]
    assert [assistants.value.source.lines, *(other.source.lines for other in assistants.others)] == [
        "L1196, L4271", "L4293-4294",
    ]  # fmt: skip
    assert rows["Elever"].value.says == "rundt 180"


def test_a_ratio_is_a_range_a_number_or_a_reason():
    rows = {row.name: row for row in team_of(E).ratios}
    assert rows["Elever per ansatt"].value == "4,4–4,6"
    assert rows["Elever per lærer"].value == "9,5"
    assert rows["Elever per assistentårsverk"].value == ""
    assert "stillingsprosenten" in rows["Elever per assistentårsverk"].missing


def test_money_is_shown_where_there_was_some():
    assert [row.value.says for row in team_of(A).money] == ["350\u00a0000"]
    assert team_of(E).money == ()


def test_numbers_follow_the_language():
    money = [[row.value.says for row in team_of(A, language).money] for language in LANGUAGES]
    assert money == [["350\u00a0000"], ["350\u00a0000"], ["350,000"]]


@AT_EACH_SCHOOL
def test_the_rings_hold_every_post_but_those_in_the_middle(school):
    team = team_of(school)
    posts = around(team.portrait)
    numbers = [post.number for layer in team.layers for post in layer.posts]
    assert numbers == list(range(len(posts) + 1)), "the one in the middle has none; the rest count from 1"
    for picture in (team.wide, team.narrow):
        roles = [group for group in parsed(picture).iter() if group.get("class") == "app-role"]
        assert sorted(int(role.get("data-number")) for role in roles) == numbers[1:]
        assert sum(len(dots(role)) for role in roles) == sum(post.count or 1 for post in posts)


@IN_EACH_LANGUAGE
@AT_EACH_SCHOOL
def test_the_rings_are_legible(school, language):
    with translation.override(language):
        team = team_of(school, language)
    for picture in (team.wide, team.narrow):
        assert_legible(parsed(picture))


def test_the_description_tells_what_the_picture_shows():
    said = parsed(team_of(A).wide)[1].text
    assert said.startswith("I midten: Kontaktlærer og team, 64 lærere. Primærlag: Inspektør (3), Miljøarbeider (")
    assert "Helsesykepleier (40\u00a0% stilling · borte)" in said
    assert said.endswith("Plassering ikke oppgitt: Assistent, Spesialpedagog.")


def test_the_two_pictures_of_a_page_share_no_id():
    team = team_of(A)
    ids = re.findall(r'\bid="([^"]+)"', team.wide + team.narrow)
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.django_db
def test_an_owners_page_says_what_the_report_does_not():
    kommune = Owner.objects.create(code="kommune-e", name="Kommune E", portrait="e")
    page = queries.owner_page(kommune, School.objects.with_scope(owner=[kommune.pk]), language="nn")
    assert page.no_inhabitants == "Rapporten oppgir berre storleiksklassen, ikkje innbyggjartalet."
    assert [row.name for row in page.numbers][:2] == ["Innbyggjarar i nærmiljøet", "Barneskular"]
    assert page.schools == ()


@pytest.mark.django_db
def test_an_owner_nothing_is_told_of_has_a_page_all_the_same():
    kommune = Owner.objects.create(code="kommune-y", name="Kommune Y")
    page = queries.owner_page(kommune, School.objects.with_scope(owner=[kommune.pk]), language="nb")
    assert (page.municipality, page.numbers) == (None, ())


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "§3.5, Vedlegg A · L1143, L3310"), ("en", "§3.5, Appendix A · L1143, L3310")],
)
def test_a_place_in_the_report_is_said_in_the_readers_language(language, said):
    with translation.override(language):
        assert place(Source(work="AFI r2015:6", section="§3.5, Appendix A", lines="L1143, L3310")) == said
