"""The principal of school A, her municipality, and those who have no business there."""

import pytest
from tests.cast import AT, client_of

from laget.people import operations
from laget.schools import operations as schools
from laget.schools.queries import owner_with_code

A, E = "/skoler/skole-a/", "/skoler/skole-e/"
KOMMUNE_A, KOMMUNE_E = "/skoleeiere/kommune-a/", "/skoleeiere/kommune-e/"


def status(cast, slug, address):
    return client_of(cast[slug]).get(address).status_code


def page(cast, slug, address, language="nb"):
    client = client_of(cast[slug])
    client.cookies["laget-language"] = language
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_principal_sees_the_team_of_her_school(cast):
    said = page(cast, "principal", A)
    assert "<h1" in said and "Laget rundt læreren ved Skole A" in said
    assert said.count("<svg") == 2
    assert said.index("<svg") < said.index("Dette er ikke dekket") < said.index("Hvem som er i laget")
    both_places = ("40\u00a0% stilling", "2 dager i uken ifølge §3.5", "512", "litt over 500")
    for printed in (*both_places, "Langtidssykmeldt", "350\u00a0000"):
        assert printed in said
    assert "Du ser siden fordi du er rektor ved Skole A." in said
    assert "AFI r2015:6" in said


@pytest.mark.parametrize(
    ("language", "printed"), [("nb", "Assistent"), ("nn", "Kontaktlærar og team"), ("en", "Contact teacher and team")]
)
def test_the_page_is_in_the_language_of_the_reader(cast, language, printed):
    said = page(cast, "teacher", A, language)
    assert f'lang="{language}"' in said and printed in said


@pytest.mark.parametrize("slug", ["coordinator", "teacher", "assistant", "social-professional", "nurse", "owner"])
def test_so_do_those_who_work_there_and_the_owner(cast, slug):
    assert status(cast, slug, A) == 200


@pytest.mark.parametrize("slug", ["principal", "teacher", "owner", "ppt-adviser"])
def test_another_owners_school_is_not_even_known_to_exist(cast, slug):
    assert status(cast, slug, E) == status(cast, slug, "/skoler/finnes-ikke/") == 404


@pytest.mark.parametrize("slug", ["stranger", "researcher", "directorate", "operations", "former", "future"])
def test_the_school_is_not_there_for_those_without_a_grant_in_its_municipality(cast, slug):
    assert status(cast, slug, A) == 404


@pytest.mark.parametrize("slug", ["guardian", "external-service"])
def test_a_grant_that_does_not_reach_the_team_is_refused(cast, slug):
    assert status(cast, slug, A) == 403


def test_another_school_of_ones_own_owner_is_refused(cast):
    schools.add_school(code="skole-a2", name="Skole A2", owner=owner_with_code("kommune-a"))
    assert status(cast, "principal", "/skoler/skole-a2/") == 403
    said = page(cast, "owner", "/skoler/skole-a2/")
    assert "Laget ved denne skolen er ikke kartlagt ennå." in said and "<svg" not in said


def test_nobody_reads_without_signing_in(client, cast):
    assert client.get(A).status_code == client.get("/skoler/").status_code == 302


def test_nothing_can_be_written_to_a_published_portrait(cast):
    assert client_of(cast["principal"]).post(A).status_code == 405


def test_the_list_holds_the_schools_one_may_see(cast):
    said = page(cast, "owner", "/skoler/")
    assert A in said and E not in said
    assert E in page(cast, "stranger", "/skoler/")


@pytest.mark.parametrize("slug", ["guardian", "researcher", "former"])
def test_an_empty_list_says_what_would_be_there_and_what_to_do(cast, slug):
    said = page(cast, slug, "/skoler/")
    assert "Her kommer skolene" in said and "Be skoleeier" in said and "/skoler/skole-" not in said


def test_the_municipality_shows_facts_and_only_the_schools_one_may_see(cast):
    schools.add_school(code="skole-a2", name="Skole A2", owner=owner_with_code("kommune-a"))
    assert "skole-a2" in page(cast, "owner", KOMMUNE_A)
    said = page(cast, "principal", KOMMUNE_A)
    assert A in said and "skole-a2" not in said
    assert "litt over 15\u00a0000" in said and "Circle of Security" in said
    assert status(cast, "principal", KOMMUNE_E) == 404


def test_a_teacher_is_not_led_to_a_page_that_is_closed(cast):
    assert status(cast, "teacher", KOMMUNE_A) == 403
    assert KOMMUNE_A not in page(cast, "teacher", A)
    assert KOMMUNE_A in page(cast, "principal", A)


def test_an_owner_without_schools_has_a_page(cast):
    kommune = schools.add_owner(code="kommune-y", name="Kommune Y")
    operations.give_grant(person=cast["researcher"], kind="owner", owner=kommune, starts=AT, ends=None, at=AT)
    said = page(cast, "researcher", "/skoleeiere/kommune-y/")
    assert "Her kommer fakta om kommunen" in said
