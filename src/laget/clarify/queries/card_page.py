"""A role's card as it is read and printed, and the list of a school's cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.clarification.role_card import Card, Difference, Line, Loop, Moved, Origin, differences, is_empty, read
from laget.clarify.access import LEAD_CLARIFYING, READ_CLARIFIED
from laget.clarify.models import CardVersion
from laget.clarify.models.role_card import CONCERNED
from laget.clarify.queries.cards import card_sources, is_ours, newest_versions
from laget.clarify.queries.roles_here import RolesHere, proper_roles, roles_here
from laget.clarify.queries.said import day_said
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSaid:
    """A line of a card in words. ``origin`` says where it comes from, empty for what is settled at the school."""

    says: str
    where: str
    with_whom: str
    back: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSaid:
    """A card in words; whatever it does not say is empty."""

    name: str
    about: str
    leads: tuple[LineSaid, ...]
    helps: tuple[LineSaid, ...]
    does_not: tuple[LineSaid, ...]
    law: str
    confidentiality: str
    confidentiality_is_ours: bool
    with_whom: str
    mentor: str
    feedback_from: tuple[str, ...]
    feedback_to: tuple[str, ...]
    base_agreed_on: date | None
    review_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changed, in words: ``what`` is ``new``, ``gone`` or ``changed``."""

    what: str
    where: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """One of those a version is agreed with, and when they did; ``None`` is not yet."""

    id: str
    name: str
    agreed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """The page of a card. ``shown`` is the version asked for, or the draft where there is none; ``number`` is 0 for the
    draft. ``newest`` is the number of the newest version. ``changes`` are what was changed, and ``since`` whether that
    is what has been settled since the newest version, which is shown, and not what it changed in the one before."""

    heading: str
    school: School
    role: str
    may_lead: bool
    may_clarified: bool
    shown: CardSaid
    number: int
    newest: int
    made_on: date | None
    worked_example: bool
    concerned: tuple[Concerned, ...]
    agreed_on: date | None
    changes: tuple[Change, ...]
    since: bool
    can_put_forward: bool
    can_agree: bool
    versions: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """A card in the list: ``says`` how far it has come, ``has_loop`` whether somebody tells the role how it goes."""

    role: str
    name: str
    says: str
    has_loop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsPage:
    """The cards of a school: of the roles on its map, and of those that something is settled for."""

    heading: str
    school: School
    may_lead: bool
    may_clarified: bool
    rows: tuple[CardRow, ...]
    others: tuple[tuple[str, str], ...]


def cards_page(school: School, *, person: Person, at: datetime, language: str) -> CardsPage:
    """The list of the cards. Who may not see what is being clarified sees only those that are put forward."""
    may = verbs_at(person, school, at)
    here = roles_here(school, language=language)
    sources = card_sources(school, language=language)
    versions = newest_versions(school)
    clarified = READ_CLARIFIED in may
    told = {role for task in sources.settled for role in (task.lead, *task.support)} | set(sources.own)
    roles = [role for role in proper_roles() if role in here.on_map or role in told]
    heard = {loop.receiver for loop in sources.loops}
    rows = tuple(
        _card_row(role, here.names[role], versions.get(role), sources.card(role), has_loop=role in heard)
        for role in roles
        if clarified or role in versions
    )
    return CardsPage(
        heading=_("Rollekortene ved %(school)s") % {"school": school.name},
        school=school,
        may_lead=LEAD_CLARIFYING in may,
        may_clarified=clarified,
        rows=rows,
        others=tuple((role, here.names[role]) for role in proper_roles() if role not in roles),
    )


def card_page(
    school: School, role: str, *, number: int | None, draft: bool, person: Person, at: datetime, language: str
) -> CardPage | None:
    """The card of a role: version ``number``, or the newest one, or, with ``draft`` and where there is none, the card
    as it grows now. ``None`` for a role or a version that is not there, and for a draft that the reader may not see."""
    if role not in proper_roles():
        return None
    may = verbs_at(person, school, at)
    rows = CardVersion.objects.with_scope(owner=school.owner_id).filter(card__school=school, card__role=role)
    versions = {row.number: row for row in rows.prefetch_related("agreements").order_by("number")}
    newest = max(versions, default=0)
    wanted = newest if number is None else number
    if (draft or not newest) and READ_CLARIFIED in may and number is None:
        wanted = 0
    elif wanted not in versions:
        return None
    here = roles_here(school, language=language)
    sources = card_sources(school, language=language) if READ_CLARIFIED in may else None
    grown = sources.card(role) if sources else None
    version = versions.get(wanted)
    shown = read(version.body) if version else grown
    if shown is None:
        return None
    earlier = versions.get(wanted - 1) if wanted else versions.get(newest)
    since = grown is not None and version is not None and number is None
    changes: tuple[Difference, ...] = ()
    if grown is not None and since:
        changes = differences(shown, grown)
    elif earlier is not None:
        changes = differences(read(earlier.body), shown)
    leads = LEAD_CLARIFYING in may
    concerned = _concerned(version)
    dates = [one.agreed_on for one in concerned if one.agreed_on]
    return CardPage(
        heading=_("Rollekort: %(role)s") % {"role": here.names[role]},
        school=school,
        role=role,
        may_lead=leads,
        may_clarified=READ_CLARIFIED in may,
        shown=card_said(shown, here),
        number=wanted,
        newest=newest,
        made_on=localdate(version.made_at) if version else None,
        worked_example=version.origin == "worked_example"
        if version
        else sources is not None and role in sources.examples,
        concerned=concerned,
        agreed_on=max(dates) if dates and len(dates) == len(concerned) else None,
        changes=tuple(_change(one, here) for one in changes),
        since=since,
        can_put_forward=leads and number is None and not is_empty(shown) and bool(changes or not newest),
        can_agree=leads and 0 < wanted == newest and not (dates and len(dates) == len(concerned)),
        versions=tuple(versions),
    )


