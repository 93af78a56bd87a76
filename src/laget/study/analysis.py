"""From a study's material to its finding. No database: the command line does this without one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

from laget.content import shelf
from laget.content.shelf import StudyMaterial
from laget.frames.csv_file import read_csv
from laget.verdict.analyse import analyse
from laget.verdict.finding import Finding
from laget.verdict.protocol import columns_measured, columns_used, theory_address


def find(material: StudyMaterial) -> Finding:
    """What the study found. Raises ``Refusal`` for a theory that is not there, for data that cannot be read or
    lack a column, and for what the engine will not compute."""
    return analyse(
        protocol=material.protocol,
        columns=read_csv(
            material.data_bytes,
            name=material.data_name,
            columns=columns_used(material.protocol),
            measured=columns_measured(material.protocol),
        ),
        theory=shelf.theory(*theory_address(material.protocol)),
        inputs=inputs_of(material),
        versions={name: version(name) for name in ("laget", "numpy", "scipy")},
    )


@cache
def on_shelf(id: str) -> StudyMaterial:
    """A study on the shelf, read once. Raises ``NotOnShelf`` as ``shelf.study``."""
    return shelf.study(id)


def inputs_of(material: StudyMaterial) -> Mapping[str, str]:
    """The SHA-256 of all that the finding follows from, each file as it lies on the disk."""
    files = {
        "protocol": material.protocol_bytes,
        "data": material.data_bytes,
        "theory": shelf.theory_bytes(*theory_address(material.protocol)),
    }
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
