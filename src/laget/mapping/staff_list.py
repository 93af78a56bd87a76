"""A list of staff as schools have it in a spreadsheet, read row by row (R-069 (in part)).

Everything that is wrong is told at once, by row and column, and nothing is guessed at where two readings are
possible.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from laget.mapping.role import Role
from laget.mapping.team import Place

OTHER = "other"
"""The role of a post whose role is not in the register; its title says what it is."""

LONGEST_TITLE = 100
LONGEST_GRADE_TEAM = 60
LONGEST_REFERENCE = 40
MOST_HOLDERS = 500


class Column(StrEnum):
    """The columns that are read, in the order of a list that has no heading."""

    ROLE = "role"
    COUNT = "count"
    FRACTION = "fraction"
    BOUND = "bound"
    DAYS = "days"
    PLACE = "place"
    GRADE_TEAM = "grade_team"
    REFERENCE = "reference"
    FULL_TIME = "full_time"


class Wrong(StrEnum):
    """What can be wrong with a cell."""

    NO_ROLE = "no_role"
    TOO_LONG = "too_long"
    COUNT = "count"
    FRACTION = "fraction"
    FRACTION_RANGE = "fraction_range"
    FULL_TIME_IS_PERCENT = "full_time_is_percent"
    FULL_TIME_UNCLEAR = "full_time_unclear"
    FRACTION_TWICE = "fraction_twice"
    BOUND = "bound"
    DAYS = "days"
    WHICH_DAYS = "which_days"
    PLACE = "place"
    REPEATED_REFERENCE = "repeated_reference"
    REFERENCE_OF_SEVERAL = "reference_of_several"
    FORMULA = "formula"
    REPEATED_COLUMN = "repeated_column"
    NO_ROLE_COLUMN = "no_role_column"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A cell that cannot be used: its row and column as they are numbered where they were written (from 1), what is
    wrong, and what was written there."""

    row: int
    column: int
    wrong: Wrong
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    """A line of the list. ``title`` is the role in the list's own words where the register does not have it. The other
    fields are as in ``TeamPost``; ``row`` is where it is written, and ``reference`` the number of the position."""

    row: int
    role: str
    title: str = ""
    count: int | None = 1
    fraction: float | None = None
    bound: float | None = None
    days: frozenset[int] | None = None
    place: Place | None = None
    grade_team: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffList:
    """What a list says. ``personal`` are the columns about people (names, birth, addresses) and ``unknown`` the other
    columns that are not read: neither is kept."""

    lines: tuple[StaffLine, ...]
    faults: tuple[Fault, ...]
    personal: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A list against what is on the map: by key what stays and what is changed, what is new, and what the list does
    not have."""

    same: tuple[str, ...]
    new: tuple[StaffLine, ...]
    changed: tuple[tuple[str, StaffLine], ...]
    gone: tuple[str, ...]


_NAMES: Mapping[Column, str] = {
    Column.ROLE: "rolle rolla rollen role stilling stillingar stillinger stillingstype stillingstittel tittel title "
    "post job",
    Column.COUNT: "antall antal tal count number",
    Column.FRACTION: "stillingsprosent stillingprosent stillingsandel stillingsbrøk prosent stilling% stillings% "
    "st.% fraction percent percentage",
    Column.FULL_TIME: "årsverk arsverk fte",
    Column.BOUND: "bundet bunden bundettid bundentid bundettilenkeltelever bundentilenkeltelevar bound "
    "boundtosinglepupils",
    Column.DAYS: "dager dagar dag ukedager vekedagar days weekdays",
    Column.PLACE: "sted stad arbeidssted arbeidsstad place",
    Column.GRADE_TEAM: "trinn steg trinnteam team grade gradeteam",
    Column.REFERENCE: "stillingsnummer stillingsnr stillingnr stillingsid positionnumber reference",
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split()}
_PERSONAL = re.compile(
    r"navn|namn|^name|firstname|lastname|surname|fornavn|etternavn|epost|mail|f[øo]dsel|f[øo]dt|født|birth|personn|"
    r"fnr|telefon|mobil|phone|adresse|address|ansattnr|ansattnummer|tilsettnr|tilsettnummer|employee"
)
_DAY_WORDS = {
    "ma": 0, "må": 0, "man": 0, "mån": 0, "mandag": 0, "måndag": 0, "mo": 0, "mon": 0, "monday": 0,
    "ti": 1, "ty": 1, "tir": 1, "tys": 1, "tirs": 1, "tirsdag": 1, "tysdag": 1, "tu": 1, "tue": 1, "tuesday": 1,
    "on": 2, "ons": 2, "onsdag": 2, "we": 2, "wed": 2, "wednesday": 2,
    "to": 3, "tor": 3, "tors": 3, "torsdag": 3, "th": 3, "thu": 3, "thursday": 3,
    "fr": 4, "fre": 4, "fredag": 4, "fri": 4, "friday": 4,
}  # fmt: skip
_EVERY = frozenset({"alle", "alledager", "alledagar", "hverdag", "kvardag", "all", "everyday", "every", "5"})
_NO_DAY = frozenset({"ingen", "0", "none", "inga"})
_PLACES = {
    Place.HERE: "her herpåskolen herpåskulen vedskolen vedskulen påskolen påskulen here",
    Place.VISITING: "kommerhit kjemhit besøk besøker vitjar vitjing visiting comeshere",
    Place.ELSEWHERE: "etannetsted einannanstad annetsted annanstad ikkeher ikkjeher elsewhere",
}
_PLACE_WORDS = {word: place for place, words in _PLACES.items() for word in words.split()}
_UNKNOWN = frozenset({"?", "ukjent", "ukjend", "unknown", "vetikke", "veitikkje"})


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row names a column of such a list."""
    return any(_folded(cell) in _COLUMNS for cell in cells)


