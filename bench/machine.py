"""What was measured on, and what: the machine, the date and the versions."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from shutil import which

OURS = ("laget", "numpy", "scipy")
PEERS = ("glmm", "lme-python", "mixedlm", "statsmodels", "pandas", "polars", "numpy")
R_PACKAGES = ("lme4", "lmerTest", "pbkrtest")


def described(peers: str) -> Iterator[str]:
    """The date, the machine, and the versions of what was measured."""
    yield f"# Measured on {date.today()}"
    yield ""
    yield f"- Machine: {_processor()}, {os.cpu_count()} cores, {_memory()}; {platform.system()} {platform.release()}"
    yield f"- Ours: Python {platform.python_version()}, {_versions(sys.executable, OURS)}"
    if peers:
        yield f"- Peers, in an environment of their own: {_versions(peers, PEERS)}"
    if r := versions_of_r():
        yield f"- {r}"
    yield (
        "- CPU seconds are the process's own, the median of the runs, on one thread. Data are made and tools started "
        "before. Memory is the peak of the first run above what data and started tool hold."
    )


@cache
def versions_of_r() -> str:
    """R and its packages by version, or nothing where one of them is missing."""
    if which("Rscript") is None:
        return ""
    names = ", ".join(f'"{name}"' for name in R_PACKAGES)
    code = f'cat(R.version.string); for (p in c({names})) cat(",", p, as.character(packageVersion(p)))'
    done = subprocess.run(["Rscript", "-e", code], check=False, capture_output=True, encoding="utf-8")
    return done.stdout.strip() if done.returncode == 0 else ""


def _versions(interpreter: str, packages: tuple[str, ...]) -> str:
    code = (
        "import sys; from importlib.metadata import version as v; print(', '.join(f'{p} {v(p)}' for p in sys.argv[1:]))"
    )
    asked = [interpreter, "-c", code, *packages]
    return subprocess.run(asked, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB of memory"
