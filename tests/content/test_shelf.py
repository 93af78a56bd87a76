"""The homework folder on the shelf: one theory, one study, and what they point at."""

import shutil
from pathlib import Path

import pytest
from tests.theory.small import HOMEWORK

from laget.content import shelf
from laget.theory.text import Text

HOMEWORK_FOLDER = Path(__file__).parent / "homework"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HOMEWORK_FOLDER, tmp_path / "content"))


def test_the_file_of_the_small_theory_is_the_small_theory():
    assert shelf.theory("homework", 1, root=HOMEWORK_FOLDER) == HOMEWORK


def test_a_new_theory_is_there_because_its_file_is(root):
    first = root / "theories" / "homework" / "1.yaml"
    renewed = first.read_text(encoding="utf-8").replace("version: 1", "version: 10")
    (first.parent / "10.yaml").write_text(renewed, encoding="utf-8")
    shutil.copytree(first.parent, root / "theories" / "breakfast")
    assert [(theory.id, theory.version) for theory in shelf.theories(root=root)] == [
        ("homework", 10),
        ("homework", 10),
    ]
    assert shelf.versions("breakfast", root=root) == (1, 10)
    assert shelf.theory("homework", 1, root=root).version == 1


def test_our_suggestions_lie_beside_the_theory_and_need_not_be_there(root):
    (suggestion,) = shelf.suggestions("homework", 1, root=root)
    assert (suggestion.arrow, suggestion.value) == ("club-asking", 2.0)
    (root / "theories" / "homework" / "1.yaml").rename(root / "theories" / "homework" / "2.yaml")
    assert shelf.suggestions("homework", 2, root=root) == ()


def test_what_the_theory_points_at_is_on_the_shelf():
    assert shelf.evidence(root=HOMEWORK_FOLDER)["H-001"].study == "Nobody 1999"
    assert [dilemma.id for dilemma in shelf.dilemmas(root=HOMEWORK_FOLDER)] == ["who"]
    assert [objective.id for objective in shelf.objectives(root=HOMEWORK_FOLDER)] == ["G5"]
    duration = Text(nb="Varighet", nn="Varigheit", en="Duration")
    assert shelf.dimensions(root=HOMEWORK_FOLDER)["duration"].name == duration
    assert list(shelf.requirements(root=HOMEWORK_FOLDER)) == ["aim"]
    assert shelf.words(root=HOMEWORK_FOLDER)["club"].nb == "klubb"


def test_the_handbook_and_its_likes_are_on_the_shelf():
    (chapter,) = shelf.chapters(root=HOMEWORK_FOLDER)
    assert [entry.id for entry in chapter.entries] == ["library"]
    listed = (shelf.actors, shelf.routines, shelf.trade_offs, shelf.contradictions, shelf.law)
    ids = [one.id for read in listed for one in read(root=HOMEWORK_FOLDER)]
    assert ids == ["helper", "wheel", "more-or-less", "when", "homework"]
    assert list(shelf.programmes(root=HOMEWORK_FOLDER)) == ["reading"]
    assert shelf.planning_values(root=HOMEWORK_FOLDER)["homework-grade-1"].foreign
    assert list(shelf.role_cards(root=HOMEWORK_FOLDER)) == ["helper"]
    assert [one.other("guide") for one in shelf.role_overlaps(root=HOMEWORK_FOLDER)] == ["helper"]
    assert list(shelf.introduction_steps(root=HOMEWORK_FOLDER)) == ["hello"]
    assert [one.theme for one in shelf.meeting_prompts(root=HOMEWORK_FOLDER)] == ["competing"]
    assert [one.id for one in shelf.worked_examples(root=HOMEWORK_FOLDER)] == ["z"]
    assert shelf.situations(root=HOMEWORK_FOLDER)["asked"].roles == ("helper",)


def test_a_shelf_with_nothing_on_it_is_empty(tmp_path):
    assert shelf.theories(root=tmp_path) == shelf.studies(root=tmp_path) == shelf.portraits(root=tmp_path) == ()
    assert shelf.evidence(root=tmp_path) == shelf.words(root=tmp_path) == {}


def test_a_study_comes_with_the_bytes_of_its_files():
    folder = HOMEWORK_FOLDER / "studies" / "evening"
    material = shelf.study("evening", root=HOMEWORK_FOLDER)
    assert material == shelf.study(folder)
    assert shelf.studies(root=HOMEWORK_FOLDER) == (material.protocol,)
    assert material.data_name == "evening.csv"
    assert material.data_bytes == (folder / "evening.csv").read_bytes()
    assert material.protocol_bytes == (folder / "study.yaml").read_bytes()


def test_an_id_never_opens_a_folder(root, monkeypatch):
    monkeypatch.chdir(root / "studies")
    for id in ("../studies/evening", str(root / "studies" / "evening"), "./evening"):
        with pytest.raises(shelf.NotOnShelf, match="There is no study"):
            shelf.study(id, root=root)


def test_the_data_of_a_study_lie_beside_its_protocol(root):
    protocol = root / "studies" / "evening" / "study.yaml"
    text = protocol.read_text(encoding="utf-8")
    for data in ("../../words.yaml", "morning.csv"):
        protocol.write_text(text.replace("evening.csv", data), encoding="utf-8")
        with pytest.raises(shelf.NotOnShelf) as refusal:
            shelf.study(protocol.parent)
        assert refusal.value.code == "no_study_data"


def test_a_folder_with_a_faulty_protocol_says_what_to_put_right(root):
    protocol = root / "studies" / "evening" / "study.yaml"
    protocol.write_text(protocol.read_text(encoding="utf-8").replace("margin:", "margins:"), encoding="utf-8")
    with pytest.raises(shelf.NotOnShelf, match=r"study.yaml:22 .*did you mean 'margin'") as refusal:
        shelf.study(protocol.parent)
    assert refusal.value.code == "faulty_protocol"


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda root: shelf.theory("homwork", 1, root=root), "unknown_theory"),
        (lambda root: shelf.versions("..", root=root), "unknown_theory"),
        (lambda root: shelf.theory("homework", 2, root=root), "unknown_theory_version"),
        (lambda root: shelf.suggestions("homework", 2, root=root), "unknown_theory_version"),
        (lambda root: shelf.portrait("q", root=root), "unknown_school"),
        (lambda root: shelf.study("morning", root=root), "unknown_study"),
        (lambda root: shelf.study(root / "studies"), "no_protocol"),
    ],
)
def test_what_is_not_on_the_shelf_is_refused(ask, code):
    with pytest.raises(shelf.NotOnShelf) as refusal:
        ask(HOMEWORK_FOLDER)
    assert refusal.value.code == code


def test_the_schools_of_the_report_are_on_the_shipped_shelf():
    assert shelf.portrait("a") in shelf.portraits()
