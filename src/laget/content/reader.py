"""From a YAML file to the thinking rooms' own dataclasses, with file and line on every fault.

Pydantic is heard of here alone. It checks the types strictly and forbids unknown keys at every depth;
``complaints`` turns what it says into one sentence per mistake.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from laget.content.complaints import faults_of
from laget.content.faults import ContentFaults, Fault
from laget.content.nodes import compose, line_at
from laget.content.values import Values

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Generic[T]):
    """What a file says, and where it says it."""

    value: T
    file: Path
    top: yaml.Node

    def fault(self, at: Sequence[str | int], code: str, says: str) -> Fault:
        """A fault on the line of the value at ``at``."""
        return Fault(file=self.file, line=line_at(self.top, at), code=code, says=says)


def read(file: Path, kind: type[T]) -> T:
    """The ``kind`` that ``file`` holds: a dataclass, or ``tuple[…, ...]`` of them for a list.

    Raises ``ContentFaults`` with everything that is wrong, and ``FileNotFoundError``.
    """
    return read_document(file, kind).value


def read_document(file: Path, kind: type[T]) -> Document[T]:
    """As ``read``, keeping the lines, so that more can be said about the file afterwards."""
    top = compose(file)
    values = Values(file, top)
    try:
        # As JSON, because a strict adapter takes lists for tuples and mappings for dataclasses only there.
        value = TypeAdapter(kind).validate_json(json.dumps(values.top), strict=True, extra="forbid")
    except ValidationError as error:
        raise ContentFaults([*values.faults, *faults_of(error.errors(include_url=False), file, top)]) from None
    if values.faults:
        raise ContentFaults(values.faults)
    return Document(value=value, file=file, top=top)
