"""`laget fit`: the contract's JSON, the table, and what it refuses."""

from __future__ import annotations

import argparse
import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow
import pytest
from pyarrow import parquet

from laget import cli
from laget.cli import fit
from laget.frames.csv_file import read_csv
from laget.refusal import Refusal
from laget.trial.wild_bootstrap import wild_bootstrap

MADE = Path(__file__).resolve().parents[1] / "reference" / "mixed_made.csv"
STAR = files("laget.content") / "studies" / "star-aide" / "star_kindergarten.csv"
SCORE = ["--outcome", "score", "--treatment", "arm", "--reference", "som før"]


@pytest.fixture
def printed(capsys):
    """What the command prints for a file and its arguments."""

    def run(data: object, *words: str) -> str:
        assert cli.main(["fit", str(data), *words]) == 0
        return capsys.readouterr().out

    return run


def refused(data: object, *words: str) -> Refusal:
    parser = argparse.ArgumentParser()
    fit.add_arguments(parser)
    with pytest.raises(Refusal) as caught:
        fit.run(parser.parse_args([str(data), *words]))
    return caught.value


def test_the_json_is_the_contracts(printed):
    told = json.loads(
        printed(MADE, *SCORE, "--covariates", "baseline,sex", "--levels", "class,school,municipality", "--json")
    )
    assert list(told) == ["n", "groups", "criterion", "coefficients", "variances", "covariance", "icc", "notes"]
    assert told["groups"] == {"class": 29, "school": 18, "municipality": 6}
    assert told["criterion"] == pytest.approx(671.459286750449, rel=1e-9)
    assert list(told["variances"]) == ["class", "school", "municipality", "residual"]
    assert told["covariance"] == {}
    by_term = {one["term"]: one for one in told["coefficients"]}
    assert list(by_term) == ["(Intercept)", "armassistent", "armassistent, fast", "baseline", "sexjente"]
    assistant = by_term["armassistent"]
    assert list(assistant) == ["term", "estimate", "se", "df", "t", "p", "low", "high", "g"]
    assert (assistant["se"], assistant["df"]) == pytest.approx((1.15000312355195, 7.73124796828221), rel=1e-6)
    assert {by: list(g) for by, g in assistant["g"].items()} == {
        "within": ["value", "low", "high"],
        "total": ["value", "low", "high"],
    }
    assert "g" not in by_term["baseline"]


def test_a_random_slope_has_a_variance_and_a_covariance(printed):
    told = json.loads(
        printed(MADE, "--outcome", "tutored", "--treatment", "tutor", "--levels", "municipality", "--slope", "--json")
    )
    assert list(told["variances"]) == ["municipality", "municipality:tutor", "residual"]
    assert list(told["covariance"]) == ["municipality:tutor"]


@pytest.mark.parametrize("method", ["reml", "ml"])
def test_method_and_weights_are_handed_on(printed, method):
    words = ["--levels", "school", "--weights", "weight", "--method", method, "--inference", "satterthwaite", "--json"]
    told = json.loads(printed(MADE, *SCORE, *words))
    assert told["criterion"] != json.loads(printed(MADE, *SCORE, "--levels", "school", "--json"))["criterion"]


def test_cr2_is_the_headline_of_project_star(printed):
    told = json.loads(
        printed(
            STAR, "--outcome", "maths", "--treatment", "arm", "--reference", "reg", "--covariates", "ses,sex,minority",
            "--blocks", "school", "--levels", "class,school", "--inference", "cr2", "--json",
        )
    )  # fmt: skip
    aide = next(one for one in told["coefficients"] if one["term"] == "armreg+A")
    assert (aide["estimate"], aide["se"]) == pytest.approx((0.609787, 2.474178), abs=1e-6)
    assert aide["df"] == pytest.approx(69.978124, abs=1e-4)
    assert (told["criterion"], told["variances"], told["icc"]) == (None, {}, {})
    assert aide["g"]["within"] is None
    assert aide["g"]["total"]["value"] == pytest.approx(0.0131, abs=1e-4)


