"""Whoever is not to see the draft tries to see it through what they may do: totals, comparisons, uploads, addresses."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import AT, client_of
from tests.team.maps import LIST, Mapping, line
from tests.team.test_release import DRAFT_TABLES, body

LISTS, SIDE_BY_SIDE = "/skoleeiere/kommune-a/lister/", "/skoleeiere/kommune-a/lag/"


def send(browser, csv: str):
    """Send a list to school A, as the owner."""
    file = SimpleUploadedFile("ansatte.csv", csv.encode())
    return browser.post(LISTS, {"school": "skole-a", "file": file})


def test_owner_upload_shows_nothing_of_the_draft(school_a: Mapping, cast):
    """The same list is answered the same whether the map has all of it, some of it or nothing."""
    owner = client_of(cast["owner"])
    lists = ("Rolle;Stillingsprosent\nHelsesykepleier;40\n", "Rolle;Stillingsprosent\nHelsesykepleier;140\n")

    def answers() -> list[tuple[int, bytes]]:
        found = []
        for csv in lists:
            with CaptureQueriesContext(connection) as asked:
                answer = send(owner, csv)
            touched = [table for table in DRAFT_TABLES for query in asked if table in query["sql"]]
            assert touched == []
            found.append((answer.status_code, re.sub(rb'value="\w{64}"', b"", answer.content)))
        return [*found, (200, body(owner, LISTS))]

    empty = answers()
    assert [status for status, _ in empty] == [302, 200, 200]
    school_a.save()
    assert answers() == empty
    school_a.away(school_a.post("school-nurse"), date(2024, 8, 12))
    assert answers() == empty


def test_no_question_the_owner_can_put_in_an_address_is_answered_from_the_draft(school_a: Mapping, cast):
    school_a.share()
    owner = client_of(cast["owner"])
    asked = ("", "?ar=2024", "?ligner=skole-a", "?year=2024", "?sort=not_covered", "?role=school-nurse", "?rolle=nurse")
    before = [body(owner, f"{SIDE_BY_SIDE}{question}") for question in asked]
    school_a.away(school_a.post("school-nurse"), date(2024, 8, 12))
    school_a.save([*LIST[:4], line("assistant", 9, "100")])
    assert [body(owner, f"{SIDE_BY_SIDE}{question}") for question in asked] == before


def test_one_persons_absence_is_in_no_released_number(school_a: Mapping, cast):
    """Every cell reads the same whoever is away: with one, with another, and with nobody."""
    school_a.share()
    owner = client_of(cast["owner"])
    address = "/skoler/skole-a/delt/2024/"
    nobody = body(owner, address)
    for role in ("school-nurse", "social-teacher", "principal"):
        gap = school_a.away(school_a.post(role), date(2024, 8, 12))
        school_a.release()
        assert body(owner, address) == nobody, role
        gap.delete()


def test_a_colleague_sees_nobodys_hours(school_a: Mapping, cast):
    from tests.team.test_more_deeds import ask_after_talks, tell

    school_a.save()
    ask_after_talks(school_a)
    school_a.discuss()
    school_a.open()
    teacher = client_of(cast["teacher"])
    pages = [f"/skoler/skole-a/kart/2024/{page}" for page in ("", "tall/", "moteplasser/", "rundt-en-elev/")]
    before = [body(teacher, page) for page in pages]
    assert tell(school_a)
    assert [body(teacher, page) for page in pages] == before
    post = school_a.post("school-nurse").pk
    assert teacher.get(f"/skoler/skole-a/kart/2024/stillinger/{post}/").status_code == 403
    assert teacher.get("/skoler/skole-a/kart/2024/innsyn/").status_code == 403


def test_a_colleague_reads_no_mark_of_the_one_assistant(school_a: Mapping, cast):
    """Whatever is bound, and whoever leads, the page of the strategy is the same to a colleague."""
    from laget.team import operations

    school_a.save([*LIST[:3], line("assistant", bound=Decimal(0))])
    school_a.discuss()
    school_a.open()
    teacher, principal = client_of(cast["teacher"]), client_of(cast["principal"])
    page = "/skoler/skole-a/kart/2024/strategi/"
    theirs, hers = body(teacher, page), body(principal, page)
    (assistant,) = (one for one in school_a.lines() if one.role == "assistant")
    school_a.save([*school_a.lines()[:3], replace(assistant, bound=Decimal(1))])
    facts = operations.PostFacts(led_by="sfo")
    assert operations.describe_post(post=school_a.post("assistant"), facts=facts, person=cast["principal"], at=AT)
    assert body(teacher, page) == theirs
    assert body(principal, page) != hers


def test_a_colleague_is_not_told_that_a_post_has_a_substitute(school_a: Mapping, cast):
    school_a.save()
    school_a.discuss()
    school_a.open()
    teacher, steward = client_of(cast["teacher"]), client_of(cast["staff-representative"])
    page = "/skoler/skole-a/kart/2024/"
    before = body(teacher, page)
    school_a.away(school_a.post("school-nurse"), date(2024, 8, 12), substitute=True)
    assert body(teacher, page) == before
    assert "vikar er på plass" in body(steward, page).decode()
