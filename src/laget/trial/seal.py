"""Commit to a draw, release it, and let anyone check it.

Before the baseline opens a commitment is published: the SHA-256 of a secret, the frozen list and design, and
the name of a public random value that does not exist yet. The seed is made of all three, so nobody can know an
arm before the value is there, and whoever chose the secret could not try many. After release the sealed file
holds everything the draw was made from, so that anyone can draw it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from laget.trial.allocate import Draw, allocate, arms_of_schools
from laget.trial.allocation_constrained import KeptSpace
from laget.trial.allocation_design import AllocationDesign
from laget.trial.declaration import Declaration, check_declaration
from laget.trial.errors import TrialError
from laget.trial.frame import Frame, frame_of
from laget.trial.progress import Progress, unseen
from laget.trial.written_values import built, written

# How lots are drawn. A change that gives other arms for the same seed gets a new number, and old seals say theirs.
DRAWING = "laget-draw-1"
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What is published before the baseline opens.

    ``sha256`` binds the secret, the ``list`` (the SHA-256 of frame and declaration), the name of the public value
    and the way of drawing, and tells nothing of the secret.
    """

    trial: str
    drawing: str
    list: str
    public_value: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Opened:
    """A sealed file that held: its commitment, the public value, and the draw as it was made again."""

    frame: Frame
    declaration: Declaration
    commitment: Commitment
    value: str
    draw: Draw

    @property
    def design(self) -> AllocationDesign:
        """How lots were drawn."""
        return self.declaration.design


def commit(*, frame: Frame, declaration: Declaration, secret: bytes) -> Commitment:
    """The commitment to a draw. ``secret`` is 32 random bytes that are kept from everybody until release.

    It binds the whole declaration: what will be asked and how it will be answered, and not the lots alone.
    """
    check_declaration(declaration)
    if len(secret) != SECRET_BYTES:
        raise TrialError(
            "bad_secret",
            f"The secret is {len(secret)} bytes; it has to be {SECRET_BYTES} random ones.",
            length=len(secret),
            wanted=SECRET_BYTES,
        )
    listed = _sha256(canonical({"frame": asdict(frame), "declaration": written(declaration)}))
    design = declaration.design
    bound = {"drawing": DRAWING, "list": listed, "public_value": design.public_value, "secret": secret.hex()}
    return Commitment(
        trial=design.trial,
        drawing=DRAWING,
        list=listed,
        public_value=design.public_value,
        sha256=_sha256(canonical(bound)),
    )


def seed_of(*, secret: bytes, commitment: Commitment, value: str) -> bytes:
    """The seed: SHA-256(secret ‖ list ‖ value), the list as 32 bytes and the public value as UTF-8.

    Raises ``TrialError`` where the value is missing that the commitment names, or given where it names none.
    """
    if bool(value) != bool(commitment.public_value):
        raise TrialError(
            "bad_public_value",
            f"The design names the public value {commitment.public_value!r}, and the value given is {value!r}; a named "
            "value has to be given, and without a name there is none.",
            name=commitment.public_value,
            value=value,
        )
    return hashlib.sha256(secret + bytes.fromhex(commitment.list) + value.encode()).digest()


def seal(
    *, frame: Frame, declaration: Declaration, secret: bytes, value: str = "", progress: Progress = unseen
) -> bytes:
    """Draw, and write the sealed file: canonical JSON, one line, with the SHA-256 of its body.

    It holds the secret, so it is for after release. ``progress`` is that of ``allocate``. Raises as ``allocate``,
    ``commit`` and ``seed_of``.
    """
    return _written(_opened(frame, declaration, secret, value, progress=progress), secret)


