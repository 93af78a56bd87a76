"""A three-level model of a whole country's pupils by REML, to the table that a report prints.

Everybody is asked for the treatment's estimate and standard error, and for the degrees of freedom they can give. Ours
gives Kenward–Roger and both Satterthwaites each time.
"""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from bench.made_up_pupils import COVARIATES, Columns, as_written, in_municipalities, pupils, shuffled

TITLE = "Three-level REML of 635,000 pupils"
FIGURES = ("treatment", "SE", "df (observed)", "df (expected)", "SE (KR)", "df (KR)", "REML criterion")

TRIAL = "one trial: 60 schools, 2,640 pupils"
SLOPE, BLOCKS = "random slope by school", "300 municipalities as blocks"
Change = Callable[[Columns], Columns]


def _national(change: Change = lambda columns: columns, *, within_schools: bool = False, tiny: bool) -> Columns:
    size = {"count": 600, "schools": 12} if tiny else {}
    return change(pupils(**size, within_schools=within_schools))


def _trial(*, tiny: bool) -> Columns:
    return _national(tiny=True) if tiny else pupils(2640, schools=60)


CASES = {
    "ids pre-coded": partial(_national),
    "ids and arms in text": partial(_national, as_written),
    "pre-coded, rows shuffled": partial(_national, shuffled),
    "text, rows shuffled": partial(_national, lambda columns: shuffled(as_written(columns))),
    SLOPE: partial(_national, within_schools=True),
    BLOCKS: partial(_national, in_municipalities),
    TRIAL: _trial,
}
GOALS = {"ids pre-coded": 0.05, "ids and arms in text": 0.08}
MEGABYTES = dict.fromkeys(
    ("ids pre-coded", "ids and arms in text", "pre-coded, rows shuffled", "text, rows shuffled"), 25
)


def _formula(case: str, columns: Columns) -> str:
    blocks = " + municipality" if case == BLOCKS else ""
    school = "(1 + treated | school)" if case == SLOPE else "(1 | school)"
    return f"score ~ treated + {' + '.join(COVARIATES)}{blocks} + {school} + (1 | class)"


def laget(case: str, columns: Columns):
    from laget.trial.mixed_model import fit_mixed
    from laget.trial.satterthwaite import satterthwaite_df

    def work():
        fit = fit_mixed(
            columns=columns,
            outcome="score",
            treatment="treated",
            covariates=COVARIATES,
            blocks="municipality" if case == BLOCKS else None,
            levels=("class", "school"),
            slope=case == SLOPE,
            inference="kr",
        )
        _, treated, *_ = fit.coefficients
        place = fit.model.sums.terms.names.index(treated.term)
        return {
            "treatment": treated.estimate,
            "SE": fit.model.covariance[place, place] ** 0.5,
            "df (observed)": satterthwaite_df(fit=fit.model, observed=True)[place],
            "df (expected)": satterthwaite_df(fit=fit.model, observed=False)[place],
            "SE (KR)": treated.se,
            "df (KR)": treated.df,
            "REML criterion": fit.criterion,
        }

    return work


def mixedlm(case: str, columns: Columns):
    import mixedlm
    import pandas

    table, formula = pandas.DataFrame(columns), _formula(case, columns)

    def work():
        fit = mixedlm.lmer(formula, table)
        names = list(fit.fixef())
        place = next(place for place, name in enumerate(names) if name.startswith("treated"))
        found = {
            "treatment": list(fit.fixef().values())[place],
            "SE": fit.vcov()[place, place] ** 0.5,
            "df (observed)": mixedlm.satterthwaite_df(fit).df[place],
            "REML criterion": fit.REMLcrit(),
        }
        return found | {"df (KR)": mixedlm.kenward_roger_df(fit).df[place]}

    return work


def glmm(case: str, columns: Columns):
    import glmm

    formula = _formula(case, columns)

    def work():
        fit = glmm.fit(columns, formula)
        place = next(place for place, name in enumerate(fit.names) if name.startswith("treated"))
        return {
            "treatment": fit.beta[place],
            "SE": fit.se[place],
            "df (observed)": fit.coef_df[place],
            "REML criterion": -2 * fit.loglik,
        }

    return work


def lme_python(case: str, columns: Columns):
    import lme_python
    import polars

    text = {name: columns[name].astype(str) for name in ("school", "class", "municipality") if name in columns}
    table, formula = polars.DataFrame(columns | text), _formula(case, columns)

    def work():
        fit = lme_python.lmer(formula, table)
        fit.with_satterthwaite(table)
        place = next(place for place, name in enumerate(fit.fixed_names) if name.startswith("treated"))
        found = {
            "treatment": fit.coefficients[place],
            "SE": fit.std_errors[place],
            "df (observed)": fit.satterthwaite_dfs[place],
            "REML criterion": fit.reml_criterion,
        }
        if case == TRIAL:
            # It makes matrices of rows by rows.
            fit.with_kenward_roger(table)
            found["df (KR)"] = fit.kenward_roger_dfs[place]
        return found

    return work


def statsmodels(case: str, columns: Columns):
    import pandas
    import statsmodels.formula.api as smf

    table = pandas.DataFrame(columns).rename(columns={"class": "klass"})
    fixed = _formula(case, columns).split(" + (")[0]
    slope = "1 + treated" if case == SLOPE else "1"

    def work():
        model = smf.mixedlm(fixed, table, groups="school", re_formula=slope, vc_formula={"class": "0 + C(klass)"})
        fit = model.fit(reml=True)
        name = next(name for name in fit.params.index if name.startswith("treated"))
        return {"treatment": fit.params[name], "SE": fit.bse[name], "REML criterion": -2 * fit.llf}

    return work


def lme4(case: str, columns: Columns):
    """R, which counts its own seconds and megabytes; with the degrees of freedom of lmerTest and pbkrtest."""
    file = Path(mkdtemp()) / "pupils.csv"
    with file.open("w", encoding="utf-8") as rows:
        csv.writer(rows).writerows((columns, *zip(*(values.tolist() for values in columns.values()), strict=True)))
    script = Path(__file__).with_suffix(".R")
    asked = ["Rscript", str(script), str(file), _formula(case, columns), "kr" if case == TRIAL else "no kr"]

    def work():
        lines = subprocess.run(asked, check=True, capture_output=True, encoding="utf-8").stdout.splitlines()
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}

    return work


TOOLS = {
    "laget": laget,
    "glmm": glmm,
    "lme-python": lme_python,
    "mixedlm": mixedlm,
    "statsmodels": statsmodels,
    "lme4": lme4,
}


def tools(case: str, *, slow: bool) -> list[str]:
    """Whom to ask: statsmodels takes minutes and has its try once, and R's lme4 a quarter of a minute each time."""
    left_out = set() if case in ("ids pre-coded", TRIAL) else {"statsmodels"}
    if case != TRIAL and not slow:
        left_out.add("lme4")
    return [tool for tool in TOOLS if tool not in left_out]