def test_the_mixed_model_by_its_schools(printed):
    words = ["--levels", "class,municipality", "--covariates", "baseline", "--json"]
    by_schools, by_model = (
        json.loads(printed(MADE, *SCORE, *words, "--inference", name)) for name in ("cr2-mixed", "satterthwaite")
    )
    assert by_schools["criterion"] == by_model["criterion"]
    ours, theirs = (told["coefficients"][1] for told in (by_schools, by_model))
    assert ours["estimate"] == theirs["estimate"]
    assert ours["se"] != theirs["se"]


@pytest.mark.parametrize(
    ("inference", "terms"),
    [
        (["cr2", "--blocks", "school"], ["armreg+A", "armsmall"]),
        (["kr"], ["armreg+A", "armsmall"]),
    ],
    ids=["least squares", "mixed"],
)
def test_effects_are_shown_to_be_small_where_a_margin_is_named(printed, inference, terms):
    words = ["--outcome", "maths", "--treatment", "arm", "--reference", "reg", "--levels", "school", "--margin", "5"]
    told = json.loads(printed(STAR, *words, "--inference", *inference, "--alpha", "0.1", "--json"))
    assert list(told["equivalence"]) == terms
    for one in told["coefficients"]:
        if one["term"] in terms:
            within = told["equivalence"][one["term"]]
            assert within["margin"] == 5
            assert within["p"] == max(within["p_above"], within["p_below"])
            # At a twentieth both tests refuse just where the 90 % interval lies inside.
            assert (within["p"] < 0.05) == (one["low"] > -5 and one["high"] < 5)
    assert any(within["p"] < 0.05 for within in told["equivalence"].values())
    assert "armreg+A within ±5: p " in printed(STAR, *words, "--inference", *inference)
    assert refused(STAR, *words[:-1], "0", "--inference", *inference).code == "negative_margin"


def test_the_margin_of_what_was_received_is_that_of_receiving_it(printed):
    told = json.loads(printed(RECEIVED, *GOT, "--received", "got", "--margin", "9", "--json"))
    assert list(told["equivalence"]) == ["got"]


WILD = [*SCORE, "--covariates", "baseline", "--levels", "school", "--inference", "wild-bootstrap"]


def test_the_wild_bootstrap_is_the_engines(printed):
    told = json.loads(printed(MADE, *WILD, "--draws", "499", "--seed", "3", "--wild-weights", "webb", "--json"))
    columns = read_csv(MADE.read_bytes(), name="", columns=("score", "arm", "school", "baseline"))
    asked = {"columns": columns, "outcome": "score", "treatment": "arm", "reference": "som før", "cluster": "school"}
    rng = np.random.default_rng(3)
    found = wild_bootstrap(**asked, covariates=("baseline",), weights="webb", draws=499, rng=rng)
    assert [one["term"] for one in told["coefficients"]] == [one.term for one in found.coefficients]
    for ours, theirs in zip(told["coefficients"], found.coefficients, strict=True):
        for name in ("estimate", "se", "p", "p_error", "low", "high"):
            assert ours[name] == getattr(theirs, name)
        assert ours["df"] is None
        assert ours["t"] == pytest.approx(ours["estimate"] / ours["se"])
    assert told["bootstrap"] == {"weights": "webb", "draws": 499, "exact": False}
    error = max(one.p_error for one in found.coefficients)
    assert told["notes"][0].endswith(f"drawn with seed 3; the Monte Carlo error of p is {error:.4f} or less.")
    other = json.loads(printed(MADE, *WILD, "--draws", "499", "--seed", "4", "--wild-weights", "webb", "--json"))
    assert other["coefficients"][0]["p"] != told["coefficients"][0]["p"]


