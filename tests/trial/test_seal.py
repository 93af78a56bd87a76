"""A sealed draw can be drawn again by anyone, and not a byte of it can be changed."""

import hashlib
import json
from dataclasses import MISSING, fields, is_dataclass, replace
from typing import get_args, get_type_hints

import numpy as np
import pytest
from tests.trial.drawing import TEAM_AND_USUAL, declared_with, design, draw_of, framed, schools

from laget.trial.allocation_design import (
    Arm,
    Blocked,
    Complete,
    Constrained,
    Limit,
    Method,
    Minimised,
    Pairs,
    Stratified,
)
from laget.trial.declaration import Declaration
from laget.trial.errors import TrialError
from laget.trial.estimator import MixedModel, Regression
from laget.trial.frame import frame_of
from laget.trial.seal import DRAWING, _result, canonical, commit, seal, seed_of, verify
from laget.trial.written_values import _default

SECRET = bytes(range(32))
BEACON = "drand, round 4242"
METHODS = [
    Complete(name="complete"),
    Stratified(name="stratified", strata=("place",)),
    Blocked(name="blocked", size=4, order="pupils", strata=("kind",)),
    Pairs(name="pairs", covariates=("pupils",), pairs=5),
    Minimised(name="minimised", factors=("place",), probability=0.8, order="since"),
    Constrained(
        name="constrained", covariates=("reading",), keep=0.1, limits=(Limit(covariate="reading", most=1.0),)
    ),
]


def sealed(method=METHODS[0], *, secret=SECRET, value="a1b2", columns=None, **changes):
    declared, frame = framed(method, columns, **({"public_value": BEACON} | changes))
    return seal(frame=frame, declaration=declared_with(declared), secret=secret, value=value)


def sealed_anew(file: bytes, change) -> bytes:
    """The file after ``change`` of its body, with the SHA-256 that belongs to it, as a forger would write it."""
    body = json.loads(file)
    del body["sha256"]
    change(body)
    body["sha256"] = hashlib.sha256(canonical(body).encode()).hexdigest()
    return f"{canonical(body)}\n".encode()


def refused(file: bytes, **asked) -> str:
    with pytest.raises(TrialError) as caught:
        verify(file, **asked)
    return caught.value.code


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_it_works(method):
    file = sealed(method)
    opened = verify(file)
    declared, frame = framed(method, public_value=BEACON)
    assert (opened.frame, opened.declaration, opened.value) == (frame, declared_with(declared), "a1b2")
    assert opened.commitment == commit(frame=frame, declaration=declared_with(declared), secret=SECRET)
    body = json.loads(file)
    assert body["result"]["arms"] == dict(zip(opened.draw.units, opened.draw.arms, strict=True))
    assert verify(file, published=opened.commitment.sha256.upper() + "\n").commitment == opened.commitment


def test_every_method_is_tried():
    assert {type(method) for method in METHODS} == set(get_args(Method))


@pytest.mark.parametrize(
    "estimator",
    [
        MixedModel(name="mixed", levels=("class", "school"), covariates=("reading",), inference="satterthwaite"),
        Regression(name="regression", cluster="school", blocks="place", inference="cr1s"),
    ],
    ids=lambda estimator: estimator.name,
)
def test_the_way_to_answer_is_sealed_with_the_lots(estimator):
    declared, frame = framed(METHODS[0], public_value=BEACON)
    declaration = replace(declared_with(declared), estimator=estimator, alpha=0.1)
    file = seal(frame=frame, declaration=declaration, secret=SECRET, value="a1b2")
    assert verify(file).declaration == declaration

    def easier(body):
        body["declaration"].update(alpha=0.2)

    assert refused(sealed_anew(file, easier)) == "seal_not_its_draw"


# The same on every machine and with every version of NumPy, for one seed: arms, probabilities, blocks and space.
GOLDEN = {
    "complete": "cf461ff63d8442c3",
    "stratified": "5bad85f48c0dbaed",
    "blocked": "0b700d8b245e40af",
    "pairs": "42c32ac6d485dba9",
    "minimised": "077c29eea56415cd",
    "constrained": "00fe6f35abe79b57",
}


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_any_machine_writes_the_same_of_a_draw(method):
    _, frame = framed(method)
    written = canonical(_result(frame, draw_of(method)))
    assert hashlib.sha256(written.encode()).hexdigest()[:16] == GOLDEN[method.name]


