"""`laget content check` says what is wrong where, and how much there is."""

import argparse
import shutil
from pathlib import Path

import pytest

from laget.cli import content
from laget.refusal import Refusal

HOMEWORK = Path(__file__).resolve().parents[1] / "content" / "homework"


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    content.add_arguments(parser)
    return content.run(parser.parse_args(words))


def test_a_folder_that_holds_is_counted(capsys):
    assert run("check", "--root", str(HOMEWORK)) == 0
    assert capsys.readouterr().out == "1 theory, 1 evidence statement, 1 school, 1 study: no fault\n"


def test_each_fault_is_a_line_with_its_place(tmp_path, capsys, monkeypatch):
    shutil.copytree(HOMEWORK, tmp_path / "content")
    words = tmp_path / "content" / "words.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("nn: klubb", "nn: 3"), encoding="utf-8")
    (tmp_path / "content" / "evidence" / "homework.yaml").unlink()
    monkeypatch.chdir(tmp_path)
    assert run("check", "--root", str(tmp_path / "content")) == 1
    assert capsys.readouterr().out.splitlines() == [
        "content/studies/evening/study.yaml:38  'H-001' points at nothing: correct it, or add what it should point at.",
        "content/theories/homework/1.yaml:155  'H-001' points at nothing: correct it, or add what it should point at.",
        "content/words.yaml:3  [0].nn should be text, not 3: put it in quotes.",
        "1 theory, 0 evidence statements, 1 school, 1 study: 3 faults",
    ]


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refusal, match="is no folder") as refusal:
        run("check", "--root", str(tmp_path / "nowhere"))
    assert refusal.value.code == "no_content_folder"