def test_the_wild_bootstrap_of_few_clusters_has_no_end_and_says_so(printed):
    few = [word if word != "school" else "municipality" for word in WILD]
    told = json.loads(printed(MADE, *few, "--alpha", "0.02", "--margin", "9", "--json"))
    # Six municipalities can be turned around in 64 ways, and two of them always look as the data do.
    assert told["bootstrap"] == {"weights": "rademacher", "draws": 64, "exact": True}
    one = told["coefficients"][0]
    assert (one["low"], one["high"]) == (None, None)
    within = told["equivalence"][one["term"]]
    assert 0 < within["p"] == max(within["p_above"], within["p_below"])
    table = printed(MADE, *few, "--alpha", "0.02")
    assert "no end to no end" in table
    assert "64 ways to weight the clusters (rademacher), all of them" in table


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([*WILD, "--received", "got"], "not_with_bootstrap"),
        ([*WILD, "--wave", "year", "--baseline", "0"], "not_with_bootstrap"),
        ([*WILD, "--slope"], "not_with_cr2"),
        ([*WILD, "--wild-weights", "mammen"], "unknown_weights"),
        ([*WILD, "--seed", "-1"], "bad_seed"),
        ([*WILD, "--draws", "0"], "bad_draws"),
        ([*WILD[:-1], "cr2", "--draws", "99"], "only_with_bootstrap"),
        ([*WILD[:-1], "kr", "--seed", "2"], "only_with_bootstrap"),
    ],
)
def test_what_goes_with_the_wild_bootstrap_and_what_does_not(words, code):
    assert refused(MADE, *words).code == code


RECEIVED = MADE.parent / "received_made.csv"
GOT = ["--outcome", "score", "--treatment", "arm", "--reference", "usual", "--levels", "school", "--inference", "cr2"]


def test_the_effect_of_what_was_received(printed):
    told = json.loads(printed(RECEIVED, *GOT, "--received", "got", "--blocks", "municipality", "--json"))
    effect, first, reduced = told["coefficients"][0], told["first_stage"], told["reduced_form"]
    assert (effect["term"], first["term"], reduced["term"]) == ("got", "armteam", "armteam")
    assert effect["estimate"] == pytest.approx(reduced["estimate"] / first["estimate"])
    assert first["f"] == pytest.approx(first["t"] ** 2)
    ((low, high),) = told["anderson_rubin"]
    assert low < effect["estimate"] < high


def test_an_interval_without_an_end_is_null_and_told(printed):
    words = [*GOT, "--received", "faint", "--covariates", "baseline"]
    (low, _), (_, high) = json.loads(printed(RECEIVED, *words, "--json"))["anderson_rubin"]
    assert low is high is None
    table = printed(RECEIVED, *words)
    assert "Anderson and Rubin: no end to -0.1632, and 17.7735 to no end" in table
    assert "the arm itself: 3.2360" in table


def test_everybody_complied(printed, tmp_path):
    file = tmp_path / "trial.csv"
    header, *rows = RECEIVED.read_text(encoding="utf-8").splitlines()
    arm = header.split(",").index('"arm"')
    both = [f"{row},{int('team' in row.split(',')[arm])}" for row in rows]
    file.write_text("\n".join([f"{header},took", *both]), encoding="utf-8")
    told = json.loads(printed(file, *GOT, "--received", "took", "--json"))
    assert told["first_stage"]["f"] is None
    plain = json.loads(printed(file, *GOT, "--json"))["coefficients"][0]
    assert told["coefficients"][0] == pytest.approx({k: v for k, v in plain.items() if k != "g"} | {"term": "took"})
    assert told["anderson_rubin"] == [pytest.approx([plain["low"], plain["high"]])]
    assert "everybody complied" in printed(file, *GOT, "--received", "took")


WAVES = MADE.parent / "waves_made.csv"
OVER = ["--outcome", "score", "--treatment", "arm", "--reference", "usual", "--levels", "pupil,class,school"]


