"""The demo: five municipalities, a school in each, and one person of each kind. Nobody has a name.

The tests play with the same cast (tests/cast.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from laget.content import shelf
from laget.content.live_maps import live_team
from laget.front.clarified import load_worked_example
from laget.people import operations, queries
from laget.schools import queries as schools
from laget.study import queries as studies
from laget.study.operations import record_finding
from laget.team.operations.whole_map import write_whole_map


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """An owner and its school: their codes, names, and the portrait that tells about both."""

    code: str
    name: str
    school: str
    school_name: str
    portrait: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of the cast: ``slug`` is the address of the demo's door; ``name`` and ``description`` are bokmål and
    translated where they are shown. The grant is held at ``owner`` or ``school`` (codes), or in the nation."""

    slug: str
    name: str
    description: str
    kind: str
    owner: str = ""
    school: str = ""


A = Municipality(code="kommune-a", name="Kommune A", school="skole-a", school_name="Skole A", portrait="a")
B = Municipality(code="kommune-b", name="Kommune B", school="skole-b", school_name="Skole B", portrait="b")
C = Municipality(code="kommune-c", name="Kommune C", school="skole-c", school_name="Skole C", portrait="c")
D = Municipality(code="kommune-d", name="Kommune D", school="skole-d", school_name="Skole D", portrait="d")
E = Municipality(code="kommune-e", name="Kommune E", school="skole-e", school_name="Skole E", portrait="e")

CAST = (
    Member(
        slug="principal",
        name=gettext_noop("Rektor ved skole A"),
        description=gettext_noop("Ser hele laget rundt læreren ved skolen sin."),
        kind="principal",
        school=A.school,
    ),
    Member(
        slug="coordinator",
        name=gettext_noop("Koordinator ved skole A"),
        description=gettext_noop("Holder planen og laget i gang."),
        kind="coordinator",
        school=A.school,
    ),
    Member(
        slug="teacher",
        name=gettext_noop("Lærer ved skole A"),
        description=gettext_noop("Ser laget rundt seg, og hva teoriene lover."),
        kind="teacher",
        school=A.school,
    ),
    Member(
        slug="assistant",
        name=gettext_noop("Assistent ved skole A"),
        description=gettext_noop("Ser laget rundt seg, og hva teoriene lover."),
        kind="assistant",
        school=A.school,
    ),
    Member(
        slug="social-professional",
        name=gettext_noop("Miljøterapeut ved skole A"),
        description=gettext_noop("Ser laget, og hvem som deler oppgaver."),
        kind="social_professional",
        school=A.school,
    ),
    Member(
        slug="nurse",
        name=gettext_noop("Helsesykepleier ved skole A"),
        description=gettext_noop("Ser laget, og hvor egen tilstedeværelse synes."),
        kind="nurse",
        school=A.school,
    ),
    Member(
        slug="staff-representative",
        name=gettext_noop("Tillitsvalgt ved skole A"),
        description=gettext_noop("Ser det samme om stillingene som skolen ser."),
        kind="staff_representative",
        school=A.school,
    ),
    Member(
        slug="guardian",
        name=gettext_noop("Foresatt ved skole A"),
        description=gettext_noop("Ser teorier og studier, men ikke stillingene ved skolen."),
        kind="guardian",
        school=A.school,
    ),
    Member(
        slug="owner",
        name=gettext_noop("Skoleeier i kommune A"),
        description=gettext_noop("Ser lagene ved alle skolene i kommunen."),
        kind="owner",
        owner=A.code,
    ),
    Member(
        slug="ppt-adviser",
        name=gettext_noop("PP-rådgiver i kommune A"),
        description=gettext_noop("Ser lagene ved skolene i kommunen."),
        kind="ppt_adviser",
        owner=A.code,
    ),
    Member(
        slug="external-service",
        name=gettext_noop("Ekstern tjeneste i kommune A"),
        description=gettext_noop("Barnevern eller BUP. Ser teorier og studier, ingen skole."),
        kind="external_service",
        owner=A.code,
    ),
    Member(
        slug="directorate",
        name=gettext_noop("Direktoratet"),
        description=gettext_noop("Ser teorier og studier, aldri en enkelt skole."),
        kind="directorate",
    ),
    Member(
        slug="researcher",
        name=gettext_noop("Forsker"),
        description=gettext_noop("Ser teorier og studier, aldri en enkelt skole."),
        kind="researcher",
    ),
    Member(
        slug="operations",
        name=gettext_noop("Driftsansvarlig"),
        description=gettext_noop("Drifter Laget. Leser ingens data, men ser at loggen er hel."),
        kind="operations",
    ),
    Member(
        slug="principal-b",
        name=gettext_noop("Rektor ved skole B"),
        description=gettext_noop("Skole B har sosialfaglig medarbeider og miljøarbeider i laget."),
        kind="principal",
        school=B.school,
    ),
    Member(
        slug="principal-c",
        name=gettext_noop("Rektor ved skole C"),
        description=gettext_noop("Skole C har handlingshjul og mange instanser rundt seg."),
        kind="principal",
        school=C.school,
    ),
    Member(
        slug="owner-c",
        name=gettext_noop("Skoleeier i kommune C"),
        description=gettext_noop("Ser en sak som skolen ikke ble enig om, og som ingen svarte på."),
        kind="owner",
        owner=C.code,
    ),
    Member(
        slug="principal-d",
        name=gettext_noop("Rektor ved skole D"),
        description=gettext_noop("Skole D arbeider som et lærende lag, med handlingskort."),
        kind="principal",
        school=D.school,
    ),
    Member(
        slug="stranger",
        name=gettext_noop("Rektor ved skole E"),
        description=gettext_noop("En fremmed fra en annen kommune. Herfra finnes ikke skole A."),
        kind="principal",
        school=E.school,
    ),
)


