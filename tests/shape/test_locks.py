"""The lock of the oldest NumPy and SciPy follows what pyproject.toml allows."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("package", ["numpy", "scipy"])
def test_the_oldest_that_is_tested_is_the_oldest_that_is_allowed(package):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (floor,) = (one.removeprefix(f"{package}>=") for one in project["dependencies"] if one.startswith(f"{package}>="))
    lock = (ROOT / "requirements" / "oldest.txt").read_text(encoding="utf-8")
    (oldest,) = re.findall(rf"^{package}==(\S+) ; python_full_version < '3.13' ", lock, re.MULTILINE)
    assert re.fullmatch(rf"{re.escape(floor)}(\.0)*", oldest)


def test_every_package_of_every_lock_has_its_hash():
    for lock in (ROOT / "requirements").glob("*.txt"):
        packages = re.split(r"^(?=\w)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert [package for package in packages if package.strip() and "--hash=sha256:" not in package] == []
