"""How lots are drawn: the arms, the method, and what it reads of the schools. It can be published before any lot is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from laget.trial.errors import TrialError

# More arms than any trial of schools has; the choices between them stay small.
MOST_ARMS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One arm, and its share of the units in whole numbers: shares 2 and 1 give it two units of three."""

    id: str
    share: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete:
    """Arms of fixed size over all units."""

    name: Literal["complete"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratified:
    """Arms of fixed size within every stratum: units alike in all the columns of ``strata``."""

    name: Literal["stratified"]
    strata: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """Arms of fixed size within blocks of ``size`` units that follow each other in the column ``order``.

    Blocks are cut within strata, if there are any; units with the same order follow each other by id.
    """

    name: Literal["blocked"]
    size: int
    order: str
    strata: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Two arms, drawn within the pairs that together are most alike in ``covariates``.

    Only units alike in all the columns of ``exact`` are paired. ``pairs`` is how many pairs to make; the units
    that fit worst are then left out of the trial. Without it every unit is paired.
    """

    name: Literal["pairs"]
    covariates: tuple[str, ...]
    exact: tuple[str, ...] = ()
    pairs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimised:
    """Each unit in turn goes, with ``probability``, where the arms stay most alike in ``factors``.

    ``measure`` is the imbalance within a factor: Pocock and Simon's ``range`` or ``variance`` (which with equal
    shares is Taves's sum of counts). ``order`` is the column of the turn; without it the turn is drawn too.
    """

    name: Literal["minimised"]
    factors: tuple[str, ...]
    probability: float
    measure: Literal["range", "variance"] = "range"
    order: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The ``most`` that two arms' means of a covariate may differ, in its standard deviations over all units."""

    covariate: str
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Constrained:
    """One allocation among the best balanced ``keep`` (a share) of the ``candidates``.

    The candidates are every allocation that the ``strata`` allow if they are no more than ``candidates``, and
    otherwise so many drawn evenly from them. Those beyond a limit are out whatever their score.
    """

    name: Literal["constrained"]
    covariates: tuple[str, ...]
    keep: float
    score: Literal["l1", "l2"] = "l2"
    limits: tuple[Limit, ...] = ()
    strata: tuple[str, ...] = ()
    candidates: int = 100_000


Method = Complete | Stratified | Blocked | Pairs | Minimised | Constrained


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationDesign:
    """How lots are drawn.

    ``school``, ``unit`` and ``interference`` are columns of the schools: the school's id, what lots are drawn
    between (its schools go together; it may be the school), and within what schools touch each other, so that
    drawing below it would let one arm leak into another. ``public_value`` names a random value that does not
    exist yet when the design is published, and that the seed will be made of; empty if there is none.
    """

    trial: str
    school: str
    unit: str
    interference: str
    arms: tuple[Arm, ...]
    method: Method
    public_value: str = ""


def columns_read(design: AllocationDesign) -> tuple[str, ...]:
    """The columns of the schools that ``design`` reads, each once."""
    return tuple(dict.fromkeys((design.school, design.unit, design.interference, *method_columns(design.method))))


def check(design: AllocationDesign) -> None:
    """Refuse arms that cannot be drawn, and columns that are named twice or not at all."""
    ids = [arm.id for arm in design.arms]
    if not 2 <= len(ids) <= MOST_ARMS:
        raise TrialError(
            "bad_arm_count", f"The design has {len(ids)} arms; give it 2 to {MOST_ARMS}.", arms=len(ids), most=MOST_ARMS
        )
    for arm in design.arms:
        if ids.count(arm.id) > 1:
            raise TrialError("arm_twice", f"Two arms are called {arm.id!r}; rename one.", arm=arm.id)
        if arm.share < 1:
            raise TrialError(
                "share_not_whole",
                f"The arm {arm.id!r} has the share {arm.share}; give it a whole number from 1.",
                arm=arm.id,
                share=arm.share,
            )
    asked = method_columns(design.method)
    for name in asked:
        if asked.count(name) > 1:
            raise TrialError("column_twice", f"The design draws by {name!r} twice; once is enough.", column=name)
    if not asked and design.method.name != "complete":
        raise TrialError(
            "nothing_to_draw_by",
            f"The method {design.method.name!r} names no column to draw by; name one, or draw 'complete'.",
            method=design.method.name,
        )


def method_columns(method: Method) -> tuple[str, ...]:
    """The columns of the schools that a method draws by."""
    match method:
        case Complete():
            return ()
        case Stratified():
            return method.strata
        case Blocked():
            return (method.order, *method.strata)
        case Pairs():
            return (*method.covariates, *method.exact)
        case Minimised():
            return (*method.factors, *([method.order] if method.order is not None else []))
        case Constrained():
            return (*method.covariates, *method.strata)
