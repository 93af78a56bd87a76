"""What is recorded, in the reader's words: each column, each row and each deed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from laget.mapping.team import HourKind, Place
from laget.team.forms.post_facts import facts_stored, hours_stored
from laget.team.forms.post_words import choice_words, fact_words
from laget.team.queries.numbers_page import hour_said
from laget.team.queries.post_said import days_said, percent_said, place_said, share_said
from laget.team.queries.recorded_page import RecordedDeed, RecordedGap, RecordedPost, TalkRow

DEEDS = {
    "begin_map": gettext_noop("begynte kartet"),
    "copy_map": gettext_noop("begynte kartet fra året før"),
    "write_whole_map": gettext_noop("skrev inn hele kartet"),
    "save_table": gettext_noop("lagret tabellen"),
    "save_grade_teams": gettext_noop("lagret trinnteamene"),
    "choose_rings": gettext_noop("plasserte roller i ringene"),
    "split_post": gettext_noop("skilte ut én stilling"),
    "mark_not_covered": gettext_noop("meldte at en stilling ikke er dekket"),
    "cover_post": gettext_noop("meldte at en stilling er dekket igjen"),
    "hold_post": gettext_noop("skrev hvem som har en stilling"),
    "leave_post": gettext_noop("skrev at en stilling ikke lenger er knyttet til noen"),
    "propose_placement": gettext_noop("foreslo en stilling for en annen skole"),
    "accept_placement": gettext_noop("tok inn en stilling fra en annen skole"),
    "end_placement": gettext_noop("tok bort en stilling som to skoler deler eller skulle dele"),
    "describe_post": gettext_noop("skrev mer om en stilling"),
    "ask_for_hours": gettext_noop("begynte å spørre etter timer"),
    "stop_asking_for_hours": gettext_noop("sluttet å spørre etter timer"),
    "tell_hours": gettext_noop("skrev timene i en stilling"),
    "save_arena": gettext_noop("lagret en møteplass"),
    "remove_arena": gettext_noop("tok bort en møteplass"),
    "take_in": gettext_noop("tok inn en liste"),
    "draw_lines": gettext_noop("skrev hvem som arbeider sammen"),
    "remove_snapshots": gettext_noop("fjernet det som var tatt vare på av tidligere delinger"),
    "record_discussion": gettext_noop("lagret en drøfting"),
    "open_map": gettext_noop("åpnet kartet"),
    "release_map": gettext_noop("delte kartet med skoleeier"),
    "withdraw_release": gettext_noop("trakk delingen tilbake"),
}
"""What was done, by the verb of its line in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Something that is stored of a post, who sees it, and when it goes."""

    what: str
    who: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostWords:
    """A post as it is stored, in words; empty is not stated."""

    role: str
    ref: str
    count: str
    fraction: str
    bound: str
    days: str
    place: str
    gaps: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreWords:
    """What is told of a post besides the table: whose, and each thing as a sentence."""

    role: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWords:
    """A talk about the map, in words."""

    says: str
    note: str


def kept_rows() -> tuple[Kept, ...]:
    """Every column that says something about a post."""
    staff, few = _("alle som arbeider ved skolen"), _("ledelsen, koordinator og tillitsvalgt")
    told = _("den som har stillingen, ledelsen, koordinator og tillitsvalgt")
    group = _("skoleeier ser tall for grupper på minst fem når kartet er delt")
    map_goes = _("når linjen tas bort")
    return (
        Kept(what=_("Rolle, antall, ring"), who=staff, until=map_goes),
        Kept(what=_("Stillingsprosent"), who=f"{staff}; {group}", until=map_goes),
        Kept(what=_("Dager og sted"), who=staff, until=map_goes),
        Kept(what=_("Bundet til enkeltelever"), who=f"{few}; {group}", until=map_goes),
        Kept(what=_("At en stilling ikke er dekket, uten årsak"), who=f"{staff}; {group}", until=map_goes),
        Kept(
            what=_("Fra og til når den ikke er dekket, og om det er vikar"),
            who=few,
            until=_("60 dager etter at den er dekket igjen"),
        ),
        Kept(
            what=_("Mer om en stilling: arbeidsgiver, utdanning, arbeidsplan og annet"),
            who=told,
            until=map_goes,
        ),
        Kept(
            what=_("Timer i uka etter hva de brukes til, hvis skolen spør om det"),
            who=f"{told}; {group}",
            until=_("når linjen tas bort, eller skolen slutter å spørre"),
        ),
        Kept(
            what=_("At en stilling også er ved en annen skole, og hvor mye og hvilke dager"),
            who=_(
                "alle som arbeider ved de to skolene; før den er tatt inn, bare de som redigerer kartet, tillitsvalgt "
                "og lederen ved den andre skolen"
            ),
            until=_("når en av skolene avslutter det, eller linjen tas bort"),
        ),
        Kept(what=_("Stillingsnummer"), who=few, until=map_goes),
        Kept(
            what=_("Hvem som har stillingen, hvis det er lagt inn"),
            who=_("den som har stillingen, og de som redigerer kartet"),
            until=_("når koblingen eller linjen tas bort"),
        ),
        Kept(
            what=_("Det som er skrevet i tabellen og ikke lagret"),
            who=_("den som skriver"),
            until=_("når det er lagret, og senest etter 30 dager"),
        ),
        Kept(
            what=_("Lister som er sendt inn og ikke tatt inn"),
            who=_("de som redigerer kartet"),
            until=_("når listen er tatt inn eller forkastet, og senest etter 14 dager"),
        ),
        Kept(
            what=_("Kartet slik det var da det ble delt, uten navn og fraværsdager"),
            who=_("ingen; skoleeier ser bare tallene for grupper"),
            until=_("når delingen er trukket tilbake, og de som drifter Laget, har fjernet det"),
        ),
        Kept(
            what=_("Hvem som gjorde hva, og når"),
            who=few,
            until=_("slettes ikke; loggen sier ikke hvilken stilling, og ikke hva som ble skrevet"),
        ),
    )


def post_rows(posts: Iterable[RecordedPost], *, language: str) -> tuple[PostWords, ...]:
    """The posts as they are stored."""
    return tuple(post_words(post, language=language) for post in posts)


def post_words(post: RecordedPost, *, language: str) -> PostWords:
    """A post as it is stored."""
    return PostWords(
        role=post.title or post.role,
        ref=post.external_ref,
        count="" if post.count is None else str(post.count),
        fraction=percent_said(post.fraction, language),
        bound=percent_said(post.bound, language),
        days=days_said(post.days),
        place=place_said(Place(post.place) if post.place else None),
        gaps="; ".join(gap_said(gap) for gap in post.gaps),
    )


def post_facts(words: PostWords) -> tuple[tuple[str, str], ...]:
    """What the table says of a post: each thing's name, and what it is."""
    unknown = _("ikke oppgitt")
    return (
        (_("Antall"), words.count or unknown),
        (_("Stilling"), words.fraction or unknown),
        (_("Bundet til enkeltelever"), words.bound or unknown),
        (_("Dager"), words.days or unknown),
        (_("Sted"), words.place or unknown),
    )