def read_staff_list(
    *,
    rows: Sequence[tuple[int, Sequence[str]]],
    roles: Sequence[Role],
    formulas: Collection[tuple[int, int]] = (),
) -> StaffList:
    """The list in ``rows``, each a row's number and its cells. ``formulas`` are the cells, by row and column, that hold
    a formula: nobody has said what it comes to, so those that would be read are faults.

    The first row is the heading where it names a column that is known; otherwise the cells are taken in the order of
    ``Column``. A cell that is empty, or ``?``, is not said; an empty count is one.
    """
    filled = [(number, [cell.strip() for cell in cells]) for number, cells in rows if any(map(str.strip, cells))]
    if not filled:
        return StaffList(lines=(), faults=())
    first, heading = filled[0]
    named = [_COLUMNS.get(_folded(cell)) for cell in heading]
    if not is_heading(heading):
        order = [column for column in Column if column is not Column.FULL_TIME]
        return _read(filled, dict(zip(order, range(len(order)), strict=True)), roles, formulas)
    others = [cell for cell, column in zip(heading, named, strict=True) if cell and column is None]
    personal = tuple(cell for cell in others if _PERSONAL.search(_folded(cell)))
    faults = [
        Fault(row=first, column=at + 1, wrong=Wrong.REPEATED_COLUMN, text=heading[at])
        for at, column in enumerate(named)
        if column is not None and column in named[:at]
    ]
    if Column.ROLE not in named:
        faults.append(Fault(row=first, column=1, wrong=Wrong.NO_ROLE_COLUMN, text=heading[0]))
    if not faults:
        places = {column: at for at, column in enumerate(named) if column is not None}
        found = _read(filled[1:], places, roles, formulas)
    else:
        found = StaffList(lines=(), faults=tuple(faults))
    return replace(found, personal=personal, unknown=tuple(cell for cell in others if cell not in personal))


def match(lines: Sequence[StaffLine], existing: Mapping[str, StaffLine]) -> Changes:
    """What the list changes in ``existing``, which is by key.

    A line is the same post where the number of the position is the same; otherwise where all that it says is. A post
    that is left over is the changed one where it and one line alone have its role and title; more than that would be
    a guess at who is who, so these are new and gone.
    """
    left = {key: _bare(line) for key, line in existing.items()}
    by_reference = {line.reference: key for key, line in left.items() if line.reference}
    same: list[str] = []
    changed: list[tuple[str, StaffLine]] = []
    waiting: list[StaffLine] = []
    for line in lines:
        key = by_reference.get(line.reference) if line.reference else None
        if key is None:
            waiting.append(line)
        elif left.pop(key) == _bare(line):
            same.append(key)
        else:
            changed.append((key, line))
    unmatched = []
    for line in waiting:
        key = next((key for key, one in left.items() if one == _bare(line)), None)
        if key is None:
            unmatched.append(line)
        else:
            del left[key]
            same.append(key)
    new = []
    wanted = Counter(_called(line) for line in unmatched)
    there = Counter(_called(line) for line in left.values() if not line.reference)
    for line in unmatched:
        name = _called(line)
        if not line.reference and wanted[name] == there[name] == 1:
            key = next(key for key, one in left.items() if not one.reference and _called(one) == name)
            del left[key]
            changed.append((key, line))
        else:
            new.append(line)
    return Changes(same=tuple(same), new=tuple(new), changed=tuple(changed), gone=tuple(left))


