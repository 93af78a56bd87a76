"""The school year: from 1 August to 31 July."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SchoolYear:
    """The school year that begins in August of ``begins``.

    >>> SchoolYear(begins=2026).said
    '2026/27'
    >>> SchoolYear(begins=2026).holds(date(2027, 7, 31)), SchoolYear(begins=2026).holds(date(2027, 8, 1))
    (True, False)
    >>> SchoolYear.of(date(2027, 3, 1))
    SchoolYear(begins=2026)
    """

    begins: int

    @classmethod
    def of(cls, day: date) -> SchoolYear:
        """The school year that ``day`` lies in."""
        return cls(begins=day.year if day.month >= 8 else day.year - 1)

    @property
    def said(self) -> str:
        """As schools write it: 2026/27."""
        return f"{self.begins}/{(self.begins + 1) % 100:02d}"

    @property
    def starts_on(self) -> date:
        return date(self.begins, 8, 1)

    @property
    def ends_on(self) -> date:
        return date(self.begins + 1, 7, 31)

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in the year."""
        return self.starts_on <= day <= self.ends_on
