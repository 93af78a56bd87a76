"""What of a protocol must fit together, and with its theory, before anything is computed."""

from __future__ import annotations

from laget.theory.parts import Kind, Theory
from laget.verdict.chain import MOVING
from laget.verdict.errors import VerdictError
from laget.verdict.judge import carried_out
from laget.verdict.protocol import Margin, Protocol


def check_protocol(protocol: Protocol, theory: Theory) -> None:
    """Refuse a protocol that does not hold together, or that does not fit ``theory``. Raises ``VerdictError``."""
    for what, ids in (
        ("contrast", [contrast.id for contrast in protocol.contrasts]),
        ("model", [model.id for model in protocol.models]),
        ("indicator", [indicator.id for indicator in protocol.indicators]),
    ):
        if not ids:
            raise VerdictError(
                "nothing_to_analyse", f"The protocol has no {what}; give it one or more.", what=what
            )
        _check_each_once(what, ids)
    _check_each_once("guard", [guard.id for guard in protocol.guards])
    _check_each_once("practice", [practice.activity for practice in protocol.practice])
    _check_primaries(protocol)
    for indicator in protocol.indicators:
        _check_margin(indicator.margin, least=None)
    for guard in protocol.guards:
        _check_margin(guard.margin, least=0.0)
    for share in (None, *(practice.delivered for practice in protocol.practice)):
        carried_out(share, protocol.delivery_threshold)
    _check_theory(protocol, theory)
    _check_arrows(protocol, theory)


def _check_each_once(what: str, ids: list[str]) -> None:
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise VerdictError(
            "id_twice", f"The protocol has two of the {what} {twice[0]!r}; rename one.", what=what, id=twice[0]
        )


def _check_primaries(protocol: Protocol) -> None:
    """One primary indicator for the study, its first, and one for each part that it measures."""
    headline = protocol.headline
    if headline.further or headline.column is None:
        raise VerdictError(
            "no_headline",
            f"The first indicator answers the study's question, and {headline.id!r} is a "
            "further one or was not measured; put a primary one with a column first.",
            indicator=headline.id,
        )
    primaries: dict[str | None, str] = {None: headline.id}
    for indicator in protocol.indicators:
        if indicator.further or (indicator is headline and indicator.part is None):
            continue
        if indicator.part in primaries:
            raise VerdictError(
                "two_primaries",
                f"{indicator.id!r} is primary beside {primaries[indicator.part]!r}, and one has to decide; write "
                "'further: true' in the other, which reads it with the family.",
                indicator=indicator.id,
                other=primaries[indicator.part],
            )
        primaries[indicator.part] = indicator.id


def _check_margin(margin: Margin, *, least: float | None) -> None:
    """A change worth having is over zero; a guard may put up with none at all."""
    above = margin.value > 0 if least is None else margin.value >= least
    if not (above and 0 <= margin.turn_low <= margin.value <= margin.turn_high):
        raise VerdictError(
            "bad_margin",
            f"The margin {margin.value:g} with the range {margin.turn_low:g} to {margin.turn_high:g} cannot be "
            "used: it has to be over zero, and inside the range.",
            value=margin.value,
            low=margin.turn_low,
            high=margin.turn_high,
        )


def _check_theory(protocol: Protocol, theory: Theory) -> None:
    activities = {part.id for part in theory.column(Kind.ACTIVITY)}
    moving = {part.id for part in theory.parts if MOVING & set(part.kinds)}
    named = [practice.activity for practice in protocol.practice]
    named += [id for contrast in protocol.contrasts for id in contrast.activities]
    missing = [id for id in named if id not in activities]
    missing += [one.part for one in protocol.indicators if one.part is not None and one.part not in moving]
    missing += [id for id in protocol.measured_arrows if id not in {arrow.id for arrow in theory.arrows}]
    if missing:
        raise VerdictError(
            "not_in_theory",
            f"The protocol names {missing[0]!r}, which is not what it should be in {protocol.theory}: an activity that "
            "was carried out, a mechanism or goal that has an indicator, or an arrow that was measured; correct it.",
            id=missing[0],
            theory=protocol.theory,
        )


def _check_arrows(protocol: Protocol, theory: Theory) -> None:
    activities = {part.id for part in theory.column(Kind.ACTIVITY)}
    tried = set(protocol.contrasts[0].activities)
    for id in protocol.measured_arrows:
        arrow = theory.arrow(id)
        if arrow.start in activities and arrow.start not in tried:
            raise VerdictError(
                "arrow_not_randomised",
                f"The arrow {id!r} starts at {arrow.start!r}, which the first contrast does not have among its "
                "activities, so the trial's effect is not its reading; leave it out of measured_arrows.",
                arrow=id,
                start=arrow.start,
            )
        for end in (arrow.end,) if arrow.start in activities else (arrow.start, arrow.end):
            if protocol.primary_of(end) is None:
                raise VerdictError(
                    "arrow_without_indicator",
                    f"The arrow {id!r} is listed as measured, and {end!r} has no primary indicator in the protocol; "
                    "add one, or leave the arrow out of measured_arrows.",
                    arrow=id,
                    part=end,
                )
