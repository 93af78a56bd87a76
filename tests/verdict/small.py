"""A small trial of the homework club: four schools, in each a class with the club and one without."""

from __future__ import annotations

import numpy as np
from tests.theory.small import BOOK, said

from laget.theory.parts import Direction
from laget.trial.effect_size import EffectSize
from laget.trial.estimator import Regression
from laget.trial.fit import Coefficient
from laget.verdict.protocol import Contrast, Indicator, Margin, MarginSet, Model, Practice, Protocol

MARGIN = Margin(value=0.2, set=MarginSet.BEFORE_DATA, reason=said("Det merkes."), turn_low=0.1, turn_high=0.5)
MARKS = Indicator(
    id="marks",
    column="marks",
    name=said("karakter", "karakter", "mark"),
    unit=said("karakterer", "karakterar", "marks"),
    direction=Direction.UP,
    margin=MARGIN,
    part="asking",
)
PROTOCOL = Protocol(
    id="evening",
    title=said("Hjalp klubben?", "Hjelpte klubben?", "Did the club help?"),
    summary=said("Klubb eller ikke.", "Klubb eller ikkje.", "Club or no club."),
    country=said("Norge", "Noreg", "Norway"),
    years="2001",
    design=(),
    limits=(),
    data="evening.csv",
    treatment="arm",
    reference="none",
    reference_name=said("uten klubb", "utan klubb", "without a club"),
    indicators=(MARKS,),
    contrasts=(
        Contrast(
            id="club",
            level="club",
            name=said("Klubb", "Klubb", "Club"),
            claim=said("Bedre karakterer.", "Betre karakterar.", "Better marks."),
            activities=("club",),
        ),
    ),
    models=(Model(id="plain", name=said("Enkel"), estimator=Regression(name="regression", cluster="school")),),
    theory="homework@1",
    speaks_to=(),
    measured_arrows=("club-asking",),
    practice=(Practice(activity="club", delivered=1.0, says=said("Klubben var åpen."), source=BOOK),),
    delivery_threshold=0.5,
    sources=(BOOK,),
)


def pupils(*, effect: float) -> dict[str, np.ndarray]:
    """Ten pupils in each class; the club adds ``effect`` standard deviations, a little more in some schools."""
    rng = np.random.default_rng(7)
    school = np.repeat(np.arange(1.0, 9.0), 20)
    club = np.tile(np.repeat([0, 1], 10), 8)
    more = np.repeat(np.tile([0.9, 1.1], 4), 20)
    noise = np.concatenate([rng.permutation(np.linspace(-1.6, 1.6, 10)) for _ in range(16)])
    return {"school": school, "arm": np.where(club, "club", "none"), "marks": noise + effect * more * club}


def size(*, value: float, se: float, df: float) -> EffectSize:
    """An effect of the engine's, in an outcome whose standard deviation is one."""
    bare = Coefficient(term="club", estimate=value, se=se, df=df, t=value / se, p=0.5, low=value, high=value)
    return EffectSize(
        value=value, low=value, high=value, sd=1.0, correction=1.0, n_treated=50, n_control=50, coefficient=bare
    )
