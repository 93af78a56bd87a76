"""What one content file points at in another, and whether it is there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from laget.clarification.answer import UNSAID, Answer, HowFar, NoRole
from laget.clarification.bands import FEWEST
from laget.clarification.card_base import CardBase
from laget.clarification.overlap import Overlap
from laget.clarification.situation import Situation
from laget.content.faults import Fault
from laget.content.layout import (
    ARENA_KINDS,
    NORMS,
    ROLE_CARDS,
    ROLE_OVERLAPS,
    ROLES,
    ROUTINES,
    SITUATIONS,
    TRADE_OFFS,
    Dimension,
    Listing,
    Ours,
)
from laget.content.live_maps import LiveMap
from laget.content.nodes import At
from laget.content.portraits import Portrait
from laget.content.reader import Document
from laget.content.routines import Routine
from laget.content.trade_offs import TradeOff
from laget.content.worked_examples import Shown, WorkedExample
from laget.mapping.arena_kind import ArenaKind
from laget.mapping.norms import Norm
from laget.mapping.role import Role
from laget.theory.parts import Claim, Kind, Open, Theory
from laget.verdict.chain import MOVING
from laget.verdict.protocol import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What other files may point at; ``theories`` by ``id@version``, the rest by id. ``None`` where a file of
    the kind could not be read: what points there cannot be judged until it can."""

    theories: Mapping[str, Theory] | None
    evidence: Collection[str] | None
    dilemmas: Collection[str] | None
    objectives: Collection[str] | None
    dimensions: Mapping[str, Dimension] | None
    requirements: Collection[str] | None
    programmes: Collection[str] | None
    actors: Collection[str] | None
    roles: Mapping[str, Role] | None
    arena_kinds: Collection[str] | None
    law: Collection[str] | None
    situations: Collection[str] | None
    steps: Collection[str] | None
    portraits: Mapping[str, Portrait] | None
    schools: Collection[str] | None

    @property
    def theory_ids(self) -> Collection[str] | None:
        """The theories without their versions."""
        return None if self.theories is None else {theory.id for theory in self.theories.values()}


def in_theory(document: Document[Theory], known: Known) -> Iterator[Fault]:
    """A theory points at evidence, objectives and other theories, and says once where it stands on every
    dimension, every dilemma and every requirement."""
    theory = document.value
    for place, id in enumerate(theory.evidence):
        yield from _pointed(document, ("evidence", place), id, known.evidence)
    for place, id in enumerate(theory.objectives):
        yield from _pointed(document, ("objectives", place), id, known.objectives)
    settings = [setting.dimension for setting in theory.settings]
    yield from _each_once(document, "settings", "dimension", settings, known.dimensions)
    yield from _without_brief(document, known.dimensions or {})
    dilemmas = [address.dilemma for address in theory.dilemmas]
    yield from _each_once(document, "dilemmas", "dilemma", dilemmas, known.dilemmas)
    requirements = [answer.requirement for answer in theory.requirements]
    yield from _each_once(document, "requirements", "requirement", requirements, known.requirements)
    for place, arrow in enumerate(theory.arrows):
        for position, id in enumerate(arrow.evidence):
            yield from _pointed(document, ("arrows", place, "evidence", position), id, theory.evidence)
    for place, presupposed in enumerate(theory.presupposes):
        at = ("presupposes", place, "theory")
        yield from _pointed(document, at, presupposed.theory, known.theory_ids)
        if presupposed.theory == theory.id:
            yield document.fault(at, "presupposes_itself", "A theory cannot presuppose itself: name another.")


def _without_brief(document: Document[Theory], dimensions: Mapping[str, Dimension]) -> Iterator[Fault]:
    """On a dimension that is compared, a theory that takes a place says it in a few words too."""
    for place, setting in enumerate(document.value.settings):
        dimension = dimensions.get(setting.dimension)
        if dimension and dimension.compared and setting.brief is None and not isinstance(setting.says, Open):
            says = f"The theories are compared on '{setting.dimension}': add 'brief', the place in a few words."
            yield document.fault(("settings", place), "no_brief", says)


