"""All equilibria of three and more players beside Gambit: ``python -m benchmarks.n_players [SHAPE ...]``.

For each shape random games with integer payoffs, each engine in a process of its own that is stopped after a minute:
CPU seconds of `solve` with its proofs, compiled code loaded beforehand, and of pygambit's `enumpoly_solve`.
Gambit's points are filtered by their exact regret; what it misses is counted against a list that is proved complete.
Where ours is not, the line below says what is proved. All rows take up to half an hour.

``python -m benchmarks.n_players --core SHAPE`` measures the search alone, on one core and on both.
"""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Payoffs = NDArray[np.int64]
    Point = tuple[tuple[float, ...], ...]
    Measured = tuple[float, str, list[list[list[float]]], str]

ROWS = (
    ("2x2x2", 10**6, 10),
    ("3x3x3", 10**6, 10),
    ("3x3x3x3", 10**6, 10),
    ("5x5x5", 10**6, 10),
    ("2x2x2x2x2x2x2x2", 10**6, 10),
    ("3x3x3x3x3", 10**6, 1),
    ("2x2x2", 3, 10),
    ("3x3x3", 3, 10),
    ("3x3x3x3", 3, 10),
    ("2x2x2", 10, 10),
    ("3x3x3", 10, 10),
    ("3x3x3x3", 10, 10),
)
"""Numbers of actions, the largest payoff, and how many games; small payoffs tie."""
NUM_GAMES = 10
"""Games of the search alone."""
TIME_LIMIT = 60
"""Seconds after which an engine is stopped: ours tells what it has by then, of Gambit's nothing is left."""
START_LIMIT = 60
"""Seconds that a process may take besides, to start and to end."""
SAME = 1e-6
"""Largest difference of a probability between points that are the same."""
SMALL_REGRET = 1e-6
"""Share of the range of payoffs that a point of Gambit's may leave to a deviation and still count as an equilibrium."""


@dataclass(frozen=True)
class Answer:
    """What one engine said of one game.

    Parameters
    ----------
    seconds
        CPU seconds; infinite if it was stopped.
    coverage
        What it says of its list.
    points
        Probabilities by player and action.
    rest
        What it says of those that it may lack.
    """

    seconds: float
    coverage: str
    points: tuple[Point, ...]
    rest: str = ""


def main() -> None:
    """Print a row for each shape, or for those that are asked for."""
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))))
        return
    if sys.argv[1:2] == ["--core"]:
        compare_cores(sys.argv[2])
        return
    print(
        f"{'game':>16} {'payoffs':>9} {'median s':>9} {'longest s':>9} {'complete':>8} {'points':>6} "
        f"{'gambit s':>9} {'longest s':>9} {'stopped':>7} {'missed':>6} {'games':>5} {'false':>5}"
    )
    for shape, largest, num_games in ROWS:
        if not sys.argv[1:] or shape in sys.argv[1:]:
            print(row(shape, largest, num_games), flush=True)


def row(shape: str, largest: int, num_games: int) -> str:
    """Return the lines of one shape: both engines on the same games."""
    ours = [asked("gametheory", shape, largest, seed) for seed in range(num_games)]
    theirs = [asked("pygambit", shape, largest, seed) for seed in range(num_games)]
    complete = [answer.coverage == "all" for answer in ours]
    missed, games, false = 0, 0, 0
    for seed, (own, other) in enumerate(zip(ours, theirs, strict=True)):
        if not complete[seed] or math.isinf(other.seconds):
            continue
        payoffs = payoffs_of(shape, largest, seed)
        sound = [point for point in other.points if largest_regret(payoffs, point) <= SMALL_REGRET * largest]
        false += len(other.points) - len(sound)
        lacking = sum(all(apart(point, found) > SAME for found in sound) for point in own.points)
        missed, games = missed + lacking, games + (lacking > 0)
    own_seconds, other_seconds = ([answer.seconds for answer in answers] for answers in (ours, theirs))
    return (
        f"{shape:>16} {f'0..{largest}':>9} {statistics.median(own_seconds):9.4f} {max(own_seconds):9.4f} "
        f"{sum(complete):8} {sum(len(answer.points) for answer in ours):6} {statistics.median(other_seconds):9.4f} "
        f"{max(other_seconds):9.4f} {sum(map(math.isinf, other_seconds)):7} {missed:6} {games:5} {false:5}"
    ) + "".join(
        f"\n{'game':>16} {seed}: {answer.rest or answer.coverage}"
        for seed, answer in enumerate(ours)
        if not complete[seed]
    )


