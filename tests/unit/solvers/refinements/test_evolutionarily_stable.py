"""All evolutionarily stable strategies."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import Coverage, NormalFormGame, UnsupportedGameError, solve


def symmetric(table: list[list[int]]) -> NormalFormGame:
    return NormalFormGame.from_bimatrix(table, [list(column) for column in zip(*table, strict=True)])


def stable(table: list[list[int]]) -> list[tuple[Fraction, ...]]:
    solution = solve(symmetric(table), "evolutionarily_stable")
    assert solution.coverage is Coverage.ALL
    for equilibrium in solution.equilibria:
        assert equilibrium.profile.strategies[0] == equilibrium.profile.strategies[1]
    return [tuple(map(Fraction, equilibrium.profile.strategies[0] or ())) for equilibrium in solution.equilibria]


def test_hawk_dove_coordination_and_rock_paper_scissors() -> None:
    assert stable([[-1, 4], [0, 2]]) == [(Fraction(2, 3), Fraction(1, 3))]
    assert stable([[3, 0], [0, 1]]) == [(1, 0), (0, 1)]
    assert stable([[0, -1, 2], [2, 0, -1], [-1, 2, 0]]) == [(Fraction(1, 3),) * 3]
    assert stable([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) == []


def test_hawk_dove_retaliator_and_bully() -> None:
    """Maynard Smith's game without a retaliator's edge: hawks and bullies mix."""
    hawk_dove_bully = [[-5, 10, 10], [0, 5, 0], [0, 10, 5]]
    assert stable(hawk_dove_bully) == [(Fraction(1, 2), 0, Fraction(1, 2))]


def test_undecided_strategies_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.analysis.stability.evolutionary_stability.MOST_UNUSED_REPLIES", 1)
    solution = solve(symmetric([[0, 3, 3], [0, 1, -6], [0, -6, 1]]), "evolutionarily_stable")
    assert solution.coverage is Coverage.PARTIAL
    assert solution.unresolved[0].startswith("whether 1 of the symmetric equilibria are stable was not decided")


def test_games_that_are_not_symmetric_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="symmetric game"):
        solve(NormalFormGame.zero_sum([[1, 2], [3, 0]]), "evolutionarily_stable")