def in_suggestions(document: Document[Ours], theory: Theory) -> Iterator[Fault]:
    """A suggestion is about an indicator of the claim on an arrow."""
    claims = {arrow.id: arrow.claim for arrow in theory.arrows if isinstance(arrow.claim, Claim)}
    for place, suggestion in enumerate(document.value.suggestions):
        at = ("suggestions", place)
        yield from _pointed(document, (*at, "arrow"), suggestion.arrow, claims)
        if suggestion.arrow in claims:
            indicators = claims[suggestion.arrow].indicators
            yield from _pointed(document, (*at, "indicator"), suggestion.indicator, indicators)


def in_school(document: Document[Portrait], known: Known) -> Iterator[Fault]:
    """A school's programmes, and its municipality's, are among those the report names."""
    portrait = document.value
    for place, programme in enumerate(portrait.programmes):
        yield from _pointed(document, ("programmes", place, "id"), programme.id, known.programmes)
    for place, programme in enumerate(portrait.municipality.programmes):
        at = ("municipality", "programmes", place, "id")
        yield from _pointed(document, at, programme.id, known.programmes)


def in_live_map(document: Document[LiveMap], known: Known) -> Iterator[Fault]:
    """A map is of a portrait that is there: its posts each once, in roles of the same profession; its arenas, of kinds
    and roles that are there, or with a name of their own."""
    live = document.value
    if known.portraits is None:
        return
    if live.id not in known.portraits:
        yield from _pointed(document, ("id",), live.id, known.portraits)
        return
    portrait = known.portraits[live.id]
    posts = {post.id: post for post in portrait.posts}
    yield from _each_once(document, "posts", "post", [row.post for row in live.posts], posts)
    for place, row in enumerate(live.posts):
        yield from _pointed(document, ("posts", place, "role"), row.role, known.roles)
        if known.roles and row.role in known.roles and row.post in posts:
            profession = posts[row.post].profession
            if known.roles[row.role].profession is not profession:
                says = f"The role '{row.role}' is of another profession than the portrait's post, {profession}."
                yield document.fault(("posts", place, "role"), "other_profession", says)
        if row.bound_hours and portrait.number(row.bound_hours) is None:
            yield from _pointed(document, ("posts", place, "bound_hours"), row.bound_hours, ())
    arenas = {arena.id for arena in portrait.arenas}
    for place, arena in enumerate(live.arenas):
        if arena.name is None:
            yield from _pointed(document, ("arenas", place, "arena"), arena.arena, arenas)
        if arena.kind:
            yield from _pointed(document, ("arenas", place, "kind"), arena.kind, known.arena_kinds)
        for position, member in enumerate(arena.roles):
            yield from _pointed(document, ("arenas", place, "roles", position, "role"), member.role, known.roles)


def in_worked_example(document: Document[WorkedExample], known: Known) -> Iterator[Fault]:
    """A worked example is of a school, situations, roles and steps that are there; those who answer are no more than
    hold the role, answer as their number lets them, and choose among what the round offers."""
    example = document.value
    yield from _pointed(document, ("id",), example.id, known.schools)
    for field in ("arbiter", "coordinator", "assistants"):
        if getattr(example, field):
            yield from _pointed(document, (field,), getattr(example, field), known.roles)
    for place, id in enumerate(example.round.situations):
        yield from _pointed(document, ("round", "situations", place), id, known.situations)
    yield from _answers(document, known)
    for place, settlement in enumerate(example.settlements):
        at = ("settlements", place)
        yield from _pointed(document, (*at, "situation"), settlement.situation, known.situations)
        for field, roles in (("lead", filter(None, [settlement.lead])), ("support", settlement.support)):
            for role in roles:
                yield from _pointed(document, (*at, field), role, known.roles)
    for place, matter in enumerate(example.matters):
        yield from _pointed(document, ("matters", place, "situation"), matter.situation, known.situations)
    of_a_role = {
        "cards": [card.role for card in example.cards],
        "steps": [step.role for step in example.steps],
        "descriptions": [description.role for description in example.descriptions],
    }
    for field, roles_of in of_a_role.items():
        for place, role in enumerate(roles_of):
            yield from _pointed(document, (field, place, "role"), role, known.roles)
    for place, loop in enumerate(example.loops):
        yield from _pointed(document, ("loops", place, "receiver"), loop.receiver, known.roles)
        yield from _pointed(document, ("loops", place, "giver"), loop.giver, known.roles)
    for place, step in enumerate(example.steps):
        yield from _pointed(document, ("steps", place, "step"), step.step, known.steps)


