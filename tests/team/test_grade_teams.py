"""Rings for each grade team: a role may stand elsewhere seen from one of them, and nothing of it leaves the school."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client
from tests.cast import AT, client_of
from tests.team.maps import Mapping, text_of
from tests.team.test_deeds import last_line, refused, rows
from tests.team.test_map_pages import MAP, open_it
from tests.team.test_release import snapshots

from laget.mapping.snapshot import pack, unpack
from laget.mapping.team import Ring
from laget.people.models import AuditLine
from laget.team import operations
from laget.team.models import GradeTeam, RingChoice
from laget.team.operations import GradeTeamName
from laget.team.queries.team_of import rows_of, team_from, team_of

TEAMS, RINGS = f"{MAP}trinn/", f"{MAP}ringer/"


def teams() -> list[GradeTeam]:
    return list(GradeTeam.objects.with_scopes_disabled().order_by("map__year", "id"))


def save(mapping: Mapping, *names: str, middle: str = "teacher", **by_id: str) -> bool:
    """Let these be the grade teams; by ``t<id>`` those that are there."""
    old = [GradeTeamName(id=int(key[1:]), name=name) for key, name in by_id.items()]
    return operations.save_grade_teams(
        team_map=mapping.team_map,
        revision=mapping.now().revision,
        teams=[*old, *(GradeTeamName(name=name) for name in names)],
        middle=middle,
        person=mapping.principal,
        at=AT,
    )


def place(mapping: Mapping, grade_team: GradeTeam | None, **rings: str | None) -> None:
    operations.choose_rings(
        team_map=mapping.team_map,
        revision=mapping.now().revision,
        rings={role.replace("_", "-"): ring for role, ring in rings.items()},
        grade_team=grade_team,
        person=mapping.principal,
        at=AT,
    )


@pytest.fixture
def fifth(school_a: Mapping) -> GradeTeam:
    """The fifth grade's team, for which the nurse is nearer than for the school."""
    school_a.save()
    save(school_a, "5. trinn", "6. trinn")
    place(school_a, None, school_nurse="secondary")
    place(school_a, teams()[0], school_nurse="primary")
    return teams()[0]


# -- the deeds -------------------------------------------------------------------------------------------


def test_grade_teams_are_added_renamed_swapped_and_taken_away(school_a: Mapping) -> None:
    assert save(school_a, "5. trinn", "6. trinn")
    assert last_line() == ("save_grade_teams", "team.teammap", str(school_a.team_map.pk))
    five, six = teams()
    before = rows()
    assert not save(school_a, **{f"t{five.pk}": "5. trinn", f"t{six.pk}": " 6. trinn "})
    assert rows() == before
    save(school_a, **{f"t{five.pk}": "6. trinn", f"t{six.pk}": "5. trinn"})
    assert [(team.pk, team.name) for team in teams()] == [(five.pk, "6. trinn"), (six.pk, "5. trinn")]
    save(school_a, middle="grade_team", **{f"t{six.pk}": "5. trinn"})
    assert [team.pk for team in teams()] == [six.pk]
    school_a.save()
    assert school_a.now().middle == "grade_team", "the table does not ask, so it does not answer"
    assert AuditLine.objects.filter(verb="save_grade_teams").count() == 3


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["5. trinn", "5. trinn "], "grade_team_twice"),
        ([""], "bad_grade_team"),
        (["x" * 61], "bad_grade_team"),
        ([str(number) for number in range(31)], "too_many_grade_teams"),
        (["010170 12345"], "national_id_in_text"),
    ],
    ids=str,
)
def test_what_are_no_grade_teams(school_a: Mapping, names: list[str], code: str) -> None:
    refused(code, partial(save, school_a, *names))


def test_another_maps_grade_team_is_not_this_ones(school_a: Mapping, fifth: GradeTeam) -> None:
    refused("no_such_grade_team", partial(save, school_a, t999="5. trinn"))
    refused("bad_map_facts", partial(save, school_a, middle="pupil"))


def test_a_role_stands_elsewhere_seen_from_one_grade_team_alone(school_a: Mapping, fifth: GradeTeam) -> None:
    stored = rows_of(school_a.now(), on=AT.date())

    def nurse(seen_from: GradeTeam | None) -> Ring | None:
        (post,) = (post for post in team_from(stored, seen_from=seen_from).posts if post.role == "school-nurse")
        return post.ring

    assert [nurse(None), nurse(fifth), nurse(teams()[1])] == [Ring.SECONDARY, Ring.PRIMARY, Ring.SECONDARY]
    place(school_a, fifth, school_nurse=None)
    assert [choice.grade_team for choice in RingChoice.objects.with_scopes_disabled().all()] == [None]


