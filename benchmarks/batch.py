"""``python -m benchmarks.batch``: how many small games are solved in a second, beside pygambit.

``python -m benchmarks.batch verify [100000]`` compares so many games of all shapes and kinds, most of them degenerate,
with `solve` as sets.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from pathlib import Path

import numpy as np

from gametheory.core.batch_solution import BatchSolution
from gametheory.solvers.batches.batch import solve_batch, warm

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

RUNS = 7
PEER_GAMES = 300
GAMES = {2: 4_000_000, 3: 1_500_000, 4: 600_000}
KINDS = ("continuous", "integers 0..9")


def main() -> None:
    """Measure, or compare."""
    if sys.argv[1:2] == ["verify"]:
        verify(int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
    else:
        measure()


def drawn(kind: str, num_games: int, size: int) -> np.ndarray:
    """Return random games."""
    rng = np.random.default_rng(size)
    shape = (num_games, 2, size, size)
    return rng.random(shape) if kind == "continuous" else rng.integers(0, 10, shape)


def measure() -> None:
    """Print a row for each size and kind of payoffs: the best of several runs."""
    started = time.perf_counter()
    warm()
    print(
        f"kernels ready after {time.perf_counter() - started:.1f} s; {os.cpu_count()} cores, load {os.getloadavg()[0]}"
    )
    print("million games a second; 'cores' counts the processor time of one thread on all cores\n")
    print(f"{'games':20} {'1 thread':>9} {'all':>9} {'cores':>9} {'pygambit':>9}  equilibria, decided by second kernel")
    for size, num_games in GAMES.items():
        for kind in KINDS:
            games = drawn(kind, num_games, size)
            single, processor, batch = timed(games, 1)
            both, *_ = timed(games, None)
            cores = processor / (os.cpu_count() or 1)
            speeds = [num_games / seconds / 1e6 for seconds in (single, both, cores)]
            text = " ".join(f"{speed:9.2f}" for speed in speeds)
            rest = f"{len(batch.supports) / num_games:.2f} a game, {(batch.deciders > 0).mean():.0%}"
            print(f"{size} x {size} {kind:14} {text} {peer(games[:PEER_GAMES]):9.4f}  {rest}", flush=True)


def timed(games: np.ndarray, threads: int | None) -> tuple[float, float, BatchSolution]:
    """Return the least wall time, the least processor time, and a batch."""
    wall, processor = [], []
    for _ in range(RUNS):
        started, used = time.perf_counter(), time.process_time()
        batch = solve_batch(games, verify=0, threads=threads)
        wall.append(time.perf_counter() - started)
        processor.append(time.process_time() - used)
    return min(wall), min(processor), batch


def peer(games: np.ndarray) -> float:
    """Return how many million games a second pygambit solves by enumeration in floats; 0 where it is not installed."""
    try:
        import pygambit
    except ImportError:
        return 0.0
    built = [pygambit.Game.from_arrays(*game) for game in games.astype(np.float64)]
    started = time.process_time()
    for game in built:
        pygambit.nash.enummixed_solve(game, rational=False)
    return len(built) / (time.process_time() - started) / 1e6


def verify(num_games: int) -> None:
    """Compare games with `solve`, on all cores; the first difference is an error."""
    from cross_checks.batches import DRAWS, SHAPES

    each = -(-num_games // (len(DRAWS) * len(SHAPES)))
    started = time.perf_counter()
    total = 0
    warm()
    with multiprocessing.get_context("fork").Pool() as pool:
        for count in pool.imap_unordered(compared, [(shape, each) for shape in SHAPES]):
            total += count
            print(f"{total:,} games equal as sets, {time.perf_counter() - started:.0f} s", flush=True)


def compared(task: tuple[tuple[int, int], int]) -> int:
    """Compare all kinds of games of a shape; return how many."""
    from cross_checks.batches import batches

    shape, num_games = task
    return sum(
        solve_batch(games, verify=num_games, threads=1).statistics["verified"]
        for _, games in batches(num_games, 2, [shape])
    )


if __name__ == "__main__":
    main()
