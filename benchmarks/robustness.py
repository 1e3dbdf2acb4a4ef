"""How often a case's outcome survives when all its assumptions move at once: ``python -m benchmarks.robustness``.

Each assumption moves uniformly and independently by up to the stated share, clipped at its range; figures with a source
stay. An outcome survives where every equilibrium of the file's concept leads along the path that the file's first
expectation names.
"""

from __future__ import annotations

import random
import sys
from fractions import Fraction

from gametheory import GameModel, load, solve
from gametheory.io.catalogue import shipped_game_path
from gametheory.studies.outcomes import follows_path

CASES = ("choose_one_of_two", "semi_managed_recruitment", "overlooked_entrant")
SHARES = (Fraction(1, 4), Fraction(1, 2))
DRAWS = 300
STEPS = 1000
"""Draws fall on this many steps either side of the file's value, so that arithmetic stays exact."""


def main() -> None:
    """Print a row for each case and share."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    print(f"{'game':28} {'moved by up to':>14} {'draws':>6} {'outcome survives':>17}")
    for name in CASES:
        model = load(shipped_game_path(name))
        path = next(row.values["path"] for row in model.expect if "path" in row.values and "at" not in row.values)
        for share in SHARES:
            survived = _survivals(model, path, share, draws)
            print(f"{name:28} {float(share):14.0%} {draws:6} {survived / draws:17.0%}", flush=True)


def _survivals(model: GameModel, path: tuple[str, ...], share: Fraction, draws: int) -> int:
    """Return in how many draws every equilibrium follows the path."""
    rng = random.Random(20250101)
    count = 0
    for _ in range(draws):
        solution = solve(model.with_values(**_drawn_values(model, share, rng)))
        count += bool(solution.equilibria) and all(
            follows_path(solution.game, equilibrium.profile, path) for equilibrium in solution.equilibria
        )
    return count


def _drawn_values(model: GameModel, share: Fraction, rng: random.Random) -> dict[str, Fraction]:
    """Return values of the assumptions around those of the file."""
    values = {}
    for name, parameter in model.parameters.items():
        if parameter.source is None:
            value = parameter.value * (1 + share * Fraction(rng.randint(-STEPS, STEPS), STEPS))
            low = value if parameter.low is None else parameter.low
            high = value if parameter.high is None else parameter.high
            values[name] = min(max(value, low), high)
    return values


if __name__ == "__main__":
    main()
