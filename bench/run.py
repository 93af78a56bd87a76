"""Measure every benchmark, ours beside the peers that are there, and write the tables.

`python -m bench.run [NAME …] [--slow] [--peers PYTHON]` from the project's root; `make bench` sets up the peers first.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from statistics import median
from types import ModuleType

from bench.machine import described, versions_of_r

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = (
    "national_fit",
    "constrained_lots",
    "randomisation_test",
    "simulated_trials",
    "csv_reading",
    "ten_million",
)
# A tool runs as often as so many CPU seconds allow, and is given up when it takes longer on the clock.
SECONDS, LIMIT, SLOW_LIMIT = 4, 60, 600
# One thread each: several would hide in the clock what they cost.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "POLARS_MAX_THREADS")


def main() -> int:
    """Measure, print each line as it comes, and write the tables to the file of the day."""
    parser = argparse.ArgumentParser(description="Measure the engine beside its peers.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; all if left out")
    parser.add_argument("--slow", action="store_true", help="ten million rows and lme4 on a nation too")
    parser.add_argument("--peers", default="", metavar="PYTHON", help="the interpreter that has the peers")
    parser.add_argument("--to", default=str(ROOT / "bench" / "results" / f"{date.today()}.md"), metavar="FILE")
    asked = parser.parse_args()
    if unknown := set(asked.names).difference(BENCHMARKS):
        parser.error(f"there is no benchmark {sorted(unknown)[0]!r}; choose from {', '.join(BENCHMARKS)}")
    lines = list(described(asked.peers))
    for name in asked.names or BENCHMARKS:
        room = import_module(f"bench.{name}")
        if asked.slow or asked.names or not getattr(room, "SLOW", False):
            lines += section(name, peers=asked.peers, slow=asked.slow)
    Path(asked.to).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"Written to {asked.to}")
    return 0


def section(name: str, *, peers: str, slow: bool) -> Iterator[str]:
    """One benchmark as Markdown: a table per case, a row per tool."""
    room = import_module(f"bench.{name}")
    yield from ("", f"## {room.TITLE}", "", *(room.__doc__ or "").strip().splitlines())
    for case in room.CASES:
        tools = room.tools(case, slow=slow) if hasattr(room, "tools") else list(room.TOOLS)
        measured = {}
        for tool in tools:
            if interpreter := _interpreter(tool, peers):
                measured[tool] = run(name, case, tool, interpreter, limit=SLOW_LIMIT if slow else LIMIT)
                print(f"{name}, {case}, {tool}: {_told(measured[tool])}", flush=True)
        yield from ("", f"### {case[0].upper()}{case[1:]}", "", *table(measured, room.FIGURES))
        if "cpu" in measured["laget"]:
            yield from goals(room, case, measured["laget"])


def goals(room: ModuleType, case: str, ours: dict) -> Iterator[str]:
    """Whether our seconds and megabytes are what they should be, where that is said."""
    seconds, peak = median(ours["cpu"]), ours["peak"]
    if case in room.GOALS:
        yield from ("", f"Goal: {room.GOALS[case]:g} s. {_met(seconds <= room.GOALS[case])}")
    most = getattr(room, "MEGABYTES", {})
    if case in most and peak is not None:
        yield from ("", f"Goal: {most[case]} MB. {_met(peak <= most[case])}")


def _met(held: bool) -> str:
    return "Met." if held else "Not met."


def run(name: str, case: str, tool: str, interpreter: str, *, limit: float, seconds: float = SECONDS) -> dict:
    """What ``bench.measure`` tells, or why it told nothing."""
    asked = [interpreter, "-m", "bench.measure", name, case, tool, str(seconds)]
    try:
        done = subprocess.run(
            asked,
            check=False,
            cwd=ROOT,
            env=os.environ | dict.fromkeys(THREADS, "1"),
            timeout=limit,
            capture_output=True,
            encoding="utf-8",
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"given up after {limit} s"}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1][:120]}
    return json.loads(done.stdout.splitlines()[-1])


def table(measured: dict[str, dict], figures: tuple[str, ...]) -> Iterator[str]:
    """The rows of one case; ratios are to ours, and what a tool does not give is a dash."""
    heads = ("tool", "CPU s", "times ours", "clock s", "runs", "MB above the data", *figures)
    yield "| " + " | ".join(heads) + " |"
    yield "|---" * len(heads) + "|"
    ours = median(measured["laget"]["cpu"]) if "cpu" in measured.get("laget", {}) else None
    for tool, told in measured.items():
        if "failed" in told:
            yield f"| {tool} | {told['failed'].replace('|', '/')} |" + " |" * (len(heads) - 2)
            continue
        cpu = median(told["cpu"])
        cells = [tool, f"{cpu:.4f}", "" if ours is None else f"{cpu / ours:.3g}", f"{median(told['wall']):.4f}"]
        cells += [str(len(told["cpu"])), "–" if told["peak"] is None else f"{told['peak']:.0f}"]
        cells += [f"{told['figures'][name]:.9g}" if name in told["figures"] else "–" for name in figures]
        yield "| " + " | ".join(cells) + " |"


def _interpreter(tool: str, peers: str) -> str:
    """The Python that has the tool; empty where there is none."""
    if tool == "laget":
        return sys.executable
    if tool == "lme4":
        return sys.executable if versions_of_r() else ""
    return peers


def _told(told: dict) -> str:
    return told["failed"] if "failed" in told else f"{median(told['cpu']):.4f} CPU s"


if __name__ == "__main__":
    sys.exit(main())
