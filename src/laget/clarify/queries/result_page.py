"""The result of a round in words: what is agreed, what nobody does, who collides, and what is not shown and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from laget.clarification.answer import UNSAID
from laget.clarification.bands import Band
from laget.clarification.publication import Publication, read_publication
from laget.clarification.reading import Agreement, Answered, Read, Said, SelfView, everybody, read_round
from laget.clarify.models import Group, Round, Statement
from laget.clarify.queries.choices import (
    SituationText,
    groups_of,
    how_far_choices,
    role_name,
    situations_of,
    who_choices,
)
from laget.clarify.queries.round_links import seat_name
from laget.clarify.queries.settled import settled_leads
from laget.content import shelf
from laget.schools.models import School


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRow:
    """A choice that somebody surely made, and from how many (``low``) to how many (``high``) of all (``of``)."""

    name: str
    number: str
    low: int
    high: int
    of: int

    @property
    def open(self) -> int:
        """How many may have made it or not."""
        return self.high - self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRow:
    """All the answers to a question. ``rest`` says what may be said of every other choice; ``short`` is the whole in a
    line for the meeting sheet."""

    says: str
    choices: tuple[ChoiceRow, ...]
    rest: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """What the holder of a role chose to show of a situation."""

    name: str
    does: str
    should: str
    how_far: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One situation. ``agreement`` is the word of ``Agreement``, ``agreement_said`` the same for the reader; ``marks``
    are the gaps and collisions in words, ``selves`` what roles say of themselves against what others say, and
    ``apart`` those of them where the two surely are not the same."""

    situation: SituationText
    agreement: str
    agreement_said: str
    questions: tuple[AnsweredRow, ...]
    marks: tuple[str, ...]
    selves: tuple[str, ...]
    apart: tuple[str, ...]
    said: tuple[SaidRow, ...]
    settled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPage:
    """The result of a closed round. ``answered`` says how many answered and how, ``hidden`` what is not shown and
    why. ``worked_example`` marks one that was never held."""

    heading: str
    school: School
    number: int
    closed_on: str
    repeats: int | None
    total: int
    answered: tuple[str, ...]
    rows: tuple[ResultRow, ...]
    hidden: tuple[str, ...]
    worked_example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRead:
    """A closed round as it is read: once, for every page about it."""

    publication: Publication
    said: tuple[Said, ...]
    reads: tuple[Read, ...]
    groups: tuple[Group, ...]
    situations: tuple[SituationText, ...]


def round_read(round: Round, *, language: str) -> RoundRead:
    """What the round says, from what is published and what is shown openly now."""
    groups = groups_of(round)
    situations = situations_of(round, language=language)
    publication = read_publication(round.publication)
    said = _said(round)
    leads = settled_leads(round.school, [situation.key for situation in situations], on=round.closed_on)
    return RoundRead(
        publication=publication,
        said=said,
        reads=read_round(publication, said, settled=leads),
        groups=groups,
        situations=situations,
    )


def result_page(round: Round, *, language: str) -> ResultPage:
    """The page of a closed round."""
    found = round_read(round, language=language)
    names = {group.role: role_name(group, language=language) for group in found.groups}
    seats = {group.role: group.holders for group in found.groups}
    who = who_choices(found.groups, language=language)
    return ResultPage(
        heading=_("Hvem gjør hva? Runde %(number)s ved %(school)s")
        % {"number": round.number, "school": round.school.name},
        school=round.school,
        number=round.number,
        closed_on=date_format(round.closed_on, "DATE_FORMAT") if round.closed_on else "",
        repeats=round.repeats.number if round.repeats else None,
        total=everybody(found.publication, found.said),
        answered=_answered_said(found, names, seats),
        rows=tuple(
            _row(situation, read, who=who, names=names, seats=seats)
            for situation, read in zip(found.situations, found.reads, strict=True)
        ),
        hidden=_hidden_said(found, names),
        worked_example=round.origin == "worked_example",
    )


