"""The first page of each kind of person, and the foot of every page."""

import pytest
from tests.cast import client_of

from laget.front import demo

EVERYBODY = [member.slug for member in demo.CAST]
PAGES = {
    "principal": ["/", "/konto/", "/skoler/", "/skoler/skole-a/", "/skoleeiere/kommune-a/", "/teorier/",
                  "/teorier/assistants/1/", "/studier/", "/studier/star-aide/"],
    "guardian": ["/", "/konto/", "/skoler/", "/teorier/", "/studier/star-aide/"],
}


@pytest.mark.parametrize("slug", EVERYBODY)
def test_nobodys_first_page_is_empty(cast, slug):
    page = client_of(cast[slug]).get("/").content.decode()
    assert "app-lead" in page
    assert page.count('<div class="app-card">') >= 2


def test_whoever_has_no_role_is_told_how_to_get_one(cast):
    page = client_of(cast["former"]).get("/").content.decode()
    assert "Du har ingen rolle i Laget akkurat nå" in page
    assert "Skole A" not in page


def test_the_principal_is_told_what_is_not_covered(cast):
    page = client_of(cast["principal"]).get("/").content.decode()
    assert "Skole A: ikke dekket" in page
    assert "Helsesykepleier" in page


def test_only_operations_hears_of_the_log(cast):
    assert "Loggen er hel" in client_of(cast["operations"]).get("/").content.decode()
    assert "Loggen" not in client_of(cast["principal"]).get("/").content.decode()


@pytest.mark.parametrize(("slug", "path"), [(slug, path) for slug, paths in PAGES.items() for path in paths])
def test_every_page_says_why_one_sees_it_and_who_else_can(cast, slug, path):
    page = client_of(cast[slug]).get(path).content.decode()
    assert "Hvorfor kan jeg se dette?" in page
    assert "Hvem andre kan se det?" in page
