"""How much room a text takes in a picture, and where its lines break.

SVG does not wrap, and the thinking rooms have no font to ask. The widths are Inter's at weight 400, measured
and rounded up to a twentieth of an em; a heavier weight is wider by ``BOLD``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BOLD = 1.08
# How much wider another font may be, where a picture leaves Laget for a machine that has no Inter.
OTHER_FONT = 1.12
_OTHER = 0.6
_EMS = {
    0.25: "ijlI",
    0.3: " \u00a0.,:;!",
    0.35: "ft()/",
    0.4: "1r",
    0.45: "-",
    0.5: "–?",
    0.55: "7acksvxyzåJL",
    0.65: "4BKPRSTZ0",
    0.7: "ADVXYÅ",
    0.75: "CGHNOQUØ",
    0.8: "w",
    0.9: "mæM",
    1.0: "WÆ%",
}
_WIDTHS = {letter: ems for ems, letters in _EMS.items() for letter in letters}


def text_width(text: str, *, size: float) -> float:
    """The width of ``text`` in the unit of ``size``, the font size."""
    return size * sum(_WIDTHS.get(letter, _OTHER) for letter in text)


def wrap(text: str, *, width: float, size: float) -> tuple[str, ...]:
    """``text`` in lines no wider than ``width``. A word that is wider than a line is divided with a hyphen; a no-break
    space divides no words.

    >>> wrap("trinnmøter og foreldremøter", width=100, size=14)
    ('trinnmøter og', 'foreldremøter')
    """
    lines: list[str] = []
    for word in re.findall(r"[^ \t\n]+", text):
        for piece in _pieces(word, width=width, size=size):
            if lines and text_width(f"{lines[-1]} {piece}", size=size) <= width:
                lines[-1] = f"{lines[-1]} {piece}"
            else:
                lines.append(piece)
    return tuple(lines)


def _pieces(word: str, *, width: float, size: float) -> Iterator[str]:
    while text_width(word, size=size) > width and len(word) > 2:
        end = next((n for n in range(len(word) - 2, 1, -1) if text_width(f"{word[:n]}-", size=size) <= width), 1)
        yield f"{word[:end]}-"
        word = word[end:]
    yield word