def _bare(line: StaffLine) -> StaffLine:
    return replace(line, row=0)


def _called(line: StaffLine) -> tuple[str, str]:
    return line.role, line.title


def _read(
    rows: Iterable[tuple[int, Sequence[str]]],
    places: Mapping[Column, int],
    roles: Sequence[Role],
    formulas: Collection[tuple[int, int]],
) -> StaffList:
    known = _role_words(roles)
    lines: list[StaffLine] = []
    faults = [
        Fault(row=row, column=column, wrong=Wrong.FORMULA, text="")
        for row, column in formulas
        if column - 1 in places.values()
    ]
    references: set[str] = set()
    for number, cells in rows:
        reader = _Row(number, cells, places)
        line = reader.line(known)
        if line.reference and line.reference in references:
            reader.fault(Column.REFERENCE, Wrong.REPEATED_REFERENCE)
        references.add(line.reference)
        lines.append(line)
        # A formula's cell is empty, which is no second fault.
        faults += [fault for fault in reader.faults if (fault.row, fault.column) not in formulas]
    return StaffList(lines=tuple(lines), faults=tuple(sorted(faults, key=lambda fault: (fault.row, fault.column))))


def _role_words(roles: Sequence[Role]) -> dict[str, str]:
    """What roles are called, in every language and with their aliases, by id."""
    return {
        _folded(word): role.id
        for role in roles
        for word in (role.name.nb, role.name.nn, role.name.en, *role.aliases, role.id)
    }