def _answers(document: Document[WorkedExample], known: Known) -> Iterator[Fault]:
    """The answers of a round: as many as can be, by those who can, among what is offered."""
    round = document.value.round
    offered = {group.role for group in round.groups} | set(NoRole)
    for place, group in enumerate(round.groups):
        at = ("round", "groups", place)
        yield from _pointed(document, (*at, "role"), group.role, known.roles)
        anonymous = group.holders >= FEWEST
        number = sum(ballots.count for ballots in group.ballots) if anonymous else len(group.showers)
        stray = group.showers if anonymous else group.ballots
        if stray or number > group.holders or not (group.asked or not number):
            says = f"{group.holders} hold '{group.role}': five or more answer by ballots, fewer by showers, none twice."
            yield document.fault((*at, "holders"), "answers_of_nobody", says)
        answers: list[tuple[At, Answer | Shown]] = []
        for i, some in enumerate(group.ballots):
            answers += [((*at, "ballots", i, "answers", j), one) for j, one in enumerate(some.answers)]
        for i, shower in enumerate(group.showers):
            answers += [((*at, "showers", i, "shows", j), one) for j, one in enumerate(shower.shows)]
        for where, one in answers:
            yield from _pointed(document, (*where, "situation"), one.situation, round.situations)
            for question in ("does", "should"):
                if getattr(one, question) != UNSAID:
                    yield from _pointed(document, (*where, question), getattr(one, question), offered)
            if one.how_far != UNSAID:
                yield from _pointed(document, (*where, "how_far"), one.how_far, set(HowFar))


def in_routines(document: Document[tuple[Routine, ...]], known: Known) -> Iterator[Fault]:
    """A routine is used at schools that are there."""
    for place, routine in enumerate(document.value):
        for position, id in enumerate(routine.schools):
            yield from _pointed(document, (place, "schools", position), id, known.schools)


def in_trade_offs(document: Document[tuple[TradeOff, ...]], known: Known) -> Iterator[Fault]:
    """A side of a trade-off is tied to theories that are there."""
    for place, trade_off in enumerate(document.value):
        for position, choice in enumerate(trade_off.choices):
            for step, id in enumerate(choice.theories):
                at = (place, "choices", position, "theories", step)
                yield from _pointed(document, at, id, known.theory_ids)


def in_roles(document: Document[tuple[Role, ...]], known: Known) -> Iterator[Fault]:
    """A role is told of by an actor that is there."""
    for place, role in enumerate(document.value):
        if role.actor:
            yield from _pointed(document, (place, "actor"), role.actor, known.actors)


def in_arena_kinds(document: Document[tuple[ArenaKind, ...]], known: Known) -> Iterator[Fault]:
    """An arena is for roles that are there, at schools that are there."""
    for place, arena in enumerate(document.value):
        for position, usual in enumerate(arena.roles):
            yield from _pointed(document, (place, "roles", position, "role"), usual.role, known.roles)
        for position, id in enumerate(arena.schools):
            yield from _pointed(document, (place, "schools", position), id, known.schools)


def in_norms(document: Document[tuple[Norm, ...]], known: Known) -> Iterator[Fault]:
    """A norm is about a role that is there, or about all adults."""
    for place, norm in enumerate(document.value):
        if norm.role:
            yield from _pointed(document, (place, "role"), norm.role, known.roles)


