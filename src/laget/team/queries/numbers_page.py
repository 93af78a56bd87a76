"""The numbers of a map, each from its least to its most, with how much of it is known and what would narrow it.

R-087 (in part), R-094 (in part), R-104 (in part), R-142 (in part), R-159 (in part)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laget.content import shelf
from laget.mapping.alerts import Alert, Group, alerts
from laget.mapping.bound_time import bound_share
from laget.mapping.bounds import Bounds
from laget.mapping.full_time import full_time, posts_of, pupils_per
from laget.mapping.hours import hours_by_kind, planned_against_real
from laget.mapping.norms import Norm, against_norm
from laget.mapping.presence import presence
from laget.mapping.school_year import SchoolYear
from laget.mapping.segregation import segregation
from laget.mapping.team import HourKind, Profession, Team
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.pictures.numbers import decimal
from laget.schools.models import School
from laget.team.access import READ_RECORDED
from laget.team.models import TeamMap
from laget.team.queries.released import group_said
from laget.team.queries.team_of import team_of
from laget.theory.parts import Open, Source

_NURSE = "school-nurse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A norm or a national figure to look at beside a number, with what speaks against comparing. ``reads`` is what it
    would come to here, empty where it cannot be said."""

    name: str
    says: str
    caution: str
    reads: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number, or ``missing`` in its place; ``known`` is for how many it is known; ``narrow`` what would make it more
    certain, with the column of the table where that is written."""

    name: str
    says: str
    missing: str
    known: str
    narrow: str
    column: str
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A weekday: how many are there, in words and as ends of a bar of ``of`` posts."""

    name: str
    says: str
    low: int
    high: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HourRow:
    """Hours a week of one kind over those who have told of them."""

    kind: str
    planned: str
    real: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersPage:
    """The numbers of a map. What is bound, what hours are used for and what to look at is only for those who read all
    that is recorded; ``recorded`` is whether the reader is one."""

    heading: str
    school: School
    year: int
    year_said: str
    recorded: bool
    staff: tuple[Number, ...]
    bound: tuple[Number, ...]
    days: tuple[Day, ...]
    days_known: str
    hours: tuple[HourRow, ...]
    hours_asked: bool
    alerts: tuple[str, ...]


def numbers_page(team_map: TeamMap, *, person: Person, at: datetime, language: str) -> NumbersPage:
    """The page for a reader who may see the map."""
    team = team_of(team_map, on=localdate(at))
    recorded = READ_RECORDED in verbs_at(person, team_map.school, at)
    norms = tuple(shelf.norms())
    days = presence(team)
    return NumbersPage(
        heading=_("Laget i tall ved %(school)s") % {"school": team_map.school.name},
        school=team_map.school,
        year=team_map.year,
        year_said=SchoolYear(begins=team_map.year).said,
        recorded=recorded,
        staff=_staff(team, norms, language),
        bound=_bound(team, language) if recorded else (),
        days=tuple(
            Day(
                name=_weekdays()[one.day],
                says=_span(one.posts, language, places=0),
                low=round(one.posts.low),
                high=round(one.posts.low if one.posts.high is None else one.posts.high),
                of=max(one.posts.of, 1),
            )
            for one in days
        )
        if team.posts
        else (),
        days_known=_known(days[0].posts),
        hours=_hours(team, language) if recorded and team_map.hours_asked else (),
        hours_asked=team_map.hours_asked,
        alerts=tuple(_alert(alert, norms, language) for alert in alerts(team, norms)) if recorded else (),
    )


