"""All equilibria of random games of three players against elimination support by support in floating point."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import Coverage, NormalFormGame, Solution, Termination, solve
from gametheory.core.profiles import MixedProfile
from gametheory.solvers.many_players import certified_search
from oracles.three_player_supports import Point, TieError, equilibria, gains, random_tables, same_points

NUM_GAMES = 150
SHAPES = [(2, 2, 2), (2, 2, 3)]


def points_of(solution: Solution) -> list[Point]:
    """The listed equilibria as arrays."""
    found = []
    for equilibrium in solution.equilibria:
        assert isinstance(equilibrium.profile, MixedProfile)
        first, second, third = (np.array(own, dtype=float) for own in equilibrium.profile.strategies)
        found.append((first, second, third))
    return found


def check_all_found(shape: tuple[int, int, int], method: str | None = None) -> None:
    """Compare the sets of equilibria of random games; all of these games are far from ties."""
    numbers_found = set()
    for number in range(NUM_GAMES):
        tables = random_tables(shape, number)
        expected = equilibria(tables)
        solution = solve(NormalFormGame(tables), "nash", method=method)
        assert (solution.coverage, solution.termination) == (Coverage.ALL, Termination.EXHAUSTED), (shape, number)
        assert (solution.unresolved, solution.continua) == ((), ()), (shape, number)
        assert same_points(points_of(solution), expected), (shape, number)
        assert sum(index or 0 for index in solution.component_indices) == 1, (shape, number)
        numbers_found.add(len(expected))
    assert numbers_found >= {1, 3, 5}


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_all_equilibria(shape: tuple[int, int, int]) -> None:
    check_all_found(shape)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_all_equilibria_by_boxes(shape: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    # Games this small are otherwise decided support by support.
    monkeypatch.setattr(certified_search, "FEW_SUPPORTS", 0)
    check_all_found(shape, "certified_search")


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_the_oracle_lists_an_odd_number_of_points_without_gains(shape: tuple[int, int, int]) -> None:
    for number in range(NUM_GAMES):
        tables = random_tables(shape, number)
        points = equilibria(tables)
        assert len(points) % 2 == 1
        for point in points:
            assert max(own.max() for own in gains(tables / 10**6, point)) < 1e-9
            assert [own.sum() for own in point] == pytest.approx([1, 1, 1])


def test_the_oracle_refuses_ties() -> None:
    tables = random_tables((2, 2, 2), 0)
    tables[0, 1] = tables[0, 0]
    with pytest.raises(TieError, match="close to a tie"):
        equilibria(tables)