def _said(round: Round) -> tuple[Said, ...]:
    rows = (
        Statement.objects.with_scope(owner=round.owner_id)
        .filter(seat__group__round=round)
        .select_related("seat__group", "situation")
        .order_by("seat__group__place", "seat__number", "situation__place")
    )
    return tuple(
        Said(
            role=row.seat.group.role,
            number=row.seat.number,
            situation=row.situation.key,
            does=row.does,
            should=row.should,
            how_far=row.how_far,
            words=row.words,
        )
        for row in rows
    )


def listed(names: Sequence[str]) -> str:
    """The names as they are listed in a sentence: "lærer, assistent og rektor"."""
    return _(" og ").join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def number_said(number: Band, of: int) -> str:
    """How many of how many, as far as it is shown: "4 av 12", "7–10 av 12"."""
    return _("%(number)s av %(of)s") % {"number": _ends(number), "of": of}


def _ends(number: Band) -> str:
    return str(number.low) if number.low == number.high else f"{number.low}–{number.high}"


def agreement_said(agreement: Agreement) -> str:
    """The agreement in a word or two, for a mark that is read and not only seen."""
    match agreement:
        case Agreement.AGREED:
            return _("Enige")
        case Agreement.MAJORITY:
            return _("Et flertall")
        case Agreement.SPLIT:
            return _("Uenige")
        case Agreement.CANNOT_TELL:
            return _("Kan ikke si")
        case Agreement.NOTHING_SAID:
            return _("Ingen svar å vise")


def _row(
    situation: SituationText, read: Read, *, who: Mapping[str, str], names: Mapping[str, str], seats: Mapping[str, int]
) -> ResultRow:
    far = how_far_choices()
    return ResultRow(
        situation=situation,
        agreement=read.does.agreement,
        agreement_said=agreement_said(read.does.agreement),
        questions=(
            _answered(_("Gjør det i dag"), read.does, who),
            _answered(_("Bør gjøre det"), read.should, who),
            _answered(_("Hvor langt inn"), read.how_far, far),
        ),
        marks=_marks(read, who),
        selves=tuple(self_said(view, names) for view in read.selves),
        apart=tuple(_apart_said(view, names) for view in read.selves if view.differs),
        said=tuple(
            SaidRow(
                name=seat_name(names[one.role], one.number, seats[one.role]),
                does=who.get(one.does, ""),
                should=who.get(one.should, ""),
                how_far=far.get(one.how_far, ""),
                words=one.words,
            )
            for one in read.said
        ),
        settled=_called(read.settled, names) if read.settled else _("Ikke bestemt ennå"),
    )


def _answered(says: str, answered: Answered, names: Mapping[str, str]) -> AnsweredRow:
    sure = [choice for choice in answered.choices if choice.number.low]
    rest = [choice for choice in answered.choices if not choice.number.low]
    most = max((choice.number.high for choice in rest), default=0)
    named = names | {UNSAID: _("svarte ikke på dette")}
    rows = tuple(
        ChoiceRow(
            name=named.get(choice.id, choice.id),
            number=number_said(choice.number, answered.of),
            low=choice.number.low,
            high=choice.number.high,
            of=answered.of,
        )
        for choice in sure
    )
    return AnsweredRow(
        says=says,
        choices=rows,
        rest=_("Hvert av de andre svarene: høyst %(most)s.") % {"most": most} if most else "",
        short=_short(answered, named),
    )


def _short(answered: Answered, names: Mapping[str, str]) -> str:
    """The three surest answers in a line, and that many said nothing where that is all that is sure."""
    sure = [choice for choice in answered.choices if choice.number.low]
    said = [choice for choice in sure if choice.id != UNSAID] or sure
    return "; ".join(f"{names.get(choice.id, choice.id)} {_ends(choice.number)}" for choice in said[:3]) or (
        _("Ingen svar er sikre") if answered.choices else _("Ingen svar å vise")
    )


def _called(role: str, names: Mapping[str, str]) -> str:
    """What a role is called, also one that could not be named in the round."""
    return names.get(role) or shelf.roles()[role].name.said(get_language() or "nb")


