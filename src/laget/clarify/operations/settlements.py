"""Settle who does what in a situation: each time it is said anew, a row is added, and the newest counts."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from laget.clarification.answer import HowFar
from laget.clarification.settlement import Place, Purpose
from laget.clarification.situation import said_alike
from laget.clarify.models import Round, Settlement
from laget.clarify.models.round import LONGEST_SITUATION
from laget.clarify.queries.library_words import library_words
from laget.clarify.queries.settled import newest, newest_asked, newest_of
from laget.content import shelf
from laget.people import audit
from laget.people.models import Person
from laget.refusal import Refusal
from laget.schools.models import School
from laget.team.operations.text import refuse_national_id
from laget.team.roles import refuse_unknown_role

MOST_ON_THE_LIST = 60
LONGEST = {"when": 300, "hand_back": 300, "decided_by": 100}
MOST_SUPPORT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementFacts:
    """What is said of a situation, as in ``models.Settlement``; empty and ``None`` are not said."""

    lead: str = ""
    support: tuple[str, ...] = ()
    when: str = ""
    how_far: str = ""
    place: str = ""
    purpose: str = ""
    hand_back: str = ""
    decided_by: str = ""
    review_on: date | None = None


def own_key(text: str) -> str:
    """The key of a situation in the school's own words: the same words are the same situation."""
    return f"own-{hashlib.sha256(said_alike(text).encode()).hexdigest()[:16]}"


@transaction.atomic
def add_situations(
    *,
    school: School,
    keys: Iterable[str] = (),
    text: str = "",
    person: Person | None,
    at: datetime,
) -> tuple[Settlement, ...]:
    """Put situations of the library or of the newest closed round (``keys``) and one in the school's own words
    (``text``) on the list of what is to be settled. Words that the list, the round or the library has already are the
    situation they are there. Those that are on the list stay as they are; each new one has its line in the log.

    Raises ``Refusal``: ``unknown_situation`` (situation), ``bad_own_situation`` (most), ``national_id_in_text``,
    ``situation_list_full`` (most).
    """
    _lock(school)
    there = {row.key: row for row in newest(school)}
    _round, asked = newest_asked(school)
    wanted = {_known(key, asked): asked.get(key, "") for key in keys}
    if text.strip():
        _refuse_own(text)
        own_words = {row.key: row.text for row in there.values() if row.text} | {
            key: said for key, said in asked.items() if said
        }
        key = _key_of(text, own_words)
        wanted[key] = own_words.get(key, "" if key in shelf.situations() else text.strip())
    new = {key: own for key, own in wanted.items() if key not in there or there[key].taken_away}
    if sum(not row.taken_away for row in there.values()) + len(new) > MOST_ON_THE_LIST:
        raise Refusal(
            "situation_list_full",
            f"The school has {MOST_ON_THE_LIST} situations, which is the most. Take one away first.",
            most=MOST_ON_THE_LIST,
        )
    return tuple(
        _add(school, key, own, there.get(key), SettlementFacts(), person=person, at=at, verb="add_situation")
        for key, own in new.items()
    )


@transaction.atomic
def settle(
    *,
    school: School,
    key: str,
    text: str = "",
    number: int,
    facts: SettlementFacts,
    round: Round | None = None,
    person: Person | None,
    at: datetime,
    origin: str = "school",
) -> Settlement:
    """Say what is settled of a situation. ``number`` is the settlement that was read before (0 for none), so that
    nobody writes over what another has said since; ``text`` is the school's own words for a situation it has not had
    before. The same said again changes nothing and leaves no line.

    Raises ``Refusal``: ``settled_meanwhile``, ``unknown_situation`` (situation), ``unknown_role`` (role),
    ``bad_settlement`` (field), ``bad_own_situation`` (most), ``national_id_in_text``.
    """
    _lock(school)
    facts = replace(facts, support=tuple(dict.fromkeys(role for role in facts.support if role != facts.lead)))
    _refuse(facts)
    now = newest_of(school, key)
    if (now.number if now else 0) != number:
        raise Refusal(
            "settled_meanwhile",
            "Somebody has settled this situation since the page was fetched, so nothing was saved. Look at what the "
            "other has written, and save again.",
        )
    if now is None and text:
        _refuse_own(text)
    elif now is None:
        _known(key, {})
    if now is not None and not now.taken_away and _facts(now) == facts:
        return now
    own = now.text if now else text.strip()
    return _add(school, key, own, now, facts, person=person, at=at, verb="settle", round=round, origin=origin)


