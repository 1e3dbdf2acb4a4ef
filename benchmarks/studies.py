"""``python -m benchmarks.studies``: a sweep over a million points beside loops over pygambit and QuantEcon.

``python -m benchmarks.studies stream`` writes a hundred million points, for the memory that it takes.
``python -m benchmarks.studies verify [1000] [NAME]`` compares sweeps of all shipped games, or of one, with single
solutions at so many random points each, and at the thresholds of some parameters.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gametheory import load
from gametheory.core.normal_form import NormalFormGame
from gametheory.io.catalogue import shipped_games
from gametheory.studies.sweeps.sweep import sweep
from gametheory.studies.sweeps.sweep_job import sweep_job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

GAME = "price_monitoring"
RUNS = 3
SIDE, LONG_SIDE = 1_000, 10_000
PEER_POINTS = 500
COMMAND = (sys.executable, "-c", "from gametheory.cli.main import main; main()")


def main() -> None:
    """Print a row for each way to the same answer, or compare."""
    if sys.argv[1:2] == ["verify"]:
        verify(int(sys.argv[2]) if len(sys.argv) > 2 else 1_000, sys.argv[3:])
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {GAME}, all equilibria at every point")
    print(f"{'':44} {'points':>12} {'seconds':>9} {'processor':>10} {'MB':>6}")
    if sys.argv[1:] == ["stream"]:
        row("gametheory sweep -o map.zarr", LONG_SIDE**2, command(LONG_SIDE))
        return
    row("gametheory sweep -o map.zarr, whole command", SIDE**2, best(lambda: command(SIDE)))
    row("the same with --workers 2", SIDE**2, best(lambda: command(SIDE, "--workers", "2")))
    model = load(GAME)
    sweep(model, axes(3))
    row("sweep() in memory, in a running Python", SIDE**2, best(lambda: timed(lambda: sweep(model, axes(SIDE)))))
    games, wanted = sampled()
    for name, solver in (("pygambit", pygambit_counts), ("QuantEcon", quantecon_counts)):
        found: list[int] = []
        measured = best(lambda solver=solver, found=found: timed(lambda: found.__setitem__(slice(None), solver(games))))
        row(f"loop over {name}, sampled", PEER_POINTS, measured)
        scale = SIDE**2 / PEER_POINTS
        row(f"loop over {name}, extrapolated", SIDE**2, (measured[0] * scale, measured[1] * scale, None))
        print(f"{'':4}numbers of equilibria as here at {sum(map(int.__eq__, found, wanted))} of {PEER_POINTS} points")


def axes(side: int) -> dict[str, str]:
    """Return a square grid of commissions and detection rates."""
    return {"commission": f"0:0.45:{side}", "suppressed": f"0:1:{side}"}


def row(name: str, num_points: int, measured: tuple[float, float, float | None]) -> None:
    """Print what was measured."""
    seconds, processor, megabytes = measured
    memory = "" if megabytes is None else f"{megabytes:.0f}"
    print(f"{name:44} {num_points:12,} {seconds:9.2f} {processor:10.2f} {memory:>6}", flush=True)


def best(measure: Callable[[], tuple[float, float, float | None]]) -> tuple[float, float, float | None]:
    """Return the least processor time of several runs, with what belongs to it."""
    return min((measure() for _ in range(RUNS)), key=lambda measured: measured[1])


def timed(task: Callable[[], object]) -> tuple[float, float, None]:
    """Return wall and processor time of a task."""
    started, used = time.perf_counter(), time.process_time()
    task()
    return time.perf_counter() - started, time.process_time() - used, None


def command(side: int, *options: str) -> tuple[float, float, float]:
    """Return wall time, processor time with all workers, and peak memory of the largest process of a command."""
    grid = [f"{name}={values}" for name, values in axes(side).items()]
    with tempfile.TemporaryDirectory() as folder:
        line = [*COMMAND, "sweep", GAME, *grid, "-o", str(Path(folder) / "map.zarr"), *options]
        started = time.perf_counter()
        process = subprocess.Popen(line, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(line)} failed with exit code {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def sampled() -> tuple[list[tuple[np.ndarray, np.ndarray]], list[int]]:
    """Return payoffs at random points of the grid in floats, and the number of equilibria there."""
    model, rng = load(GAME), np.random.default_rng(7)
    job = sweep_job(model, axes(SIDE), {})
    counts = sweep(model, axes(SIDE), outputs=[])["num_equilibria"].values
    games, wanted = [], []
    for indices in rng.integers(0, SIDE, (PEER_POINTS, 2)):
        game = model.with_values(**job.grid.exact_point(indices.tolist())).to_game()
        if not isinstance(game, NormalFormGame):
            raise SystemExit(f"{GAME} is no normal form")
        first, second = game.payoffs.astype(np.float64)
        games.append((first, second))
        wanted.append(int(counts[tuple(indices)]))
    return games, wanted


def pygambit_counts(games: Sequence[tuple[np.ndarray, np.ndarray]]) -> list[int]:
    """Return the numbers of equilibria by enumeration in floats."""
    import pygambit

    return [
        len(pygambit.nash.enummixed_solve(pygambit.Game.from_arrays(*game), rational=False).equilibria)
        for game in games
    ]


def quantecon_counts(games: Sequence[tuple[np.ndarray, np.ndarray]]) -> list[int]:
    """Return the numbers of equilibria by support enumeration, compiled."""
    from quantecon.game_theory import NormalFormGame as Game
    from quantecon.game_theory import Player, support_enumeration

    return [len(support_enumeration(Game((Player(first), Player(second.T.copy()))))) for first, second in games]


def verify(num_points: int, names: Sequence[str]) -> None:
    """Compare sweeps with single solutions, and end with exit code 1 where they differ."""
    from cross_checks.swept_points import compare_points

    num_compared = num_on_thresholds = num_different = 0
    for game in shipped_games():
        model = load(game.name)
        if (names and game.name not in names) or all(each.low is None for each in model.parameters.values()):
            continue
        started = time.process_time()
        found = compare_points(model, num_points, seed=num_points, num_lines=4)
        print(
            f"{game.name:28} {found.num_points:6,} points, {found.num_on_thresholds:3} of them thresholds, "
            f"{len(found.differences)} differences, {time.process_time() - started:6.1f} s",
            flush=True,
        )
        print(*found.differences, sep="\n", end="\n" * bool(found.differences))
        num_compared += found.num_points
        num_on_thresholds += found.num_on_thresholds
        num_different += len(found.differences)
    print(f"{num_compared:,} points, {num_on_thresholds:,} of them thresholds, {num_different} differences")
    raise SystemExit(bool(num_different))


if __name__ == "__main__":
    main()