def _marks(read: Read, who: Mapping[str, str]) -> tuple[str, ...]:
    marks = []
    if read.gap:
        marks.append(_("Hull: Mange sier at ingen gjør det, eller at de ikke vet hvem."))
    if read.collision:
        marks.append(
            _("Kollisjon: %(roles)s sier hver for seg at det er de som gjør det.")
            % {"roles": listed([who[role] for role in read.collision])}
        )
    if read.does_not_match_should:
        marks.append(
            _("Bør endres: %(does)s gjør det, men flest mener %(should)s bør gjøre det.")
            % {"does": who[read.does.leading], "should": who[read.should.leading]}
        )
    if read.off_settled:
        marks.append(
            _("Bestemt er én ting, gjort en annen: %(settled)s har ansvaret, men flest sier at %(does)s gjør det.")
            % {"settled": _called(read.settled, who), "does": who[read.does.leading]}
        )
    return tuple(marks)


def self_said(view: SelfView, names: Mapping[str, str]) -> str:
    """What a role says of itself, against what the others say of it."""
    says = _("%(role)s om seg selv: %(own)s. Andre om %(role)s: %(others)s.") % {
        "role": names[view.role],
        "own": number_said(view.own, view.own_of),
        "others": number_said(view.others, view.others_of) if view.others_of else _("ingen andre har svart"),
    }
    return f"{says} {_('Her ser de det ulikt.')}" if view.differs else says


def _apart_said(view: SelfView, names: Mapping[str, str]) -> str:
    return _("%(role)s %(own)s mot %(others)s") % {
        "role": names[view.role],
        "own": number_said(view.own, view.own_of),
        "others": number_said(view.others, view.others_of),
    }


def _answered_said(found: RoundRead, names: Mapping[str, str], seats: Mapping[str, int]) -> tuple[str, ...]:
    total = everybody(found.publication, found.said)
    said = [
        ngettext("Resultatet bygger på ett svar.", "Resultatet bygger på %(count)s svar.", total) % {"count": total}
    ]
    for cell in found.publication.cells:
        said.append(
            _("%(roles)s: %(answers)s svar, anonymt.")
            % {"roles": listed([names[role] for role in cell.roles]), "answers": cell.answers}
        )
    shown = dict.fromkeys((one.role, one.number) for one in found.said)
    if shown:
        people = ", ".join(seat_name(names[role], number, seats[role]) for role, number in shown)
        said.append(_("Har delt svaret sitt åpent: %(people)s.") % {"people": people})
    return tuple(said)


def _hidden_said(found: RoundRead, names: Mapping[str, str]) -> tuple[str, ...]:
    """What is not shown, and why; nothing here tells who did not answer or declined."""
    said = []
    if found.publication.cells:
        said.append(
            _(
                "Anonyme svar vises som fra–til, for eksempel 3–6 av 6. Da kan ingen regne ut hva en bestemt kollega "
                "svarte, heller ikke når alle har svart det samme, så lenge hver har svart én gang."
            )
        )
    for cell in found.publication.cells:
        if len(cell.roles) > 1:
            said.append(
                _("%(roles)s vises samlet, fordi færre enn fem svarte i minst én av gruppene.")
                % {"roles": listed([names[role] for role in cell.roles])}
            )
    if found.publication.hidden:
        said.append(
            _("Svarene fra %(roles)s vises ikke, fordi de er færre enn fem til sammen.")
            % {"roles": listed([names[role] for role in found.publication.hidden])}
        )
    few = [names[group.role] for group in found.groups if group.asked and not group.anonymous]
    if few:
        said.append(
            _(
                "Roller med færre enn fem kan ikke svare anonymt: %(roles)s. Her vises bare det de selv har valgt å "
                "dele. Hvem som ikke ville dele og hvem som ikke svarte, ser likt ut."
            )
            % {"roles": ", ".join(few)}
        )
    return tuple(said)