def test_effects_over_waves(printed):
    words = [*OVER, "--wave", "wave", "--baseline", "0", "--json"]
    told = json.loads(printed(WAVES, *words))
    terms = [one["term"] for one in told["coefficients"]]
    assert [term for term in terms if term.startswith("armone")] == [f"armone:{w}" for w in (1, 2, 3, "average")]
    assert all("g" in one for one in told["coefficients"] if one["term"].startswith("arm"))
    assert any("missed a later wave" in note for note in told["notes"])
    assert any("within 'pupil', from wave to wave" in note for note in told["notes"])
    alike = json.loads(printed(WAVES, *words, "--effects", "average"))
    assert [one["term"] for one in alike["coefficients"]][1:3] == ["armone", "armtwo"]


def test_every_effect_size_on_request(printed):
    words = [*SCORE, "--covariates", "baseline", "--levels", "class,school", "--effect-sizes"]
    told = json.loads(printed(MADE, *words, "--json"))
    sizes = told["effect_sizes"]["armassistent"]
    assert list(sizes) == ["conditional", "unconditional", "own_conditional", "own_unconditional"]
    parts = ["value", "low", "high"]
    for by in sizes.values():
        assert {name: list(one) for name, one in by.items()} == {"within": parts, "total": parts}
    assert sizes["conditional"] == told["coefficients"][1]["g"]
    bare = told["unconditional"]
    assert abs(sizes["unconditional"]["total"]["value"]) < abs(sizes["conditional"]["total"]["value"])
    assert bare["icc"]["school"] == pytest.approx(bare["variances"]["school"] / sum(bare["variances"].values()))
    table = printed(MADE, *words)
    # With two levels of groups the model's own interval is the only one, and is not told twice.
    assert "armassistent, unconditional" in table
    assert ", own," not in table
    assert "armteam, own, unconditional" in printed(RECEIVED, *GOT[:-2], "--effect-sizes")
    assert "icc of the outcome alone" in table


def test_a_table_for_a_person(printed):
    table = printed(MADE, *SCORE, "--levels", "class,school,municipality", "--alpha", "0.1")
    assert "132 rows, 29 class, 18 school, 6 municipality" in table
    assert "90 %" in table
    assert "armassistent, fast" in table
    assert "class within the same school" in table


def test_names_with_commas_and_norwegian_letters(printed, tmp_path):
    file = tmp_path / "trial.csv"
    text = MADE.read_text(encoding="utf-8").replace("baseline", '"prøve, høst"', 1).replace("school", "skole på øya", 1)
    file.write_text(text, encoding="utf-8")
    words = ["--covariates", '"prøve, høst",sex', "--levels", "class,skole på øya,municipality", "--json"]
    told = json.loads(printed(file, *SCORE, *words))
    assert told["coefficients"][3]["term"] == "prøve, høst"
    assert told["groups"]["skole på øya"] == 18


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--family", "binomial"], "family_not_built"),
        (["--inference", "cr1s", "--slope"], "not_with_cr2"),
        (["--inference", "wild"], "inference_not_offered"),
        (["--inference", "cr2", "--slope"], "not_with_cr2"),
        (["--inference", "cr2", "--weights", "weight"], "not_with_cr2"),
        (["--inference", "cr2", "--method", "ml"], "not_with_cr2"),
        (["--inference", "cr2", "--effect-sizes"], "not_with_cr2"),
        (["--received", "tutor"], "received_needs_regression"),
        (["--received", "tutor", "--inference", "cr2"], "received_two_arms"),
        (["--wave", "weight"], "wave_and_baseline"),
        (["--baseline", "1"], "wave_and_baseline"),
        (["--wave", "weight", "--baseline", "9"], "unknown_wave"),
        (["--wave", "weight", "--baseline", "1", "--inference", "cr2"], "waves_need_mixed"),
        (["--covariates", "gone"], "missing_column"),
        (["--blocks", "school", "--treatment", "sex"], "unknown_reference"),
        (["--treatment", "weight", "--reference", "1"], "treatment_not_binary"),
    ],
)
def test_what_cannot_be(words, code):
    assert refused(MADE, *SCORE, "--levels", "class,school", *words).code == code


