"""A trial as it is declared before any lot is drawn: how lots are drawn, what is asked, and how it is answered.

One declaration is drawn, simulated and analysed, so that the trial that is planned is the trial that is carried out.
"""

from __future__ import annotations

from dataclasses import dataclass

from laget.trial.allocation_design import AllocationDesign, Blocked, Constrained, Stratified, check
from laget.trial.errors import TrialError
from laget.trial.estimand import Estimand
from laget.trial.estimator import Estimator, groups_of
from laget.trial.population import Population


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A trial: its ``design``, ``estimand`` and ``estimator``, and the level ``alpha`` of its tests and intervals.

    The frame it is drawn from is a table of schools (``laget.trial.frame.frame_of``) with the columns that the design
    names. A column of the schools that the data have too is called the same in both. ``suppose`` is whom the trial is
    simulated with (``laget.trial.simulate``); nothing else reads it.
    """

    design: AllocationDesign
    estimand: Estimand
    estimator: Estimator
    alpha: float = 0.05
    suppose: Population | None = None


def check_declaration(declaration: Declaration) -> None:
    """Refuse a declaration whose parts do not fit each other, before anything is drawn.

    Raises ``TrialError`` for a design that cannot be drawn, for arms of the estimand that the design does not have,
    and for an estimator that takes schools to be independent which lots put in an arm together.
    """
    design, estimand = declaration.design, declaration.estimand
    check(design)
    if not 0 < declaration.alpha < 1:
        raise TrialError(
            "bad_alpha", f"alpha is {declaration.alpha:g}; it has to lie between 0 and 1.", alpha=declaration.alpha
        )
    drawn = [arm.id for arm in design.arms]
    for arm in (estimand.reference, *estimand.arms):
        if arm not in drawn:
            raise TrialError(
                "arm_not_drawn",
                f"The estimand names the arm {arm!r}, and the lots give {', '.join(drawn)}; name one of those.",
                arm=arm,
                arms=", ".join(drawn),
            )
    if not estimand.arms or estimand.reference in estimand.arms:
        raise TrialError(
            "nothing_compared",
            f"The estimand compares {estimand.reference!r} with no other arm, or with itself; name the arms to compare "
            "with it.",
            arm=estimand.reference,
        )
    groups = groups_of(declaration.estimator)[-1:]
    if not set(groups) & {design.unit, design.interference, *_strata(design)}:
        raise TrialError(
            "not_judged_by_the_lots",
            f"Lots are drawn between units of {design.unit!r}, and the estimator takes those of "
            f"{', '.join(map(repr, groups)) or 'no level'} to be independent; judge by {design.unit!r}, or its p "
            "values say more than the lots can.",
            unit=design.unit,
            groups=", ".join(groups),
        )


def _strata(design: AllocationDesign) -> tuple[str, ...]:
    """Lots fall independently within strata, so those may stand for the units too."""
    match design.method:
        case Stratified() | Blocked() | Constrained():
            return design.method.strata
        case _:
            return ()
