"""``python -m benchmarks [TEXT]``: measures every case, or those whose heading contains TEXT, and prints a table."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from typing import Any

from benchmarks.cases import CASES, PYTHON, Case

RUNS = 3
TIME_LIMIT = 120


def main() -> None:
    """Measure and print, one row as soon as it is known."""
    if sys.argv[1:2] == ["--task"]:
        print(json.dumps(_run_task(json.loads(sys.argv[2]))))
        return
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    print(f"{'problem':48} {'engine':11} {'seconds':>9} {'MB':>6} {'answers':>8}  remark", flush=True)
    for case in CASES:
        if wanted in case.problem:
            print(_row(case), flush=True)


def _row(case: Case) -> str:
    """Return the line of the table."""
    measured = _time_command(case) if case.command else _time_task(case)
    seconds = f"{measured['seconds']:9.3f}" if measured["seconds"] is not None else f"  > {TIME_LIMIT} s"
    count = "" if measured["count"] is None else str(measured["count"])
    return f"{case.problem:48} {case.engine:11} {seconds} {measured['megabytes']:6.0f} {count:>8}  {case.remark}"


def _time_command(case: Case) -> dict[str, Any]:
    """Return the median wall time of a whole process and its peak memory."""
    seconds = []
    peak = 0
    for _ in range(RUNS):
        started = time.perf_counter()
        process = subprocess.Popen(case.command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - started)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(case.command)} failed with exit code {process.returncode}")
        peak = max(peak, usage.ru_maxrss)
    return {"seconds": statistics.median(seconds), "megabytes": peak / 1024, "count": None}


def _time_task(case: Case) -> dict[str, Any]:
    """Run a task in a process of its own, so that peak memory is its own."""
    command = [PYTHON, "-m", "benchmarks", "--task", json.dumps(case.task)]
    try:
        finished = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT, check=True)
    except subprocess.TimeoutExpired:
        return {"seconds": None, "megabytes": 0.0, "count": None}
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{case.problem} by {case.engine} failed:\n{error.stderr}") from error
    measured: dict[str, Any] = json.loads(finished.stdout)
    return measured


def _run_task(task: list[Any]) -> dict[str, Any]:
    """Return the median time of a task, its peak memory and what it counted."""
    from benchmarks import engines

    prepared = getattr(engines, task[0])(*task[1:])
    seconds = []
    count = 0
    for _ in range(RUNS):
        started = time.perf_counter()
        count = prepared()
        seconds.append(time.perf_counter() - started)
        if seconds[-1] > TIME_LIMIT / (2 * RUNS):
            break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": statistics.median(seconds), "megabytes": peak, "count": count}


if __name__ == "__main__":
    main()
