"""The first page: what is waiting for this person, and what is easily overlooked.

Each kind of grant has one paragraph of its own; the cards follow from what the person may see. Nothing is
computed here: each room is asked for its own sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from laget.clarify.access import ANSWER_MATTERS, READ_ROLE_CARDS
from laget.clarify.queries import home_cards as clarify
from laget.content import shelf
from laget.library import queries as library
from laget.people import access, audit
from laget.people.grants import kinds_that_may
from laget.people.models import Person
from laget.schools.models import School
from laget.study import queries as studies
from laget.team import queries as team
from laget.team.access import EDIT_OWN_POST, own_posts
from laget.team.queries.map_cards import MapCard, map_cards, shared_cards

# What Laget is to each kind of person, in the second person.
LEADS = {
    "directorate": gettext_noop("Du publiserer teorier og følger hva forsøkene viser. Enkeltskoler ser du ikke."),
    "researcher": gettext_noop("Du leser teorier og funn, og kan regne dem om selv. Enkeltskoler ser du ikke."),
    "owner": gettext_noop("Du ser lagene ved skolene dine, og hva forskningen sier om modellene du kan velge."),
    "principal": gettext_noop("Du ser hele laget rundt læreren ved skolen din, og hva som ikke er dekket."),
    "coordinator": gettext_noop("Du holder planen i gang. Begynn med å se hvem som er i laget."),
    "teacher": gettext_noop("Du ser hvem som er i laget rundt deg, hva de gjør, og hvor dere møtes."),
    "assistant": gettext_noop("Du ser laget du er en del av, og hva du trenger for å gjøre jobben godt."),
    "social_professional": gettext_noop("Du ser laget du er en del av, og hvem du deler oppgaver med."),
    "nurse": gettext_noop("Du ser laget ved skolen, og hvor tilstedeværelsen din synes."),
    "ppt_adviser": gettext_noop("Du ser lagene ved skolene du betjener, og hvor de møtes."),
    "guardian": gettext_noop(
        "Du ser hva skolen bygger på. Ingenting om barnet ditt ligger i Laget uten at du har sagt ja til det."
    ),
    "external_service": gettext_noop(
        "Du ser hva skolene bygger på. Henvisninger og svar kommer hit når skolene begynner å bruke dem."
    ),
    "staff_representative": gettext_noop("Du ser det samme om stillingene som skolen ser."),
    "operations": gettext_noop("Du drifter Laget. Du leser ingens data, men ser at loggen er hel."),
}

NO_GRANT = gettext_noop(
    "Du har ingen rolle i Laget akkurat nå. Teorier og studier kan alle lese; be skoleeier om en rolle for å se mer."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing to look at; ``url`` is empty where there is nothing more to open."""

    heading: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What the first page prints."""

    heading: str
    leads: tuple[str, ...]
    waiting: tuple[Card, ...]
    unnoticed: tuple[Card, ...]


def build(*, person: Person, at: datetime, language: str) -> HomePage:
    """The first page of ``person`` at ``at``."""
    schools = tuple(access.schools_visible_to(person, at).order_by("name"))
    maps = map_cards(person, at=at, language=language)
    kinds = dict.fromkeys(access.grants_counting(person, at).order_by("id").values_list("kind", flat=True))
    return HomePage(
        heading=_("Hva venter på deg i dag?"),
        leads=tuple(_(LEADS[kind]) for kind in kinds) or (_(NO_GRANT),),
        waiting=(
            *(_matters(person, at) if kinds.keys() & set(kinds_that_may(ANSWER_MATTERS)) else ()),
            *(_own_posts(person, at) if kinds.keys() & set(kinds_that_may(EDIT_OWN_POST)) else ()),
            *_maps(maps),
            *(_settling(person, at) if kinds.keys() & set(kinds_that_may(READ_ROLE_CARDS)) else ()),
            *_shared(person, at),
            *_schools(schools),
            *_log(person, at),
            *_library(),
            *_studies(language),
        ),
        unnoticed=(*_not_covered_now(maps), *_not_covered(schools, language), *_open_parts()),
    )


def _maps(maps: Iterable[MapCard]) -> tuple[Card, ...]:
    """The schools' own maps: to begin, to go on with, or to look at."""
    begin = (_begin(card) for card in maps if card.edits and not card.is_of_now)
    return (*begin, *(_map(card) for card in maps if card.year is not None))


