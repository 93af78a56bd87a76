"""The love plot of a draw, for `laget draw` and `laget verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from laget.refusal import Refusal

if TYPE_CHECKING:
    from laget.trial.frame import Frame
    from laget.trial.seal import Opened


def check_covariates(frame: Frame) -> None:
    """Refuse a picture of schools of which nothing is known."""
    if not frame.columns:
        raise Refusal(
            "nothing_to_picture",
            "The design reads nothing of the schools but who they are, so there is no balance to draw; leave out "
            "--picture.",
        )


def balance_picture(opened: Opened, *, language: str) -> str:
    """The picture of how alike the arms are in every column that the design reads."""
    from laget.pictures.love_plot import LoveRow, draw_love
    from laget.trial.allocation_design import Constrained
    from laget.trial.balance import balance

    method = opened.design.method
    limits = {limit.covariate: limit.most for limit in method.limits} if isinstance(method, Constrained) else {}
    rows = [
        LoveRow(
            name=row.term if row.term == row.covariate else f"{row.covariate}: {row.term.removeprefix(row.covariate)}",
            differences=row.differences[1:],
            most=limits.get(row.covariate),
        )
        for row in balance(frame=opened.frame, draw=opened.draw, covariates=tuple(opened.frame.columns))
    ]
    return draw_love(rows=rows, arms=opened.draw.arm_ids, language=language)
