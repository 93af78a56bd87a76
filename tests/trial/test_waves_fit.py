"""Effects over waves: what they reduce to, what is noted of those who missed one, and what is refused."""

import numpy as np
import pytest

from laget.trial.errors import TrialError
from laget.trial.estimand import Estimand, Waves
from laget.trial.estimate import estimate
from laget.trial.estimator import MixedModel, Regression
from laget.trial.mixed_model import fit_mixed
from laget.trial.waves_fit import fit_waves


def trial(waves=("autumn", "spring", "summer"), seed=5) -> dict[str, np.ndarray]:
    """Ten schools of six pupils, a row in every wave, the baseline last in the file."""
    rng = np.random.default_rng(seed)
    pupil = np.arange(60)
    school = pupil // 6
    ability = rng.normal(size=60) + rng.normal(size=10)[school]
    rows = {name: [] for name in ("school", "pupil", "arm", "wave", "score", "girl")}
    for turn, wave in enumerate(waves[1:] + waves[:1]):
        later = wave != waves[0]
        rows["school"].append(np.char.add("s", school.astype(str)))
        rows["pupil"].append((pupil % 6).astype(float))
        rows["arm"].append(np.array(["usual", "team"])[school % 2])
        rows["wave"].append(np.full(60, wave))
        rows["score"].append(ability + later * (turn + 1) * (school % 2) + 0.5 * rng.normal(size=60))
        rows["girl"].append((pupil % 2).astype(float))
    return {name: np.concatenate(parts) for name, parts in rows.items()}


ASKED = {"outcome": "score", "treatment": "arm", "reference": "usual", "levels": ("pupil", "school")}
AUTUMN = Waves(column="wave", baseline="autumn")


def without(columns, dropped) -> dict[str, np.ndarray]:
    return {name: values[~dropped] for name, values in columns.items()}


def refused(columns, **changes) -> TrialError:
    with pytest.raises(TrialError) as caught:
        fit_waves(**({"columns": columns, "waves": AUTUMN} | ASKED | changes))
    return caught.value


def test_the_declaration_asks_for_it():
    columns = trial()
    estimand = Estimand(
        outcome="score", treatment="arm", reference="usual", arms=("team",), whom="pupils", when="twice", waves=AUTUMN
    )
    by = MixedModel(name="mixed", levels=("pupil", "school"), covariates=("girl",))
    assert estimate(columns=columns, estimand=estimand, estimator=by) == fit_waves(
        columns=columns, waves=AUTUMN, covariates=("girl",), **ASKED
    )
    for estimator, code in (
        (Regression(name="regression", cluster="school"), "waves_need_mixed"),
        (MixedModel(name="mixed", levels=("pupil", "school"), slope=True), "waves_plain"),
    ):
        with pytest.raises(TrialError) as caught:
            estimate(columns=columns, estimand=estimand, estimator=estimator)
        assert caught.value.code == code


def test_one_later_wave_is_the_mixed_model_with_baseline_as_covariate():
    columns = trial(waves=("autumn", "spring"))
    fit = fit_waves(columns=columns, waves=AUTUMN, **ASKED)
    later = columns["wave"] == "spring"
    plain = without(columns, ~later) | {"before": columns["score"][~later]}
    other = fit_mixed(columns=plain, covariates=("before",), **(ASKED | {"levels": ("school",)}))
    assert fit.criterion == other.criterion
    assert fit.coefficient("armteam") == other.coefficient("armteam")
    assert fit.effect_sizes == other.effect_sizes
    assert fit.groups == {"school": 10}


def test_the_average_is_the_mean_of_the_waves():
    fit = fit_waves(columns=trial(), waves=AUTUMN, **ASKED)
    spring, summer, average = (fit.coefficient(f"armteam:{wave}") for wave in ("spring", "summer", "average"))
    assert average.estimate == pytest.approx((spring.estimate + summer.estimate) / 2)
    assert average.se < max(spring.se, summer.se)
    assert average.estimate == pytest.approx(1.5, abs=3 * average.se)
    assert fit.effect_sizes["armteam:average"].total.value == pytest.approx(
        average.estimate / sum(fit.variances.values()) ** 0.5
    )


def test_between_within_takes_the_fewest_degrees_of_freedom_of_what_is_combined():
    fit = fit_waves(columns=trial(), waves=AUTUMN, inference="between-within", **ASKED)
    waves = [fit.coefficient(f"armteam:{wave}").df for wave in ("spring", "summer")]
    assert fit.coefficient("armteam:average").df == min(waves)


def test_who_missed_a_wave_is_used_and_noted():
    columns = trial()
    number = np.arange(60)
    late = np.concatenate([number == 7, np.isin(number, (7, 8, 9)), np.zeros(60, dtype=bool)])
    fit = fit_waves(columns=without(columns, late), waves=AUTUMN, **ASKED)
    assert fit.n == 116
    assert any("1 of 60 'pupil' have a row at baseline and none later" in note for note in fit.notes)
    assert any("2 of 60 'pupil' missed a later wave" in note for note in fit.notes)


def test_rows_may_lie_in_any_order():
    columns = trial()
    order = np.random.default_rng(1).permutation(columns["score"].size)
    one, other = (
        fit_waves(columns=each, waves=AUTUMN, **ASKED)
        for each in (columns, {name: values[order] for name, values in columns.items()})
    )
    assert other.criterion == pytest.approx(one.criterion, rel=1e-12)
    ours, theirs = one.coefficient("armteam:average"), other.coefficient("armteam:average")
    assert (ours.estimate, ours.se, ours.df) == pytest.approx((theirs.estimate, theirs.se, theirs.df), rel=1e-8)


def test_without_a_row_at_baseline():
    columns = trial()
    gone = (columns["school"] == "s3") & (columns["pupil"] == 4) & (columns["wave"] == "autumn")
    error = refused(without(columns, gone))
    assert (error.code, error.values["count"], error.values["unit"]) == ("no_baseline", 1, "4")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"waves": Waves(column="wave", baseline="winter")}, "unknown_wave"),
        ({"waves": Waves(column="wave", baseline="autumn", effects="all")}, "unknown_effects"),
        ({"levels": ()}, "no_pupils"),
        ({"levels": ("pupil",)}, "wave_twice"),
        ({"levels": ("child", "school")}, "missing_column"),
        ({"covariates": ("score at autumn:spring",)}, "term_twice"),
        ({"inference": "cr2"}, "inference_not_offered"),
    ],
)
def test_what_cannot_be(changes, code):
    columns = trial()
    columns["score at autumn:spring"] = columns["girl"]
    assert refused(columns, **changes).code == code


def test_the_baseline_alone_and_a_single_wave_without_groups():
    columns = trial()
    assert refused(without(columns, columns["wave"] != "autumn")).code == "one_wave"
    columns = trial(waves=("autumn", "spring"))
    columns["pupil"] = np.concatenate([np.arange(60.0)] * 2)
    assert refused(columns, levels=("pupil",)).code == "bad_levels"


def test_an_arm_that_changes():
    columns = trial()
    columns["arm"] = columns["arm"].copy()
    columns["arm"][3] = "team"
    assert refused(columns).code == "arm_changes"
