"""Which language a visitor meets."""

import pytest


@pytest.mark.parametrize(
    ("asked", "given"),
    [("no", "nb"), ("no-NO,no;q=0.9", "nb"), ("nn", "nn"), ("nb-NO", "nb"), ("en-GB", "en"), ("sv", "nb"), ("", "nb")],
)
def test_the_browsers_wish_is_followed(client, db, asked, given):
    response = client.get("/inn/", headers={"accept-language": asked})
    assert f'<html lang="{given}"' in response.content.decode()


def test_a_chosen_language_is_remembered(client, db):
    client.post("/sprak/", {"language": "nn", "next": "/inn/"})
    assert '<html lang="nn"' in client.get("/inn/", headers={"accept-language": "en"}).content.decode()


def test_the_way_back_never_leads_off_the_site(client, db):
    response = client.post("/sprak/", {"language": "en", "next": "https://example.org/"})
    assert response.url == "/"