@transaction.atomic
def take_away(*, school: School, key: str, person: Person | None, at: datetime) -> None:
    """Take the situation off the school's list; what was said of it stays as history. One that is not there changes
    nothing."""
    _lock(school)
    now = newest_of(school, key)
    if now is not None and not now.taken_away:
        _add(school, key, now.text, now, _facts(now), person=person, at=at, verb="take_away_situation", taken_away=True)


def _add(
    school: School,
    key: str,
    text: str,
    before: Settlement | None,
    facts: SettlementFacts,
    *,
    person: Person | None,
    at: datetime,
    verb: str,
    round: Round | None = None,
    origin: str = "school",
    taken_away: bool = False,
) -> Settlement:
    row = Settlement.objects.create(
        owner_id=school.owner_id,
        school=school,
        key=key,
        text=text,
        number=before.number + 1 if before else 1,
        round=round or (before.round if before else None),
        lead=facts.lead,
        support=list(facts.support),
        when=facts.when.strip(),
        how_far=facts.how_far,
        place=facts.place,
        purpose=facts.purpose,
        hand_back=facts.hand_back.strip(),
        decided_by=facts.decided_by.strip(),
        review_on=facts.review_on,
        taken_away=taken_away,
        origin=origin,
        settled_by=person,
        settled_at=at,
    )
    audit.write(at=at, person=person, verb=verb, thing=row, owner=school.owner)
    return row


def _facts(row: Settlement) -> SettlementFacts:
    return SettlementFacts(
        lead=row.lead,
        support=tuple(row.support),
        when=row.when,
        how_far=row.how_far,
        place=row.place,
        purpose=row.purpose,
        hand_back=row.hand_back,
        decided_by=row.decided_by,
        review_on=row.review_on,
    )


def _lock(school: School) -> None:
    """Nobody else settles anything at the school before this transaction ends."""
    School.objects.with_scope(owner=school.owner_id).select_for_update().get(pk=school.pk)


def _known(key: str, asked: Container[str]) -> str:
    if key not in asked and key not in shelf.situations():
        raise Refusal(
            "unknown_situation",
            f"There is no situation {key!r} in the library or in the newest round. Choose one of those.",
            situation=key,
        )
    return key


def _key_of(text: str, own_words: Mapping[str, str]) -> str:
    """The key of the situation that is said so already, in the school's own words or the library's, or a new one."""
    alike = {**library_words()} | {said_alike(said): key for key, said in own_words.items()}
    return alike.get(said_alike(text)) or own_key(text)


def _refuse_own(text: str) -> None:
    if not 1 <= len(text.strip()) <= LONGEST_SITUATION:
        raise Refusal(
            "bad_own_situation",
            f"A situation in one's own words is a sentence of at most {LONGEST_SITUATION} characters. Shorten it.",
            most=LONGEST_SITUATION,
        )
    refuse_national_id(text)


def _refuse(facts: SettlementFacts) -> None:
    for role in (facts.lead, *facts.support):
        if role:
            refuse_unknown_role(role)
    faulty = {
        "support": len(facts.support) > MOST_SUPPORT,
        "how_far": facts.how_far not in ("", *HowFar),
        "place": facts.place not in ("", *Place),
        "purpose": facts.purpose not in ("", *Purpose),
        **{field: len(getattr(facts, field).strip()) > most for field, most in LONGEST.items()},
    }
    for field, is_faulty in faulty.items():
        if is_faulty:
            raise Refusal(
                "bad_settlement",
                f"{field} cannot be {getattr(facts, field)!r}. Correct it, or leave it open.",
                field=field,
            )
    for text in (facts.when, facts.hand_back, facts.decided_by):
        refuse_national_id(text)