def _begin(card: MapCard) -> Card:
    return Card(
        heading=_("Kartlegg laget ved %(school)s for %(year)s") % {"school": card.name, "year": card.now_said},
        text=_("Lim inn listen dere har, og se hele laget på én side. Det tar rundt tjue minutter."),
        url=reverse("team:maps", args=[card.code]),
    )


def _map(card: MapCard) -> Card:
    named = {"school": card.name, "year": card.year_said}
    if card.word == "begun":
        heading = _("Gå videre med kartet for %(school)s") % named
        text = _("Kartet for %(year)s er begynt. De ansatte ser det når det er drøftet og åpnet.") % named
    elif card.word == "opened":
        heading = _("Kartet over laget ved %(school)s") % named
        text = _("Hvem som er i laget i %(year)s, når de er der, og hva som ikke er dekket.") % named
    else:
        heading = _("Kartet over laget ved %(school)s") % named
        text = _("Hvem som er i laget i %(year)s. Skoleeier ser tallene skolen har delt.") % named
    return Card(heading=heading, text=text, url=reverse("team:map", args=[card.code, card.year]))


def _own_posts(person: Person, at: datetime) -> tuple[Card, ...]:
    """The reader's own posts, where a school has said that they are."""
    posts = own_posts(person, at)
    if not posts:
        return ()
    schools = ", ".join(dict.fromkeys(post.map.school.name for post in posts))
    return (
        Card(
            heading=ngettext("Stillingen din", "Stillingene dine", len(posts)),
            text=_("Skriv mer om det du gjør ved %(school)s, hvis du vil.") % {"school": schools},
            url=reverse("team:own_posts"),
        ),
    )


# So many matters have a card each; the owner's page has them all.
MOST_MATTERS = 5


def _matters(person: Person, at: datetime) -> tuple[Card, ...]:
    """What the owner is asked, the longest overdue first."""
    return tuple(card for owner in clarify.owner_matters(person, at=at) for card in _of_owner(owner))


def _of_owner(owner: clarify.OwnerMatters) -> tuple[Card, ...]:
    cards = [
        Card(
            heading=_("Svar %(school)s: %(situation)s") % {"school": row.school, "situation": row.situation},
            text=f"{row.question} {row.says}",
            url=reverse("clarify:owner_matter", args=[owner.code, row.id]),
        )
        for row in owner.waiting[:MOST_MATTERS]
    ]
    if left := len(owner.waiting) - len(cards):
        text = ngettext("Én sak til venter på svar.", "%(count)s saker til venter på svar.", left) % {"count": left}
        heading = _("Flere saker i %(owner)s") % {"owner": owner.name}
        cards.append(Card(heading=heading, text=text, url=reverse("clarify:owner_matters", args=[owner.code])))
    return tuple(cards)


def _settling(person: Person, at: datetime) -> tuple[Card, ...]:
    """Who does what: to go on with for whoever leads it, to look up for everybody."""
    cards = clarify.settling_cards(person, at=at)
    return (*(_go_on(card) for card in cards if card.leads), *(_who_helps(card) for card in cards if card.settled))


def _go_on(card: clarify.SettlingCard) -> Card:
    said = []
    if count := card.matters:
        said.append(
            ngettext("Én sak venter på at dere avgjør den.", "%(count)s saker venter på at dere avgjør dem.", count)
            % {"count": count}
        )
    if count := card.listed - card.settled:
        said.append(
            ngettext("Én situasjon er ikke bestemt.", "%(count)s situasjoner er ikke bestemt.", count)
            % {"count": count}
        )
    if count := card.due:
        said.append(
            ngettext(
                "Det er tid for å se tilbake på én situasjon.",
                "Det er tid for å se tilbake på %(count)s situasjoner.",
                count,
            )
            % {"count": count}
        )
    if not card.listed:
        said.append(_("Ta noen situasjoner alle kjenner: hvem har ansvaret, og når tar læreren over igjen?"))
    view = "clarify:matters" if card.matters else "clarify:settlements"
    return Card(
        heading=_("Hvem gjør hva ved %(school)s") % {"school": card.name},
        text=" ".join(said) or _("Alle situasjonene på listen er bestemt."),
        url=reverse(view, args=[card.code]),
    )


