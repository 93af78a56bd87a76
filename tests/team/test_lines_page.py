"""Who works together: chosen row by row, shown on the map as a table and as lines."""

from __future__ import annotations

from django.test import Client
from tests.cast import client_of
from tests.team.maps import Mapping, text_of
from tests.team.test_map_pages import MAP, open_it

from laget.team.models import Line

LINES = f"{MAP}linjer/"


def stored() -> set[tuple[str, str, str]]:
    return set(Line.objects.with_scopes_disabled().values_list("a", "b", "how"))


def rows(*rows: tuple[str, ...], revision: int, old: int = 0) -> dict[str, str]:
    """The form with these rows, of which the first ``old`` are stored."""
    sent = {"revision": str(revision), "rows": str(len(rows))}
    for place, row in enumerate(rows):
        sent |= {f"{name}-{place}": value for name, value in zip(("a", "b", "how"), row, strict=True)}
        if place < old:
            sent[f"stored-{place}"] = "yes"
    return sent


def save(browser: Client, mapping: Mapping, *of: tuple[str, ...], old: int = 0):
    return browser.post(LINES, rows(*of, revision=mapping.now().revision, old=old))


def test_lines_are_added_changed_and_taken_away(school_a: Mapping, principal: Client) -> None:
    school_a.save()
    saved = save(
        principal, school_a, ("teacher", "assistant", "inter"), ("", "", ""), ("teacher", "psychologist", "multi")
    )
    assert saved.status_code == 302
    assert stored() == {("assistant", "teacher", "inter"), ("psychologist", "teacher", "multi")}
    page = text_of(principal.get(f"{LINES}?nytt=lagret"))
    assert "Lagret." in page and "Assistent og Lærer" in page
    save(principal, school_a, ("assistant", "teacher", "cross"), ("psychologist", "teacher", ""), old=2)
    assert stored() == {("assistant", "teacher", "cross")}
    before = school_a.now().revision
    save(principal, school_a, ("assistant", "teacher", "cross"), old=1)
    assert school_a.now().revision == before


def test_every_fault_is_said_at_its_row_and_nothing_is_lost(school_a: Mapping, principal: Client) -> None:
    school_a.save()
    one, other = "teacher", "assistant"
    sent = ((one, "", "inter"), (one, one, "multi"), (one, other, ""), ("", other, ""))
    page = text_of(save(principal, school_a, *sent))
    for fault in (
        "Linje 1: Velg begge rollene.", "Linje 2: Velg to ulike roller.", "Linje 3: Velg hvordan de arbeider sammen.",
        "Linje 4: Velg begge rollene.",
    ):  # fmt: skip
        assert fault in page
    assert stored() == set()
    assert page.count('aria-invalid="true"') == 4
    assert page.count('<option value="teacher" selected>') == 4


def test_a_role_that_left_meanwhile_is_said_and_so_is_another_who_saved(school_a: Mapping, principal: Client) -> None:
    school_a.save()
    assert "ikke i kartet lenger" in text_of(save(principal, school_a, ("teacher", "librarian", "inter")))
    late = rows(("teacher", "assistant", "inter"), revision=0)
    assert "Noen andre har lagret kartet" in text_of(principal.post(LINES, late))
    assert stored() == set()


def test_everybody_at_the_school_sees_them_on_the_map(school_a: Mapping, principal: Client, cast) -> None:
    school_a.save()
    open_it(school_a)
    teacher = client_of(cast["teacher"])
    assert "Hvem som arbeider sammen" not in text_of(teacher.get(MAP))
    save(principal, school_a, ("teacher", "assistant", "inter"))
    plain, with_lines = (text_of(teacher.get(f"{MAP}{asked}")) for asked in ("", "?linjer=1"))
    assert "app-link" not in plain and with_lines.count("app-link") == 4, "a line and its sample, in two pictures"
    assert "Hvem som arbeider sammen" in plain and "tverrfaglig" in plain
    assert "Lærer og Assistent: tverrfaglig." in with_lines, "the picture in words"
    assert teacher.get(LINES).status_code == 403
