"""Estimate the effect of a trial over repeated waves, given the outcome at baseline: ANCOVA by a mixed model.

Vickers and Altman (2001), *BMJ* 323, for baseline as a covariate; Mallinckrodt and others (2008), *Drug Information
Journal* 42(4), for an effect in every wave.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from laget.trial.design_matrix import Columns, Numbers, Term, arms, column, labels, numbers
from laget.trial.errors import TrialError
from laget.trial.estimand import Waves
from laget.trial.mixed_effect_size import cluster_sizes
from laget.trial.mixed_inference import Combination
from laget.trial.mixed_model import DIVIDED, MixedFit, each, fit_terms
from laget.trial.model_terms import INTERCEPT, ModelTerms, model_terms
from laget.trial.nesting import nest

EFFECTS = ("per-wave", "average")


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The rows after baseline: their places in the data, for each the number of its wave among ``waves``, and the
    outcome that its pupil had ``before``."""

    rows: NDArray[np.intp]
    codes: NDArray[np.intp]
    waves: tuple[str, ...]
    before: Numbers
    notes: tuple[str, ...]


def fit_waves(
    *,
    columns: Columns,
    outcome: str,
    treatment: str,
    waves: Waves,
    reference: str | None = None,
    covariates: Sequence[str] = (),
    blocks: str | None = None,
    levels: Sequence[str],
    method: str = "reml",
    inference: str = "kr",
    alpha: float = 0.05,
) -> MixedFit:
    """The effect of each arm against the reference arm in the waves after baseline.

    ``columns`` have a row per pupil and wave; ``levels`` are from inner to outer, and the innermost is the pupil, whose
    label counts within the groups further out. The outcome of the later waves is regressed on the wave, the pupil's
    outcome at baseline (with a slope in each wave), the arm, the ``covariates`` and the ``blocks``, with a random
    intercept for each group of every level. By ``waves.effects`` "per-wave" there is an effect in each wave, named
    ``term:wave``, and ``term:average``, their plain mean; by "average" there is one effect, alike in all of them. With
    a single later wave the pupil is no level of its own, and there is one effect, by either.

    A wave that a pupil missed after baseline is no harm. Raises ``TrialError`` for pupils without a row at baseline,
    with two rows in one wave, or with more than one arm, and for all that ``fit_mixed`` refuses.
    """
    if waves.effects not in EFFECTS:
        raise TrialError(
            "unknown_effects",
            f"Effects {waves.effects!r} are not offered; use 'per-wave' or 'average'.",
            effects=waves.effects,
        )
    if not levels:
        raise TrialError("no_pupils", "No level is named; the innermost has to be the column that tells pupils apart.")
    for level in levels:
        column(columns, level)
    later = _follow_up(columns, outcome, treatment, waves, levels)
    kept = {name: np.asarray(values)[later.rows] for name, values in columns.items()}
    plain = model_terms(columns=kept, treatment=treatment, reference=reference, covariates=covariates, blocks=blocks)
    several = len(later.waves) > 1
    terms, combinations = _terms(plain, later, outcome, waves, several)
    inner_first = levels if several else levels[1:]
    if not inner_first:
        raise TrialError(
            "bad_levels",
            f"There is one wave after baseline, so each {levels[0]!r} has one row and is no level; name a group.",
            levels=len(levels),
        )
    fit = fit_terms(
        terms=terms,
        outcome=numbers(kept, outcome),
        nesting=nest(columns=kept, levels=inner_first),
        units=kept[inner_first[-1]],
        combinations=combinations,
        method=method,
        inference=inference,
        alpha=alpha,
    )
    notes = [*fit.notes, *_arm_notes(kept, treatment, reference, inner_first[-1])]
    if any(cluster_sizes(sums=fit.model.sums, term=term) is None for term in terms.treatment):
        notes.append(DIVIDED)
    if several:
        notes.append(f"'Within' is here within {levels[0]!r}, from wave to wave: g by the total is the one to read.")
    return replace(fit, notes=(*notes, *later.notes))


def _terms(
    plain: ModelTerms, later: FollowUp, outcome: str, waves: Waves, several: bool
) -> tuple[ModelTerms, Mapping[str, Combination]]:
    """The terms of the model, and what is asked of them."""
    inside = [(wave, later.codes == code) for code, wave in enumerate(later.waves)]
    fixed = tuple(term for term in plain.terms if term.name not in (*plain.treatment, *plain.covariates))
    effects = [term for term in plain.terms if term.name in plain.treatment]
    before = f"{outcome} at {waves.baseline}"
    of_waves = [Term(name=f"{waves.column}{wave}", column=here) for wave, here in inside[1:]]
    if several:
        slopes = [Term(name=f"{before}:{wave}", column=later.before * here) for wave, here in inside]
    else:
        slopes = [Term(name=before, column=later.before)]
    combinations: dict[str, Combination] = {}
    if several and waves.effects == "per-wave":
        made = []
        for effect in effects:
            treated = effect.read(slice(None))
            own = [Term(name=f"{effect.name}:{wave}", column=treated * here) for wave, here in inside]
            combinations |= each(*(term.name for term in own))
            combinations[f"{effect.name}:average"] = {term.name: 1 / len(own) for term in own}
            made += own
    else:
        made = effects
        combinations |= each(*(term.name for term in made))
    others = (*of_waves, *slopes, *(term for term in plain.terms if term.name in plain.covariates))
    terms = ModelTerms(
        terms=(*fixed, *made, *others),
        treatment=tuple(term.name for term in made),
        covariates=tuple(term.name for term in others),
    )
    twice = sorted({name for name in terms.names if terms.names.count(name) > 1})
    if twice:
        raise TrialError("term_twice", f"Two columns of the model are called {twice[0]!r}; rename one.", term=twice[0])
    return terms, each(INTERCEPT) | combinations | each(*terms.covariates)


