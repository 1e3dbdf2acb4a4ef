"""One equilibrium of a large game beside QuantEcon: ``python -m benchmarks.one_equilibrium [TEXT] [SEEDS]``.

Each row is one kind of game and one engine: CPU seconds over the seeds (median and longest), in processes of their own
on one thread, warm (each has solved a small game before), and the largest regret as a share of the range of payoffs,
computed for every engine by the same matrix-vector products. Ours counts the whole call: the game made from arrays,
solved, and proved in rationals. QuantEcon's `lemke_howson` is run as it is and with the setting that suits these games
best of those tried, `capping=50`; its other solvers enumerate, or take far longer. Any run is stopped after 60 CPU
seconds; after three that were stopped, the rest is left out. With TEXT only the games whose name contains it.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Payoffs = NDArray[np.float64]
    Strategies = tuple[NDArray[np.float64], NDArray[np.float64]]

SEEDS = 10
LONGEST = 60.0
"""CPU seconds after which a run is stopped."""
MOST_STOPPED = 3
ENGINES = ("gametheory", "quantecon", "quantecon capping")
KINDS = ("uniform", "correlation -0.5", "correlation -0.9")
GAMES = tuple(f"{kind} {size}" for kind in KINDS for size in (200, 500, 1000))


def main() -> None:
    """Measure and print, one row as soon as it is known."""
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(_measured(sys.argv[2], sys.argv[3], int(sys.argv[4]))))
        return
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    num_seeds = int(sys.argv[2]) if len(sys.argv) > 2 else SEEDS
    print(f"{'game':22} {'engine':18} {'solved':>7} {'median':>8} {'longest':>8} {'regret':>8}  remark", flush=True)
    for game in (name for name in GAMES if wanted in name):
        for engine in ENGINES:
            print(_row(game, engine, num_seeds), flush=True)


def _row(game: str, engine: str, num_seeds: int) -> str:
    """Return the line of the table."""
    solved: list[dict[str, Any]] = []
    num_run = 0
    for seed in range(num_seeds):
        num_run += 1
        measured = _in_a_process(game, engine, seed)
        solved += [measured] if measured else []
        if num_run - len(solved) == MOST_STOPPED:
            break
    figures = f"{'-':>8} {'-':>8} {'-':>8}"
    if solved:
        seconds = [row["seconds"] for row in solved]
        regret = max(row["regret"] for row in solved)
        figures = f"{statistics.median(seconds):8.3f} {max(seconds):8.3f} {regret:8.1e}"
    remark = ", ".join(sorted({row["remark"] for row in solved}))
    return f"{game:22} {engine:18} {len(solved):3} of {num_run:<2} {figures}  {remark}"


def _in_a_process(game: str, engine: str, seed: int) -> dict[str, Any] | None:
    """Return what was measured in a process of its own, on one thread; None if it was stopped."""
    command = [sys.executable, "-m", "benchmarks.one_equilibrium", "--measure", game, engine, str(seed)]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
    finished = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if finished.returncode == -signal.SIGPROF:
        return None
    if finished.returncode:
        raise SystemExit(f"{game} by {engine} failed:\n{finished.stderr}")
    measured: dict[str, Any] = json.loads(finished.stdout)
    return measured


def _measured(name: str, engine: str, seed: int) -> dict[str, Any]:
    """Return the CPU seconds of a warm run, the regret of its answer and a remark."""
    payoffs = payoffs_of(name, seed)
    engines = {"gametheory": _by_gametheory, "quantecon": _by_quantecon, "quantecon capping": _by_quantecon_capping}
    solve = engines[engine]
    if engine == "gametheory":
        from gametheory.solvers.normal_forms.one_equilibrium import warm

        warm()
    solve(payoffs_of("uniform 100", 0))
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    started = time.process_time()
    strategies, remark = solve(payoffs)
    seconds = time.process_time() - started
    signal.setitimer(signal.ITIMER_PROF, 0)
    return {"seconds": seconds, "regret": _regret(payoffs, strategies), "remark": remark}


def payoffs_of(name: str, seed: int) -> Payoffs:
    """Return a seeded game: uniform payoffs, or normal ones with a correlation between the players."""
    import numpy as np

    kind, _, size = name.rpartition(" ")
    shape = (2, int(size), int(size))
    rng = np.random.default_rng(seed)
    if kind == "uniform":
        return rng.random(shape)
    correlation = float(kind.split()[1])
    first, second = rng.standard_normal(shape)
    return np.stack([first, correlation * first + (1 - correlation**2) ** 0.5 * second])


def _regret(payoffs: Payoffs, strategies: Strategies) -> float:
    """Return the largest regret as a share of the range of that player's payoffs."""
    row, column = strategies
    against_column, against_row = payoffs[0] @ column, row @ payoffs[1]
    regrets = against_column.max() - row @ against_column, against_row.max() - against_row @ column
    return float(max(regret / (table.max() - table.min()) for regret, table in zip(regrets, payoffs, strict=True)))


def _by_gametheory(payoffs: Payoffs) -> tuple[Strategies, str]:
    """Return the equilibrium of the whole call, and whether it is exact."""
    import numpy as np

    from gametheory import Limits, NormalFormGame, solve

    solution = solve(NormalFormGame(payoffs), "nash", limits=Limits(equilibria=1))
    (equilibrium,) = solution.equilibria
    row, column = (np.array([float(value) for value in strategy]) for strategy in equilibrium.profile.strategies)
    return (row, column), solution.arithmetic


def _by_quantecon(payoffs: Payoffs, capping: int | None = None) -> tuple[Strategies, str]:
    """Return the equilibrium of `lemke_howson`."""
    import numpy as np
    from quantecon import game_theory

    players = [game_theory.Player(np.ascontiguousarray(table)) for table in (payoffs[0], payoffs[1].T)]
    row, column = game_theory.lemke_howson(game_theory.NormalFormGame(players), max_iter=10**9, capping=capping)
    return (row, column), "float"


def _by_quantecon_capping(payoffs: Payoffs) -> tuple[Strategies, str]:
    """Return the equilibrium of `lemke_howson` that tries one label after the other for 50 pivots each."""
    return _by_quantecon(payoffs, capping=50)


if __name__ == "__main__":
    main()
