"""Paths of quantal response beside Gambit's: ``python -m benchmarks.quantal_response [speed|ends|cold] [NUMBER]``.

``speed`` follows random two-player games of n = 5, 10, 20, 40 actions each, payoffs uniform, to a regret of 1e-8 with
both engines in one process on one thread: CPU seconds, the best of some runs, our certified residuals included.
``ends`` compares where both end in NUMBER (500) random games of 2 to 6 actions each and of three players. ``cold``
measures a small game in a fresh process, imports included, without a compiled kernel. Without arguments all three.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Payoffs = NDArray[np.float64]

SIZES = (5, 10, 20, 40)
GAMES = 5
RUNS = 3
NUM_ENDS = 500
SHAPES = ((2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (2, 2, 2), (3, 2, 2))
SAME = 1e-4
"""Largest difference of a probability between ends that are the same."""
COLD = """
import time
started = time.process_time()
from gametheory import NormalFormGame
from gametheory.solvers.quantal_response.principal_branch import logit_path
path = logit_path(NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]]))
path.limit, path.at(1.0)
import sys
print(time.process_time() - started, "numba" in sys.modules)
"""


def main() -> None:
    """Print what is asked for, or everything."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    if wanted in ("", "speed"):
        compare_speed()
    if wanted in ("", "ends"):
        compare_ends(int(sys.argv[2]) if len(sys.argv) > 2 else NUM_ENDS)
    if wanted in ("", "cold"):
        measure_cold_start()


def compare_speed() -> None:
    """Print CPU milliseconds of both engines for each size."""
    from gametheory.kernels.compiled_logit_branch import warm
    from gametheory.solvers.quantal_response.principal_branch import logit_path

    warm()
    print(
        f"{'n':>3} {'points':>7} {'ours ms':>9} {'gambit ms':>10} {'times':>6} {'least':>6} {'residual':>9}  same end"
    )
    for size in SIZES:
        ours, theirs, points, residuals, same = [], [], [], [], 0
        for seed in range(GAMES):
            payoffs = payoffs_of((size, size), seed)
            game, gambit = our_game(payoffs), gambit_game(payoffs)
            ours.append(best_of(lambda game=game: logit_path(game), RUNS))
            theirs.append(best_of(lambda gambit=gambit: gambit_end(gambit), 1 if size > 10 else RUNS))
            path = logit_path(game)
            points.append(path.num_points)
            residuals.append(float(path.residuals.max()))
            same += difference(our_end(path), gambit_end(gambit)) < SAME
        ratios = [slow / fast for fast, slow in zip(ours, theirs, strict=True)]
        print(
            f"{size:3} {statistics.median(points):7.0f} {1e3 * statistics.median(ours):9.2f} "
            f"{1e3 * statistics.median(theirs):10.1f} {statistics.median(ratios):6.1f} {min(ratios):6.1f} "
            f"{max(residuals):9.1e}  {same} of {GAMES}",
            flush=True,
        )


def compare_ends(num_games: int) -> None:
    """Print how many random games end alike, and name the others."""
    from gametheory.kernels.compiled_logit_branch import warm
    from gametheory.solvers.quantal_response.principal_branch import logit_path

    warm()
    same, converged, exact = 0, 0, 0
    worst = 0.0
    for number in range(num_games):
        shape = SHAPES[number % len(SHAPES)]
        payoffs = payoffs_of(shape, 1000 + number)
        path = logit_path(our_game(payoffs))
        theirs = gambit_end(gambit_game(payoffs))
        converged += str(path.termination) == "converged"
        exact += path.limit.is_exact
        worst = max(worst, float(path.residuals.max()))
        apart = difference(our_end(path), theirs)
        same += apart < SAME
        if apart >= SAME:
            print(f"  game {number} of shape {shape}: ends {apart:.2g} apart, {len(path.bifurcations)} bifurcations")
    print(
        f"same end in {same} of {num_games} random games; ours converged in {converged}, limit exact in {exact}, "
        f"largest residual {worst:.1e}"
    )


def measure_cold_start() -> None:
    """Print CPU seconds of a small game in a fresh process."""
    for _ in range(RUNS):
        finished = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True)
        seconds, is_compiled = finished.stdout.split()
        print(f"chicken with limit, fork and both arms from a cold start: {float(seconds):.3f} s, numba: {is_compiled}")


def payoffs_of(shape: tuple[int, ...], seed: int) -> Payoffs:
    """Return uniform payoffs, ``[player, action, ...]``."""
    import numpy as np

    return np.random.default_rng([seed, *shape]).random((len(shape), *shape))


def our_game(payoffs: Payoffs) -> Any:
    """Return the game for this package."""
    from gametheory import NormalFormGame

    return NormalFormGame(payoffs)


def gambit_game(payoffs: Payoffs) -> Any:
    """Return the game for Gambit."""
    import pygambit

    return pygambit.Game.from_arrays(*payoffs)


def our_end(path: Any) -> Payoffs:
    """Return the probabilities at the end of a path."""
    import numpy as np

    return np.exp(path.log_probabilities[-1])


def gambit_end(game: Any) -> Payoffs:
    """Return the probabilities at the end of Gambit's branch."""
    import numpy as np
    from pygambit.qre import logit_solve_branch

    profile = logit_solve_branch(game)[-1].profile
    return np.array([float(profile[strategy]) for player in game.players for strategy in player.strategies])


def difference(one: Payoffs, other: Payoffs) -> float:
    """Return the largest difference of a probability."""
    return float(abs(one - other).max())


def best_of(task: Callable[[], object], runs: int) -> float:
    """Return the least CPU seconds of some runs."""
    seconds = []
    for _ in range(runs):
        started = time.process_time()
        task()
        seconds.append(time.process_time() - started)
    return min(seconds)


if __name__ == "__main__":
    main()
