"""The door matrix: every address × everybody × every relation × three methods, and what each is answered.

A new address needs a row in ``DOORS``; ``test_every_address_has_its_row`` names those that have none.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import cache

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.addresses import addresses
from tests.cast import A_DAY, AT, PASSWORD, client_of
from tests.clarify.rounds import Rounding
from tests.clarify.settling import Settling
from tests.team.maps import Mapping, line

from laget.clarify.links import code_of
from laget.clarify.models import Group, Matter, Seat
from laget.clarify.operations.matters import raise_matter
from laget.front import demo
from laget.mapping.staff_list import StaffLine
from laget.people import operations
from laget.schools.queries import owner_with_code, school_with_code
from laget.study import analysis
from laget.study.operations import keep
from laget.team.models import Arena, Placement, Post, StaffFile, TeamMap
from laget.team.operations import (
    ArenaFacts,
    PlacementFacts,
    begin_map,
    keep_staff_file,
    propose_placement,
    save_arena,
)

METHODS = ("GET", "POST", "DELETE")

# -- who stands at the door ------------------------------------------------------------------------------

AT_SCHOOL_A = {
    "principal", "coordinator", "teacher", "assistant", "social-professional", "nurse", "staff-representative",
}
AT_OWNER_A = {"owner", "ppt-adviser"}
CARD_READERS = AT_SCHOOL_A | {"ppt-adviser"}
READERS = AT_SCHOOL_A | AT_OWNER_A
# They belong to municipality A, and read no school.
NO_READERS = {"guardian", "external-service"}
OF_A = READERS | NO_READERS
LEADERS = {"principal"}
EDITORS = LEADERS | {"coordinator"}
RECORDED = EDITORS | {"staff-representative"}

CAST = {member.slug for member in demo.CAST}
OUT_OF_TIME = {"former", "future"}
SIGNED_IN = CAST | OUT_OF_TIME

# ``unenrolled`` is the researcher before the second factor.
EVERYBODY = ["anonymous", "unenrolled", *sorted(SIGNED_IN)]


@dataclass(frozen=True, kw_only=True)
class Door:
    """One address, and what it answers to (GET, POST, DELETE).

    ``opens_to`` are answered ``open``; ``refuses`` get 403 and everybody else signed in 404, but for a method that
    is 405: it is refused for what it is before anybody looks at who asks. Of those it opens to, only
    ``writers`` may POST, where the row names them. Nobody signed in is sent to sign in, and the unenrolled to
    enrol, unless the row says otherwise. An argument may be a function of the schools' maps.
    """

    name: str
    arguments: dict[str, object] = field(default_factory=dict)
    opens_to: frozenset[str] | set[str] = frozenset(SIGNED_IN)
    refuses: frozenset[str] | set[str] = frozenset()
    writers: frozenset[str] | set[str] | None = None
    open: tuple[int, int, int] = (200, 405, 405)
    anonymous: tuple[int, int, int] = (302, 302, 302)
    unenrolled: tuple[int, int, int] = (302, 302, 302)
    in_a_demo: bool = False

    def answers(self, who: str) -> tuple[int, int, int]:
        """What ``who`` is answered."""
        if who == "anonymous":
            return self.anonymous
        if who == "unenrolled":
            return self.unenrolled
        get, post, delete = self.open
        if who in self.opens_to:
            return get, 403 if self.writers is not None and who not in self.writers else post, delete
        refused = 403 if who in self.refuses else 404
        return tuple(405 if answer == 405 else refused for answer in self.open)

    def __str__(self) -> str:
        return " ".join([self.name, *(getattr(of, "__name__", str(of)) for of in self.arguments.values())])


def a_post() -> int:
    """The nurse's post at school A, which nobody is said to hold."""
    return Post.objects.with_scopes_disabled().get(role="school-nurse", map__school__code="skole-a", map__year=2024).pk


def an_arena() -> int:
    """The arena of school A's map."""
    return Arena.objects.with_scope(owner=[owner_with_code("kommune-a").pk]).get().pk


def an_offer() -> int:
    """A post of the other school in municipality A that is offered to school A."""
    return Placement.objects.with_scope(owner=[owner_with_code("kommune-a").pk]).get().pk


