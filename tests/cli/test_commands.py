"""The command line says one clear sentence and exits 2 when it is handed something it cannot use."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

LAGET = Path(sys.executable).with_name("laget")
STAR = Path(__file__).resolve().parents[2] / "src" / "laget" / "content" / "studies" / "star-aide"


def laget(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would, in a fresh process."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("LAGET_", "DJANGO_"))}
    return subprocess.run(
        [LAGET, *arguments], env=clean | environment, capture_output=True, text=True, timeout=120, check=False
    )


def assert_one_sentence(run: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert run.returncode == 2, run.stderr
    assert run.stdout == ""
    assert run.stderr.count("\n") == 1, run.stderr
    assert all(part in run.stderr for part in parts), run.stderr
    assert "Traceback" not in run.stderr


@pytest.fixture
def demo_database(tmp_path: Path) -> Path:
    """A demo's database, loaded and not served."""
    run = laget("demo", "--no-serve", LAGET_VAR=str(tmp_path))
    assert run.returncode == 0, run.stderr
    return tmp_path / "laget.sqlite3"


def test_analyse_gives_the_same_bytes_twice() -> None:
    first, second = laget("analyse", "star-aide", "--json"), laget("analyse", "star-aide", "--json")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["study"] == "star-aide"


def test_an_unknown_study_is_refused() -> None:
    assert_one_sentence(laget("analyse", "moon-aide"), "moon-aide", "star-aide")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    study = tmp_path / "star-aide"
    shutil.copytree(STAR, study)
    data = study / "star_kindergarten.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("maths", "sums", 1), encoding="utf-8")
    assert_one_sentence(laget("analyse", study), "maths", "star_kindergarten.csv")


def test_an_unknown_theory_version_is_refused(tmp_path: Path) -> None:
    study = tmp_path / "star-aide"
    shutil.copytree(STAR, study)
    protocol = study / "study.yaml"
    protocol.write_text(
        protocol.read_text(encoding="utf-8").replace("assistants@1", "assistants@7"), encoding="utf-8"
    )
    assert_one_sentence(laget("analyse", study), "assistants", "7")


def test_without_a_secret_key_nothing_but_a_demo_starts(tmp_path: Path) -> None:
    assert_one_sentence(laget("migrate", LAGET_VAR=str(tmp_path)), "LAGET_SECRET_KEY", "make demo")


def test_a_database_never_made_ready_is_said(tmp_path: Path) -> None:
    for command in (["audit", "verify"], ["serve"]):
        run = laget(*command, LAGET_VAR=str(tmp_path), LAGET_SECRET_KEY="x" * 50)
        assert_one_sentence(run, "laget migrate")


def test_a_database_older_than_the_code_is_not_served(demo_database: Path) -> None:
    with sqlite3.connect(demo_database) as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'study' AND name LIKE '0002%'")
    run = laget("serve", LAGET_VAR=str(demo_database.parent), LAGET_SECRET_KEY="x" * 50)
    assert_one_sentence(run, "laget migrate")


def test_a_locked_database_is_said_and_left_alone(demo_database: Path) -> None:
    holder = sqlite3.connect(demo_database)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        run = laget(
            "person", "add", "--email", "ny@example.org", "--name", "Ny", "--kind", "directorate", "--password-stdin",
            LAGET_VAR=str(demo_database.parent), LAGET_SECRET_KEY="x" * 50,
            LAGET_DATABASE=f"sqlite:///{demo_database}?timeout=1",
        )
        assert_one_sentence(run, "locked", "nothing was written")
    finally:
        holder.close()
    assert sqlite3.connect(demo_database).execute(
        "SELECT count(*) FROM people_person WHERE email = 'ny@example.org'"
    ).fetchone() == (0,)


@pytest.mark.parametrize("room", ["study", "a_room_to_come"])
def test_a_database_newer_than_the_code_is_refused(demo_database: Path, room: str) -> None:
    with sqlite3.connect(demo_database) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (?, '0099_later', '2030-01-01')", [room]
        )
    for command in (["migrate"], ["serve"], ["demo", "--no-serve"], ["analyse", "star-aide", "--record"]):
        run = laget(*command, LAGET_VAR=str(demo_database.parent), LAGET_SECRET_KEY="x" * 50)
        assert_one_sentence(run, f"{room}.0099_later", "newer")


def test_an_edited_finding_is_found(demo_database: Path) -> None:
    environment = {"LAGET_VAR": str(demo_database.parent), "LAGET_SECRET_KEY": "x" * 50}
    assert laget("audit", "verify", **environment).returncode == 0
    with sqlite3.connect(demo_database) as database:
        database.execute("DROP TRIGGER finding_no_update")
        database.execute("UPDATE study_finding SET body = replace(body, 'held', 'harm') WHERE id = 1")
    run = laget("audit", "verify", **environment)
    assert (run.returncode, run.stdout, run.stderr) == (1, "finding 1 of star-aide: edited\n", "")


def test_the_demo_can_be_loaded_again(demo_database: Path) -> None:
    def count() -> tuple[int, ...]:
        with sqlite3.connect(demo_database) as database:
            return tuple(
                database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("people_person", "people_grant", "schools_school", "people_auditline", "study_finding")
            )

    before = count()
    assert laget("demo", "--no-serve", LAGET_VAR=str(demo_database.parent)).returncode == 0
    assert count() == before
    assert min(before) > 0


def test_a_busy_port_is_said_before_anything_is_done(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert_one_sentence(laget("demo", "--port", str(port), LAGET_VAR=str(tmp_path)), str(port), "PORT=")


def test_a_demo_keeps_off_a_database_that_is_somebodys(demo_database: Path) -> None:
    with sqlite3.connect(demo_database) as database:
        database.execute("UPDATE people_person SET email = 'rektor@kommune.example' WHERE id = 1")
    assert_one_sentence(laget("demo", "--no-serve", LAGET_VAR=str(demo_database.parent)), "laget serve")


def test_an_unknown_portrait_is_refused_and_no_school_is_added(demo_database: Path) -> None:
    run = laget(
        "school", "add", "--code", "skole-z", "--name", "Skole Z", "--owner", "kommune-a", "--portrait", "z",
        LAGET_VAR=str(demo_database.parent), LAGET_DEMO="1",
    )
    assert_one_sentence(run, "'z'")
    with sqlite3.connect(demo_database) as database:
        assert database.execute("SELECT count(*) FROM schools_school WHERE code = 'skole-z'").fetchone() == (0,)


@pytest.mark.parametrize(
    ("setting", "value"),
    [("LAGET_DATABASE", "nonsense"), ("LAGET_VAR", "/dev/null/var"), ("LAGET_LOG", "LOUD")],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, setting: str, value: str) -> None:
    environment = {"LAGET_VAR": str(tmp_path), "LAGET_DEMO": "1"} | {setting: value}
    assert_one_sentence(laget("migrate", **environment), setting)


def test_a_port_that_is_none_is_refused(tmp_path: Path) -> None:
    assert_one_sentence(laget("demo", "--port", "99999", LAGET_VAR=str(tmp_path)), "99999")
