"""Everything wrong with a content folder, at once: its files, its theories, and what points from one file to
another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from laget.content import layout, references
from laget.content.faults import ContentFaults, Fault
from laget.content.handbook import Chapter
from laget.content.layout import Listing, Ours
from laget.content.live_maps import LiveMap
from laget.content.places import misplaced
from laget.content.planning_values import unsound
from laget.content.portraits import Portrait
from laget.content.reader import Document, read_document
from laget.content.worked_examples import WorkedExample
from laget.theory import checks
from laget.theory.parts import Evidence, Theory
from laget.verdict.protocol import Protocol

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The faults of a content folder, file by file, and how much was read: ``theories``, ``evidence``
    (statements), ``schools``, ``studies``."""

    faults: tuple[Fault, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Generic[T]):
    """The files of one kind: those that could be read, and the faults of the others."""

    documents: tuple[Document[T], ...]
    faults: tuple[Fault, ...]


def check(root: Path) -> Checked:
    """Read and check every YAML file under ``root``."""
    theory_files = [file for versions in layout.theory_files(root).values() for file in versions.values()]
    theories = _batch(theory_files, Theory)
    ours = _batch(map(layout.ours_file, theory_files), Ours)
    evidence = _batch(layout.evidence_files(root), tuple[Evidence, ...])
    lists: dict[Listing[Any], Batch[tuple[Any, ...]]] = {
        listing: _batch([root / listing.file], listing.kind) for listing in layout.LISTINGS
    }
    chapters = _batch(layout.chapter_files(root), Chapter)
    schools = _batch(layout.school_files(root).values(), Portrait)
    live = _batch(layout.live_files(root).values(), LiveMap)
    clarified = _batch(layout.clarified_files(root).values(), WorkedExample)
    studies = _batch((folder / layout.PROTOCOL for folder in layout.study_folders(root).values()), Protocol)
    batches: tuple[Batch[Any], ...] = (
        theories, ours, evidence, *lists.values(), chapters, schools, live, clarified, studies,
    )  # fmt: skip
    known = references.Known(
        theories=None if theories.faults else {_address(one.file): one.value for one in theories.documents},
        evidence=_ids(evidence),
        dilemmas=_ids(lists[layout.DILEMMAS]),
        objectives=_ids(lists[layout.OBJECTIVES]),
        dimensions=_by_id(lists[layout.DIMENSIONS]),
        requirements=_ids(lists[layout.REQUIREMENTS]),
        programmes=_ids(lists[layout.PROGRAMMES]),
        actors=_ids(lists[layout.ACTORS]),
        roles=_by_id(lists[layout.ROLES]),
        arena_kinds=_ids(lists[layout.ARENA_KINDS]),
        law=_ids(lists[layout.LAW]),
        situations=_ids(lists[layout.SITUATIONS]),
        steps=_ids(lists[layout.INTRODUCTION_STEPS]),
        portraits=None if schools.faults else {one.value.id: one.value for one in schools.documents},
        schools=None if schools.faults else frozenset(one.value.id for one in schools.documents),
    )
    faults = [fault for batch in batches for fault in batch.faults]
    faults += [fault for batch in batches for document in batch.documents for fault in misplaced(document)]
    faults += _repeated(evidence, "id")
    for listing, batch in lists.items():
        faults += _repeated(batch, listing.key)
    for listing, point in references.FROM_LISTS.items():
        faults += [fault for document in lists[listing].documents for fault in point(document, known)]
    faults += [fault for document in lists[layout.PLANNING_VALUES].documents for fault in unsound(document)]
    for chapter in chapters.documents:
        faults += [*_named_as(chapter, chapter.value.id, chapter.file.stem), *_repeated_entries(chapter)]
    for theory in theories.documents:
        faults += [*_theory(theory), *references.in_theory(theory, known)]
        faults += [
            fault
            for suggestions in ours.documents
            if suggestions.file == layout.ours_file(theory.file)
            for fault in references.in_suggestions(suggestions, theory.value)
        ]
    for school in schools.documents:
        faults += [*_named_as(school, school.value.id, school.file.stem), *references.in_school(school, known)]
    for one in live.documents:
        faults += [*_named_as(one, one.value.id, one.file.stem), *references.in_live_map(one, known)]
    for example in clarified.documents:
        faults += _named_as(example, example.value.id, example.file.stem)
        faults += references.in_worked_example(example, known)
    for study in studies.documents:
        faults += [*_named_as(study, study.value.id, study.file.parent.name), *references.in_study(study, known)]
    read = {document.file for batch in batches for document in batch.documents}
    faults += _stray(root, read | {fault.file for fault in faults})
    return Checked(
        faults=tuple(sorted(faults, key=lambda fault: (fault.file, fault.line))),
        counts={
            "theories": len({theory.value.id for theory in theories.documents}),
            "evidence": sum(len(file.value) for file in evidence.documents),
            "schools": len(schools.documents),
            "studies": len(studies.documents),
        },
    )


def _batch(files: Iterable[Path], kind: type[T]) -> Batch[T]:
    """Those of the files that are there, read."""
    documents: list[Document[T]] = []
    faults: list[Fault] = []
    for file in files:
        if file.exists():
            try:
                documents.append(read_document(file, kind))
            except ContentFaults as found:
                faults += found.faults
    return Batch(documents=tuple(documents), faults=tuple(faults))


def _by_id(batch: Batch[tuple[Any, ...]]) -> Mapping[str, Any] | None:
    return None if batch.faults else {one.id: one for file in batch.documents for one in file.value}


def _ids(batch: Batch[tuple[Any, ...]]) -> frozenset[str] | None:
    found = _by_id(batch)
    return None if found is None else frozenset(found)


def _address(theory_file: Path) -> str:
    """A version of a theory as other files write it: ``assistants@1``."""
    return f"{theory_file.parent.name}@{theory_file.stem}"


def _repeated(batch: Batch[tuple[Any, ...]], key: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for document in batch.documents:
        for place, one in enumerate(document.value):
            id = getattr(one, key)
            if id in seen:
                says = f"The {key} '{id}' is taken: give each its own."
                yield document.fault((place, key), "id_repeated", says)
            seen.add(id)


def _repeated_entries(document: Document[Chapter]) -> Iterator[Fault]:
    ids = [entry.id for entry in document.value.entries]
    for place, id in enumerate(ids):
        if id in ids[:place]:
            says = f"The id '{id}' is taken: give each its own."
            yield document.fault(("entries", place, "id"), "id_repeated", says)


def _theory(document: Document[Theory]) -> Iterator[Fault]:
    theory, file = document.value, document.file
    yield from _named_as(document, theory.id, file.parent.name)
    if str(theory.version) != file.stem:
        says = f"The version is {theory.version}, but the file is {file.name}: let them agree."
        yield document.fault(("version",), "version_is_not_the_name", says)
    for finding in checks.check(theory):
        yield document.fault(finding.at, finding.code, finding.says)


def _named_as(document: Document[Any], id: str, name: str) -> Iterator[Fault]:
    if id != name:
        says = f"The id is '{id}', but the name of the file or folder is '{name}': let them agree."
        yield document.fault(("id",), "id_is_not_the_name", says)


def _stray(root: Path, read: set[Path]) -> Iterator[Fault]:
    for file in sorted({*root.rglob("*.yaml"), *root.rglob("*.yml")} - read):
        says = "Laget reads no file of this name here: docs/lookup/content-files.md has the names."
        yield Fault(file=file, line=1, code="stray_file", says=says)