@pytest.mark.parametrize(("inference", "code"), [("kr", "bad_levels"), ("cr2", "no_levels")])
def test_no_levels(inference, code):
    assert refused(MADE, *SCORE, "--levels", ",", "--inference", inference).code == code


def test_a_file_that_is_not_there(tmp_path):
    error = refused(tmp_path / "nowhere.csv", *SCORE, "--levels", "school")
    assert error.code == "no_such_data"
    assert "nowhere.csv" in str(error)


def test_parquet_gives_what_csv_gives(printed, tmp_path):
    file = tmp_path / "trial.parquet"
    table = {name: list(values) for name, values in read_csv(MADE.read_bytes(), name="").items()}
    parquet.write_table(pyarrow.table(table), file)
    words = [*SCORE, "--covariates", "baseline,sex", "--levels", "class,school", "--json"]
    assert printed(file, *words) == printed(MADE, *words)


def test_a_parquet_file_that_is_not_there():
    assert refused("trial.parquet", *SCORE, "--levels", "school").code == "no_such_data"


def test_cr1s_is_that_of_clustersandwich_on_project_star(printed):
    words = ["--outcome", "maths", "--treatment", "arm", "--reference", "reg", "--levels", "class,school",
             "--covariates", "ses,sex,minority", "--blocks", "school"]  # fmt: skip
    told = json.loads(printed(STAR, *words, "--inference", "cr1s", "--json"))
    theirs = json.loads((MADE.parent / "randomisation.json").read_text(encoding="utf-8"))["cr1s"]["blocked"]
    by_term = {one["term"]: one for one in told["coefficients"]}
    for term, se in theirs["se"].items():
        assert by_term[term]["se"] == pytest.approx(se, rel=1e-9)
        assert by_term[term]["df"] == 78


def test_a_small_p_is_never_called_zero(printed):
    words = [*SCORE, "--covariates", "baseline", "--levels", "class,school"]
    table, told = printed(MADE, *words), json.loads(printed(MADE, *words, "--json"))
    assert "0.000 " not in table
    assert "<0.001" in table
    assert 0 < next(one["p"] for one in told["coefficients"] if one["term"] == "baseline") < 1e-6


@pytest.mark.parametrize("value", ["inf", "38,24", "#N/A"])
def test_a_value_that_would_turn_numbers_into_text(tmp_path, value):
    file = tmp_path / "trial.csv"
    file.write_text(MADE.read_text(encoding="utf-8").replace("38.24", f'"{value}"', 1), encoding="utf-8")
    error = refused(file, *SCORE, "--covariates", "baseline", "--levels", "class,school")
    assert error.code == "not_all_numbers"
    assert repr(value) in str(error)


def test_a_weight_that_is_no_number_is_shown(tmp_path):
    header, first, *rest = MADE.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "trial.csv"
    lines = [f"{header},worth", f"{first},1e300", *(f"{row},{1 + place % 3}" for place, row in enumerate(rest))]
    file.write_text("\n".join(lines), encoding="utf-8")
    error = refused(file, *SCORE, "--levels", "class,school", "--weights", "worth")
    assert error.code == "not_all_numbers"
    assert "'1e300'" in str(error)


def test_a_gap(tmp_path):
    file = tmp_path / "trial.csv"
    file.write_text(MADE.read_text(encoding="utf-8").replace("38.24", "NaN", 1), encoding="utf-8")
    error = refused(file, *SCORE, "--covariates", "baseline", "--levels", "class,school")
    assert (error.code, error.values["row"]) == ("empty_cell", 4)


