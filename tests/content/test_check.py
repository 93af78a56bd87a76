"""The homework folder holds; then one thing at a time is put wrong in it."""

import shutil
from pathlib import Path

import pytest

from laget.content.check import check
from laget.content.layout import SHIPPED

HOMEWORK = Path(__file__).parent / "homework"
THEORY = "theories/homework/1.yaml"
OURS = "theories/homework/1.ours.yaml"
EVIDENCE = "evidence/homework.yaml"
STUDY = "studies/evening/study.yaml"
PLANNED = "planning-values.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HOMEWORK, tmp_path / "content"))


def put(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def found(root: Path) -> list[tuple[str, int, str]]:
    return [(fault.file.relative_to(root).as_posix(), fault.line, fault.code) for fault in check(root).faults]


def test_the_homework_folder_holds(root):
    checked = check(root)
    assert checked.faults == ()
    assert checked.counts == {"theories": 1, "evidence": 1, "schools": 1, "studies": 1}


def test_the_shipped_content_holds():
    checked = check(SHIPPED)
    assert [str(fault) for fault in checked.faults] == []
    assert {kind: checked.counts[kind] for kind in ("theories", "evidence", "schools")} == {
        "theories": 5, "evidence": 85, "schools": 5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("file", "key"),
    [
        (THEORY, "section"),
        (OURS, "months"),
        (EVIDENCE, "missing"),
        ("dilemmas.yaml", "demand"),
        ("objectives.yaml", "work"),
        ("dimensions.yaml", "name"),
        ("words.yaml", "definition"),
        ("requirements.yaml", "demand"),
        ("actors.yaml", "employer"),
        ("programmes.yaml", "origin"),
        ("routines.yaml", "schools"),
        ("trade-offs.yaml", "speaks_for"),
        ("contradictions.yaml", "about"),
        ("law.yaml", "now_says"),
        ("planning-values.yaml", "checked_on"),
        ("roles.yaml", "profession"),
        ("arena-kinds.yaml", "rhythm"),
        ("norms.yaml", "caution"),
        ("situations.yaml", "dilemmas"),
        ("role-cards.yaml", "unsettled"),
        ("role-overlaps.yaml", "says"),
        ("introduction-steps.yaml", "about"),
        ("meeting-prompts.yaml", "question"),
        ("handbook/rooms.yaml", "lead"),
        ("schools/z.yaml", "summary"),
        ("live/z.yaml", "stages"),
        ("clarified/z.yaml", "made_up"),
        (STUDY, "delivered"),
    ],
)
def test_a_misspelt_key_is_found_in_each_kind_of_file(root, file, key):
    put(root, file, f"{key}:", f"{key}x:")
    (fault,) = check(root).faults
    assert fault.file == root / file
    assert f"'{key}x': did you mean '{key}'?" in fault.says


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        (THEORY, "id: homework\n", "id: homwork\n", (2, "id_is_not_the_name")),
        (THEORY, "version: 1", "version: 2", (3, "version_is_not_the_name")),
        (THEORY, "evidence: [H-001]", "evidence: [H-002]", (155, "points_at_nothing")),
        (THEORY, "objectives: [G5]", "objectives: [G6]", (154, "points_at_nothing")),
        (THEORY, "presupposes: []", "presupposes: [{theory: bus, says: {nb: a, nn: a, en: b}, source: {work: a, "
         "section: b}}]", (153, "points_at_nothing")),
        (THEORY, "end: club\n", "end: club\n    evidence: [H-002]\n", (53, "points_at_nothing")),
        (THEORY, "requirement: aim", "requirement: end", (149, "points_at_nothing")),
        (THEORY, "requirement: aim", "requirement: end", (148, "not_listed")),
        ("routines.yaml", "schools: [z]", "schools: [y]", (4, "points_at_nothing")),
        ("trade-offs.yaml", "theories: [homework]", "theories: [housework]", (12, "points_at_nothing")),
        ("roles.yaml", "actor: helper", "actor: aunt", (5, "points_at_nothing")),
        ("arena-kinds.yaml", "role: helper", "role: aunt", (8, "points_at_nothing")),
        ("arena-kinds.yaml", "schools: [z]", "schools: [y]", (9, "points_at_nothing")),
        ("norms.yaml", "role: helper", "role: aunt", (3, "points_at_nothing")),
        ("situations.yaml", "dilemmas: [who]", "dilemmas: [when]", (4, "points_at_nothing")),
        ("situations.yaml", "roles: [helper]", "roles: [aunt]", (5, "points_at_nothing")),
        ("role-cards.yaml", "role: helper", "role: aunt", (1, "points_at_nothing")),
        ("role-cards.yaml", "law: [homework]", "law: [housework]", (2, "points_at_nothing")),
        ("role-overlaps.yaml", "helper, guide", "helper, aunt", (2, "points_at_nothing")),
        ("handbook/rooms.yaml", "id: rooms", "id: doors", (1, "id_is_not_the_name")),
        ("schools/z.yaml", "\nprogrammes: []", "\nprogrammes: [{id: writing, name: {nb: a, nn: a, en: b}, "
         "says: {nb: a, nn: a, en: b}, source: {work: a, section: b}}]", (43, "points_at_nothing")),
        (THEORY, "start: free-evenings", "start: free-mornings", (86, "arrow_end_missing")),
        (OURS, "arrow: club-asking", "arrow: pupils-club", (2, "points_at_nothing")),
        (OURS, "indicator: questions", "indicator: marks", (3, "points_at_nothing")),
        (EVIDENCE, "§5.4.2, Appendix A", "5.4.2", (9, "section")),
        (EVIDENCE, "L2236-2238, L3286", "2236-2238", (9, "lines")),
        (EVIDENCE, "L2236-2238, L3286", "L2236-2286, L3286", (9, "lines_elsewhere")),
        (EVIDENCE, "L2236-2238, L3286", "L2238-2236", (9, "lines_elsewhere")),
        (EVIDENCE, "L2236-2238, L3286", "L4476", (9, "lines_elsewhere")),
        (EVIDENCE, "§5.4.2, Appendix A", "§5.4.6", (9, "no_such_section")),
        (STUDY, "id: evening", "id: morning", (1, "id_is_not_the_name")),
        (STUDY, "data: evening.csv", "data: morning.csv", (11, "no_study_data")),
        (STUDY, "homework@1", "homework@2", (37, "points_at_nothing")),
        (STUDY, "[H-001]", "[H-001, H-002]", (38, "points_at_nothing")),
        (STUDY, "[homework-done-learning]", "[homework-learning]", (39, "points_at_nothing")),
        (STUDY, "activity: club", "activity: learning", (41, "points_at_nothing")),
        (STUDY, "part: learning", "part: club", (18, "points_at_nothing")),
        (STUDY, "    level: club\n", "    level: club\n    activities: [asking]\n", (31, "points_at_nothing")),
        (STUDY, "name: regression", "name: regresion", (36, "not_a_choice")),
        (STUDY, "cluster: school", "clusters: school", (36, "unknown_key")),
        (STUDY, "regression, cluster: school", "mixed, level: [school]", (36, "unknown_key")),
        ("schools/z.yaml", "id: z\n", "id: y\n", (1, "id_is_not_the_name")),
        (PLANNED, "icc, level: class", "icc, level: pupil", (8, "stray_level")),
        (PLANNED, "levels: [class]", "levels: [school]", (8, "stray_level")),
        (PLANNED, "value: 0.1,", "value: 0.3,", (8, "share_out_of_bounds")),
        (PLANNED, "value: 0.1,", "value: 1.0,", (8, "share_out_of_bounds")),
        (PLANNED, "value: 0.1,", "value: 1.0,", (7, "shares_fill_all")),
        (PLANNED, ", spread: ci95", "", (8, "half_a_spread")),
        (PLANNED, "r2, level: class", "r2, level: pupil", (10, "share_twice")),
        (PLANNED, "  covariates: {nb: a, nn: b, en: c}\n", "", (1, "no_covariates")),
        ("clarified/z.yaml", "id: z\n", "id: y\n", (1, "id_is_not_the_name")),
        ("clarified/z.yaml", "id: z\n", "id: y\n", (1, "points_at_nothing")),
        ("clarified/z.yaml", "arbiter: guide", "arbiter: aunt", (5, "points_at_nothing")),
        ("clarified/z.yaml", "situations: [asked]", "situations: [ask]", (7, "points_at_nothing")),
        ("clarified/z.yaml", "situations: [asked]", "situations: [ask]", (13, "points_at_nothing")),
        ("clarified/z.yaml", "does: helper", "does: aunt", (13, "points_at_nothing")),
        ("clarified/z.yaml", "how_far: beside", "how_far: behind", (13, "points_at_nothing")),
        ("clarified/z.yaml", "holders: 6", "holders: 4", (10, "answers_of_nobody")),
        ("clarified/z.yaml", "count: 5", "count: 7", (10, "answers_of_nobody")),
        ("clarified/z.yaml", "holders: 1", "holders: 5", (15, "answers_of_nobody")),
        ("clarified/z.yaml", "holders: 1", "asked: false\n      holders: 1", (16, "answers_of_nobody")),
        ("clarified/z.yaml", "lead: helper", "lead: aunt", (21, "points_at_nothing")),
        ("clarified/z.yaml", "support: [guide]", "support: [aunt]", (22, "points_at_nothing")),
        ("clarified/z.yaml", "step: hello", "step: bye", (37, "points_at_nothing")),
        ("clarified/z.yaml", "giver: guide", "giver: aunt", (42, "points_at_nothing")),
        ("live/z.yaml", "id: z\n", "id: y\n", (1, "id_is_not_the_name")),
        ("live/z.yaml", "id: z\n", "id: y\n", (1, "points_at_nothing")),
        ("live/z.yaml", "role: guide", "role: helper", (6, "other_profession")),
        ("live/z.yaml", "role: guide", "role: aunt", (6, "points_at_nothing")),
        ("live/z.yaml", "post: teacher", "post: aunt", (5, "points_at_nothing")),
        ("live/z.yaml", "post: teacher", "post: aunt", (4, "not_listed")),
        ("live/z.yaml", "place: here", "bound_hours: hours", (7, "points_at_nothing")),
        ("live/z.yaml", "kind: table", "kind: chair", (13, "points_at_nothing")),
        ("live/z.yaml", "role: helper", "role: aunt", (14, "points_at_nothing")),
        ("live/z.yaml", "    name: {nb: Bordet, nn: Bordet, en: The table}\n", "", (10, "points_at_nothing")),
    ],
)
def test_what_does_not_agree_is_found_where_it_stands(root, file, old, new, where):
    put(root, file, old, new)
    assert (file, *where) in found(root)