def load(*, at: datetime) -> None:
    """Put the demo into the database; what is there already is left as it is."""
    load_people(at=at)
    load_findings(at=at)
    load_maps(at=at)
    load_worked_examples(at=at)


def load_people(*, at: datetime) -> None:
    """The municipalities with their schools, and the cast."""
    for municipality in (A, B, C, D, E):
        _load_municipality(municipality, at=at)
    for member in CAST:
        if queries.person_with_email(queries.demo_email(member.slug)) is None:
            _load_member(member, at=at)


def load_findings(*, at: datetime) -> None:
    """What the studies on the shelf found."""
    for protocol in shelf.studies():
        material = shelf.study(protocol.id)
        if studies.finding_of(material) is None:
            record_finding(material=material, person=None, at=at)


# The school year of the portraits, when it began for pupils.
FIRST_SCHOOL_DAY = date(2014, 8, 18)


def load_maps(*, at: datetime) -> None:
    """The report's schools as maps of 2014/15. Those of A and E are opened and shared, so that there is something to
    see from outside; the others are drafts."""
    live = {one.id: one for one in shelf.live_maps()}
    for municipality in (A, B, C, D, E):
        school = schools.school_with_code(municipality.school)
        if school is None:
            continue
        portrait = shelf.portrait(municipality.portrait)
        shown = municipality in (A, E)
        write_whole_map(
            school=school,
            team=live_team(live[portrait.id], portrait, roles=shelf.roles(), language="nb"),
            origin="portrait",
            not_covered_from=FIRST_SCHOOL_DAY,
            opened=shown,
            release=shown,
            at=at,
        )


def load_worked_examples(*, at: datetime) -> None:
    """Role clarification at the schools the report tells conflicts of, marked as worked examples."""
    examples = {example.id: example for example in shelf.worked_examples()}
    for municipality in (A, B, C, D, E):
        school = schools.school_with_code(municipality.school)
        if school is not None and municipality.portrait in examples:
            load_worked_example(examples[municipality.portrait], school=school, at=at)


@transaction.atomic
def _load_municipality(municipality: Municipality, *, at: datetime) -> None:
    owner = schools.owner_with_code(municipality.code)
    if owner is None:
        owner = operations.register_owner(
            code=municipality.code, name=municipality.name, portrait=municipality.portrait, at=at
        )
    if schools.school_with_code(municipality.school) is None:
        operations.register_school(
            code=municipality.school,
            name=municipality.school_name,
            portrait=municipality.portrait,
            owner=owner,
            at=at,
        )


@transaction.atomic
def _load_member(member: Member, *, at: datetime) -> None:
    person = operations.add_person(
        email=queries.demo_email(member.slug), name=member.name, password=None, at=at
    )
    operations.give_grant(
        person=person,
        kind=member.kind,
        owner=schools.owner_with_code(member.owner) if member.owner else None,
        school=schools.school_with_code(member.school) if member.school else None,
        starts=at,
        at=at,
    )