def a_list() -> int:
    """The list that waits at school A."""
    return StaffFile.objects.with_scope(owner=[owner_with_code("kommune-a").pk]).get().pk


def a_shared_link() -> str:
    """The code of the teachers' link in school A's round."""
    return code_of(str(Group.objects.with_scopes_disabled().get(round__number=3, role="teacher").handle))


def a_seats_link() -> str:
    """The code of the nurse's link in school A's round."""
    seat = Seat.objects.with_scopes_disabled().get(group__round__number=3, group__role="school-nurse")
    return code_of(seat.handle)


def a_matter() -> int:
    """The matter of school A that nobody answered by its date."""
    return Matter.objects.with_scope(owner=[owner_with_code("kommune-a").pk]).get(key="lateness").pk


def at_school() -> int:
    """The matter that is school A's for a hundred years yet."""
    return Matter.objects.with_scope(owner=[owner_with_code("kommune-a").pk]).get(key="absence").pk


def at_settled(
    name: str, code: str = "skole-a", *, opens_to: set[str], refuses: set[str] | None = None, **more: object
) -> Door:
    """A page of what is settled; of municipality A's people, those it is not open to are refused. What is no field of
    a door is an argument of the address."""
    known = {field: more.pop(field) for field in ("writers", "open") if field in more}
    refuses = OF_A - opens_to if refuses is None else refuses
    return Door(name=name, arguments={"code": code} | more, opens_to=opens_to, refuses=refuses, **known)


def at_round(
    name: str,
    code: str = "skole-a",
    number: int = 3,
    *,
    opens_to: set[str],
    refuses: set[str] | None = None,
    **more: object,
) -> Door:
    """A page of a round; of municipality A's people, those it is not open to are refused."""
    arguments = {"code": code} | more.pop("arguments", {"number": number})
    refuses = OF_A - opens_to if refuses is None else refuses
    return Door(name=name, arguments=arguments, opens_to=opens_to, refuses=refuses, **more)


def at_map(
    name: str,
    code: str = "skole-a",
    year: int = 2024,
    *,
    opens_to: set[str],
    refuses: set[str] | None = None,
    **more: object,
) -> Door:
    """A page of a map; of municipality A's people, those it is not open to are refused."""
    arguments = {"code": code, "year": year} | more.pop("arguments", {})
    refuses = OF_A - opens_to if refuses is None else refuses
    return Door(name=name, arguments=arguments, opens_to=opens_to, refuses=refuses, **more)


def school(name: str, code: str, *, opens_to: set[str], refuses: set[str]) -> Door:
    return Door(name=name, arguments={"code": code}, opens_to=opens_to, refuses=refuses)


# -- what each address answers ---------------------------------------------------------------------------

PAGE_FOR_ALL = (200, 405, 405)
FORM = (200, 200, 405)
ONLY_POST = (405, 302, 405)
ELSEWHERE = (302, 302, 302)

