"""One tool on one case, in a process of its own: what it costs, and what it finds.

`python -m bench.measure BENCHMARK CASE TOOL SECONDS` prints a line of JSON.
"""

from __future__ import annotations

import ctypes
import gc
import json
import sys
import time
from importlib import import_module
from pathlib import Path

# As many runs as the seconds allow, and no more than give a steady median.
MOST_RUNS = 25


def main(benchmark: str, case: str, tool: str, seconds: str) -> None:
    """Warm the tool up on little data, so that its start is not counted, and run it on all of it."""
    room = import_module(f"bench.{benchmark}")
    prepare, columns = room.TOOLS[tool], room.CASES[case]
    prepare(case, columns(tiny=True))()
    work = prepare(case, columns(tiny=False))
    gc.collect()
    before = _forget_the_peak()
    figures, cpu, wall = _timed(work)
    peak = figures.pop("megabytes", None if before is None else _status("VmHWM") - before)
    spent = [(cpu, wall)]
    while len(spent) < MOST_RUNS and sum(cpu for cpu, _ in spent) + cpu < float(seconds):
        spent.append(_timed(work)[1:])
    told = {"cpu": [cpu for cpu, _ in spent], "wall": [wall for _, wall in spent], "peak": peak, "figures": figures}
    print(json.dumps(told))


def _timed(work):
    """What is found, the CPU seconds and the seconds on the clock. R counts its own, and tells them as figures."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    figures = {name: float(value) for name, value in found.items()}
    return figures, figures.pop("seconds", cpu), wall


def _forget_the_peak() -> float | None:
    """Hand back what is free and begin counting anew; the megabytes in use now, or None where Linux is not there."""
    try:
        ctypes.CDLL("libc.so.6").malloc_trim(0)
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        return _status("VmRSS")
    except (OSError, AttributeError):
        return None


def _status(name: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name + ":"))


if __name__ == "__main__":
    main(*sys.argv[1:])
