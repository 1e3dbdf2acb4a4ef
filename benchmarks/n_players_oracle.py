"""Equilibria of three and more players beside oracles.

``python -m benchmarks.n_players_oracle verify [5000]``: half of the random games are 2x2x2, half 2x2x3, with payoffs 0
to a million. The oracle eliminates unknowns support by support in floating point and shares no code with the package;
games in which it cannot tell a tie are counted and left out. Each game is solved twice: as `solve` does it, and by
boxes, which it keeps for larger games.

``... bounds [1000000]``: payoff differences of random games on random boxes, each against integers of any size.

``... enumpoly [3x3x3] [20]``: every point of Gambit's that has no regret worth speaking of must be listed here.

``... copies [30]``: games with small payoffs in which an action stands twice, against the same games without.
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

from benchmarks.n_players import SAME, SMALL_REGRET, apart, largest_regret, measure_gambit, payoffs_of
from cross_checks.directed_bounds import compare
from oracles.three_player_supports import TieError, equilibria, random_tables, same_points

if TYPE_CHECKING:
    from gametheory import Solution
    from oracles.three_player_supports import Point

SHAPES = ((2, 2, 2), (2, 2, 3))
COPIED_SHAPES = ((2, 2, 2), (2, 2, 3), (3, 2, 2))
FIRST_GAME = 1_000
"""The tests compare games with smaller numbers."""


def main() -> None:
    """Run the check that is asked for."""
    asked, *given = sys.argv[1:] or [""]
    if asked == "verify":
        raise SystemExit(verify(*map(int, given)))
    if asked == "bounds":
        raise SystemExit(check_bounds(*map(int, given)))
    if asked == "enumpoly":
        raise SystemExit(check_enumpoly(given[0] if given else "3x3x3", *map(int, given[1:])))
    if asked == "copies":
        raise SystemExit(check_copies(*map(int, given)))
    print(
        "say: python -m benchmarks.n_players_oracle verify [5000] | bounds [1000000] | enumpoly [3x3x3] [20] | copies"
    )
    raise SystemExit(2)


def check_bounds(num_expressions: int = 1_000_000) -> int:
    """Print how many bounds were compared; return 1 if one is wrong, else 0."""
    started = time.process_time()
    compared = compare(num_expressions, seed=7)
    print(f"{compared}; {time.process_time() - started:.0f} CPU seconds")
    return int(compared.outside > 0)


def check_enumpoly(shape: str, num_games: int = 20) -> int:
    """Print which of Gambit's points are not listed here; return 1 if there is one, else 0."""
    num_compared = num_false = num_lacking = num_ours = num_missed = 0
    for seed in range(num_games):
        payoffs = payoffs_of(shape, 10**6, seed)
        solution = solve(NormalFormGame(payoffs), "nash")
        ours = [tuple(tuple(own.tolist()) for own in point) for point in _points(solution)]
        _, _, points = measure_gambit(payoffs)
        theirs = [tuple(map(tuple, point)) for point in points]
        sound = [point for point in theirs if largest_regret(payoffs, point) <= SMALL_REGRET * 10**6]
        lacking = [point for point in sound if all(apart(point, one) > SAME for one in ours)]
        missed = sum(all(apart(point, one) > SAME for one in sound) for point in ours)
        num_compared, num_false = num_compared + len(sound), num_false + len(theirs) - len(sound)
        num_lacking, num_ours, num_missed = num_lacking + len(lacking), num_ours + len(ours), num_missed + missed
        if lacking or solution.coverage is not Coverage.ALL:
            print(f"{shape} number {seed}: {solution!r} lacks {lacking}")
            num_lacking += not lacking
    print(
        f"{shape}, {num_games} games: {num_compared} points of enumpoly compared, {num_false} left out for their "
        f"regret, {num_lacking} not listed here; {num_ours} points here, of which enumpoly misses {num_missed}"
    )
    return int(num_lacking > 0)


def check_copies(num_games: int = 30) -> int:
    """Print which games with an action twice are not solved completely; return 1 if there is one, else 0."""
    num_open, seconds = 0, []
    for shape in COPIED_SHAPES:
        for number in range(num_games):
            payoffs = np.random.default_rng([number, *shape]).integers(0, 10, (len(shape), *shape))
            player = number % len(shape)
            twice = np.take(payoffs, [*range(shape[player]), shape[player] - 1], axis=player + 1)
            once = solve(NormalFormGame(payoffs), "nash", method="certified_search")
            started = time.process_time()
            solution = solve(NormalFormGame(twice), "nash", method="certified_search")
            seconds.append(time.process_time() - started)
            if solution.coverage is not Coverage.ALL or len(solution.components) != len(once.components):
                num_open += 1
                print(f"{shape} number {number}: {solution!r}, without the copy {once!r}")
    print(
        f"{len(seconds)} games with an action twice, {num_open} open or different; median {np.median(seconds):.4f} s, "
        f"longest {max(seconds):.4f} s"
    )
    return int(num_open > 0)


def verify(num_games: int = 5_000) -> int:
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