DOORS = [
    # front
    Door(name="front:home"),
    Door(name="front:about", anonymous=PAGE_FOR_ALL),
    Door(name="front:set_language", open=ONLY_POST, anonymous=ONLY_POST, unenrolled=ONLY_POST),
    # people: sign-in
    Door(name="account_login", open=ELSEWHERE, anonymous=FORM),
    Door(name="mfa_authenticate", open=ELSEWHERE),
    Door(name="account_inactive", anonymous=PAGE_FOR_ALL),
    Door(name="account_logout", open=(200, 302, 405), anonymous=(302, 302, 405), unenrolled=(200, 302, 405)),
    Door(name="people:demo_sign_in", arguments={"role": "teacher"}, in_a_demo=True,
         open=ONLY_POST, anonymous=ONLY_POST),
    Door(name="people:demo_sign_in", arguments={"role": "nobody"}, in_a_demo=True,
         open=(405, 404, 405), anonymous=(405, 404, 405)),
    # people: one's own account; what changes it asks for the password again first
    Door(name="mfa_index"),
    Door(name="account_change_password", open=FORM),
    Door(name="account_set_password", open=ELSEWHERE),
    Door(name="account_reauthenticate", open=FORM, unenrolled=FORM),
    Door(name="mfa_reauthenticate", open=FORM),
    Door(name="mfa_activate_totp", open=ELSEWHERE),
    Door(name="mfa_deactivate_totp", open=ELSEWHERE),
    Door(name="mfa_view_recovery_codes", open=(302, 405, 405)),
    Door(name="mfa_generate_recovery_codes", open=ELSEWHERE),
    Door(name="mfa_download_recovery_codes", open=ELSEWHERE),
    # team: own school, its sibling in the municipality, another municipality's, and one that does not exist
    Door(name="team:schools"),
    school("team:school", "skole-a", opens_to=READERS, refuses=NO_READERS),
    school("team:school", "skole-a2", opens_to=AT_OWNER_A, refuses=AT_SCHOOL_A | NO_READERS),
    school("team:school", "skole-e", opens_to={"stranger"}, refuses=set()),
    school("team:school", "skole-b", opens_to={"principal-b"}, refuses=set()),
    school("team:school", "skole-c", opens_to={"principal-c", "owner-c"}, refuses=set()),
    school("team:school", "skole-d", opens_to={"principal-d"}, refuses=set()),
    school("team:school", "skole-x", opens_to=set(), refuses=set()),
    school("team:owner", "kommune-a", opens_to={"owner", "principal"}, refuses=OF_A),
    school("team:owner", "kommune-e", opens_to={"stranger"}, refuses=set()),
    school("team:owner", "kommune-x", opens_to=set(), refuses=set()),
    # the map of school A: opened, and shared for 2024; withdrawn for 2023; and never begun for 2019
    Door(name="team:maps", arguments={"code": "skole-a"}, opens_to=AT_SCHOOL_A, writers=EDITORS,
         refuses=OF_A - AT_SCHOOL_A, open=FORM),
    at_map("team:map", opens_to=AT_SCHOOL_A),
    at_map("team:table", opens_to=EDITORS, open=FORM),
    at_map("team:draft", opens_to=EDITORS, open=(405, 204, 405)),
    at_map("team:post", opens_to=EDITORS, arguments={"post": a_post}, open=FORM),
    at_map("team:not_covered", opens_to=EDITORS, arguments={"post": a_post}, open=(405, 200, 405)),
    at_map("team:split", opens_to=EDITORS, arguments={"post": a_post}, open=(405, 200, 405)),
    at_map("team:placements", opens_to=EDITORS, arguments={"post": a_post}, open=(405, 200, 405)),
    at_map("team:from_other", opens_to=LEADERS, arguments={"placement": an_offer}, open=ONLY_POST),
    at_map("team:from_other", "skole-e", opens_to=set(), refuses=set(), arguments={"placement": an_offer},
           open=ONLY_POST),
    at_map("team:holder", opens_to=EDITORS, arguments={"post": a_post}, open=(405, 200, 405)),
    at_map("team:post_details", opens_to=EDITORS, arguments={"post": a_post}, open=ONLY_POST),
    at_map("team:post_hours", opens_to=EDITORS, arguments={"post": a_post}, open=(405, 200, 405)),
    at_map("team:staff_file", opens_to=EDITORS, open=FORM),
    at_map("team:preview", opens_to=EDITORS, arguments={"staff_file": a_list}, open=FORM),
    at_map("team:ring_choices", opens_to=EDITORS, open=FORM),
    at_map("team:grade_teams", opens_to=EDITORS, open=FORM),
    at_map("team:lines", opens_to=EDITORS, open=FORM),
    at_map("team:arenas", opens_to=AT_SCHOOL_A, writers=EDITORS, open=FORM),
    at_map("team:new_arena", opens_to=EDITORS, open=FORM),
    at_map("team:arena", opens_to=EDITORS, arguments={"arena": an_arena}, open=FORM),
    at_map("team:round_pupil", opens_to=AT_SCHOOL_A),
    at_map("team:numbers", opens_to=AT_SCHOOL_A),
    at_map("team:strategy", opens_to=AT_SCHOOL_A, writers=LEADERS, open=(200, 302, 405)),
    at_map("team:recorded", opens_to=RECORDED),
    at_map("team:discussion", opens_to=RECORDED, writers=LEADERS, open=(200, 302, 405)),
    at_map("team:hours_asked", opens_to=LEADERS, open=ONLY_POST),
    at_map("team:opening", opens_to=LEADERS, open=ONLY_POST),
    at_map("team:release", opens_to=LEADERS, open=FORM),
    at_map("team:withdraw", opens_to=LEADERS, open=ONLY_POST),
    at_map("team:released", opens_to=READERS),
    at_map("team:released", year=2023, opens_to=set(), refuses=NO_READERS),
    at_map("team:map", year=2019, opens_to=set(), refuses=OF_A - AT_SCHOOL_A),
    # its sibling's, which has none, and the one another municipality's school has begun
    at_map("team:table", "skole-a2", opens_to=set(), refuses=OF_A, open=FORM),
    at_map("team:released", "skole-a2", opens_to=set(), refuses=AT_SCHOOL_A | NO_READERS),
    at_map("team:map", "skole-e", opens_to={"stranger"}, refuses=set()),
    at_map("team:recorded", "skole-e", opens_to={"stranger"}, refuses=set()),
    at_map("team:numbers", "skole-e", opens_to={"stranger"}, refuses=set()),
    at_map("team:grade_teams", "skole-e", opens_to={"stranger"}, refuses=set(), open=(200, 302, 405)),
    at_map("team:lines", "skole-e", opens_to={"stranger"}, refuses=set(), open=(200, 302, 405)),
    at_map("team:arena", "skole-e", opens_to=set(), refuses=set(), arguments={"arena": an_arena}, open=FORM),
    at_map("team:preview", "skole-e", opens_to=set(), refuses=set(), arguments={"staff_file": a_list}, open=FORM),
    at_map("team:released", "skole-e", opens_to=set(), refuses=set()),
    at_map("team:post", "skole-e", opens_to=set(), refuses=set(), arguments={"post": a_post}, open=FORM),
    Door(name="team:own_posts"),
    school("team:years", "skole-a", opens_to=RECORDED, refuses=OF_A - RECORDED),
    school("team:years", "skole-e", opens_to={"stranger"}, refuses=set()),
    Door(name="team:owner_list", arguments={"code": "kommune-a"}, opens_to={"owner"}, refuses=OF_A, open=FORM),
    Door(name="team:owner_list", arguments={"code": "kommune-e"}, opens_to=set(), refuses={"stranger"}, open=FORM),
    Door(name="team:owner_strategy", arguments={"code": "kommune-a"}, opens_to={"owner"}, refuses=OF_A,
         open=(200, 302, 405)),
    Door(name="team:owner_strategy", arguments={"code": "kommune-e"}, opens_to=set(), refuses={"stranger"},
         open=(200, 302, 405)),
    school("team:side_by_side", "kommune-a", opens_to={"owner"}, refuses=OF_A),
    school("team:side_by_side", "kommune-e", opens_to=set(), refuses={"stranger"}),
    # clarify: at school A the first round and the one that repeats it are closed, and the third is open; school E's is
    # a draft
    at_round("clarify:rounds", opens_to=AT_SCHOOL_A, writers=EDITORS, open=FORM, arguments={}),
    at_round("clarify:round", opens_to=EDITORS, open=FORM),
    at_round("clarify:opening", opens_to=EDITORS, open=(302, 200, 405)),
    at_round("clarify:links", opens_to=EDITORS, open=(200, 404, 405)),
    at_round("clarify:closing", opens_to=EDITORS, open=ONLY_POST),
    at_round("clarify:sheets", opens_to=RECORDED),
    at_round("clarify:typing", opens_to=RECORDED, open=FORM),
    at_round("clarify:result", number=1, opens_to=AT_SCHOOL_A),
    at_round("clarify:meeting", number=1, opens_to=AT_SCHOOL_A),
    at_round("clarify:moved", number=2, opens_to=AT_SCHOOL_A),
    # no result before it is closed, nothing moved since no earlier one, and no round of that number
    at_round("clarify:result", opens_to=set(), refuses=OF_A - AT_SCHOOL_A),
    at_round("clarify:moved", number=1, opens_to=set(), refuses=OF_A - AT_SCHOOL_A),
    at_round("clarify:round", number=9, opens_to=set(), refuses=OF_A - EDITORS, open=FORM),
    at_round("clarify:round", "skole-e", 1, opens_to={"stranger"}, refuses=set(), open=(200, 302, 405)),
    at_round("clarify:opening", "skole-e", 1, opens_to={"stranger"}, refuses=set(), open=(200, 302, 405)),
    at_round("clarify:typing", "skole-e", 1, opens_to={"stranger"}, refuses=set(), open=(302, 302, 405)),
    at_round("clarify:rounds", "skole-a2", opens_to=set(), refuses=OF_A, open=FORM, arguments={}),
    # by a link: whoever holds it, signed in or not
    # what is settled there, the cards that are put forward, and a matter that has come to the owner
    at_settled("clarify:settlements", opens_to=AT_SCHOOL_A, writers=EDITORS, open=FORM),
    at_settled("clarify:settlement", opens_to=AT_SCHOOL_A, writers=EDITORS, open=FORM, key="lateness"),
    at_settled("clarify:new_matter", opens_to=EDITORS, open=FORM, key="call-home"),
    at_settled("clarify:matters", opens_to=AT_SCHOOL_A),
    at_settled("clarify:matter", opens_to=AT_SCHOOL_A, writers=EDITORS, open=FORM, matter=a_matter),
    at_settled("clarify:clarifiers", opens_to=EDITORS, open=(200, 302, 405)),
    at_settled("clarify:feedback", opens_to=AT_SCHOOL_A, writers=EDITORS, open=FORM),
    at_settled("clarify:reviews", opens_to=AT_SCHOOL_A, writers=EDITORS, open=(200, 302, 405)),
    at_settled("clarify:role_cards", opens_to=CARD_READERS),
    at_settled("clarify:role_card", opens_to=CARD_READERS, writers=EDITORS, open=(200, 302, 405), role="assistant"),
    at_settled("clarify:version", opens_to=CARD_READERS, writers=EDITORS, open=FORM, role="assistant", number=1),
    at_settled("clarify:write_card", opens_to=EDITORS, open=(200, 302, 405), role="assistant"),
    at_settled("clarify:introduction", opens_to=AT_SCHOOL_A, writers=EDITORS, open=(200, 302, 405), role="assistant"),
    at_settled("clarify:who_helps", opens_to=CARD_READERS),
    at_settled("clarify:who_helps", "skole-a2", opens_to={"ppt-adviser"}),
    at_settled("clarify:who_helps", "skole-e", opens_to={"stranger"}, refuses=set()),
    at_settled("clarify:who_helps", "skole-x", opens_to=set(), refuses=set()),
    at_settled("clarify:settlements", "skole-e", opens_to={"stranger"}, refuses=set(), open=FORM),
    at_settled("clarify:settlements", "skole-a2", opens_to=set(), open=FORM),
    at_settled("clarify:matter", "skole-e", opens_to=set(), refuses=set(), open=FORM, matter=a_matter),
    at_settled("clarify:owner_matters", "kommune-a", opens_to={"owner"}),
    at_settled("clarify:owner_matters", "kommune-e", opens_to=set(), refuses={"stranger"}),
    at_settled("clarify:owner_matter", "kommune-a", opens_to={"owner"}, open=FORM, matter=a_matter),
    at_settled(
        "clarify:owner_matter", "kommune-a", opens_to=set(), refuses=OF_A - {"owner"}, open=FORM, matter=at_school
    ),
    at_settled("clarify:descriptions", "kommune-a", opens_to={"owner"}),
    at_settled("clarify:descriptions", "kommune-e", opens_to=set(), refuses={"stranger"}),
    at_settled("clarify:description", "kommune-a", opens_to={"owner"}, open=FORM, role="assistant"),
    at_settled("clarify:description", "kommune-a", opens_to=set(), refuses=OF_A - {"owner"}, open=FORM, role="nobody"),
    # the pages of whoever answers, without signing in
    Door(name="clarify:answer", arguments={"code": a_shared_link}, open=FORM, anonymous=FORM),
    Door(name="clarify:answer", arguments={"code": a_seats_link}, open=FORM, anonymous=FORM),
    Door(name="clarify:answer", arguments={"code": "gaaaaaaaaaaaaaaa"}, opens_to=set(), open=FORM,
         anonymous=(404, 404, 405)),
    Door(name="clarify:answer_thanks", arguments={"code": a_shared_link}, anonymous=PAGE_FOR_ALL),
    Door(name="clarify:answer_thanks", arguments={"code": "gaaaaaaaaaaaaaaa"}, opens_to=set(),
         anonymous=(404, 405, 405)),
    # library
    Door(name="library:theories"),
    Door(name="library:theory", arguments={"id": "assistants", "version": 1}),
    Door(name="library:theory", arguments={"id": "assistants", "version": 99}, opens_to=set()),
    Door(name="library:theory", arguments={"id": "nobody", "version": 1}, opens_to=set()),
    Door(name="library:compare"),
    Door(name="library:evidence"),
    Door(name="library:handbook"),
    Door(name="library:chapter", arguments={"id": "actors"}),
    Door(name="library:chapter", arguments={"id": "nobody"}, opens_to=set()),
    Door(name="library:words"),
    Door(name="library:search"),
    # study
    Door(name="study:studies"),
    Door(name="study:study", arguments={"id": "star-aide"}),
    Door(name="study:report", arguments={"id": "star-aide"}),
    Door(name="study:finding", arguments={"id": "star-aide"}),
    Door(name="study:study", arguments={"id": "nobody"}, opens_to=set()),
    Door(name="study:report", arguments={"id": "nobody"}, opens_to=set()),
    Door(name="study:finding", arguments={"id": "nobody"}, opens_to=set()),
]


