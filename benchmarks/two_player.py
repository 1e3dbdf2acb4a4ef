"""Two players, beside every peer: ``python -m benchmarks.two_player [--quick] [TEXT]``.

Measures the tables of ``docs/reference/two_player_benchmarks.md`` and the curves of
``docs/pictures/two_player_growth.svg`` in one run and writes both; ``--quick`` takes small sizes and only prints, TEXT
only the problems whose name contains it. Each engine solves each problem in a process of its own, on one thread: the
CPU seconds of each game, the median of several runs; peak memory, and what of it the games took. An engine that has
not finished in time is stopped, and the games that it did finish count.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

RUNS = 3
SLOW = 5.0
"""CPU seconds of a game after which it is not repeated."""
TIME_LIMIT = 240.0
"""Seconds after which a process is stopped that lists all equilibria of its games."""
ONE_TIME_LIMIT = 90.0
"""The same for one equilibrium of each game, and for everything in a quick run."""
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "MKL_NUM_THREADS"), "1")
OURS = "gametheory"

ALL = {
    OURS: "gametheory_all",
    "lrsnash": "lrsnash_all",
    "QuantEcon": "quantecon_all",
    "pygambit": "pygambit_all",
    "pygambit floats": "pygambit_floats_all",
    "nashpy": "nashpy_all",
}
LARGEST_FOR = {"lrsnash": 18, "QuantEcon": 18, "pygambit": 8, "pygambit floats": 10, "nashpy": 8}
"""Actions up to which peers are asked for all equilibria: what they do not finish in time is left out beyond."""
ONE = {OURS: "gametheory_one", "QuantEcon": "quantecon_one", "pygambit": "pygambit_one"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Games of a kind, for several engines.

    Parameters
    ----------
    section
        Table in which it stands.
    kind, size, seeds
        As the tasks of `benchmarks.two_player_tasks` take them.
    tasks
        Task of each engine.
    """

    section: str
    kind: str
    size: int
    seeds: tuple[int, ...]
    tasks: dict[str, str] = field(hash=False)

    @property
    def name(self) -> str:
        """What a row is called."""
        return f"{self.size} x {self.size}, {self.kind}"


@dataclass(slots=True)
class Measured:
    """What an engine did with a problem.

    Parameters
    ----------
    problem, engine
        Which.
    seconds
        Median CPU seconds of each game that was solved in time.
    answers
        How many equilibria each of them has.
    megabytes, own_megabytes
        Peak memory of the process, and how much of it came on top of the imports and a small game.
    """

    problem: Problem
    engine: str
    seconds: list[float] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    megabytes: float = 0.0
    own_megabytes: float = 0.0

    @property
    def is_complete(self) -> bool:
        """Whether all games were solved in time."""
        return len(self.seconds) == len(self.problem.seeds)

    @property
    def median(self) -> float | None:
        """Median over the games; None where not even half of them were solved."""
        if 2 * len(self.seconds) <= len(self.problem.seeds):
            return None
        unsolved = [float("inf")] * (len(self.problem.seeds) - len(self.seconds))
        return statistics.median_low([*self.seconds, *unsolved])


def problems(*, is_quick: bool) -> Iterator[Problem]:
    """Yield what is measured."""
    seeds = (1,) if is_quick else (1, 2, 3)
    for size in (4, 6, 8) if is_quick else (4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24):
        tasks = {engine: task for engine, task in ALL.items() if size <= LARGEST_FOR.get(engine, size)}
        yield Problem("all", "0..100", size, seeds, tasks)
    exact = {engine: ALL[engine] for engine in (OURS, "lrsnash", "QuantEcon")}
    for kind, size in [("0..2", 6)] if is_quick else [("0..2", 8), ("0..2", 10), ("0..2", 12), ("0..1000000", 14)]:
        yield Problem("ties and long numbers", kind, size, seeds, exact)
    for kind, size in [("constant", 5), ("identity", 8)] if is_quick else [("constant", 12), ("identity", 16)]:
        yield Problem("ties and long numbers", kind, size, (1,), exact)
    command = {"gametheory solve": "gametheory_command", "lrsnash": "lrsnash_all"}
    yield Problem("command", "0..1000", 8 if is_quick else 14, seeds, command)
    for kind in ("uniform", "correlation -0.5", "correlation -0.9"):
        for size in (60,) if is_quick else (200, 500, 1000):
            peers = ONE if kind == "uniform" or size == 200 else {OURS: ONE[OURS]}
            yield Problem("one", kind, size, seeds if is_quick else tuple(range(1, 11)), peers)