def test_what_a_later_version_adds_does_not_change_an_old_seal():
    """What is as it is by default is not written, so a field that did not exist yet leaves the same bytes."""
    body = json.loads(sealed())
    assert sorted(body["declaration"]) == ["design", "estimand", "estimator"]
    assert "received" not in body["declaration"]["estimand"]

    def spelt_out(body):
        body["declaration"]["alpha"] = 0.05

    assert refused(sealed_anew(sealed(), spelt_out)) == "seal_not_its_draw"


# What is left out of a seal. A changed default would alter every seal that left it out, silently: give DRAWING a new
# number then, so that those are refused instead. A new field with a default is added here.
DEFAULTS = {
    "Declaration": {"alpha": 0.05, "suppose": None},
    "AllocationDesign": {"public_value": ""},
    "Arm": {"share": 1},
    "Complete": {},
    "Stratified": {},
    "Blocked": {"strata": ()},
    "Pairs": {"exact": (), "pairs": None},
    "Minimised": {"measure": "range", "order": None},
    "Constrained": {"score": "l2", "limits": (), "strata": (), "candidates": 100_000},
    "Limit": {},
    "Estimand": {"received": None, "waves": None},
    "Waves": {"effects": "per-wave"},
    "Regression": {"covariates": (), "blocks": None, "inference": "cr2"},
    "MixedModel": {
        "covariates": (),
        "blocks": None,
        "slope": False,
        "weights": None,
        "method": "reml",
        "inference": "kr",
    },
    "Population": {"effect_sd": 0.0, "covariates": (), "strata": (), "size": None},
    "Level": {"count": None, "cv": 0.0, "sizes": (), "icc": None, "lost": 0.0, "lost_by_arm": {}},
    "Covariate": {},
    "Stratum": {"explains": 0.0},
}


def kinds_in(hint):
    """The dataclasses that a value of ``hint`` can hold."""
    if is_dataclass(hint):
        yield hint
        for own in get_type_hints(hint).values():
            yield from kinds_in(own)
    for part in get_args(hint):
        yield from kinds_in(part)


def test_what_is_not_written_is_what_it_was_when_it_was_not_written():
    defaults = {
        kind.__name__: {
            field.name: default for field in fields(kind) if (default := _default(field)) is not MISSING
        }
        for kind in kinds_in(Declaration)
    }
    assert defaults == DEFAULTS


def test_offices_are_sealed_with_their_schools():
    file = sealed(unit="office", interference="office")
    arms, by_school = (json.loads(file)["result"][name] for name in ("arms", "schools"))
    assert len(arms) == 6
    assert len(by_school) == 12
    assert verify(file).draw.units == tuple(arms)


def test_the_columns_of_ids_may_be_drawn_by():
    columns = schools() | {"office": np.repeat([10.0, 9, 100, 1, 2, 3], 2)}
    verify(sealed(Stratified(name="stratified", strata=("office",)), columns=columns, interference="school"))
    blocked = Blocked(name="blocked", size=2, order="office")
    verify(sealed(blocked, columns=columns, unit="office", interference="office"))


def test_the_seed_is_what_the_page_says():
    declared, frame = framed(METHODS[0], public_value=BEACON)
    commitment = commit(frame=frame, declaration=declared_with(declared), secret=SECRET)
    expected = hashlib.sha256(SECRET + bytes.fromhex(commitment.list) + "å".encode()).digest()
    assert seed_of(secret=SECRET, commitment=commitment, value="å") == expected


def test_the_commitment_binds_all_of_it_and_not_the_value():
    declared, frame = framed(METHODS[0], public_value=BEACON)
    others = [
        (frame, declared, bytes(32)),
        (frame, replace(declared, public_value="drand, round 4243"), SECRET),
        (frame, replace(declared, arms=(*TEAM_AND_USUAL, Arm(id="third"))), SECRET),
        (framed(METHODS[0], schools(13), public_value=BEACON)[1], declared, SECRET),
    ]
    commitments = [
        commit(frame=frame, declaration=declared_with(design), secret=secret).sha256
        for frame, design, secret in [(frame, declared, SECRET), *others]
    ]
    assert len(set(commitments)) == len(commitments)


def test_the_value_decides_the_arms():
    draws = {verify(sealed(value=f"round {number}")).draw.arms for number in range(20)}
    assert len(draws) > 10


def test_the_file_is_the_same_however_the_rows_stand():
    moved = {name: values[::-1] for name, values in schools().items()}
    assert sealed(columns=moved) == sealed()


def test_no_byte_can_be_changed():
    file = sealed()
    for place in range(len(file)):
        changed = file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]
        assert refused(changed) in ("seal_broken", "not_a_seal"), place


