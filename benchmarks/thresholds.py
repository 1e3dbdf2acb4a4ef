"""``python -m benchmarks.thresholds``: how long exact thresholds take, by size of the game and for the shipped games.

``python -m benchmarks.thresholds games [TEXT]`` lists every parameter of the shipped games (whose names hold TEXT).
``python -m benchmarks.thresholds verify [1000]`` compares so many random games of 2x2 to 3x3 with a dense scan of exact
solutions, which shares no code with the walk.
"""

from __future__ import annotations

import os
import random
import sys
import time
from fractions import Fraction
from pathlib import Path

from gametheory import load, solve
from gametheory.core.solution import Limits
from gametheory.io.catalogue import shipped_games
from gametheory.models.model import GameModel
from gametheory.polynomials import RealRoot
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.thresholds import Thresholds, thresholds

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

RUNS = 3
MOST_SECONDS = 20
"""Time that one run may take."""
SHAPES = ((2, 3), (3, 3), (4, 4), (5, 5), (6, 6), (8, 8))
TREES = ((5, 2), (4, 10))
"""Depths and numbers of actions of random trees, the last one with 10,000 terminals."""
SCAN = 60
"""Intervals of the dense scan."""


def main() -> None:
    """Measure, or compare."""
    what, text = (*sys.argv[1:], "", "")[:2]
    if what == "verify":
        verify(int(text or 1_000))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; processor time, best of {RUNS}\n")
    if what == "games":
        list_parameters(text)
    else:
        measure_shapes()
        measure_trees()
        measure_games()


def timed(model: GameModel, parameter: str, concept: str | None = None) -> tuple[float, Thresholds]:
    """Return the least processor time of several runs, and the answer."""
    best = float("inf")
    for _ in range(RUNS):
        started = time.process_time()
        found = thresholds(model, parameter, concept=concept, limits=Limits(time=MOST_SECONDS))
        best = min(best, time.process_time() - started)
        if best > 1:
            break
    return best, found


def linear_model(rows: int, columns: int) -> GameModel:
    """Return a random game whose payoffs are linear in the parameter."""
    from unit.studies.parametric_games import model_of

    draw = random.Random(rows)
    tables = [
        [[f"{draw.randint(0, 20)} + {draw.randint(-20, 20)}*p" for _ in range(columns)] for _ in range(rows)]
        for _ in range(2)
    ]
    model: GameModel = model_of(*tables)
    return model


def measure_shapes() -> None:
    """Print a row for each size."""
    print(f"{'game':10} {'ms':>8} {'thresholds':>11} {'candidates':>11} {'polynomials':>12}")
    for rows, columns in SHAPES:
        model = linear_model(rows, columns)
        model.formulas()
        seconds, found = timed(model, "p")
        counts = found.statistics
        print(
            f"{rows} x {columns:<6} {1000 * seconds:8.1f} {len(found.thresholds):11,} {counts['candidates']:11,} "
            f"{counts['polynomials']:12,}"
        )


def measure_trees() -> None:
    """Print a row for each random tree of perfect information, payoffs linear or quadratic in the parameter."""
    from unit.studies.planted_trees import random_tree

    print(f"\n{'tree':20} {'ms':>8} {'thresholds':>11} {'polynomials':>12}")
    for depth, num_actions in TREES:
        model = random_tree(3, depth=depth, num_actions=num_actions, size=1_000)
        model.formulas()
        seconds, found = timed(model, "p", "subgame_perfect")
        print(
            f"{num_actions**depth:6,} terminals     {1000 * seconds:8.1f} {len(found.thresholds):11,} "
            f"{found.statistics['polynomials']:12,}"
        )


def ranged_parameters(model: GameModel) -> list[str]:
    """Return the parameters that have a range."""
    return [name for name, declared in model.parameters.items() if declared.low is not None]


def measure_games() -> None:
    """Print for each shipped game its slowest parameter."""
    print(f"\n{'shipped game':28} {'parameters':>10} {'proved':>7} {'slowest':>10}")
    for game in shipped_games():
        model = load(game.name)
        rows = [(*timed(model, name), name) for name in ranged_parameters(model)]
        if not rows:
            continue
        seconds, _, slowest = max(rows, key=lambda row: row[0])
        num_proved = sum(found.proved for _, found, _ in rows)
        print(f"{game.name:28} {len(rows):10} {num_proved:7} {1000 * seconds:7.0f} ms  {slowest}", flush=True)


def list_parameters(text: str) -> None:
    """Print each parameter of the shipped games whose names hold a text."""
    print(f"{'shipped game':28} {'parameter':20} {'ms':>8} {'thresholds':>11}  proved")
    for game in shipped_games():
        if text not in game.name:
            continue
        model = load(game.name)
        for name in ranged_parameters(model):
            seconds, found = timed(model, name)
            told = "yes" if found.proved else found.notes[0]
            print(f"{game.name:28} {name:20} {1000 * seconds:8.1f} {len(found.thresholds):11,}  {told}", flush=True)


def verify(num_games: int) -> None:
    """Compare with exact solutions at equally spaced values and at the thresholds."""
    from unit.studies.parametric_games import random_model

    num_thresholds = num_solved = 0
    for seed in range(num_games):
        model = random_model(seed)
        found = thresholds(model, "p")
        num_thresholds += len(found.thresholds)
        roots = [value for value in found.values if isinstance(value, RealRoot)]
        exact = [root.value for root in roots if root.value is not None]
        for value in [Fraction(step, SCAN) for step in range(SCAN + 1)] + exact:
            num_solved += 1
            if found.regime_at(value) != regime(solve(model.with_values(p=value), "nash")):
                print(f"game {seed}: another regime at {value}")
    print(f"{num_games:,} games, {num_thresholds:,} thresholds, {num_solved:,} exact solutions compared")


if __name__ == "__main__":
    main()