def verify(file: bytes, *, published: str | None = None, progress: Progress = unseen) -> Opened:
    """Check a sealed file by drawing again from what it holds.

    ``published`` is the commitment's SHA-256 as it was published beforehand. Without it a file that holds was
    drawn as it says, and whoever drew it may still have drawn others first. ``progress`` is that of ``allocate``.
    Raises ``TrialError``: ``not_a_seal``, ``seal_broken``, ``seal_other_drawing``, ``seal_not_its_draw``,
    ``seal_not_as_published``.
    """
    body = _unchanged(file)
    try:
        drawing = str(body["commitment"]["drawing"])
        if drawing != DRAWING:
            raise TrialError(
                "seal_other_drawing",
                f"The draw was made by {drawing!r}, and this version of Laget draws by {DRAWING!r}; check it with the "
                "version that made it.",
                drawing=drawing,
                known=DRAWING,
            )
        declaration: Declaration = built(Declaration, body["declaration"])
        secret = bytes.fromhex(body["secret"])
        frame = _frame(body["frame"], declaration.design)
        opened = _opened(frame, declaration, secret, body["value"], progress=progress)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _not_a_seal() from fault
    if _written(opened, secret) != file:
        raise TrialError(
            "seal_not_its_draw",
            "Drawn again from its own frame, declaration, secret and value, the result is another than the file says: "
            "it was not drawn as it claims.",
        )
    if published is not None and published.strip().lower() != opened.commitment.sha256:
        raise TrialError(
            "seal_not_as_published",
            f"The commitment that was published is {published}, and this draw's is {opened.commitment.sha256}: another "
            "secret, list, declaration or public value than the one committed to.",
            published=published,
            sha256=opened.commitment.sha256,
        )
    return opened


def canonical(value: object) -> str:
    """``value`` as JSON that is written in one way only: sorted keys, no spaces, no escapes but those JSON needs.

    >>> canonical({"b": 1, "a": [0.5, "å"]})
    '{"a":[0.5,"å"],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _opened(frame: Frame, declaration: Declaration, secret: bytes, value: str, *, progress: Progress) -> Opened:
    commitment = commit(frame=frame, declaration=declaration, secret=secret)
    seed = seed_of(secret=secret, commitment=commitment, value=value)
    return Opened(
        frame=frame,
        declaration=declaration,
        commitment=commitment,
        value=value,
        draw=allocate(frame=frame, design=declaration.design, seed=seed, progress=progress),
    )


def _written(opened: Opened, secret: bytes) -> bytes:
    return _line(
        {
            "frame": asdict(opened.frame),
            "declaration": written(opened.declaration),
            "commitment": asdict(opened.commitment),
            "secret": secret.hex(),
            "value": opened.value,
            "result": _result(opened.frame, opened.draw),
        }
    )


def _result(frame: Frame, draw: Draw) -> Mapping[str, object]:
    space: dict[str, object] = {"size": draw.space.size}
    if isinstance(draw.space, KeptSpace):
        listed = np.ascontiguousarray(draw.space.allocations)
        space["sha256"] = hashlib.sha256(listed.tobytes()).hexdigest()
    return {
        "arms": dict(zip(draw.units, draw.arms, strict=True)),
        "schools": dict(arms_of_schools(frame=frame, draw=draw)),
        "probabilities": {
            unit: [str(probability) for probability in row]
            for unit, row in zip(draw.units, draw.probabilities, strict=True)
        },
        "blocks": dict(zip(draw.units, draw.blocks, strict=True)),
        "left_out": list(draw.left_out),
        "space": space,
    }


def _line(body: Mapping[str, object]) -> bytes:
    return f"{canonical({**body, 'sha256': _sha256(canonical(body))})}\n".encode()


def _unchanged(file: bytes) -> dict[str, Any]:
    """What the file holds, if not a byte of it was changed."""
    try:
        body: dict[str, Any] = json.loads(file)
        del body["sha256"]
        line = _line(body)
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise _not_a_seal() from fault
    if line != file:
        raise TrialError(
            "seal_broken", "The file is not as it was sealed: something in it was changed, if only a letter or a space."
        )
    return body


def _not_a_seal() -> TrialError:
    return TrialError("not_a_seal", "The file is not a sealed draw of Laget's, or is damaged beyond reading.")


def _frame(plain: Mapping[str, Any], design: AllocationDesign) -> Frame:
    """The frame as it would be read from its own columns, so that every check is made again."""
    columns = dict(plain["columns"]) | {
        design.school: plain["schools"],
        design.unit: plain["units"],
        design.interference: plain["interference"],
    }
    return frame_of(columns={name: np.array(values) for name, values in columns.items()}, design=design)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
