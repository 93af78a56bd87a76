"""What a theory's source leaves open, counted."""

from __future__ import annotations

from dataclasses import dataclass

from laget.theory.parts import Claim, Open, Theory


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoints:
    """How much is open, by sort: arrows without a claim; claims without a smallest change worth having, and
    without a time; design dimensions; demands of the report's chapter 4."""

    arrows: int
    smallest_changes: int
    dates: int
    dimensions: int
    demands: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.arrows + self.smallest_changes + self.dates + self.dimensions + self.demands


def open_points(theory: Theory) -> OpenPoints:
    """Count what the source of ``theory`` leaves open."""
    claims = [arrow.claim for arrow in theory.arrows if isinstance(arrow.claim, Claim)]
    return OpenPoints(
        arrows=len(theory.arrows) - len(claims),
        smallest_changes=sum(isinstance(claim.smallest_change, Open) for claim in claims),
        dates=sum(isinstance(claim.due, Open) for claim in claims),
        dimensions=sum(isinstance(setting.says, Open) for setting in theory.settings),
        demands=sum(isinstance(address.says, Open) for address in theory.dilemmas),
    )


def open_count(*, theory: Theory) -> int:
    """How many things the source of a theory leaves open."""
    return open_points(theory).total
