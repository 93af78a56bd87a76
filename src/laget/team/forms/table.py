"""The table of posts as somebody has typed it: texts in cells, as they are sent, kept as a draft and shown again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from laget.forms.whole_number import whole
from laget.mapping.staff_list import Column

COLUMNS = (Column.ROLE, Column.COUNT, Column.FRACTION, Column.BOUND, Column.DAYS, Column.PLACE)
"""The columns one writes in. The number of the position comes with a pasted list, and is carried unseen."""

FACTS = ("pupils", "stages", "pupils_lower_secondary")
# A draft is searched for national id numbers, and a post's key can hold eleven digits in a row: kept, it has none.
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_DIGITS = str.maketrans("ghijklmnop", "0123456789")

FREE_ROWS = 5
MOST_ROWS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line as typed. ``key`` is the key of the post it was, empty for a new one; ``cells`` are in the order of
    ``COLUMNS``; ``reference`` is the number of the position."""

    key: str = ""
    cells: tuple[str, ...] = ("",) * len(COLUMNS)
    reference: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(self.cells)

    def at(self, column: Column) -> str:
        """What stands in a column."""
        return self.cells[COLUMNS.index(column)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Everything the table's form holds. ``revision`` is the map's as it was when the form was opened; ``paste`` is a
    list that is not yet in the table."""

    revision: int
    facts: Mapping[str, str]
    rows: tuple[Row, ...]
    paste: str = ""

    @property
    def written(self) -> tuple[Row, ...]:
        """The rows that say something: a post that is there and emptied is to be removed."""
        return tuple(row for row in self.rows if row.key or not row.is_empty)

    def with_free_rows(self) -> Typed:
        """With empty rows at the end to go on in."""
        return replace(self, rows=(*self.written, *(Row() for _ in range(FREE_ROWS))))

    def with_pasted(self, rows: Sequence[Row]) -> Typed:
        """With these rows, and nothing more to paste."""
        return replace(self, rows=tuple(rows), paste="")

    def on(self, revision: int) -> Typed:
        """The same, to be saved on top of another revision."""
        return replace(self, revision=revision)

    def body(self) -> dict[str, object]:
        """As a draft keeps it."""
        return {
            "revision": self.revision,
            "facts": dict(self.facts),
            "rows": [[row.key.translate(_LETTERS), row.reference, *row.cells] for row in self.written],
            "paste": self.paste,
        }


def sent(data: QueryDict) -> Typed:
    """The form as a browser sent it; what is missing or cannot be read is empty."""
    rows = tuple(
        Row(
            key=data.get(f"key-{place}", ""),
            reference=data.get(f"reference-{place}", ""),
            cells=tuple(data.get(f"{column}-{place}", "").strip() for column in COLUMNS),
        )
        for place in range(min(whole(data.get("rows", "")), MOST_ROWS + FREE_ROWS + 1))
    )
    return Typed(
        revision=whole(data.get("revision", "")),
        facts={name: data.get(name, "").strip() for name in FACTS},
        rows=rows,
        paste=data.get("paste", ""),
    )


def drafted(body: Mapping[str, object]) -> Typed:
    """The form as a draft kept it."""
    rows, facts = body["rows"], body["facts"]
    assert isinstance(rows, list) and isinstance(facts, dict)
    return Typed(
        revision=whole(str(body["revision"])),
        facts={name: str(facts.get(name, "")) for name in FACTS},
        rows=tuple(_kept_row([str(text) for text in row]) for row in rows),
        paste=str(body["paste"]),
    )


def _kept_row(texts: Sequence[str]) -> Row:
    key, reference, *cells = texts
    return Row(key=key.translate(_DIGITS), reference=reference, cells=tuple(cells))
