"""All equilibria of random two-player games, as sets, against brute force in Fractions that can be checked by eye.

1,000 games in every run of the tests; more by ``pytest tests/cross_checks/test_brute_force_bimatrix.py --games 20000``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from cross_checks.exact_references import components, maximal_subsets
from cross_checks.random_games import UNITS, Bimatrix, bimatrix, structured_bimatrices
from cross_checks.solved import check_complete, components_of, mixed_profiles, subsets_of
from gametheory import solve
from oracles.best_response_vertices import extreme_equilibria

KINDS = ("0..1", "0..2", "0..9", "0..100", "-3..3 / 1..4", "-1000..1000 / 1..30")
LARGE_SHARES = {5: 0.03, 6: 0.008, 7: 0.001}
"""Shares of games of at most so many actions a player: brute force takes 0.2, 1.2 and 8 s for each."""


def drawn(kind: str, units: str, number: int) -> Iterator[tuple[str, Bimatrix]]:
    """Seeded games of all shapes, told in other units."""
    for index in range(number):
        name = f"{kind}, {units} #{index}"
        rng = random.Random(name)
        largest = next((size for size, share in sorted(LARGE_SHARES.items()) if rng.random() < share), 4)
        size = (rng.randint(1, largest), rng.randint(1, largest))
        yield name, bimatrix(rng, size, kind).in_units(units)


def check(name: str, game: Bimatrix) -> None:
    """Raise unless equilibria, maximal subsets and components are those of brute force, and indices sum to +1."""
    solution = solve(game.to_game())
    check_complete(solution)
    pairs = extreme_equilibria(game.rows, game.columns)
    assert mixed_profiles(solution) == pairs, name
    listed = [equilibrium.profile.strategies for equilibrium in solution.equilibria]
    assert components_of(solution, listed) == components(pairs), name
    assert subsets_of(solution) == maximal_subsets(pairs), name
    assert sum(index for index in solution.component_indices if index is not None) == 1, name
    assert None not in solution.component_indices, name


@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("kind", KINDS)
def test_random_games(kind: str, units: str, num_games: int) -> None:
    each = -(-num_games // (len(KINDS) * len(UNITS)))
    games = list(drawn(kind, units, each))
    assert len(games) * len(KINDS) * len(UNITS) >= num_games
    for name, game in games:
        check(name, game)


def test_games_degenerate_by_their_build() -> None:
    games = list(structured_bimatrices([(2, 3), (3, 3), (4, 2), (4, 4)], 4))
    assert len(games) == 64
    for name, game in games:
        check(name, game)
