"""What is wrong with content, said with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in one place: ``says`` is what, where in the file, and what to do."""

    file: Path
    line: int
    code: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.says}"


class ContentFaults(Exception):
    """All the faults of what was read, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
