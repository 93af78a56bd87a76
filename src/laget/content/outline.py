"""The outline of the report (AFI r2015:6): which lines of its text each place in it holds.

A source names a place and lines. That the lines stand in the place is checked, so that a reader who looks them up finds
them, and a slip of the pen is a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LAST_LINE = 4475

# Where each place begins: chapters, sections, the appendix and its parts, in the order of the report.
_BEGINS = {
    "Summary": 18,
    "§1": 506, "§1.1": 590,
    "§2": 612, "§2.1": 619, "§2.2": 651, "§2.3": 841,
    "§3": 917, "§3.1": 928, "§3.2": 970, "§3.3": 1012, "§3.4": 1049, "§3.5": 1120,
    "§4": 1310, "§4.1": 1316, "§4.2": 1367, "§4.3": 1398, "§4.4": 1448, "§4.5": 1481, "§4.6": 1574, "§4.7": 1609,
    "§4.8": 1677, "§4.9": 1709, "§4.10": 1757,
    "§5": 1818, "§5.1": 1837, "§5.2": 1927, "§5.3": 1971, "§5.4": 2037, "§5.4.1": 2134, "§5.4.2": 2214, "§5.4.3": 2286,
    "§5.4.4": 2352, "§5.4.5": 2413, "§5.5": 2516, "§5.5.1": 2517, "§5.5.2": 2565, "§5.5.3": 2610, "§5.5.4": 2691,
    "§6": 2754, "§6.1": 2757, "§6.2": 2824, "§6.3": 2845, "§6.4": 2881, "§6.5": 2937, "§6.6": 3013, "§6.7": 3078,
    "Appendix": 3234, "Appendix A": 3244, "Appendix B": 3396, "Appendix C": 3692, "Appendix D": 3979,
    "Appendix E": 4210,
}  # fmt: skip

# Tables stand inside sections, and end before them.
_TABLES = {"Table 1": (1179, 1199), "Table 2": (1200, 1309), "Table 3": (1774, 1797)}


def _ends(place: str) -> int:
    """The last line of a place: the one before the next place that is no part of it."""
    order = list(_BEGINS)
    later = order[order.index(place) + 1 :]
    inside = f"{place} " if place == "Appendix" else f"{place}."
    return next((_BEGINS[other] - 1 for other in later if not other.startswith(inside)), LAST_LINE)


PLACES: Mapping[str, tuple[int, int]] = {
    **{place: (begins, _ends(place)) for place, begins in _BEGINS.items()},
    **_TABLES,
    **{f"{section} {table}": _TABLES[table] for section, table in (
        ("§3.5", "Table 1"), ("§3.5", "Table 2"), ("§4.10", "Table 3"),
    )},
}  # fmt: skip
"""The first and the last line of every place in the report."""


def outside(first: int, last: int, places: Iterable[str]) -> bool:
    """Whether the lines ``first`` to ``last`` stand in none of ``places``, as far as these are places at all.

    >>> outside(2236, 2238, ["§5.4.2"]), outside(2236, 2238, ["§5.4"]), outside(2236, 2238, ["§4.6"])
    (False, False, True)
    """
    known = [PLACES[place] for place in places if place in PLACES]
    return bool(known) and not any(begins <= first <= last <= ends for begins, ends in known)