SCHOOLS = "school,place\n" + "".join(f"skole {number},{'nord' if number < 8 else 'sør'}\n" for number in range(16))
DECLARED = """
design:
  trial: pilot
  school: school
  unit: school
  interference: school
  arms: [{id: laget}, {id: som før}]
  method: {name: stratified, strata: [place]}
estimand:
  outcome: score
  treatment: arm
  reference: som før
  arms: [laget]
  whom: alle elever ved skolene når loddene åpnes
  when: etter ett skoleår
estimator: {name: mixed, levels: [school], covariates: [before]}
alpha: 0.1
"""


@pytest.fixture
def drawn(tmp_path: Path) -> tuple[Path, Path, str]:
    """A sealed draw, and a file of pupils in the arms it gave."""
    (tmp_path / "schools.csv").write_text(SCHOOLS, encoding="utf-8")
    (tmp_path / "trial.yaml").write_text(DECLARED, encoding="utf-8")
    design, seal = str(tmp_path / "trial.yaml"), tmp_path / "seal.json"
    assert cli.main(["draw", str(tmp_path / "schools.csv"), "--design", design, "--seal", str(seal)]) == 0
    arms = json.loads(seal.read_text(encoding="utf-8"))["result"]["schools"]
    rows = [
        f"{school},{arm},{number % 7},{(number * 37 + place * 11) % 23}"
        for place, (school, arm) in enumerate(arms.items())
        for number in range(9)
    ]
    pupils = tmp_path / "pupils.csv"
    pupils.write_text("\n".join(["school,arm,before,score", *rows, "skole 99,laget,3,5"]), encoding="utf-8")
    return pupils, seal, arms["skole 0"]


def test_a_sealed_trial_is_analysed_as_it_was_declared(printed, capsys, drawn):
    pupils, seal, _ = drawn
    capsys.readouterr()
    told = json.loads(printed(pupils, "--seal", str(seal), "--json"))
    assert told["notes"][0] == "Not in the draw, and left out: 'skole 99'."
    assert told["groups"] == {"school": 16}
    # The same by hand, without the school that came later.
    pupils.write_text(pupils.read_text(encoding="utf-8").rpartition("\n")[0], encoding="utf-8")
    asked = ("--outcome", "score", "--treatment", "arm", "--reference", "som før", "--covariates", "before")
    by_hand = json.loads(printed(pupils, *asked, "--levels", "school", "--alpha", "0.1", "--json"))
    assert told["coefficients"] == by_hand["coefficients"]


def test_a_school_that_changed_arm_after_the_draw(drawn):
    pupils, seal, arm = drawn
    other = {"laget": "som før", "som før": "laget"}[arm]
    text = pupils.read_text(encoding="utf-8")
    pupils.write_text(text.replace(f"skole 0,{arm}", f"skole 0,{other}"), encoding="utf-8")
    error = refused(pupils, "--seal", str(seal))
    assert error.code == "not_as_drawn"
    assert f"'skole 0' was drawn to '{arm}', and row 1 has it in '{other}'." in str(error)


@pytest.mark.parametrize("words", [["--inference", "cr2"], ["--slope"], ["--outcome", "before"], ["--alpha", "0.2"]])
def test_a_sealed_analysis_takes_no_other_wishes(drawn, words):
    pupils, seal, _ = drawn
    error = refused(pupils, "--seal", str(seal), *words)
    assert error.code == "sealed_already"
    assert words[0] in str(error)


def test_nothing_is_asked(drawn):
    assert refused(drawn[0], "--outcome", "score").code == "nothing_asked"


def test_a_seal_that_was_changed(drawn):
    pupils, seal, _ = drawn
    seal.write_bytes(seal.read_bytes().replace(b'"alpha":0.1', b'"alpha":0.2'))
    assert refused(pupils, "--seal", str(seal)).code == "seal_broken"