def in_situations(document: Document[tuple[Situation, ...]], known: Known) -> Iterator[Fault]:
    """A situation belongs to dilemmas that are there, and tells of roles that are there."""
    for place, situation in enumerate(document.value):
        for position, id in enumerate(situation.dilemmas):
            yield from _pointed(document, (place, "dilemmas", position), id, known.dilemmas)
        for position, id in enumerate(situation.roles):
            yield from _pointed(document, (place, "roles", position), id, known.roles)


def in_role_cards(document: Document[tuple[CardBase, ...]], known: Known) -> Iterator[Fault]:
    """A card is of a role that is there, and rests on law that is there."""
    for place, card in enumerate(document.value):
        yield from _pointed(document, (place, "role"), card.role, known.roles)
        for position, id in enumerate(card.law):
            yield from _pointed(document, (place, "law", position), id, known.law)


def in_role_overlaps(document: Document[tuple[Overlap, ...]], known: Known) -> Iterator[Fault]:
    """The roles that meet are there."""
    for place, overlap in enumerate(document.value):
        for position, id in enumerate(overlap.roles):
            yield from _pointed(document, (place, "roles", position), id, known.roles)


FROM_LISTS: Mapping[Listing[Any], Callable[[Document[Any], Known], Iterator[Fault]]] = {
    ARENA_KINDS: in_arena_kinds,
    NORMS: in_norms,
    ROLE_CARDS: in_role_cards,
    ROLE_OVERLAPS: in_role_overlaps,
    ROLES: in_roles,
    ROUTINES: in_routines,
    SITUATIONS: in_situations,
    TRADE_OFFS: in_trade_offs,
}
"""The lists that point at something, and where to."""


def in_study(document: Document[Protocol], known: Known) -> Iterator[Fault]:
    """A protocol points at a theory and its activities, parts and arrows, at evidence, and at its data."""
    protocol = document.value
    for place, id in enumerate(protocol.speaks_to):
        yield from _pointed(document, ("speaks_to", place), id, known.evidence)
    if not (document.file.parent / protocol.data).is_file():
        says = f"There is no file '{protocol.data}' beside the protocol: put it there, or correct the name."
        yield document.fault(("data",), "no_study_data", says)
    if known.theories is None:
        return
    yield from _pointed(document, ("theory",), protocol.theory, known.theories)
    theory = known.theories.get(protocol.theory)
    if theory is not None:
        activities = {part.id for part in theory.column(Kind.ACTIVITY)}
        for place, practice in enumerate(protocol.practice):
            yield from _pointed(document, ("practice", place, "activity"), practice.activity, activities)
        for place, contrast in enumerate(protocol.contrasts):
            for position, id in enumerate(contrast.activities):
                yield from _pointed(document, ("contrasts", place, "activities", position), id, activities)
        moving = {part.id for part in theory.parts if MOVING & set(part.kinds)}
        for place, indicator in enumerate(protocol.indicators):
            if indicator.part is not None:
                yield from _pointed(document, ("indicators", place, "part"), indicator.part, moving)
        arrows = {arrow.id for arrow in theory.arrows}
        for place, id in enumerate(protocol.measured_arrows):
            yield from _pointed(document, ("measured_arrows", place), id, arrows)


def _pointed(document: Document[Any], at: At, id: str, there: Collection[str] | None) -> Iterator[Fault]:
    if there is not None and id not in there:
        says = f"'{id}' points at nothing: correct it, or add what it should point at."
        yield document.fault(at, "points_at_nothing", says)


def _each_once(
    document: Document[Any], field: str, key: str, ids: list[str], there: Collection[str] | None
) -> Iterator[Fault]:
    for place, id in enumerate(ids):
        yield from _pointed(document, (field, place, key), id, there)
        if id in ids[:place]:
            says = f"The {key} '{id}' stands under {field} already: keep one of them."
            yield document.fault((field, place, key), "listed_twice", says)
    for id in there or ():
        if id not in ids:
            says = f"{field} says nothing of the {key} '{id}': add it, as open if the source is silent."
            yield document.fault((field,), "not_listed", says)