@pytest.mark.parametrize(
    "change", [lambda file: file[:-1], lambda file: file + b"\n", lambda file: file.replace(b":", b": ", 1)]
)
def test_no_space_can_be_changed_either(change):
    assert refused(change(sealed())) == "seal_broken"


def test_arms_that_were_not_drawn():
    def swap(body):
        arms = body["result"]["arms"]
        first, other = (next(unit for unit in arms if arms[unit] == arm) for arm in ("team", "usual"))
        arms[first], arms[other] = arms[other], arms[first]

    assert refused(sealed_anew(sealed(), swap)) == "seal_not_its_draw"


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body["frame"]["columns"].update(reading=[1.0, *body["frame"]["columns"]["reading"][1:]]),
        lambda body: body["frame"]["schools"].reverse(),
        lambda body: body["declaration"]["design"].update(trial="another"),
        lambda body: body["declaration"]["design"]["method"].update(keep=0.2),
        lambda body: body.update(secret=bytes(32).hex()),
        lambda body: body.update(secret=body["secret"].upper()),
        lambda body: body.update(value="another"),
        lambda body: body["commitment"].update(sha256="0" * 64),
        lambda body: body["result"]["probabilities"].clear(),
        lambda body: body["result"]["space"].update(sha256="0" * 64),
        lambda body: body.update(more=1),
    ],
)
def test_what_does_not_follow_from_the_rest(change):
    assert refused(sealed_anew(sealed(METHODS[-1]), change)) == "seal_not_its_draw"


def test_a_second_draw_is_not_the_one_committed_to():
    """Whoever draws again until it suits can make a file that holds, and not the commitment that was published."""
    published = verify(sealed()).commitment.sha256
    again = sealed(secret=bytes(32))
    verify(again)
    assert refused(again, published=published) == "seal_not_as_published"


def test_another_way_of_drawing_is_said():
    assert DRAWING == "laget-draw-1"
    file = sealed_anew(sealed(), lambda body: body["commitment"].update(drawing="laget-draw-2"))
    assert refused(file) == "seal_other_drawing"


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b"[" * 10**5,
        b'{"sha256":"","a":NaN}',
        b'{"sha256":"","a":"\\ud800"}',
    ],
)
def test_what_is_no_seal(file):
    assert refused(file) == "not_a_seal"


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.pop("declaration"),
        lambda body: body["declaration"]["design"].update(arms="two"),
        lambda body: body["declaration"]["design"].update(arms=[{"id": "a", "share": "1"}, {"id": "b", "share": 1}]),
        lambda body: body["declaration"]["design"].update(method={"name": "by hand"}),
        lambda body: body["declaration"]["design"]["method"].update(more=1),
        lambda body: body["declaration"]["design"].update(more=1),
        lambda body: body.update(frame=None),
        lambda body: body["frame"].update(columns=[1]),
        lambda body: body.update(secret="no hex"),
        lambda body: body.update(value=7),
        lambda body: body.update(commitment="none"),
    ],
)
def test_a_forged_file_that_makes_no_sense(change):
    assert refused(sealed_anew(sealed(), change)) == "not_a_seal"


def test_a_forged_design_is_refused_as_any_other():
    def empty(body):
        body["declaration"]["design"]["arms"] = []

    assert refused(sealed_anew(sealed(), empty)) == "bad_arm_count"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"secret": b"short"}, "bad_secret"),
        ({"value": ""}, "bad_public_value"),
        ({"public_value": ""}, "bad_public_value"),
    ],
)
def test_refusals(changes, code):
    with pytest.raises(TrialError) as caught:
        sealed(**changes)
    assert caught.value.code == code


def test_without_a_public_value_there_is_none():
    opened = verify(sealed(value="", public_value=""))
    assert (opened.value, opened.commitment.public_value) == ("", "")


def test_labels_with_commas_quotes_and_other_letters():
    names = np.array(['Ås, "gamle"', "Bø\\n", "Çà", "Ørsta\tnye", "日本", "a\u2028b"])
    columns = {"school": names, "place": np.array(["å, é"] * 3 + ['"'] * 3)}
    declared = design(Stratified(name="stratified", strata=("place",)), arms=(Arm(id="før, nå"), Arm(id="«ny»")))
    frame = frame_of(columns=columns, design=declared)
    opened = verify(seal(frame=frame, declaration=declared_with(declared), secret=SECRET))
    assert set(opened.draw.units) == set(names.tolist())