class _Row:
    """One row, read cell by cell; what is wrong is gathered in ``faults``."""

    def __init__(self, number: int, cells: Sequence[str], places: Mapping[Column, int]) -> None:
        self.number, self.cells, self.places = number, cells, places
        self.faults: list[Fault] = []

    def line(self, roles: Mapping[str, str]) -> StaffLine:
        written = self.text(Column.ROLE, longest=LONGEST_TITLE)
        if not written:
            self.fault(Column.ROLE, Wrong.NO_ROLE)
        role = roles.get(_folded(written), OTHER)
        count = self.count()
        reference = self.text(Column.REFERENCE, longest=LONGEST_REFERENCE)
        if reference and count != 1:
            self.fault(Column.REFERENCE, Wrong.REFERENCE_OF_SEVERAL)
        return StaffLine(
            row=self.number,
            role=role,
            title=written if role == OTHER and _folded(written) not in roles else "",
            count=count,
            fraction=self.fraction(count),
            bound=self.bound(),
            days=self.days(),
            place=self.place(),
            grade_team=self.text(Column.GRADE_TEAM, longest=LONGEST_GRADE_TEAM),
            reference=reference,
        )

    def cell(self, column: Column) -> str:
        at = self.places.get(column)
        return self.cells[at] if at is not None and at < len(self.cells) else ""

    def fault(self, column: Column, wrong: Wrong) -> None:
        self.faults.append(
            Fault(row=self.number, column=self.places.get(column, 0) + 1, wrong=wrong, text=self.cell(column))
        )

    def text(self, column: Column, *, longest: int) -> str:
        text = self.cell(column)
        if len(text) > longest:
            self.fault(column, Wrong.TOO_LONG)
            return text[:longest]
        return text

    def count(self) -> int | None:
        text = self.cell(Column.COUNT)
        if not text:
            return 1
        if _folded(text) in _UNKNOWN:
            return None
        value = _number(text)
        if value is None or value != int(value) or not 1 <= value <= MOST_HOLDERS:
            self.fault(Column.COUNT, Wrong.COUNT)
            return 1
        return int(value)

    def fraction(self, count: int | None) -> float | None:
        percent, full_time = self.cell(Column.FRACTION), self.cell(Column.FULL_TIME)
        if percent and full_time:
            self.fault(Column.FULL_TIME, Wrong.FRACTION_TWICE)
            return None
        return self.share_of_full_time(count) if full_time else self.percent(Column.FRACTION, above_nought=True)

    def share_of_full_time(self, count: int | None) -> float | None:
        """Full posts to each of ``count``. Where there are several, one or less could be for each or for all."""
        text = self.cell(Column.FULL_TIME)
        if _folded(text) in _UNKNOWN:
            return None
        value = _number(text)
        if value is None or value <= 0:
            self.fault(Column.FULL_TIME, Wrong.FRACTION)
        elif count is None or (count > 1 and value <= 1) or "%" in text:
            self.fault(Column.FULL_TIME, Wrong.FULL_TIME_UNCLEAR)
        elif value > count:
            self.fault(Column.FULL_TIME, Wrong.FULL_TIME_IS_PERCENT)
        else:
            return round(value / count, 3)
        return None

    def bound(self) -> float | None:
        return self.percent(Column.BOUND, above_nought=False)

    def percent(self, column: Column, *, above_nought: bool) -> float | None:
        """A share of 0–1, written in per cent, or as it is where it is at most 1 and has no sign of per cent. A bare
        number a little over 1 could be either and is neither."""
        text = self.cell(column)
        if not text or _folded(text) in _UNKNOWN:
            return None
        value = _number(text)
        if value is None:
            self.fault(column, Wrong.FRACTION if above_nought else Wrong.BOUND)
            return None
        share = round(value if value <= 1 and "%" not in text else value / 100, 3)
        unclear = 1 < value < 5 and "%" not in text
        if unclear or share > 1 or (above_nought and share == 0):
            self.fault(column, Wrong.FRACTION_RANGE if above_nought else Wrong.BOUND)
            return None
        return share

    def days(self) -> frozenset[int] | None:
        """Weekdays: words for days, spans of them, every day, none, or the digits of two days and more (1 is Monday).
        One digit below 5 could be how many days or which, and is asked about."""
        text = self.cell(Column.DAYS).casefold().replace("–", "-").rstrip(".")
        folded = _folded(text)
        if not text or folded in _UNKNOWN:
            return None
        if folded in _EVERY:
            return frozenset(range(5))
        if folded in _NO_DAY:
            return frozenset()
        if re.fullmatch(r"[1-4]( ?(dager|dagar|days?|dag))?", text):
            self.fault(Column.DAYS, Wrong.WHICH_DAYS)
            return None
        if re.fullmatch(r"[1-5]([ ,;+/]*[1-5])+", text):
            return frozenset(int(digit) - 1 for digit in re.findall(r"\d", text))
        days = _days_said(text)
        if days is None:
            self.fault(Column.DAYS, Wrong.DAYS)
        return days

    def place(self) -> Place | None:
        text = _folded(self.cell(Column.PLACE))
        if not text or text in _UNKNOWN:
            return None
        if text not in _PLACE_WORDS:
            self.fault(Column.PLACE, Wrong.PLACE)
            return None
        return _PLACE_WORDS[text]


def _days_said(text: str) -> frozenset[int] | None:
    days: set[int] = set()
    words = re.sub(r"\s*-\s*", "-", re.sub(r"\b(og|and)\b", " ", text))
    for word in re.split(r"[\s,;+/&]+", words):
        ends = [_DAY_WORDS.get(end.rstrip(".")) for end in word.split("-")] if word else []
        match ends:
            case []:
                continue
            case [int(day)]:
                days.add(day)
            case [int(first), int(last)] if first < last:
                days.update(range(first, last + 1))
            case _:
                return None
    return frozenset(days)


def _number(text: str) -> float | None:
    """A decimal number as it is written in Norway or England, with or without a sign of per cent."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", text).removesuffix("%")
    return float(bare.replace(",", ".")) if re.fullmatch(r"[0-9]{1,6}([.,][0-9]{1,6})?", bare) else None


def _folded(text: str) -> str:
    """Without case, space and the marks that headings are decorated with."""
    return re.sub(r"[\s\u00a0_\-:()/*]", "", text.casefold()).rstrip(".")