def _follow_up(columns: Columns, outcome: str, treatment: str, waves: Waves, levels: Sequence[str]) -> FollowUp:
    names, code = labels(columns, waves.column)
    if waves.baseline not in names:
        raise TrialError(
            "unknown_wave",
            f"{waves.column!r} has no wave {waves.baseline!r} to be the baseline; its waves are {', '.join(names)}.",
            column=waves.column,
            wave=waves.baseline,
        )
    if len(names) < 2:
        raise TrialError(
            "one_wave",
            f"{waves.column!r} has the baseline and no later wave; an effect needs one.",
            column=waves.column,
        )
    pupil = _pupils(columns, levels)
    count = int(pupil.max()) + 1
    _check_rows(columns, pupil, code, names, levels[0])
    _check_arms(columns, pupil, treatment, levels[0])
    at_baseline = code == names.index(waves.baseline)
    before = np.full(count, np.nan)
    before[pupil[at_baseline]] = numbers(columns, outcome)[at_baseline]
    rows = np.flatnonzero(~at_baseline)
    without = np.isnan(before[pupil[rows]])
    if without.any():
        first = _called(columns, levels[0], int(rows[int(np.argmax(without))]))
        many = np.unique(pupil[rows][without]).size
        raise TrialError(
            "no_baseline",
            f"{many} of {levels[0]!r} have no row at baseline ({waves.baseline}), for one {first!r}; leave their rows "
            "out and say so, or add the row. Who changed group since is another one there: write the group at baseline "
            "in every row.",
            column=levels[0],
            wave=waves.baseline,
            count=many,
            unit=first,
        )
    later = tuple(name for name in names if name != waves.baseline)
    place = np.array([later.index(name) if name in later else -1 for name in names])
    seen = np.bincount(pupil[rows], minlength=count)
    return FollowUp(
        rows=rows,
        codes=place[code[rows]],
        waves=later,
        before=before[pupil[rows]],
        notes=tuple(_missed(seen, len(later), levels[0])),
    )


def _missed(seen: NDArray[np.intp], waves: int, level: str) -> Iterator[str]:
    if none := int((seen == 0).sum()):
        yield f"{none} of {seen.size} {level!r} have a row at baseline and none later; they tell nothing of the effect."
    if some := int(((seen > 0) & (seen < waves)).sum()):
        yield (
            f"{some} of {seen.size} {level!r} missed a later wave; what they have is used, and that they missed it is "
            "taken to hang on nothing but what is in the model."
        )


def _pupils(columns: Columns, levels: Sequence[str]) -> NDArray[np.intp]:
    """The number of each row's pupil: a label counts within its groups."""
    path = np.zeros(np.asarray(columns[levels[0]]).size, dtype=np.intp)
    for level in reversed(levels):
        names, own = labels(columns, level)
        _, path = np.unique(path * len(names) + own, return_inverse=True)
    return path


def _check_rows(
    columns: Columns, pupil: NDArray[np.intp], code: NDArray[np.intp], names: Sequence[str], level: str
) -> None:
    """Each pupil has one row in a wave."""
    _, first, times = np.unique(pupil * len(names) + code, return_index=True, return_counts=True)
    if (times > 1).any():
        row = int(first[int(np.argmax(times > 1))])
        raise TrialError(
            "wave_twice",
            f"{_called(columns, level, row)!r} of {level!r} has two rows in wave {names[code[row]]!r}; keep one. If "
            "labels recur, name the groups that they recur in.",
            column=level,
            wave=names[code[row]],
        )


def _check_arms(columns: Columns, pupil: NDArray[np.intp], treatment: str, level: str) -> None:
    """A pupil's arm is the one the lots gave, in every wave."""
    _, arm = labels(columns, treatment)
    given = np.zeros(int(pupil.max()) + 1, dtype=np.intp)
    given[pupil] = arm
    changed = given[pupil] != arm
    if changed.any():
        who = _called(columns, level, int(np.argmax(changed)))
        raise TrialError(
            "arm_changes",
            f"{who!r} of {level!r} is in several arms of {treatment!r}; write the arm that the lots gave in every row.",
            column=treatment,
            unit=who,
        )


def _called(columns: Columns, level: str, row: int) -> str:
    """The label of one row, as it is written."""
    (name,), _ = labels({level: np.asarray(columns[level])[row : row + 1]}, level)
    return name


def _arm_notes(columns: Columns, treatment: str, reference: str | None, outermost: str) -> Iterator[str]:
    """An arm that a single group of the outermost level carries: the others tell how groups vary."""
    control, others = arms(columns, treatment, reference)
    names, code = labels(columns, treatment)
    _, group = labels(columns, outermost)
    for arm in (control, *others.values()):
        if np.unique(group[code == names.index(arm)]).size == 1:
            yield (
                f"A single {outermost!r} has arm {arm!r}; that it varies as the others do is taken for granted, and no "
                "data can show it."
            )
