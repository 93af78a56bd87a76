"""A declaration whose parts do not fit each other is refused before a lot is drawn."""

from dataclasses import replace

import numpy as np
import pytest
from tests.trial.drawing import declared_with, design

from laget.trial.allocation_design import Blocked, Complete, Constrained, Pairs, Stratified
from laget.trial.declaration import check_declaration
from laget.trial.errors import TrialError
from laget.trial.estimate import estimate
from laget.trial.estimator import MixedModel, Regression, columns_of, groups_of
from laget.trial.least_squares_fit import fit_least_squares
from laget.trial.mixed_model import fit_mixed

DECLARED = declared_with(design(Complete(name="complete")))


def refused(declaration) -> TrialError:
    with pytest.raises(TrialError) as caught:
        check_declaration(declaration)
    return caught.value


@pytest.mark.parametrize(
    "estimator",
    [
        Regression(name="regression", cluster="school"),
        MixedModel(name="mixed", levels=("class", "school")),
        MixedModel(name="mixed", levels=("school",)),
    ],
)
def test_it_works(estimator):
    check_declaration(replace(DECLARED, estimator=estimator))


@pytest.mark.parametrize(
    "method",
    [
        Stratified(name="stratified", strata=("place",)),
        Blocked(name="blocked", size=4, order="pupils", strata=("place",)),
        Constrained(name="constrained", covariates=("reading",), keep=0.1, strata=("place",)),
    ],
    ids=lambda method: method.name,
)
def test_strata_are_drawn_in_one_by_one_so_they_may_be_judged_by(method):
    check_declaration(replace(declared_with(design(method)), estimator=Regression(name="regression", cluster="place")))


def test_offices_that_are_drawn_between_are_judged_by():
    offices = declared_with(design(Complete(name="complete"), unit="office", interference="office"))
    check_declaration(offices)
    assert offices.estimator.cluster == "office"
    error = refused(replace(offices, estimator=MixedModel(name="mixed", levels=("class", "school"))))
    assert error.code == "not_judged_by_the_lots"
    assert error.values == {"unit": "office", "groups": "school"}


@pytest.mark.parametrize(
    ("method", "estimator"),
    [
        (Complete(name="complete"), Regression(name="regression", cluster="class")),
        (Complete(name="complete"), MixedModel(name="mixed", levels=("class",))),
        (Complete(name="complete"), MixedModel(name="mixed", levels=())),
        (Pairs(name="pairs", covariates=("reading",)), Regression(name="regression", cluster="reading")),
    ],
)
def test_an_analysis_that_takes_too_little_to_be_independent(method, estimator):
    assert refused(replace(declared_with(design(method)), estimator=estimator)).code == "not_judged_by_the_lots"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reference": "nobody"}, "arm_not_drawn"),
        ({"arms": ("team", "nobody")}, "arm_not_drawn"),
        ({"arms": ()}, "nothing_compared"),
        ({"arms": ("team", "usual")}, "nothing_compared"),
    ],
)
def test_a_question_about_other_arms_than_are_drawn(changes, code):
    assert refused(replace(DECLARED, estimand=replace(DECLARED.estimand, **changes))).code == code


@pytest.mark.parametrize("alpha", [0, 1, float("nan")])
def test_an_impossible_alpha(alpha):
    assert refused(replace(DECLARED, alpha=alpha)).code == "bad_alpha"


def test_what_an_estimator_reads():
    mixed = MixedModel(
        name="mixed", levels=("class", "school"), covariates=("before", "class"), blocks="place", weights="w"
    )
    assert columns_of(mixed) == ("before", "class", "school", "place", "w")
    assert groups_of(mixed) == ("class", "school")
    assert columns_of(Regression(name="regression", cluster="school", blocks="school")) == ("school",)


def test_the_declared_estimator_is_what_answers():
    rng = np.random.default_rng(4)
    schools = np.repeat(np.arange(12), 10)
    columns = {
        "school": np.array([f"s{number}" for number in schools]),
        "arm": np.where(schools % 2 == 0, "team", "usual"),
        "reading": rng.normal(size=120),
        "reading_after": rng.normal(size=120) + rng.normal(size=12)[schools],
    }
    asked = {"columns": columns, "outcome": "reading_after", "treatment": "arm", "reference": "usual", "alpha": 0.1}
    declared = {"columns": columns, "estimand": DECLARED.estimand, "alpha": 0.1}
    by_regression = Regression(name="regression", cluster="school", covariates=("reading",), inference="cr1s")
    assert estimate(**declared, estimator=by_regression) == fit_least_squares(
        **asked, cluster="school", covariates=("reading",), inference="cr1s"
    )
    by_model = MixedModel(name="mixed", levels=("school",), inference="satterthwaite", method="ml")
    assert estimate(**declared, estimator=by_model) == fit_mixed(
        **asked, levels=("school",), inference="satterthwaite", method="ml"
    )