def more_rows(posts: Iterable[RecordedPost], *, language: str) -> tuple[MoreWords, ...]:
    """The posts of which more is told than stands in the table, with all of it."""
    rows = (MoreWords(role=post.title or post.role, says=tuple(_more(post, language))) for post in posts)
    return tuple(row for row in rows if row.says)


def _more(post: RecordedPost, language: str) -> Iterable[str]:
    yield from _held(post)
    yield from _elsewhere(post, language)
    yield from _facts(post)
    yield from _hours(post)


def _held(post: RecordedPost) -> Iterable[str]:
    if post.held_by_a_person:
        yield _("knyttet til den som har stillingen")


def _elsewhere(post: RecordedPost, language: str) -> Iterable[str]:
    for one in post.placements:
        waits = "" if one.accepted_at else f" ({_('venter på svar')})"
        at = _("også ved %(schools)s") % {"schools": one.school.name}
        share = share_said(one, language=language)
        yield f"{at}{': ' if share else ''}{share}{waits}"


def _facts(post: RecordedPost) -> Iterable[str]:
    told = facts_stored(post.more)
    names = {name: label for name, label, _help in fact_words()}
    yield from (f"{label}: {told[name]}" for name, label in names.items() if told[name])
    for name, label, options in choice_words():
        if told[name]:
            yield f"{label}: {dict(options)[told[name]]}"


def _hours(post: RecordedPost) -> Iterable[str]:
    for kind, (planned, real) in hours_stored(post.hours).items():
        sides = ((_("planlagt %(hours)s t/uke"), planned), (_("ble %(hours)s t/uke"), real))
        said = ", ".join(words % {"hours": hours} for words, hours in sides if hours)
        if said:
            yield f"{hour_said(HourKind(kind))}: {said}"


def talk_rows(talks: Sequence[TalkRow]) -> tuple[TalkWords, ...]:
    """The talks, with whom and when."""
    says = {
        ("tillitsvalgt", False): _("Tillitsvalgt, %(day)s."),
        ("verneombud", False): _("Verneombud, %(day)s."),
        ("tillitsvalgt", True): _("Tillitsvalgt, %(day)s, også om timer."),
        ("verneombud", True): _("Verneombud, %(day)s, også om timer."),
    }
    return tuple(
        TalkWords(
            says=says[talk.with_whom, talk.about_hours] % {"day": date_format(talk.held_on)}, note=talk.note
        )
        for talk in talks
    )


def deed_rows(deeds: Sequence[RecordedDeed]) -> tuple[str, ...]:
    """What was done, one sentence a deed."""
    return tuple(
        f"{date_format(localtime(deed.at), 'SHORT_DATETIME_FORMAT')}: "
        f"{deed.by or 'Laget'} {_(DEEDS.get(deed.verb, deed.verb))}"
        for deed in deeds
    )


def gap_said(gap: RecordedGap) -> str:
    """From when to when a post is not covered, and whether there is a substitute."""
    days = {"starts": date_format(gap.starts), "ends": date_format(gap.ends) if gap.ends else ""}
    said = _("fra %(starts)s til %(ends)s") % days if gap.ends else _("fra %(starts)s") % days
    return f"{said}, {_('vikar er på plass')}" if gap.substitute else said


def stages_said(stages: str) -> str:
    """Which grades a school has, as a phrase."""
    return dict(stage_choices())[stages]


def stage_choices() -> tuple[tuple[str, str], ...]:
    """The ways a school can be made up, as they are stored and as they are said."""
    return (
        ("", _("ikke oppgitt")),
        ("1-7", _("1.–7. trinn")),
        ("8-10", _("8.–10. trinn")),
        ("1-10", _("1.–10. trinn")),
        ("other", _("andre trinn")),
    )