def _who_helps(card: clarify.SettlingCard) -> Card:
    text = ngettext("Én situasjon er bestemt.", "%(count)s situasjoner er bestemt.", card.settled)
    return Card(
        heading=_("Hvem hjelper med hva ved %(school)s") % {"school": card.name},
        text=text % {"count": card.settled},
        url=reverse("clarify:who_helps", args=[card.code]),
    )


def _shared(person: Person, at: datetime) -> tuple[Card, ...]:
    """What the schools have shared with their owner."""
    return tuple(
        Card(
            heading=_("Lagene i %(owner)s, side om side") % {"owner": card.name},
            text=_("%(shared)s av %(schools)s skoler har delt kartet sitt for i år.")
            % {"shared": card.shared, "schools": card.schools},
            url=reverse("team:side_by_side", args=[card.code]),
        )
        for card in shared_cards(person, at=at)
    )


def _schools(schools: Iterable[School]) -> tuple[Card, ...]:
    return tuple(
        Card(
            heading=_("Laget rundt læreren ved %(school)s") % {"school": school.name},
            text=_("Se hvem som står nær læreren og hvem som står lenger ute, og hvor de møtes."),
            url=reverse("team:school", args=[school.code]),
        )
        for school in schools
    )


def _not_covered_now(maps: Iterable[MapCard]) -> tuple[Card, ...]:
    return tuple(
        Card(
            heading=_("%(school)s: ikke dekket nå") % {"school": card.name},
            text=", ".join(card.not_covered),
            url=reverse("team:map", args=[card.code, card.year]),
        )
        for card in maps
        if card.not_covered
    )


def _not_covered(schools: Iterable[School], language: str) -> tuple[Card, ...]:
    return tuple(
        Card(
            heading=_("%(school)s: ikke dekket") % {"school": school.name},
            text=", ".join(posts),
            url=reverse("team:school", args=[school.code]),
        )
        for school in schools
        if (posts := team.not_covered(school=school, language=language))
    )


def _log(person: Person, at: datetime) -> tuple[Card, ...]:
    """How the audit log stands: verified now, not remembered from last time."""
    if not access.may(person, "read_audit_state", at):
        return ()
    breaks, (chains, lines) = audit.verify(), audit.counts()
    if breaks:
        text = ngettext("Loggen er brutt ett sted.", "Loggen er brutt %(count)s steder.", len(breaks))
        return (Card(heading=_("Loggen må undersøkes nå"), text=text % {"count": len(breaks)}),)
    text = _("%(lines)s linjer i %(chains)s kjeder, regnet gjennom akkurat nå.")
    return (Card(heading=_("Loggen er hel"), text=text % {"lines": lines, "chains": chains}),)


def _library() -> tuple[Card, ...]:
    look_up = Card(
        heading=_("Slå opp"),
        text=_("Finn yrker, møteplasser, det vi vet, ord og dagens lov."),
        url=reverse("library:handbook"),
    )
    count = len(shelf.theories())
    if not count:
        return (look_up,)
    models = ngettext(
        "Se modellen på ett ark: relevans, kostnad, tid til resultater og mer.",
        "Se hva som skiller de %(count)s modellene: relevans, kostnad, tid til resultater og mer.",
        count,
    )
    compare = Card(heading=_("Modellene, side om side"), text=models % {"count": count}, url=reverse("library:compare"))
    return compare, look_up


def _open_parts() -> tuple[Card, ...]:
    count = sum(library.open_count(theory=theory) for theory in shelf.theories())
    if not count:
        return ()
    text = ngettext(
        "Rapporten lar én ting stå åpen i modellene. Den som tar i bruk en modell, må ta stilling til det.",
        "Rapporten lar %(count)s ting stå åpne i modellene. Den som tar i bruk en modell, må ta stilling til dem.",
        count,
    )
    return (Card(heading=_("Åpent i modellene"), text=text % {"count": count}, url=reverse("library:theories")),)


def _studies(language: str) -> tuple[Card, ...]:
    return tuple(
        Card(heading=study.title, text=study.verdict, url=reverse("study:study", args=[study.id]))
        for study in studies.summaries(language=language)
    )
