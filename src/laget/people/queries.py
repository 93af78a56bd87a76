"""What a person holds, and why somebody sees a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from laget.people import access, grants
from laget.people.models import AuditLine, Grant, Person
from laget.schools.models import Owner, School

# The cast of a demo signs in with these addresses; .invalid is never anybody's (RFC 2606).
DEMO_DOMAIN = "demo.invalid"

# Each kind as one is ("du er …") and as one speaks of them ("… ved skolen").
_NAMES = {
    "directorate": (gettext_noop("ansatt i direktoratet"), gettext_noop("ansatte i direktoratet")),
    "researcher": (gettext_noop("forsker"), gettext_noop("forskere")),
    "operations": (gettext_noop("driftsansvarlig"), gettext_noop("driftsansvarlige")),
    "owner": (gettext_noop("skoleeier"), gettext_noop("skoleeier")),
    "ppt_adviser": (gettext_noop("PP-rådgiver"), gettext_noop("PP-rådgivere")),
    "external_service": (gettext_noop("ansatt i en ekstern tjeneste"), gettext_noop("eksterne tjenester")),
    "principal": (gettext_noop("rektor"), gettext_noop("ledelsen")),
    "coordinator": (gettext_noop("koordinator"), gettext_noop("koordinatorer")),
    "teacher": (gettext_noop("lærer"), gettext_noop("lærere")),
    "assistant": (gettext_noop("assistent"), gettext_noop("assistenter")),
    "social_professional": (gettext_noop("sosialfaglig ansatt"), gettext_noop("sosialfaglig ansatte")),
    "nurse": (gettext_noop("helsesykepleier"), gettext_noop("helsesykepleiere")),
    "staff_representative": (gettext_noop("tillitsvalgt"), gettext_noop("tillitsvalgte")),
    "guardian": (gettext_noop("foresatt"), gettext_noop("foresatte")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessNote:
    """Why the reader sees a page, as a sentence; and who else can, as phrases."""

    why: str
    others: tuple[str, ...]


def access_note(*, person: Person, verb: str, at: datetime, unit: School | Owner | None = None) -> AccessNote:
    """The note at the foot of a page that needs ``verb`` on ``unit``; without a unit, anywhere.

    Raises ``PermissionDenied`` when nothing gives the person the verb: then there is no page to explain.
    """
    if verb in grants.SIGNED_IN:
        return AccessNote(why=_("Du ser siden fordi du er logget inn."), others=(_("alle som er logget inn"),))
    giving = access.grants_giving(person, verb, at, unit=unit).select_related("owner", "school").order_by("id")
    grant = giving.first()
    if grant is None:
        raise PermissionDenied
    return AccessNote(why=_("Du ser siden fordi du er %(role)s.") % {"role": role(grant)}, others=_others(verb, unit))


def own_page_note() -> AccessNote:
    """The note at the foot of a page that is about the reader alone."""
    return AccessNote(why=_("Siden handler om deg selv."), others=(_("ingen"),))


def role(grant: Grant) -> str:
    """What a grant makes its holder, with the place: "rektor ved Skole A"."""
    name = _(_NAMES[grant.kind][0])
    if grant.school:
        return _("%(kind)s ved %(school)s") % {"kind": name, "school": grant.school.name}
    if grant.owner:
        return _("%(kind)s i %(owner)s") % {"kind": name, "owner": grant.owner.name}
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody with a role at a school: ``is_a`` is what they are there, such as "lærer"."""

    id: int
    name: str
    is_a: str


def colleagues_who_may(verb: str, school: School, at: datetime) -> tuple[Colleague, ...]:
    """Those who may do ``verb`` with the school, by name."""
    held: dict[Person, list[str]] = {}
    for grant in access.grants_at(verb, school, at).select_related("person").order_by("person__name", "person", "id"):
        held.setdefault(grant.person, []).append(_(_NAMES[grant.kind][0]))
    return tuple(
        Colleague(id=person.pk, name=person.name, is_a=", ".join(dict.fromkeys(names)))
        for person, names in held.items()
    )


def grants_of(person: Person, at: datetime) -> tuple[Grant, ...]:
    """The grants of ``person`` that count at ``at``, oldest first, with owner and school at hand."""
    return tuple(access.grants_counting(person, at).select_related("owner", "school__owner").order_by("starts", "id"))


def person_with_email(email: str) -> Person | None:
    """The person who signs in with this address."""
    return Person.objects.filter(email__iexact=email).first()


def person_with_id(id: int) -> Person | None:
    """The person with this id."""
    return Person.objects.filter(pk=id).first()


def everybody() -> tuple[Person, ...]:
    """All persons, in the order they were added."""
    return tuple(Person.objects.order_by("id"))


def real_people() -> bool:
    """Whether anybody but a demo's cast can sign in here."""
    return Person.objects.exclude(email__endswith=f"@{DEMO_DOMAIN}").exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A line of the log: when, what, and who by name; ``by`` is empty for the command line."""

    at: datetime
    verb: str
    by: str


def deeds_about(things: Mapping[str, Iterable[int]], *, owner: Owner) -> tuple[Deed, ...]:
    """What the owner's log says of ``things``, newest first. ``things`` are ids by the label of their table, such as
    ``team.post``."""
    about = Q(pk__in=())
    for kind, ids in things.items():
        about |= Q(thing_kind=kind, thing_id__in=[str(id) for id in ids])
    lines = AuditLine.objects.filter(about, chain__owner=owner).order_by("-number")
    names = dict(Person.objects.filter(pk__in={line.person for line in lines}).values_list("pk", "name"))
    return tuple(Deed(at=line.at, verb=line.verb, by=names.get(line.person, "")) for line in lines)


def demo_email(slug: str) -> str:
    """The address with which a member of a demo's cast is known."""
    return f"{slug}@{DEMO_DOMAIN}"


def _others(verb: str, unit: School | Owner | None) -> tuple[str, ...]:
    """Everybody the table gives the verb, gathered by where they hold it."""
    school, owner = _("skolen"), _("kommunen")
    match unit:
        case School():
            school, owner = unit.name, unit.owner.name
        case Owner():
            owner = unit.name
    says = {
        grants.NATION: "%(kinds)s",
        grants.SCHOOL: _("%(kinds)s ved %(school)s"),
        grants.OWNER: _("%(kinds)s i %(owner)s"),
    }
    if grants.ABOUT[verb] == grants.OWNER:
        says[grants.SCHOOL] = _("%(kinds)s ved skolene i %(owner)s")
    phrases = []
    for place in (grants.SCHOOL, grants.OWNER, grants.NATION):
        kinds = [_(_NAMES[kind][1]) for kind in grants.kinds_that_may(verb) if grants.KINDS[kind].held_at == place]
        if kinds:
            phrases.append(says[place] % {"kinds": _listed(kinds), "school": school, "owner": owner})
    return tuple(phrases)


def _listed(words: Sequence[str]) -> str:
    """ "a, b og c"."""
    if len(words) == 1:
        return words[0]
    return _("%(first)s og %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
