"""Who may what: one table of kinds of grant and verbs.

Everybody who is signed in may do the verbs in ``SIGNED_IN``. The rest takes a grant that counts at the time
of asking. Each kind is held at one sort of place, and reaches from there:

- a grant on an owner reaches the owner and all its schools;
- a grant on a school reaches the school, and the school's owner for the verbs about owners;
- a national grant reaches no school and no owner.

Directorate and researcher never read a single school: they cross owners only through named queries that
suppress or pseudonymise.
"""

from __future__ import annotations

from dataclasses import dataclass

NATION, OWNER, SCHOOL = "nation", "owner", "school"

SIGNED_IN = frozenset({"read_library", "read_studies"})

# What each further verb is about.
ABOUT = {
    "read_school": SCHOOL,
    "read_owner": OWNER,
    "read_audit_state": NATION,
    # The map of a team. What it records of each post is for those who answer for it and for the staff's
    # representative; outside the school, nobody reads more than what is released.
    "read_map": SCHOOL,
    "read_recorded": SCHOOL,
    "edit_map": SCHOOL,
    "edit_own_post": SCHOOL,
    "lead_map": SCHOOL,
    "send_staff_file": SCHOOL,
    "read_released": SCHOOL,
    "compare_schools": OWNER,
    "set_owner_strategy": OWNER,
    # Who does what. A round's result and what is being settled are the school's own; what is agreed is read by
    # everybody who works there or comes there. The owner reads only the matters that are lifted or left unanswered.
    "read_clarified": SCHOOL,
    "lead_clarifying": SCHOOL,
    "type_sheets": SCHOOL,
    "read_role_cards": SCHOOL,
    "answer_matters": OWNER,
    "edit_job_descriptions": OWNER,
}

VERBS = SIGNED_IN | set(ABOUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of grant: where it is held, what it gives beyond being signed in, and whether its holder must
    sign in with a second factor."""

    held_at: str
    may: tuple[str, ...] = ()
    second_factor: bool = False


_CLARIFIED = ("read_clarified", "read_role_cards")
_AT_WORK = ("read_school", "read_map", "read_released", "edit_own_post", *_CLARIFIED)
_FROM_OUTSIDE = ("read_released", "compare_schools", "send_staff_file", "set_owner_strategy")
_OWNS = ("answer_matters", "edit_job_descriptions")
_EDITS = ("read_recorded", "edit_map", "lead_clarifying", "type_sheets")
_COMES_HERE = ("read_school", "read_released", "edit_own_post", "read_role_cards")
_REPRESENTS = ("read_school", "read_map", "read_released", "read_recorded", "type_sheets", *_CLARIFIED)

KINDS: dict[str, Kind] = {
    "directorate":          Kind(held_at=NATION, second_factor=True),
    "researcher":           Kind(held_at=NATION, second_factor=True),
    "operations":           Kind(held_at=NATION, may=("read_audit_state",), second_factor=True),
    "owner":                Kind(held_at=OWNER, may=("read_school", "read_owner", *_FROM_OUTSIDE, *_OWNS)),
    "ppt_adviser":          Kind(held_at=OWNER, may=_COMES_HERE),
    "external_service":     Kind(held_at=OWNER),
    "principal":            Kind(held_at=SCHOOL, may=(*_AT_WORK, "read_owner", *_EDITS, "lead_map")),
    "coordinator":          Kind(held_at=SCHOOL, may=(*_AT_WORK, *_EDITS)),
    "teacher":              Kind(held_at=SCHOOL, may=_AT_WORK),
    "assistant":            Kind(held_at=SCHOOL, may=_AT_WORK),
    "social_professional":  Kind(held_at=SCHOOL, may=_AT_WORK),
    "nurse":                Kind(held_at=SCHOOL, may=_AT_WORK),
    "staff_representative": Kind(held_at=SCHOOL, may=_REPRESENTS),
    "guardian":             Kind(held_at=SCHOOL),
}


def kinds_that_may(verb: str) -> tuple[str, ...]:
    """The kinds whose grant gives ``verb``, in the order of the table. Raises ``ValueError`` for a verb that is not in
    it, which nobody would ever be allowed."""
    if verb not in VERBS:
        raise ValueError(f"{verb!r} is not in the table of people/grants.py. Add it there, or correct it.")
    return tuple(name for name, kind in KINDS.items() if verb in kind.may)


def kinds_held_at(place: str) -> tuple[str, ...]:
    """The kinds held at ``place``, in the order of the table."""
    return tuple(name for name, kind in KINDS.items() if kind.held_at == place)


KINDS_WITH_SECOND_FACTOR = tuple(name for name, kind in KINDS.items() if kind.second_factor)
