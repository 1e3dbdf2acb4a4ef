"""Dense zero-sum games beside HiGHS: ``python -m benchmarks.zero_sum [TEXT]``.

Each row is one game and one engine, in a process of its own on one thread: median CPU seconds of the runs, peak memory,
and the sum of both regrets (what one strategy concedes less what the other guarantees) as a share of the range of
payoffs, computed for every engine by the same two matrix-vector products. ``interior_point`` is asked for 1e-9. HiGHS
gets the program that suits it best of those tried (minimize ``sum p`` with ``A'p >= 1``, payoffs between 1 and 2; with
the value as a variable it takes longer) and its interior-point method without presolve and crossover, which only cost
it time here, at its usual tolerance and at a tighter one. With TEXT only the games whose name contains it.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Payoffs = NDArray[np.float64]
    Strategies = tuple[NDArray[np.float64], NDArray[np.float64]]

RUNS = 3
SLOW = 10.0
"""CPU seconds of a run after which it is not repeated."""
ENGINES = {
    "interior_point": "with proved regrets",
    "zero_sum": "exact, all optimal strategies",
    "highs 1e-8": "interior point, usual tolerance",
    "highs 1e-10": "interior point, tighter tolerance",
}
GAMES = (
    "uniform 300",
    "uniform 1000",
    "uniform 2000",
    "integers 1000",
    "rows twice 1000",
    "rank one 1000",
    "blotto 286",
)
EXACT = ("uniform 300", "integers 1000")
"""Games that the exact method is given, too."""


def main() -> None:
    """Measure and print, one row as soon as it is known."""
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(_measured(sys.argv[2], sys.argv[3])))
        return
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    print(f"{'game':18} {'engine':15} {'seconds':>9} {'MB':>6} {'nash_conv':>9} {'slower':>8}  remark", flush=True)
    for game in (name for name in GAMES if wanted in name):
        ours: float | None = None
        for engine, remark in ENGINES.items():
            if engine == "zero_sum" and game not in EXACT:
                continue
            row = _in_a_process(game, engine)
            ours = ours or row["seconds"]
            figures = (
                f"{row['seconds']:9.3f} {row['megabytes']:6.0f} {row['nash_conv']:9.1e} {row['seconds'] / ours:7.1f}x"
            )
            print(f"{game:18} {engine:15} {figures}  {remark}", flush=True)


def _in_a_process(game: str, engine: str) -> dict[str, float]:
    """Return what was measured in a process of its own, on one thread."""
    command = [sys.executable, "-m", "benchmarks.zero_sum", "--measure", game, engine]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    finished = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    measured: dict[str, float] = json.loads(finished.stdout)
    return measured


def _measured(name: str, engine: str) -> dict[str, float]:
    """Return median seconds, peak memory and the sum of regrets."""
    from gametheory.kernels.matrix_game import guarantees

    payoffs = payoffs_of(name)
    solve = _engine(engine)
    solve(payoffs[:20, :20])  # imports
    seconds: list[float] = []
    while len(seconds) < RUNS and (not seconds or seconds[-1] < SLOW):
        started = time.process_time()
        strategies = solve(payoffs)
        seconds.append(time.process_time() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    regrets = guarantees(payoffs, *strategies).nash_conv
    return {"seconds": statistics.median(seconds), "megabytes": peak, "nash_conv": regrets}


def payoffs_of(name: str) -> Payoffs:
    """Return a seeded game: its kind and its number of actions."""
    import numpy as np

    kind, _, size = name.rpartition(" ")
    num_actions = int(size)
    rng = np.random.default_rng(num_actions)
    makers: dict[str, Callable[[], Any]] = {
        "uniform": lambda: rng.random((num_actions, num_actions)),
        "integers": lambda: rng.integers(0, 101, (num_actions, num_actions)).astype(float),
        "rows twice": lambda: np.repeat(rng.random((num_actions // 2, num_actions)), 2, axis=0),
        "rank one": lambda: np.outer(rng.normal(size=num_actions), rng.normal(size=num_actions)),
        "blotto": lambda: _blotto(10, 4),
    }
    payoffs: Payoffs = makers[kind]()
    return payoffs


def _blotto(soldiers: int, fields: int) -> Payoffs:
    """Return how many fields more each placement of soldiers wins than each other placement."""
    import numpy as np

    ways = np.array([way for way in product(range(soldiers + 1), repeat=fields) if sum(way) == soldiers])
    difference: Payoffs = np.zeros((len(ways), len(ways)))
    for field in range(fields):
        difference += np.sign(ways[:, None, field] - ways[None, :, field])
    return difference


def _engine(name: str) -> Callable[[Payoffs], Strategies]:
    """Return what solves a game."""
    if name.startswith("highs"):
        return lambda payoffs: _by_highs(payoffs, float(name.split()[1]))
    return {"interior_point": _by_interior_point, "zero_sum": _by_rationals}[name]


def _by_interior_point(payoffs: Payoffs) -> Strategies:
    """Return the strategies of `interior_point`, certified within the clock."""
    from gametheory import NormalFormGame
    from gametheory.kernels.matrix_game import approximations, guarantees, on_grid
    from gametheory.solvers.normal_forms.constant_sum import check_constant_sum, unit_payoffs

    game = NormalFormGame.zero_sum(payoffs)
    check_constant_sum(game, "interior_point")
    unit = unit_payoffs(game.payoffs[0]).values
    *_, found = approximations(unit, 5e-10)
    strategies = on_grid(found.row_strategy), on_grid(found.column_strategy)
    guarantees(unit, *strategies)
    return strategies


def _by_rationals(payoffs: Payoffs) -> Strategies:
    """Return the strategies of `zero_sum`, the proof by its certificate included."""
    import numpy as np

    from gametheory import NormalFormGame, solve

    profile = solve(NormalFormGame.zero_sum(payoffs), method="zero_sum").equilibria[0].profile
    row, column = (np.array([float(share) for share in strategy or ()]) for strategy in profile.strategies)
    return row, column


def _by_highs(payoffs: Payoffs, tolerance: float) -> Strategies:
    """Return the strategies of HiGHS."""
    import highspy
    import numpy as np

    matrix = 1 + (payoffs - payoffs.min()) / np.ptp(payoffs)
    num_rows, num_columns = matrix.shape
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = num_rows, num_columns
    program.col_cost_ = np.ones(num_rows)
    program.col_lower_, program.col_upper_ = np.zeros(num_rows), np.full(num_rows, highspy.kHighsInf)
    program.row_lower_, program.row_upper_ = np.ones(num_columns), np.full(num_columns, highspy.kHighsInf)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.arange(0, num_rows * num_columns + 1, num_rows)
    program.a_matrix_.index_ = np.tile(np.arange(num_rows), num_columns)
    program.a_matrix_.value_ = matrix.T.ravel()
    highs = highspy.Highs()
    options = {
        "output_flag": False,
        "solver": "ipx",
        "presolve": "off",
        "run_crossover": "off",
        "threads": 1,
        "ipm_optimality_tolerance": tolerance,
    }
    for option, value in options.items():
        highs.setOptionValue(option, value)
    highs.passModel(program)
    highs.run()
    solution = highs.getSolution()
    return np.maximum(solution.col_value, 0.0), np.maximum(solution.row_dual, 0.0)


if __name__ == "__main__":
    main()
