"""The association along an observed arrow against R, on the invented study's data."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from laget.content import shelf
from laget.frames.csv_file import read_csv
from laget.trial.estimator import MixedModel
from laget.verdict.analyse import analyse
from laget.verdict.association import associate
from laget.verdict.protocol import columns_used

FIGURES = json.loads((Path(__file__).parent / "association.json").read_text(encoding="utf-8"))
FOLDER = Path(__file__).parents[1] / "study" / "invented"


@pytest.fixture(scope="module")
def study():
    material = shelf.study(FOLDER)
    columns = read_csv(material.data_bytes, name=material.data_name, columns=columns_used(material.protocol))
    return material.protocol, columns


def close(found, figures):
    assert (found.estimate, found.se) == pytest.approx((figures["estimate"], figures["se"]), rel=0, abs=1e-6)
    assert found.df == pytest.approx(figures["df"], rel=0, abs=1e-4)
    assert found.p == pytest.approx(figures["p"], rel=0, abs=1e-8)


def associated(protocol, columns):
    return associate(
        protocol=protocol, columns=columns, start=protocol.indicator("use"), end=protocol.indicator("freed")
    )


def test_by_least_squares_it_is_clubsandwichs(study):
    found = associated(*study)
    close(found, FIGURES["least_squares"])
    assert (found.sd_start, found.sd_end) == pytest.approx((FIGURES["sd"]["used"], FIGURES["sd"]["freed"]), rel=1e-10)


def test_by_a_mixed_model_it_is_lme4s_and_pbkrtests(study):
    protocol, columns = study
    mixed = MixedModel(name="mixed", levels=("school",), covariates=("seniority",))
    close(
        associated(replace(protocol, models=(replace(protocol.models[0], estimator=mixed),)), columns),
        FIGURES["mixed"],
    )


def test_the_guard_is_clubsandwichs(study):
    protocol, columns = study
    finding = analyse(protocol=protocol, columns=columns, theory=shelf.theory("assistants", 1), inputs={}, versions={})
    close(finding.guard_effects[0], FIGURES["guard"])
