"""Four ways to the equilibria of two players, which share no step: they find the same sets."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain

import pytest

from cross_checks.random_games import DRAWS, SMALL_SIZES, Bimatrix, bimatrices, structured_bimatrices
from cross_checks.searches import Search, concluded, strategies_of
from gametheory import Coverage, NormalFormGame, Solution, solve
from gametheory.core.profiles import Strategy
from gametheory.solvers.normal_forms import lemke_howson, lemke_howson_all, support_enumeration, vertex_enumeration
from gametheory.solvers.problem import Conclusion
from oracles.test_normal_forms import ROWS, Row

COMPLETE = {"support_enumeration": support_enumeration.search, "vertex_enumeration": vertex_enumeration.search}
SIZES = [*SMALL_SIZES, (5, 5), (2, 6), (6, 3)]

Profiles = frozenset[tuple[Strategy, ...]]


def components(conclusion: Conclusion) -> set[Profiles]:
    return {frozenset(conclusion.profiles[index].strategies for index in group) for group in conclusion.components}


def listed(solution: Solution) -> list[tuple[Strategy, ...]]:
    return [equilibrium.profile.strategies for equilibrium in solution.equilibria]


def check(game: NormalFormGame, search: Search, expected: Solution) -> None:
    """All equilibria, maximal Nash subsets and components are those of the default method."""
    _, conclusion = concluded(search, game)
    profiles = listed(expected)
    assert conclusion.coverage is Coverage.ALL
    assert strategies_of(conclusion) == set(profiles)
    assert components(conclusion) == {frozenset(profiles[index] for index in group) for group in expected.components}
    subsets = [tuple(map(frozenset, subset.strategies)) for subset in conclusion.subsets]
    assert len(set(subsets)) == len(subsets)
    assert set(subsets) == {tuple(map(frozenset, subset.strategies)) for subset in expected.nash_subsets}


def check_paths(game: NormalFormGame, expected: Solution) -> None:
    """Paths end at extreme equilibria, all of them joined to the start."""
    joined, conclusion = concluded(lemke_howson_all.search, game)
    found = {profile.strategies for profile in joined}
    assert conclusion.coverage is Coverage.PARTIAL
    assert found
    assert found <= set(listed(expected))
    for label in range(sum(game.num_actions)):
        (end,), _ = concluded(lemke_howson.search, game, options=lemke_howson.LemkeHowsonOptions(label))
        assert end.strategies in found


def check_all(games: chain[tuple[str, Bimatrix]]) -> None:
    for name, bimatrix in games:
        game = bimatrix.to_game()
        expected = solve(game)
        assert expected.coverage is Coverage.ALL, name
        for search in COMPLETE.values():
            check(game, search, expected)
        check_paths(game, expected)


@pytest.mark.parametrize("kind", DRAWS)
def test_random_games(kind: str) -> None:
    check_all(chain(bimatrices(kind, SIZES, 2)))


def test_structured_games() -> None:
    check_all(chain(structured_bimatrices(SIZES, 1)))


@pytest.mark.parametrize(
    ("factor", "shift"), [(Fraction(1, 10**12), 0), (10**10, 0), (1, 10**9), (Fraction(3, 7), -(10**12))]
)
def test_other_units(factor: Fraction | int, shift: int) -> None:
    for _, bimatrix in bimatrices("0..2", [(3, 3), (2, 4)], 3):
        first, second = bimatrix.to_game(), bimatrix.affine((Fraction(factor),) * 2, (Fraction(shift),) * 2).to_game()
        for search in (*COMPLETE.values(), lemke_howson.search, lemke_howson_all.search):
            before, after = concluded(search, first)[0], concluded(search, second)[0]
            assert [profile.strategies for profile in before] == [profile.strategies for profile in after] != []


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_games_that_broke_engines(row: Row) -> None:
    game = NormalFormGame.from_bimatrix(row.A, row.B)
    expected = solve(game)
    for search in COMPLETE.values():
        check(game, search, expected)
    check_paths(game, expected)
