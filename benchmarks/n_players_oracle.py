"""Equilibria of three players beside an oracle: ``python -m benchmarks.n_players_oracle verify [5000]``.

Half of the random games are 2x2x2, half 2x2x3, with payoffs 0 to a million. The oracle eliminates unknowns support by
support in floating point and shares no code with the package; games in which it cannot tell a tie are counted and left
out. Each game is solved twice: as `solve` does it, and by boxes, which it keeps for larger games.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gametheory import Coverage, NormalFormGame, solve
from gametheory.solvers.many_players import certified_search

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from oracles.three_player_supports import TieError, equilibria, random_tables, same_points

if TYPE_CHECKING:
    from gametheory import Solution
    from oracles.three_player_supports import Point

SHAPES = ((2, 2, 2), (2, 2, 3))
FIRST_GAME = 1_000
"""The tests compare games with smaller numbers."""


def main() -> None:
    """Compare as many games as asked for."""
    if sys.argv[1:2] != ["verify"]:
        print("say: python -m benchmarks.n_players_oracle verify [5000]")
        raise SystemExit(2)
    raise SystemExit(verify(int(sys.argv[2]) if len(sys.argv) > 2 else 5_000))


def verify(num_games: int) -> int:
    """Print what was compared and every game that differs; return 1 if there is one, else 0."""
    started = time.process_time()
    num_different = 0
    for shape in SHAPES:
        numbers: Counter[int] = Counter()
        num_skipped = 0
        for number in range(FIRST_GAME, FIRST_GAME + num_games // len(SHAPES)):
            tables = random_tables(shape, number)
            try:
                expected = equilibria(tables)
            except TieError:
                num_skipped += 1
                continue
            numbers[len(expected)] += 1
            for name, solution in _solutions(NormalFormGame(tables)):
                if not (solution.coverage is Coverage.ALL and same_points(_points(solution), expected)):
                    num_different += 1
                    print(f"{shape} number {number}, {name}: {solution!r}, expected {len(expected)}: {tables.tolist()}")
        told = ", ".join(f"{number}: {numbers[number]}" for number in sorted(numbers))
        print(
            f"{'x'.join(map(str, shape))}: {numbers.total()} games compared, {num_skipped} skipped for ties; "
            f"games by number of equilibria: {told}",
            flush=True,
        )
    print(f"{num_different} answers differ; {time.process_time() - started:.0f} CPU seconds")
    return int(num_different > 0)


def _solutions(game: NormalFormGame) -> list[tuple[str, Solution]]:
    """Return the answer of `solve`, and that of the search by boxes."""
    usual = solve(game, "nash")
    few = certified_search.FEW_SUPPORTS
    certified_search.FEW_SUPPORTS = 0
    try:
        return [("as usual", usual), ("by boxes", solve(game, "nash", method="certified_search"))]
    finally:
        certified_search.FEW_SUPPORTS = few


def _points(solution: Solution) -> list[Point]:
    """Return the listed equilibria as arrays."""
    return [
        tuple(np.array(own, dtype=float) for own in equilibrium.profile.strategies)
        for equilibrium in solution.equilibria
    ]


if __name__ == "__main__":
    main()
