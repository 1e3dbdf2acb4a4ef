"""One equilibrium of many players beside Gambit: ``python -m benchmarks.one_of_many_players [TEXT] [SEEDS]``.

For each kind of game and each engine: how many of ten random games it solved, CPU seconds (median and longest) in
processes of their own on one thread, stopped after 20 s, and the largest regret of an answer as a share of the
range of payoffs, computed for every engine by the same sums. Ours is warm (it has solved a small game before) and
counts the whole call: the game made from arrays, solved and proved; what is proved is told. Gambit counts the solver
alone, and an answer with a regret above 1e-6 is no solution. With TEXT only the rows whose name contains it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Payoffs = NDArray[np.float64]
    Point = list[list[float]]

SHAPES = ("5x5x5x5x5", "2x2x2x2x2x2x2x2x2x2", "20x20x20")
KINDS = ("uniform", "sum nearly zero", "0 to 3", "duplicated action")
OURS = ("iterated_polymatrix", "logit_tracing")
THEIRS = ("ipa_solve", "gnm_solve", "logit_solve", "simpdiv_solve")
SEEDS = 10
TIME_LIMIT = 20
"""Seconds after which a process is stopped, its start included."""
MOST_STOPPED = 2
"""Stopped or failed runs after which the rest of a row is left out."""
SMALL_REGRET = 1e-6
CONFLICT = 0.99
"""Share of the mean payoff of all players that is taken away from each: with 1 the sum would be zero."""


def main() -> None:
    """Measure and print, one row as soon as it is known."""
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measured(sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5]))))
        return
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    num_seeds = int(sys.argv[2]) if len(sys.argv) > 2 else SEEDS
    print(f"{'game':38} {'engine':20} {'solved':>7} {'proved':>7} {'median s':>9} {'longest s':>9} {'regret':>8}")
    for shape in SHAPES:
        for kind in KINDS:
            for engine in (*OURS, *THEIRS):
                if wanted in f"{shape} {kind} {engine}":
                    print(row(shape, kind, engine, num_seeds), flush=True)


def row(shape: str, kind: str, engine: str, num_seeds: int) -> str:
    """Return the line of one kind of game and one engine."""
    answers: list[dict[str, Any]] = []
    num_run = 0
    for seed in range(num_seeds):
        num_run += 1
        answer = asked(shape, kind, engine, seed)
        if answer is not None and answer["regret"] <= SMALL_REGRET:
            answers.append(answer)
        if num_run - len(answers) == MOST_STOPPED:
            break
    told = f"{shape + ', ' + kind:38} {engine:20} {f'{len(answers)}/{num_run}':>7} "
    if not answers:
        return told
    seconds = [answer["seconds"] for answer in answers]
    return (
        f"{told}{sum(answer['is_proved'] for answer in answers):7} {statistics.median(seconds):9.4f} "
        f"{max(seconds):9.4f} {max(answer['regret'] for answer in answers):8.0e}"
    )


def asked(shape: str, kind: str, engine: str, seed: int) -> dict[str, Any] | None:
    """Return what an engine says in a process of its own; None if it was stopped or failed."""
    command = [sys.executable, "-m", "benchmarks.one_of_many_players", "--measure", shape, kind, engine, str(seed)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    try:
        finished = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=TIME_LIMIT, env=environment
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    answer: dict[str, Any] | None = json.loads(finished.stdout)
    return answer


def measured(shape: str, kind: str, engine: str, seed: int) -> dict[str, Any] | None:
    """Return seconds, regret and whether the answer is proved, of one engine run here; None if it has no answer."""
    payoffs = payoffs_of(shape, kind, seed)
    seconds, point, is_proved = measure_ours(payoffs, engine) if engine in OURS else measure_gambit(payoffs, engine)
    if point is None:
        return None
    return {"seconds": seconds, "regret": largest_regret(payoffs, point), "is_proved": is_proved}


def measure_ours(payoffs: Payoffs, method: str) -> tuple[float, Point | None, bool]:
    """Return what `solve` answers, after a small game."""
    import numpy as np

    from gametheory import NormalFormGame, solve

    solve(NormalFormGame(np.random.default_rng(1).random((3, 2, 2, 2))), method=method)
    started = time.process_time()
    solution = solve(NormalFormGame(payoffs), method=method)
    seconds = time.process_time() - started
    if not solution.equilibria:
        return seconds, None, False
    point = [[float(weight) for weight in own] for own in solution.equilibria[0].profile.strategies if own]
    return seconds, point, solution.coverage == "at_least_one"


def measure_gambit(payoffs: Payoffs, solver: str) -> tuple[float, Point | None, bool]:
    """Return what a solver of Gambit answers."""
    import pygambit

    game = pygambit.Game.from_arrays(*payoffs)
    starts = {"logit_solve": game, "simpdiv_solve": game.mixed_strategy_profile(rational=True)}
    start = starts.get(solver, game)
    started = time.process_time()
    result = getattr(pygambit.nash, solver)(start)
    seconds = time.process_time() - started
    if not result.equilibria:
        return seconds, None, False
    profile = result.equilibria[0]
    return seconds, [[float(profile[own]) for own in player.strategies] for player in game.players], False


def payoffs_of(shape: str, kind: str, seed: int) -> Payoffs:
    """Return payoffs, ``[player, action, ...]``."""
    import numpy as np

    sizes = [int(size) for size in shape.split("x")]
    rng = np.random.default_rng([seed, *sizes])
    payoffs: Payoffs = rng.random((len(sizes), *sizes))
    if kind == "sum nearly zero":
        payoffs = rng.standard_normal((len(sizes), *sizes))
        payoffs -= CONFLICT * payoffs.mean(axis=0)
    elif kind == "0 to 3":
        payoffs = rng.integers(0, 4, (len(sizes), *sizes)).astype(np.float64)
    elif kind == "duplicated action":
        payoffs[:, -1] = payoffs[:, 0]
    return payoffs


def largest_regret(payoffs: Payoffs, point: Point) -> float:
    """Return the largest gain of a deviation, as a share of the player's range of payoffs."""
    import numpy as np

    worst = 0.0
    for player, table in enumerate(payoffs):
        paid = table
        for other in reversed(range(len(point))):
            if other != player:
                paid = np.tensordot(paid, point[other], axes=([other], [0]))
        worst = max(worst, float(paid.max() - paid @ point[player]) / float(table.max() - table.min()))
    return worst


if __name__ == "__main__":
    main()