# -- the tests -------------------------------------------------------------------------------------------


@cache
def star():
    """The finding of a real trial, computed once for all the doors."""
    return analysis.find(analysis.on_shelf("star-aide"))


@pytest.fixture
def studies(db, monkeypatch) -> None:
    """A study with its finding, whose PDF is not set anew for each who asks."""
    keep(finding=star(), person=None, at=AT)
    monkeypatch.setattr("laget.study.views.set_report", lambda page, language: b"%PDF")


@pytest.fixture
def sessions(cast, settings) -> dict[str, str | None]:
    """Everybody's session; each has a password, a second factor and recovery codes, but for the unenrolled."""
    settings.ACCOUNT_RATE_LIMITS = False
    operations.register_school(code="skole-a2", name="Skole A2", owner=owner_with_code("kommune-a"), at=AT)
    unenrolled = Client()
    for person in cast.values():
        operations.set_password(person=person, password=PASSWORD, at=AT)
    unenrolled.force_login(cast["researcher"])
    # A second researcher, so that one can be enrolled and the other not.
    researcher = operations.add_person(email="second@demo.invalid", name="Forsker", password=PASSWORD, at=AT)
    operations.give_grant(person=researcher, kind="researcher", starts=AT, at=AT)
    people = cast | {"researcher": researcher}
    keys = {"anonymous": None, "unenrolled": unenrolled.session.session_key}
    for slug, person in people.items():
        keys[slug] = client_of(person).session.session_key
        RecoveryCodes.activate(person)
    assert not Authenticator.objects.filter(user=cast["researcher"]).exists()
    return keys


