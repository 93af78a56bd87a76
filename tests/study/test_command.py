"""``laget analyse`` for a person at a terminal, and the finding kept from there."""

import json
import shutil

import pytest

from laget.cli import main
from laget.content.layout import SHIPPED
from laget.study.models import Finding


def test_the_table_says_the_verdict_in_words(capsys):
    assert main(["analyse", "star-aide"]) == 0
    told = capsys.readouterr().out
    for part in (
        "Did it help to put an aide in the class",
        "set after the results were public",
        "0.610   2.474   70.0",
        "8.958   2.554   69.4",
        "Cannot tell",
        "0.1013 to 0.2500   Nothing worth having",
        "coordinator-drawn-in                        Not tried",
        "The theory has not been tested.",
        "No activity is known to have been carried out.",
        "seal ",
    ):
        assert part in told


@pytest.mark.django_db
def test_a_recorded_finding_is_kept_once(capsys):
    assert main(["analyse", "star-aide", "--json", "--record"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["analyse", "star-aide", "--record"]) == 0
    assert Finding.objects.get().seal == told["seal"]


def test_a_folder_is_analysed_but_not_recorded(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("laget.cli.database.open_database", lambda: None)
    folder = tmp_path / "copy"
    shutil.copytree(SHIPPED / "studies" / "star-aide", folder)
    assert main(["analyse", str(folder), "--record"]) == 2
    assert "by its id" in capsys.readouterr().err
    assert main(["analyse", str(folder), "--json"]) == 0
    here = json.loads(capsys.readouterr().out)
    assert main(["analyse", "star-aide", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["seal"] == here["seal"]