def card_said(card: Card, here: RolesHere) -> CardSaid:
    """The card in words."""
    return CardSaid(
        name=here.names[card.role],
        about=card.about,
        leads=tuple(_line(line, here) for line in card.leads),
        helps=tuple(_line(line, here) for line in card.helps),
        does_not=tuple(_line(line, here) for line in card.does_not),
        law=card.law,
        confidentiality=card.confidentiality,
        confidentiality_is_ours=is_ours(card.role, card.confidentiality),
        with_whom=here.said(card.with_whom),
        mentor=here.names.get(card.mentor, ""),
        feedback_from=tuple(_loop(loop, loop.giver, here) for loop in card.feedback_from),
        feedback_to=tuple(_loop(loop, loop.receiver, here) for loop in card.feedback_to),
        base_agreed_on=card.base_agreed_on,
        review_on=card.review_on,
    )


def concerned_said(whom: str) -> str:
    """Those a card is agreed with."""
    names = {
        "holders": _("De som har rollen"),
        "colleagues": _("De som samarbeider mest med rollen"),
        "leader": _("Ledelsen"),
    }
    return names[whom]


def _card_row(role: str, name: str, version: CardVersion | None, grown: Card, *, has_loop: bool) -> CardRow:
    if version is None:
        says = _("Ikke noe på kortet ennå.") if is_empty(grown) else _("Utkast. Kan legges fram.")
    else:
        agreed = {agreement.with_whom for agreement in version.agreements.all()}
        left = [concerned_said(whom) for whom in CONCERNED if whom not in agreed]
        says = (
            _("Versjon %(number)s er lagt fram. Mangler: %(left)s.")
            % {"number": version.number, "left": ", ".join(left).lower()}
            if left
            else _("Versjon %(number)s er avtalt.") % {"number": version.number}
        )
    return CardRow(role=role, name=name, says=says, has_loop=has_loop)


def _concerned(version: CardVersion | None) -> tuple[Concerned, ...]:
    if version is None:
        return ()
    agreed = {agreement.with_whom: agreement.agreed_on for agreement in version.agreements.all()}
    return tuple(Concerned(id=whom, name=concerned_said(whom), agreed_on=agreed.get(whom)) for whom in CONCERNED)


def _line(line: Line, here: RolesHere) -> LineSaid:
    origin = {Origin.SETTLED: "", Origin.DESCRIPTION: _("kommunen"), Origin.SCHOOL: ""}[line.origin]
    return LineSaid(
        says=line.says, where=line.where, with_whom=here.said(line.with_whom), back=line.back, origin=origin
    )


def _loop(loop: Loop, other: str, here: RolesHere) -> str:
    name = here.names.get(other, other)
    return f"{name}: {loop.how}" if loop.how else name


def _change(one: Difference, here: RolesHere) -> Change:
    fields = {
        "leads": _("Har ansvaret for"),
        "helps": _("Hjelper med"),
        "does_not": _("Gjør ikke"),
        "feedback_from": _("Får tilbakemelding fra"),
        "feedback_to": _("Gir tilbakemelding til"),
        "about": _("Om rollen"),
        "law": _("Lov"),
        "confidentiality": _("Taushetsplikt"),
        "mentor": _("Mentor"),
        "base_agreed_on": _("Kommunens beskrivelse"),
        "review_on": _("Ser på kortet igjen"),
    }
    whats = {Moved.NEW: _("Nytt"), Moved.GONE: _("Borte"), Moved.CHANGED: _("Endret")}
    return Change(
        what=whats[one.what],
        where=fields[one.field],
        before=_thing(one.field, one.before, here),
        after=_thing(one.field, one.after, here),
    )


def _thing(field: str, thing: Line | Loop | str | None, here: RolesHere) -> str:
    match thing:
        case None:
            return ""
        case Line():
            said = _line(thing, here)
            return ", ".join(part for part in (said.says, said.where, said.with_whom, said.back) if part)
        case Loop():
            return _loop(thing, thing.giver if field == "feedback_from" else thing.receiver, here)
        case _ if field in ("base_agreed_on", "review_on"):
            return day_said(date.fromisoformat(thing))
        case _:
            return here.names.get(thing, thing) if field == "mentor" else thing