def measured(problem: Problem, engine: str, time_limit: float) -> Measured:
    """Measure in a process of its own."""
    found = Measured(problem, engine)
    task = [problem.tasks[engine], problem.kind, problem.size, list(problem.seeds)]
    command = [sys.executable, "-m", "benchmarks.two_player", "--task", json.dumps(task)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD)
    try:
        output, _ = process.communicate(timeout=time_limit)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
    else:
        if process.returncode:
            raise SystemExit(f"{problem.name} by {engine} failed")
    for line in output.splitlines():
        row = json.loads(line)
        found.seconds.append(row["seconds"])
        found.answers.append(row["answers"])
        found.megabytes, found.own_megabytes = row["megabytes"], row["own"]
    return found


def run_task(name: str, kind: str, size: int, seeds: list[int]) -> None:
    """Print a line for each game."""
    from benchmarks import two_player_tasks

    calls = getattr(two_player_tasks, name)(kind, size, seeds)
    before = _peak()
    for call in calls:
        seconds, answers = repeated(call)
        print(
            json.dumps({"seconds": seconds, "answers": answers, "megabytes": _peak(), "own": max(_peak() - before, 0)}),
            flush=True,
        )


def repeated(call: Callable[[], int]) -> tuple[float, int]:
    """Return the median CPU seconds of a call, those of its child processes included, and its answer."""
    seconds: list[float] = []
    answers = 0
    while len(seconds) < RUNS and (not seconds or seconds[-1] < SLOW):
        started = _processor_seconds()
        answers = call()
        seconds.append(_processor_seconds() - started)
    return statistics.median_low(seconds), answers


def _processor_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak() -> float:
    """Return the largest memory of this process or, where it runs programs, of a larger one of those, in megabytes.

    A program that is smaller than this process cannot be told from it: then this is 0.
    """
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    if not children:
        return own / 1024
    return children / 1024 if children > own else 0.0


def main() -> None:
    """Measure, print each row as soon as it is known, and write the page."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--task"]:
        run_task(*json.loads(arguments[1]))
        return
    from benchmarks import two_player_others, two_player_page

    is_quick = "--quick" in arguments
    wanted = next((argument for argument in arguments if not argument.startswith("--")), "")
    load = os.getloadavg()[0]
    measured(Problem("warm", "0..9", 13, (1,), ALL), OURS, TIME_LIMIT)
    rows = []
    for problem in problems(is_quick=is_quick):
        for engine in problem.tasks if wanted in f"{problem.section} {problem.name}" else ():
            is_short = is_quick or problem.section == "one"
            rows.append(measured(problem, engine, ONE_TIME_LIMIT if is_short else TIME_LIMIT))
            print(two_player_page.line(rows[-1]), flush=True)
    others: dict[str, list[tuple[str, ...]]] = {"batch": [], "zero_sum": []}
    for name, measure in (("batch", two_player_others.batch_rows), ("zero_sum", two_player_others.zero_sum_rows)):
        for row in measure(is_quick=is_quick) if wanted in name else ():
            others[name].append(row)
            print("  ".join(f"{cell:>20}" for cell in row), flush=True)
    if not (is_quick or wanted):
        two_player_page.write(rows, others, load)


if __name__ == "__main__":
    main()