def knock(address: str, method: str, session: str | None):
    """Ask, and undo whatever the asking did."""
    client = Client()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        response = client.generic(method, address)
        transaction.set_rollback(True)
    return response


def at_map_of(code: str, year: int) -> TeamMap:
    """The map as it is stored."""
    school = school_with_code(code)
    return TeamMap.objects.with_scope(owner=[school.owner_id]).get(school=school, year=year)


@pytest.fixture
def maps(cast) -> None:
    """School A's maps, one of them shared and one withdrawn, and the one school E has begun."""
    for year in (2024, 2023):
        team_map = begin_map(school=school_with_code("skole-a"), year=year, person=cast["principal"], at=AT)
        at_school_a = Mapping(team_map=team_map, principal=cast["principal"])
        at_school_a.share((line("school-nurse"),))
    at_school_a.withdraw()
    now = at_map_of("skole-a", 2024)
    # A list waits for two weeks only, so it is one sent in a hundred years.
    save_arena(
        team_map=now, revision=now.revision, facts=ArenaFacts(name="Trinnteam"), arena=None, person=None, at=AT
    )
    keep_staff_file(
        school=now.school, name="liste.csv", sha256="0" * 64, lines=(StaffLine(row=1, role="teacher"),),
        person=cast["principal"], at=AT + 36525 * A_DAY,
    )  # fmt: skip
    offering = Mapping(
        team_map=begin_map(school=school_with_code("skole-a2"), year=2024, person=None, at=AT), principal=cast["owner"]
    )
    offering.save((line("ppt"),))
    offering.discuss()
    offering.open()
    propose_placement(post=offering.post("ppt"), school=now.school, facts=PlacementFacts(), person=None, at=AT)
    begin_map(school=school_with_code("skole-e"), year=2024, person=cast["stranger"], at=AT)