def test_what_a_grade_team_had_goes_with_it(school_a: Mapping, fifth: GradeTeam) -> None:
    save(school_a, "7. trinn")
    assert [choice.ring for choice in RingChoice.objects.with_scopes_disabled().all()] == ["secondary"]


def test_next_year_begins_with_the_same_grade_teams_and_their_rings(school_a: Mapping, fifth: GradeTeam) -> None:
    operations.begin_from(earlier=school_a.now(), year=2025, person=None, at=AT)
    told = [(team.map.year, str(team.key), team.name) for team in teams()]
    assert told[2:] == [(2025, key, name) for _, key, name in told[:2]]
    new = RingChoice.objects.with_scopes_disabled().filter(map__year=2025).order_by("ring")
    assert [(choice.ring, choice.grade_team and choice.grade_team.map.year) for choice in new] == [
        ("primary", 2025), ("secondary", None),
    ]  # fmt: skip


# -- what leaves the school ------------------------------------------------------------------------------


def test_a_snapshot_holds_the_rings_and_no_name_and_a_publication_neither(school_a: Mapping) -> None:
    school_a.share()
    (before,) = snapshots()
    save(school_a, "Trinnet til Kari")
    (team,) = teams()
    place(school_a, team, school_nurse="core")
    school_a.release()
    after = snapshots()[-1]
    assert after.pk != before.pk and after.publication == before.publication
    assert "Kari" not in after.body
    (kept,) = unpack(after.body).grade_teams
    assert (kept.key, kept.rings) == (str(team.key), (("school-nurse", Ring.CORE),))
    assert pack(unpack(after.body)) == after.body == pack(team_of(school_a.now(), on=AT.date()))


# -- the pages -------------------------------------------------------------------------------------------


def test_a_school_is_offered_a_team_for_each_grade_and_saves_them(school_a: Mapping, principal: Client) -> None:
    school_a.save()
    page = text_of(principal.get(TEAMS))
    assert 'value="10. trinn"' in page and "ikke lagret" in page and teams() == []
    names = {"name-0": "5. trinn", "name-1": "", "name-2": "6. trinn"}
    sent = {"revision": "1", "rows": "3", "middle": "grade_team", **names}
    assert principal.post(TEAMS, sent).status_code == 302
    assert [team.name for team in teams()] == ["5. trinn", "6. trinn"]
    assert "Laget rundt trinnteamet ved Skole A" in text_of(principal.get(MAP))
    twice = {**sent, "revision": "2", "name-1": "6. trinn"}
    page = text_of(principal.post(TEAMS, twice))
    assert "6. trinn står to ganger." in page and page.count('value="6. trinn"') == 2


def test_the_rings_of_a_grade_team_are_chosen_and_seen(school_a: Mapping, fifth: GradeTeam, principal, cast) -> None:
    asked = f"?trinn={fifth.pk}"
    page = text_of(principal.get(RINGS + asked))
    assert "Velg hvor hver rolle står, sett fra 5. trinn" in page and "Som skolen" in page
    sent = {"revision": str(school_a.now().revision), "ring-psychologist": "primary", "ring-school-nurse": ""}
    assert principal.post(RINGS + asked, sent).url == f"{MAP}{asked}&nytt=ringer"
    stored = RingChoice.objects.with_scopes_disabled().filter(grade_team=fifth)
    assert [(choice.role, choice.ring) for choice in stored] == [("psychologist", "primary")]
    open_it(school_a)
    seen = text_of(client_of(cast["teacher"]).get(MAP + asked))
    assert "Laget rundt 5. trinn ved Skole A" in seen and "Velg ringer for" not in seen
    school = text_of(client_of(cast["teacher"]).get(MAP))
    assert "Ringene sett fra" in school and "Laget rundt læreren ved Skole A" in school


@pytest.mark.parametrize("asked", ["999", "x", "-1", "1" * 20])
def test_a_grade_team_that_is_not_there(school_a: Mapping, fifth: GradeTeam, principal: Client, asked: str) -> None:
    assert principal.get(f"{MAP}?trinn={asked}").status_code == 404
    assert principal.get(f"{RINGS}?trinn={asked}").status_code == 404