def hour_said(kind: HourKind) -> str:
    """A kind of hours, as one speaks of it."""
    names = {
        HourKind.WHOLE_CLASS: _("Hele klassen"),
        HourKind.IN_CLASS_SINGLE: _("Enkeltelever i klassen"),
        HourKind.GROUP_OUTSIDE: _("Grupper utenfor klassen"),
        HourKind.SINGLE_OUTSIDE: _("Enkeltelever utenfor klassen"),
        HourKind.BREAKS: _("Friminutt"),
        HourKind.SFO: _("SFO"),
        HourKind.MEETINGS: _("Møter"),
        HourKind.PREPARATION: _("Forberedelse"),
        HourKind.GUIDANCE: _("Veiledning"),
        HourKind.HOME: _("Samarbeid med hjemmene"),
        HourKind.EXTERNAL: _("Samarbeid med andre instanser"),
        HourKind.STATUTORY: _("Lovpålagte oppgaver"),
        HourKind.ACUTE: _("Det som haster"),
    }
    return names[kind]


def _staff(team: Team, norms: Sequence[Norm], language: str) -> tuple[Number, ...]:
    """Full posts by profession, and pupils to each."""
    rows = [_full_time(_("Årsverk i alt"), full_time(team), language)]
    for profession in Profession:
        if posts_of(team, profession=profession):
            name = _("Årsverk, %(group)s") % {"group": group_said((profession,))}
            rows.append(_full_time(name, full_time(team, profession=profession), language))
    rows.append(
        _pupils(_("Elever per voksenårsverk"), team, pupils_per(team), language, _beside(team, norms, "", language))
    )
    for role, name in (
        ("assistant", _("Elever per assistentårsverk")),
        (_NURSE, _("Elever per helsesykepleierårsverk")),
    ):
        if posts_of(team, role=role):
            beside = _beside(team, norms, role, language)
            rows.append(_pupils(name, team, pupils_per(team, role=role), language, beside))
    return tuple(rows)


def _full_time(name: str, found: Bounds, language: str) -> Number:
    return Number(
        name=name,
        says=_span(found, language),
        missing="",
        known=_known(found),
        narrow="" if found.exact else _("Fyll ut resten"),
        column="" if found.exact else "fraction",
    )


def _pupils(name: str, team: Team, found: Bounds | None, language: str, beside: tuple[Beside, ...]) -> Number:
    if found is None:
        lacks_pupils = team.pupils is None
        return Number(
            name=name,
            says="",
            missing=_("Antall elever mangler.") if lacks_pupils else _("Ingen slike stillinger er i kartet."),
            known="",
            narrow=_("Skriv hvor mange elever skolen har.") if lacks_pupils else "",
            column="pupils" if lacks_pupils else "",
        )
    return Number(
        name=name,
        says=_span(found, language),
        missing="",
        known=_known(found),
        narrow="" if found.exact else _("Fyll ut resten"),
        column="" if found.exact else "fraction",
        beside=beside,
    )


def _beside(team: Team, norms: Sequence[Norm], role: str, language: str) -> tuple[Beside, ...]:
    return tuple(
        Beside(
            name=norm.name.said(language),
            says=norm.says.said(language),
            caution=norm.caution.said(language),
            reads=_reads(team, norm, language),
            source=norm.source,
        )
        for norm in norms
        if norm.role == role
    )


def _reads(team: Team, norm: Norm, language: str) -> str:
    """What a norm of staff would come to here; and that nobody has checked it, where nobody has."""
    against = against_norm(team, norm)
    if against is None:
        return ""
    says = _("Her ville det bli %(needed)s årsverk.") % {"needed": decimal(against.needed, places=1, language=language)}
    if isinstance(norm.checked_on, Open):
        return f"{says} {norm.checked_on.missing.said(language)}"
    return says


def _bound(team: Team, language: str) -> tuple[Number, ...]:
    """What is bound to single pupils, and what is given outside the class."""
    rows = []
    for name, found in (
        (_("Assistentenes tid"), bound_share(team, profession=Profession.ASSISTANCE)),
        (_("Sosialfaglig ansattes tid"), bound_share(team, profession=Profession.SOCIAL)),
    ):
        if found is not None:
            rows.append(_share(name, found, language, column="bound"))
    guard = segregation(team)
    for name, found in (
        (_("Timer med elever som er utenfor klassen"), guard.outside),
        (_("Timer med elever som er utenfor klassen, med én elev"), guard.single_outside),
    ):
        if found is not None and found.known:
            rows.append(_share(name, found, language, column=""))
    return tuple(rows)


