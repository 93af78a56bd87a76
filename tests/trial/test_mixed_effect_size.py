"""Effect sizes by the variances given the columns and by those of the outcome alone."""

import numpy as np
import pytest

from laget.trial.mixed_effect_size import effect_sizes, unconditional_fit
from laget.trial.mixed_model import MixedFit, fit_mixed


def trial(seed: int = 4) -> dict[str, np.ndarray]:
    """Twelve schools of two classes of five; the baseline explains much of the score."""
    rng = np.random.default_rng(seed)
    row = np.arange(120)
    school, own = row // 10, row // 5
    baseline = rng.normal(size=120) + rng.normal(size=12)[school]
    return {
        "school": school.astype(float),
        "class": own.astype(float),
        "arm": (school % 2).astype(float),
        "weight": 1 + row % 3.0,
        "baseline": baseline,
        "score": 2 * baseline + school % 2 + 0.7 * rng.normal(size=12)[school] + rng.normal(size=120),
    }


def fitted(levels, **changes) -> MixedFit:
    asked = {"outcome": "score", "treatment": "arm", "covariates": ("baseline",), "levels": levels}
    return fit_mixed(columns=trial(), **(asked | changes))


@pytest.mark.parametrize("method", ["reml", "ml"])
@pytest.mark.parametrize("weights", [None, "weight"])
@pytest.mark.parametrize("levels", [("school",), ("class", "school")])
def test_the_outcome_alone_is_the_model_without_columns(levels, weights, method):
    fit = fitted(levels, weights=weights, method=method, inference="satterthwaite")
    bare = unconditional_fit(fit.model)
    alone = fitted(levels, weights=weights, method=method, inference="satterthwaite", treatment=None, covariates=())
    assert bare.criterion == pytest.approx(alone.criterion, rel=1e-12)
    assert [*bare.variances.values(), bare.residual_variance] == pytest.approx(list(alone.variances.values()), rel=1e-7)


def test_a_covariate_makes_the_conditional_size_larger():
    fit = fitted(("class", "school"))
    sizes = effect_sizes(coefficient=fit.coefficient("arm"), fit=fit.model, unconditional=unconditional_fit(fit.model))
    assert sizes.unconditional.total.value < sizes.conditional.total.value
    assert sizes.unconditional.within.value < sizes.conditional.within.value


def test_the_models_own_interval_holds_zero_when_p_says_so():
    fit = fitted(("school",), alpha=0.1)
    effect = fit.coefficient("arm")
    sizes = effect_sizes(
        coefficient=effect, fit=fit.model, unconditional=unconditional_fit(fit.model), alpha=0.1
    )
    for own in (sizes.own_conditional, sizes.own_unconditional):
        for one in (own.within, own.total):
            assert (one.low > 0) == (effect.low > 0)
            assert one.low / one.value == pytest.approx(effect.low / effect.estimate)
    # Hedges' interval, of the same effect, is by another formula.
    assert sizes.conditional.total != sizes.own_conditional.total


def test_with_two_levels_hedges_does_not_apply_and_the_sizes_are_the_models_own():
    fit = fitted(("class", "school"))
    sizes = effect_sizes(coefficient=fit.coefficient("arm"), fit=fit.model, unconditional=unconditional_fit(fit.model))
    assert sizes.conditional == sizes.own_conditional
    assert sizes.unconditional == sizes.own_unconditional