@pytest.fixture
def rounds(cast) -> None:
    """School A's rounds, and the draft of the one school E has begun."""
    at_a = Rounding(school=school_with_code("skole-a"), principal=cast["principal"])
    for weeks, repeats in ((0, None), (12, True), (24, None)):
        at = AT + weeks * 7 * A_DAY
        at_a.begin(keys=("lateness",), own="", repeats=at_a.round if repeats else None, at=at)
        at_a.open(at=at)
        if weeks < 24:
            at_a.close(at=at)
    Rounding(school=school_with_code("skole-e"), principal=cast["stranger"]).begin()


@pytest.fixture
def settled(cast) -> None:
    """What school A has settled, a card put forward, a matter nobody answered by its date, and one in a hundred
    years."""
    at_a = Settling(school=school_with_code("skole-a"), principal=cast["principal"])
    at_a.settle("lateness")
    at_a.put_forward("assistant")
    far = AT + 36525 * A_DAY
    for key, at in (("lateness", AT), ("absence", far)):
        raise_matter(
            school=at_a.school, key=key, question="Hvem?", due=at.date() + 14 * A_DAY, person=None, at=at,
        )  # fmt: skip


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_the_door(door, sessions, request):
    if door.name.startswith("study:"):
        request.getfixturevalue("studies")
    if "year" in door.arguments or door.name == "team:maps":
        request.getfixturevalue("maps")
    if door.name.startswith("clarify:"):
        request.getfixturevalue("rounds")
        request.getfixturevalue("settled")
    arguments = {name: of() if callable(of) else of for name, of in door.arguments.items()}
    told, wanted = {}, {}
    with addresses(demo=door.in_a_demo):
        address = reverse(door.name, kwargs=arguments)
        for who in EVERYBODY:
            responses = [knock(address, method, sessions[who]) for method in METHODS]
            told[who] = tuple(response.status_code for response in responses)
            wanted[who] = door.answers(who)
            for method, response in zip(METHODS, responses, strict=True):
                assert_sent_to_the_right_place(door, who, method, response)
    assert told == wanted


def assert_sent_to_the_right_place(door: Door, who: str, method: str, response) -> None:
    """A redirect of somebody who may not come in leads to the page where that can be mended."""
    if response.status_code != 302:
        return
    if who == "anonymous" and door.anonymous == ELSEWHERE:
        assert response.url.startswith("/inn/"), (door, method, response.url)
    if who == "unenrolled" and door.unenrolled == ELSEWHERE:
        assert response.url.startswith(("/konto/app/", "/konto/bekreft/")), (door, method, response.url)


def names_of(resolver: URLResolver, space: str = "") -> set[str]:
    """Every address below, by name."""
    found = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.add(f"{space}{entry.name or entry.pattern}")
        else:
            found |= names_of(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
    return found


def test_every_address_has_its_row(capsys):
    with addresses(demo=True):
        there = names_of(get_resolver())
    assert {door.name for door in DOORS} == there
    cases = len(DOORS) * len(EVERYBODY) * len(METHODS)
    with capsys.disabled():
        sys.stdout.write(f"\nThe door matrix: {len(there)} addresses, {cases} cases\n")


def test_everybody_stands_at_the_door(cast):
    assert set(cast) == SIGNED_IN