def _share(name: str, found: Bounds, language: str, *, column: str) -> Number:
    hundredths = Bounds(
        low=100 * found.low, high=None if found.high is None else 100 * found.high, known=found.known, of=found.of
    )
    return Number(
        name=name,
        says=f"{_span(hundredths, language, places=0)}\u00a0%",
        missing="",
        known=_known(found),
        narrow=_("Fyll ut resten") if column and not found.exact else "",
        column=column if not found.exact else "",
    )


def _hours(team: Team, language: str) -> tuple[HourRow, ...]:
    """Over those who have told of their hours, as planned and as they turn out: how many they are stands beside."""
    planned, real = hours_by_kind(team.posts, real=False), hours_by_kind(team.posts, real=True)
    told = {row.kind: row for row in planned_against_real(team.posts)}
    rows = []
    for kind in HourKind:
        if planned[kind].known or real[kind].known:
            both = told.get(kind)
            count = max(planned[kind].known, real[kind].known)
            rows.append(
                HourRow(
                    kind=hour_said(kind),
                    planned=decimal(planned[kind].low, places=1, language=language) if planned[kind].known else "",
                    real=decimal(real[kind].low, places=1, language=language) if real[kind].known else "",
                    told=ngettext("én stilling", "%(count)s stillinger", count) % {"count": count}
                    + (_(", begge tall fra %(count)s") % {"count": both.posts} if both else ""),
                )
            )
    return tuple(rows)


def _alert(alert: Alert, norms: Sequence[Norm], language: str) -> str:
    """The sentence: about a group, never about a person."""
    groups = {
        Group.ASSISTANTS: _("assistentene"),
        Group.SOCIAL: _("de sosialfaglig ansatte"),
        Group.NURSES: _("helsesykepleier"),
        Group.PPT: _("PPT"),
    }
    values = alert.values
    match alert.code:
        case "all_bound":
            return _(
                "%(number)s av %(of)s assistenter har all tiden bundet til enkeltelever. "
                "Da er det ingen av dem igjen til klassen."
            ) % {"number": values["number"], "of": values["of"]}
        case "cases_crowd_out":
            share = decimal(100 * float(values["share"]), places=0, language=language)
            return _(
                "Enkeltsaker og det som haster, tar %(share)s %% av timene til %(group)s. "
                "Er det plass til det forebyggende?"
            ) % {"share": share, "group": groups[alert.group]}
        case _:
            norm = next(norm for norm in norms if norm.id == values["norm"])
            needed = decimal(float(values["needed"]), places=1, language=language)
            has = decimal(float(values["has"]), places=1, language=language)
            says = _("%(norm)s: %(says)s ville bli %(needed)s årsverk. Kartet har %(has)s.") % {
                "norm": norm.name.said(language), "says": norm.says.said(language), "needed": needed, "has": has,
            }  # fmt: skip
            if alert.question:
                return f"{says} {_('Gjelder normen i dag? Ingen har sett etter.')}"
            return says


def _span(found: Bounds, language: str, *, places: int = 1) -> str:
    """One number, from one to another, or from one and up."""
    low = decimal(found.low, places=places, language=language)
    if found.high is None:
        return _("%(low)s eller mer") % {"low": low}
    return "–".join(dict.fromkeys((low, decimal(found.high, places=places, language=language))))


def _known(found: Bounds) -> str:
    return _("kjent for %(known)s av %(of)s") % {"known": found.known, "of": found.of}


def _weekdays() -> tuple[str, ...]:
    return _("Mandag"), _("Tirsdag"), _("Onsdag"), _("Torsdag"), _("Fredag")
