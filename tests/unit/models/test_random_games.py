"""Random games: their definitions, and the same game from the same seed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from gametheory import NormalFormGame, models
from gametheory.errors import InvalidParameterError

GENERATORS: list[Callable[[int], NormalFormGame]] = [
    lambda seed: models.random_game([3, 4, 2], seed=seed),
    lambda seed: models.random_game([3, 4], seed=seed, integers=None),
    lambda seed: models.covariance_game([3, 4], correlation=0.5, seed=seed),
    lambda seed: models.unit_vector_game((3, 4), seed=seed),
    lambda seed: models.tournament_game(6, 2, seed=seed),
]


@pytest.mark.parametrize("generate", GENERATORS)
def test_a_seed_is_a_game(generate: Callable[[int], NormalFormGame]) -> None:
    assert generate(1) == generate(1)
    assert generate(1) != generate(2)


def test_integers_reach_both_ends() -> None:
    payoffs = models.random_game([30, 40], seed=1, integers=(-2, 1)).payoffs
    assert payoffs.dtype == np.int64
    assert set(payoffs.ravel().tolist()) == {-2, -1, 0, 1}
    reals = models.random_game([30, 40], seed=1, integers=None).payoffs
    assert reals.dtype == np.float64
    assert 0 <= reals.min() < 0.1
    assert 0.9 < reals.max() < 1


@pytest.mark.parametrize(("num_players", "correlation"), [(2, -1.0), (2, 0.3), (3, -0.5), (3, 0.0), (3, 1.0)])
def test_payoffs_are_correlated_as_asked(num_players: int, correlation: float) -> None:
    game = models.covariance_game([24] * num_players, correlation=correlation, seed=3)
    flat = game.payoffs.reshape(num_players, -1)
    assert np.abs(np.corrcoef(flat)[0, 1:] - correlation).max() < 0.15
    assert np.abs(flat.std(axis=1) - 1).max() < 0.15
    assert np.abs(flat.mean(axis=1)).max() < 0.15


def test_the_ends_of_the_correlation_are_common_and_opposed_interests() -> None:
    common = models.covariance_game([3, 4, 2], correlation=1, seed=5).payoffs
    assert (common[0] == common[1]).all()
    assert (common[0] == common[2]).all()
    opposed = models.covariance_game([3, 4], correlation=-1, seed=5).payoffs
    assert np.abs(opposed.sum(axis=0)).max() < 1e-15


def test_a_single_player_has_any_correlation() -> None:
    assert models.covariance_game([4], correlation=-1, seed=5).num_actions == (4,)


def test_unit_vectors_are_the_columns() -> None:
    row = models.unit_vector_game((3, 50), seed=2).payoffs[0]
    assert (row.sum(axis=0) == 1).all()
    assert set(row.ravel().tolist()) == {0, 1}
    assert (row.sum(axis=1) > 0).all()


@pytest.mark.parametrize("size", [1, 2, 3])
def test_tournaments_follow_their_definition(size: int) -> None:
    num_nodes = 5
    pairs = models.tournament_game(num_nodes, 1, seed=9).payoffs[0]
    assert (pairs + pairs.T == 1 - np.eye(num_nodes, dtype=int)).all()
    game = models.tournament_game(num_nodes, size, seed=9)
    for number, name in enumerate(game.actions[1]):
        members = [int(node) - 1 for node in name.split()]
        for node in range(num_nodes):
            assert game.payoff(0, (node, number)) == min(pairs[node, other] for other in members)
            assert game.payoff(1, (node, number)) == (node in members)


@pytest.mark.parametrize(
    ("generate", "sentence"),
    [
        (lambda: models.random_game([], seed=1), "at least one player and one action for each, got \\[\\]"),
        (lambda: models.random_game([2, 0], seed=1), "got \\[2, 0\\]"),
        (lambda: models.random_game([2], seed=1, integers=(3, 1)), "in order, got 3, 1"),
        (lambda: models.covariance_game([2, 2, 2], correlation=-0.6, seed=1), "from -0.5 to 1 for 3 players, got -0.6"),
        (lambda: models.unit_vector_game((2, 2, 2), seed=1), "numbers of rows and of columns"),  # type: ignore[arg-type]
        (lambda: models.tournament_game(3, 4, seed=1), "sets of 1 to 3 nodes, got 4"),
        (lambda: models.tournament_game(3.5, 2, seed=1), "whole numbers of nodes .*, got 3.5"),  # type: ignore[arg-type]
        (lambda: models.tournament_game(60, 30, seed=1), "at most 50,000,000 payoffs, got 14,191,749,787,783,370,880"),
        (lambda: models.tournament_game(10**8, 5 * 10**7, seed=1), "at most 50,000,000 payoffs"),
        (lambda: models.random_game([100_000, 100_000], seed=1), "payoffs, got 20,000,000,000; take fewer actions"),
        (lambda: models.random_game(3, seed=1), "for each player, such as \\[3, 3\\], got 3"),  # type: ignore[arg-type]
        (lambda: models.unit_vector_game(3, seed=1), "for each player, such as .*, got 3"),  # type: ignore[arg-type]
        (lambda: models.random_game([2.5, 2], seed=1), "a whole number of actions .*, got \\[2.5, 2\\]"),  # type: ignore[list-item]
        (lambda: models.random_game([2], seed=-1), "a seed of at least 0, a whole number, got -1"),
        (lambda: models.random_game([2], seed="a"), "a whole number, got 'a'"),  # type: ignore[arg-type]
        (lambda: models.covariance_game([2, 2], correlation=0, seed=True), "a whole number, got True"),
        (lambda: models.covariance_game([2, 2], correlation="a", seed=1), "got 'a'"),  # type: ignore[arg-type]
        (lambda: models.random_game([2], seed=1, integers=5), "two whole numbers, .* got 5"),  # type: ignore[arg-type]
        (lambda: models.random_game([2], seed=1, integers=(0, 2.5)), "got \\(0, 2.5\\)"),  # type: ignore[arg-type]
        (lambda: models.random_game([2], seed=1, integers=(0, 2**63)), "at most 64 bits, got 0, 9223372036854775808"),
    ],
)
def test_impossible_games_are_refused(generate: Callable[[], NormalFormGame], sentence: str) -> None:
    with pytest.raises(InvalidParameterError, match=sentence):
        generate()
