"""What has moved since the last round, as the report's half-year meetings sort it: achieved, continuing, undecided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from laget.clarification.answer import UNSAID, Question
from laget.clarification.moved import Moved, Shift, Standing, moved
from laget.clarify.models import Round
from laget.clarify.queries.choices import how_far_choices, who_choices
from laget.clarify.queries.result_page import agreement_said, number_said, round_read
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """A situation that was in both rounds: how far they agreed then and do now, and what surely moved."""

    number: int
    text: str
    before: str
    now: str
    shifts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRows:
    """The situations that stand alike."""

    says: str
    rows: tuple[MovedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPage:
    """Two rounds held together; ``new`` are the situations that were not in the earlier one."""

    heading: str
    school: School
    number: int
    standings: tuple[StandingRows, ...]
    new: tuple[str, ...]


def moved_page(round: Round, *, language: str) -> MovedPage:
    """The page of a closed round that repeats another."""
    assert round.repeats is not None
    now, before = round_read(round, language=language), round_read(round.repeats, language=language)
    who = who_choices(before.groups, language=language) | who_choices(now.groups, language=language)
    texts = {situation.key: situation for situation in now.situations}
    both = moved(before.reads, now.reads)
    there = {one.situation for one in both}
    rows: dict[Standing, list[MovedRow]] = {standing: [] for standing in Standing}
    for one in both:
        situation = texts[one.situation]
        rows[one.standing].append(_row(situation.number, situation.text, one, who))
    return MovedPage(
        heading=_("Hva har flyttet seg fra runde %(earlier)s til runde %(number)s?")
        % {"earlier": round.repeats.number, "number": round.number},
        school=round.school,
        number=round.number,
        standings=tuple(
            StandingRows(says=_standing_said(standing), rows=tuple(of)) for standing, of in rows.items() if of
        ),
        new=tuple(situation.text for key, situation in texts.items() if key not in there),
    )


def _row(number: int, text: str, one: Moved, who: Mapping[str, str]) -> MovedRow:
    return MovedRow(
        number=number,
        text=text,
        before=agreement_said(one.before.does.agreement),
        now=agreement_said(one.now.does.agreement),
        shifts=tuple(_shift_said(shift, who) for shift in one.shifts),
    )


def _standing_said(standing: Standing) -> str:
    match standing:
        case Standing.ACHIEVED:
            return _("Oppnådd: Vi er enige, og det er slik det bør være")
        case Standing.CONTINUING:
            return _("Fortsetter: Et flertall ser det likt, eller noe gjenstår")
        case Standing.UNDECIDED:
            return _("Ikke avgjort: Vi ser det forskjellig, eller det kan ikke sies")


def _shift_said(shift: Shift, who: Mapping[str, str]) -> str:
    about = {
        Question.DOES: _("Gjør det i dag"),
        Question.SHOULD: _("Bør gjøre det"),
        Question.HOW_FAR: _("Hvor langt inn"),
    }[shift.question]
    names = (how_far_choices() if shift.question is Question.HOW_FAR else dict(who)) | {UNSAID: _("ikke svart")}
    values = {
        "about": about,
        "choice": names.get(shift.choice, shift.choice),
        "before": number_said(shift.before, shift.before_of),
        "now": number_said(shift.now, shift.now_of),
    }
    if shift.more:
        return _("%(about)s: Flere sier %(choice)s, fra %(before)s til %(now)s.") % values
    return _("%(about)s: Færre sier %(choice)s, fra %(before)s til %(now)s.") % values
