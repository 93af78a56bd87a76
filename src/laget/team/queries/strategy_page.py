"""Strategy and ideal type: what the leaders have set, and beside it what the map looks like, mark by mark (R-070 (in
part))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from laget.content import shelf
from laget.mapping.ideal_type import OWNER_SUPPORT, PPT_ELEMENT, read_ideal_type
from laget.mapping.reading import Mark, Reading
from laget.mapping.school_year import SchoolYear
from laget.mapping.strategy import read_strategy
from laget.mapping.team import IdealType, Leading, Team
from laget.people.access import verbs_at
from laget.people.models import Person
from laget.schools.models import School
from laget.team.access import READ_RECORDED
from laget.team.models import Strategy, TeamMap
from laget.team.queries.strategies import strategy_of
from laget.team.queries.team_of import team_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """A mark: what one looks for, and whether the map has it (``yes``, ``no`` or ``unknown``); ``lines`` is where the
    report says it."""

    says: str
    holds: str
    lines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """What the map looks like, or why that cannot be told, and by which marks."""

    heading: str
    says: str
    marks: tuple[MarkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRow:
    """What a leader has set; empty where nothing is set."""

    by: str
    leading: str
    ideal_type: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyPage:
    """What the school and the owner have set, and the two readings. The values of ``leading``, ``ideal_type`` and
    ``says`` are the school's own, for the form. The readings rest on what is bound and on what is told of each post:
    where a school has one assistant, a mark is about that one. So ``readings`` is only for those who read all that is
    recorded; ``recorded`` is whether the reader is one."""

    heading: str
    school: School
    year: int
    year_said: str
    leading: str
    ideal_type: str
    says: str
    recorded: bool
    set: tuple[SetRow, ...]
    readings: tuple[ReadingRow, ...]


def strategy_page(team_map: TeamMap, *, person: Person, at: datetime) -> StrategyPage:
    """The page for a reader who may see the map."""
    recorded = READ_RECORDED in verbs_at(person, team_map.school, at)
    own = strategy_of(owner=team_map.owner_id, school=team_map.school_id, year=team_map.year)
    owners = strategy_of(owner=team_map.owner_id, school=None, year=team_map.year)
    return StrategyPage(
        heading=_("Hvordan arbeider laget ved %(school)s?") % {"school": team_map.school.name},
        school=team_map.school,
        year=team_map.year,
        year_said=SchoolYear(begins=team_map.year).said,
        leading=own.leading if own else "",
        ideal_type=own.ideal_type if own else "",
        says=own.says if own else "",
        set=(set_row(_("Skolen"), own), set_row(_("Skoleeier"), owners)),
        recorded=recorded,
        readings=_readings(team_of(team_map, on=localdate(at))) if recorded else (),
    )


def leading_choices() -> tuple[tuple[str, str], ...]:
    """The strategies as they are stored, and as they are said."""
    return (
        ("", _("ikke valgt")),
        (Leading.PEDAGOGICAL, _("pedagogisk")),
        (Leading.SOCIAL_PEDAGOGICAL, _("sosialpedagogisk")),
        (Leading.OTHER, _("en annen")),
    )


def ideal_type_choices() -> tuple[tuple[str, str], ...]:
    """The ideal types as they are stored, and as they are said."""
    return (
        ("", _("ikke valgt")),
        (IdealType.TRADITIONAL, _("den tradisjonelle skolen")),
        (IdealType.EXPERT, _("ekspertskolen")),
        (IdealType.INTEGRATED, _("den integrerte skolen")),
    )


def set_row(by: str, row: Strategy | None) -> SetRow:
    """What a leader has set, in words."""
    return SetRow(
        by=by,
        leading=dict(leading_choices())[row.leading] if row and row.leading else "",
        ideal_type=dict(ideal_type_choices())[row.ideal_type] if row and row.ideal_type else "",
        says=row.says if row else "",
    )


def _readings(team: Team) -> tuple[ReadingRow, ...]:
    services = {role.id for role in shelf.roles().values() if role.service}
    return (
        _reading(_("Strategi"), read_strategy(team)),
        _reading(_("Idealtype"), read_ideal_type(team, services=services)),
    )


def _reading(heading: str, reading: Reading) -> ReadingRow:
    if reading.kind is None:
        says = _("Kan ikke si det ennå. %(why)s") % {"why": _why(reading.cannot_tell)}
    else:
        kinds = dict(leading_choices()) | dict(ideal_type_choices())
        says = _("Kartet likner mest på: %(kind)s.") % {"kind": kinds[reading.kind]}
        elements = [_elements()[element] for element in reading.elements]
        if elements:
            says = f"{says} {_('Det har også: %(elements)s.') % {'elements': ', '.join(elements)}}"
    return ReadingRow(heading=heading, says=says, marks=tuple(_mark(mark) for mark in reading.marks))


def _mark(mark: Mark) -> MarkRow:
    holds = "unknown" if mark.holds is None else "yes" if mark.holds else "no"
    return MarkRow(says=_marks()[mark.id], holds=holds, lines=mark.lines)


def _elements() -> dict[str, str]:
    return {
        IdealType.INTEGRATED: _("trekk fra den integrerte skolen"),
        IdealType.EXPERT: _("instanser rundt samme bord, som på ekspertskolen"),
        PPT_ELEMENT: _("PPT på skolen flere dager i uka"),
        OWNER_SUPPORT: _("sosialfaglig støtte sendt av skoleeier"),
    }


def _why(code: str) -> str:
    reasons = {
        "few_marks": _("For få av kjennetegnene er kjent."),
        "even": _("Kjennetegnene peker begge veier."),
        "no_posts": _("Kartet har ingen stillinger."),
        "social_at_school": _("Det er ikke kjent hvor mange sosialfaglig ansatte skolen har, eller hvor mange elever."),
    }
    return reasons[code]


def _marks() -> dict[str, str]:
    return {
        "assistants_under_sfo": _("Assistentene ledes av SFO"),
        "special_educators_primary": _("Spesialpedagogene står i primærlaget"),
        "ppt_at_school": _("PPT er på skolen minst to dager i uka"),
        "assistants_bound": _("Mer enn halve tiden til assistentene er bundet til enkeltelever"),
        "assistants_free": _("Høyst halve tiden til assistentene er bundet til enkeltelever"),
        "assistants_under_leaders": _("Assistentene ledes av skolens ledelse"),
        "class_review": _("Skolen har klassegjennomgang"),
        "social_primary": _("Sosialfaglig ansatte står i primærlaget"),
        "social_at_school": _("Minst ett sosial- eller helsefaglig årsverk per 200 elever, i primærlaget og på skolen"),
        "table_of_services": _("Minst to instanser møtes fast, ti ganger i året eller mer"),
        "owner_sends": _("Skoleeier sender en sosialfaglig ansatt"),
    }