def asked(engine: str, shape: str, largest: int, seed: int) -> Answer:
    """Return the answer of an engine in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.n_players", "--measure", engine, shape, str(largest), str(seed)]
    seconds = TIME_LIMIT + (START_LIMIT if engine == "gametheory" else 0)
    try:
        finished = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return Answer(math.inf, "stopped", ())
    used, coverage, points, rest = json.loads(finished.stdout)
    return Answer(used, coverage, tuple(tuple(tuple(strategy) for strategy in point) for point in points), rest)


def measure(engine: str, shape: str, largest: int, seed: int) -> Measured:
    """Return CPU seconds, coverage, points and what may be lacking, of one engine, run here."""
    payoffs = payoffs_of(shape, largest, seed)
    return {"gametheory": measure_ours, "pygambit": measure_gambit}[engine](payoffs)


def measure_ours(payoffs: Payoffs) -> Measured:
    """Return what `solve` answers; a small game loads the compiled code."""
    from gametheory import Limits, NormalFormGame, solve
    from gametheory.kernels.boxes.warm import warm

    warm()
    solve(NormalFormGame(payoffs_of("2x2x2", 10, 0)))
    game = NormalFormGame(payoffs)
    started = time.process_time()
    solution = solve(game, limits=Limits(time=TIME_LIMIT))
    seconds = time.process_time() - started
    points = [
        [[float(weight) for weight in strategy] for strategy in equilibrium.profile.strategies]
        for equilibrium in solution.equilibria
    ]
    return seconds, str(solution.coverage), points, "; ".join(solution.unresolved[:1])


def measure_gambit(payoffs: Payoffs) -> Measured:
    """Return what `enumpoly_solve` answers."""
    import pygambit

    game = pygambit.Game.from_arrays(*payoffs)
    started = time.process_time()
    result = pygambit.nash.enumpoly_solve(game)
    seconds = time.process_time() - started
    points = [
        [[float(profile[strategy]) for strategy in player.strategies] for player in game.players]
        for profile in result.equilibria
    ]
    return seconds, "not told", points, ""


def compare_cores(shape: str) -> None:
    """Print wall seconds of the search alone, on one core and on two."""
    from gametheory.solvers.many_players.box_search import BoxSearch

    sizes = tuple(int(size) for size in shape.split("x"))
    for num_threads in (1, 2):
        seconds, boxes = [], []
        for seed in range(-1, NUM_GAMES):
            payoffs = payoffs_of(shape, 10**6, max(seed, 0))
            search = BoxSearch(sizes, [table.ravel().tolist() for table in payoffs], num_threads=num_threads)
            started = time.perf_counter()
            for _ in search.run():
                pass
            seconds.append(time.perf_counter() - started)
            boxes.append(search.record().num_boxes)
        print(
            f"{shape}, {num_threads} threads: median {statistics.median(seconds[1:]):.4f} s, "
            f"longest {max(seconds[1:]):.4f} s, median {statistics.median(boxes[1:]):.0f} boxes"
        )


def payoffs_of(shape: str, largest: int, seed: int) -> Payoffs:
    """Return integer payoffs, ``[player, action, ...]``."""
    import numpy as np

    sizes = [int(size) for size in shape.split("x")]
    return np.random.default_rng([seed, largest, *sizes]).integers(0, largest + 1, (len(sizes), *sizes))


def largest_regret(payoffs: Payoffs, point: Point) -> float:
    """Return the largest gain of a deviation from a point, by a sum over all profiles."""
    worst = 0.0
    for player in range(len(point)):
        gains = [0.0] * len(point[player])
        for profile in product(*(range(len(strategy)) for strategy in point)):
            others = math.prod(point[other][profile[other]] for other in range(len(point)) if other != player)
            gains[profile[player]] += others * float(payoffs[(player, *profile)])
        mean = sum(weight * gain for weight, gain in zip(point[player], gains, strict=True))
        worst = max(worst, max(gains) - mean)
    return worst


def apart(one: Point, other: Point) -> float:
    """Return the largest difference of a probability."""
    pairs = zip(one, other, strict=True)
    return max(abs(left - right) for first, second in pairs for left, right in zip(first, second, strict=True))


if __name__ == "__main__":
    main()
