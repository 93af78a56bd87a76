"""What must hold for a theory to be drawn, tested and judged (AFI r2015:6, §5.3, L1975-2011)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from laget.theory.graph import pieces, reachable_from
from laget.theory.parts import Claim, Kind, Part, Theory

COLUMNS = tuple(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not hold. ``at`` is the way to the place from the theory: fields and positions."""

    code: str
    values: Mapping[str, object]
    says: str
    at: tuple[str | int, ...]


def check(theory: Theory) -> tuple[Finding, ...]:
    """Everything that does not hold; empty for a sound theory."""
    return (
        *_repeated_ids(theory),
        *_parts_without_kind(theory),
        *_ends(theory),
        *_backwards(theory),
        *_loose_parts(theory),
        *_goals_out_of_reach(theory),
        *_claims(theory),
        *_unused_indicators(theory),
    )


def _repeated_ids(theory: Theory) -> Iterator[Finding]:
    """Parts and arrows share their names, since an adaptation points at either; so do all statements."""
    statements = (
        "problem", "promotes", "hinders", "barriers", "assumptions", "prerequisites",
        "national_contribution", "assessments", "inconsistencies",
    )  # fmt: skip
    for fields in (("parts", "arrows"), ("indicators",), statements):
        named = [
            (item.id, (field, place)) for field in fields for place, item in enumerate(getattr(theory, field))
        ]
        times = Counter(id for id, _ in named)
        last = dict(named)
        for id in (id for id, count in times.items() if count > 1):
            yield Finding(
                code="id_repeated",
                values={"id": id, "times": times[id]},
                says=f"The id '{id}' is used {times[id]} times: give each its own.",
                at=(*last[id], "id"),
            )


def _parts_without_kind(theory: Theory) -> Iterator[Finding]:
    for place, part in enumerate(theory.parts):
        if not part.kinds:
            yield Finding(
                code="part_without_kind",
                values={"part": part.id},
                says=f"The part '{part.id}' has no kind, so it stands in no column: give it one.",
                at=("parts", place, "kinds"),
            )


def _ends(theory: Theory) -> Iterator[Finding]:
    ids = {part.id for part in theory.parts}
    for place, arrow in enumerate(theory.arrows):
        for end, id in (("start", arrow.start), ("end", arrow.end)):
            if id not in ids:
                yield Finding(
                    code="arrow_end_missing",
                    values={"arrow": arrow.id, "end": end, "part": id},
                    says=f"The {end} of the arrow '{arrow.id}' is '{id}', which is no part: correct it.",
                    at=("arrows", place, end),
                )


def _backwards(theory: Theory) -> Iterator[Finding]:
    """A part of two kinds stands in two columns, and an arrow may use either of them."""
    parts = {part.id: part for part in theory.parts}
    for place, arrow in enumerate(theory.arrows):
        start, end = parts.get(arrow.start), parts.get(arrow.end)
        if start and end and min(_columns(start), default=-1) >= max(_columns(end), default=len(COLUMNS)):
            yield Finding(
                code="arrow_not_left_to_right",
                values={"arrow": arrow.id, "start": start.id, "end": end.id},
                says=f"The arrow '{arrow.id}' does not run from left to right, but from {_kinds(start)} to "
                f"{_kinds(end)}: turn it, or move one of the parts to another column.",
                at=("arrows", place),
            )


def _columns(part: Part) -> list[int]:
    return [COLUMNS.index(kind) for kind in part.kinds]


def _kinds(part: Part) -> str:
    return " and ".join(part.kinds)


def _loose_parts(theory: Theory) -> Iterator[Finding]:
    loose = {id for piece in pieces(theory)[1:] for id in piece}
    for place, part in enumerate(theory.parts):
        if part.id in loose:
            yield Finding(
                code="part_loose",
                values={"part": part.id},
                says=f"No arrow ties the part '{part.id}' to the rest of the theory: draw one, or drop it.",
                at=("parts", place),
            )


def _goals_out_of_reach(theory: Theory) -> Iterator[Finding]:
    begun = [part.id for part in (*theory.column(Kind.TARGET_GROUP), *theory.column(Kind.ACTIVITY))]
    reached = reachable_from(theory, begun)
    for place, part in enumerate(theory.parts):
        if Kind.FINAL_GOAL in part.kinds and part.id not in reached:
            yield Finding(
                code="goal_out_of_reach",
                values={"part": part.id},
                says=f"No way along the arrows leads from a target group or an activity to the final goal "
                f"'{part.id}': draw the arrows that are missing.",
                at=("parts", place),
            )


def _claims(theory: Theory) -> Iterator[Finding]:
    known = {indicator.id for indicator in theory.indicators}
    for place, arrow in enumerate(theory.arrows):
        if not isinstance(arrow.claim, Claim):
            continue
        at = ("arrows", place, "claim")
        if not arrow.claim.indicators:
            yield Finding(
                code="claim_without_indicator",
                values={"arrow": arrow.id},
                says=f"The claim on the arrow '{arrow.id}' names no indicator, so nothing can show whether "
                "it holds: name one, or leave the claim open.",
                at=(*at, "indicators"),
            )
        for position, indicator in enumerate(arrow.claim.indicators):
            if indicator not in known:
                yield Finding(
                    code="indicator_unknown",
                    values={"arrow": arrow.id, "indicator": indicator},
                    says=f"The claim on the arrow '{arrow.id}' names the indicator '{indicator}', which the "
                    "theory does not have: correct it, or add the indicator.",
                    at=(*at, "indicators", position),
                )
        if not (arrow.claim.source.work.strip() and arrow.claim.source.section.strip()):
            yield Finding(
                code="claim_without_source",
                values={"arrow": arrow.id},
                says=f"The claim on the arrow '{arrow.id}' does not say where it comes from: give the work "
                "and the section.",
                at=(*at, "source"),
            )


def _unused_indicators(theory: Theory) -> Iterator[Finding]:
    used = set(_indicators_used(theory))
    for place, indicator in enumerate(theory.indicators):
        if indicator.id not in used:
            yield Finding(
                code="indicator_unused",
                values={"indicator": indicator.id},
                says=f"No claim uses the indicator '{indicator.id}': tie it to an arrow, or leave it out.",
                at=("indicators", place),
            )


def _indicators_used(theory: Theory) -> Iterable[str]:
    for arrow in theory.arrows:
        if isinstance(arrow.claim, Claim):
            yield from arrow.claim.indicators