@pytest.mark.parametrize(
    ("file", "code"),
    [(file, "id_repeated") for file in ("dilemmas.yaml", EVIDENCE, "words.yaml", "law.yaml", "actors.yaml")],
)
def test_an_id_is_used_once(root, file, code):
    text = (root / file).read_text(encoding="utf-8")
    (root / file).write_text(text + text, encoding="utf-8")
    assert found(root) == [(file, text.count("\n") + 1, code)]


def test_a_theory_says_once_where_it_stands_on_every_dilemma_and_dimension(root):
    more = "- id: when\n  name: {nb: Når, nn: Når, en: When}\n"
    put(root, "dimensions.yaml", "- id: duration", f"{more}- id: duration")
    put(root, THEORY, "dilemmas:\n", "dilemmas:\n  - {dilemma: who, says: {nb: a, nn: a, en: b}, "
        "source: {work: a, section: b}}\n")  # fmt: skip
    said = [(fault.code, fault.line) for fault in check(root).faults]
    assert said == [("not_listed", 138), ("listed_twice", 146)]


def test_a_theory_says_its_place_in_brief_where_the_theories_are_compared(root):
    put(root, "dimensions.yaml", "id: duration", "id: duration\n  compared: true")
    assert check(root).faults == ()
    put(root, THEORY, "    says:\n      missing: {nb: Boka sier ikke noe., nn: Boka seier ikkje noko., en: The book is "
        "silent.}\n    source", "    says: {nb: Et år, nn: Eit år, en: A year}\n    source")  # fmt: skip
    assert found(root) == [(THEORY, 139, "no_brief")]


def test_an_entry_of_a_chapter_has_an_id_of_its_own(root):
    file = root / "handbook" / "rooms.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + text[text.index("  - id: library") :], encoding="utf-8")
    assert found(root) == [("handbook/rooms.yaml", 10, "id_repeated")]


def test_a_file_that_cannot_be_read_hides_no_other_fault_and_makes_none(root):
    put(root, EVIDENCE, "- id: H-001", "- id: 1")
    put(root, STUDY, "activity: club", "activity: clubb")
    assert found(root) == [(EVIDENCE, 1, "not_text"), (STUDY, 41, "points_at_nothing")]
    put(root, THEORY, "version: 1", "version: one")
    assert found(root) == [(EVIDENCE, 1, "not_text"), (THEORY, 3, "not_a_number")]


def test_a_file_that_laget_would_not_read_is_pointed_out(root):
    strays = ("studies/x/protocol.yaml", "theories/homework/2.our.yaml", "theories/homework/second.yaml", "word.yml")
    for name in strays:
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(root / "words.yaml", root / name)
    assert found(root) == [(name, 1, "stray_file") for name in strays]
