"""The slips of paper with a link each, as a picture a phone reads and as letters one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from laget.clarify.queries.round_page import Slip


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSlip:
    """A slip with its address as it is typed, and as a picture: the path of an SVG that is ``side`` wide and high."""

    slip: Slip
    typed: str
    side: int
    path: str


def slip_sheet(slips: Sequence[Slip], *, base: str) -> tuple[PrintedSlip, ...]:
    """The slips as they are printed; ``base`` is the site's own address, with a slash at its end."""
    return tuple(_printed(slip, base.rstrip("/")) for slip in slips)


def _printed(slip: Slip, base: str) -> PrintedSlip:
    address = base + reverse("clarify:answer", args=[slip.path])
    # With the quiet zone of four that readers need.
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(address)
    rows = code.get_matrix()
    return PrintedSlip(
        slip=slip,
        typed=(base + reverse("clarify:answer", args=[slip.typed])).split("://", 1)[1],
        side=len(rows),
        path="".join(_bars(rows)),
    )


def _bars(rows: Sequence[Sequence[bool]]) -> Iterator[str]:
    """A bar for each run of dark squares."""
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(tuple(run))
            if dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
