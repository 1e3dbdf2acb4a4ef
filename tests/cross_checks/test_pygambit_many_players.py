"""Games of three and four players against pygambit: pure equilibria, payoffs and regrets exact, all equilibria near."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import numpy as np
import pygambit
import pytest

from cross_checks.pygambit_games import pure_equilibria, to_fraction, to_pygambit_table
from cross_checks.random_games import random_strategy, tables
from cross_checks.solved import check_complete, mixed_profiles
from gametheory import MixedProfile, NormalFormGame, judge, solve
from gametheory.core.solution import Coverage

SIZES = [(2, 2, 2), (3, 2, 4), (1, 3, 2), (3, 3, 3), (2, 2, 2, 2), (2, 3, 1, 3), (3, 2, 3, 2)]
KINDS = ["0..1", "0..2", "0..9", "-1000..1000 / 1..30"]


@pytest.mark.parametrize("num_actions", SIZES, ids=str)
def test_pure_equilibria(num_actions: tuple[int, ...]) -> None:
    numbers_found = set()
    for kind in KINDS:
        for repetition in range(5):
            name = f"pure {kind} {num_actions} #{repetition}"
            game = NormalFormGame(tables(random.Random(name), num_actions, kind))
            solution = solve(game, "pure")
            check_complete(solution, Coverage.ALL_PURE)
            theirs = pure_equilibria(to_pygambit_table(game))
            assert mixed_profiles(solution) == theirs, name
            numbers_found.add(len(theirs))
    assert len(numbers_found) > 1


@pytest.mark.parametrize("num_actions", [(3, 4), *SIZES], ids=str)
def test_payoffs_and_regrets_of_any_profile(num_actions: tuple[int, ...]) -> None:
    regrets = set()
    for repetition in range(6):
        rng = random.Random(f"profile {num_actions} #{repetition}")
        game = NormalFormGame(tables(rng, num_actions, "-3..3 / 1..4"))
        strategies = [random_strategy(rng, size) for size in num_actions]
        table = to_pygambit_table(game)
        theirs = table.mixed_strategy_profile(data=[list(map(str, row)) for row in strategies], rational=True)
        ours = judge(game, MixedProfile(game, strategies))
        assert ours.payoffs == tuple(to_fraction(theirs.payoff(player)) for player in table.players)
        assert ours.max_regret == to_fraction(theirs.max_regret())
        regrets.add(ours.max_regret)
    assert len(regrets) > 1


def flattened(strategies: Any) -> Any:
    """All probabilities of a profile in a row."""
    return np.array([float(weight) for own in strategies for weight in own])


@pytest.mark.parametrize(("shape", "number"), [((2, 3, 3), 0), ((3, 3, 3), 1), ((2, 2, 2, 2), 2), ((3, 3, 3, 3), 1)])
def test_enumpoly_knows_no_others(shape: tuple[int, ...], number: int) -> None:
    """More games: ``python -m benchmarks.n_players_oracle enumpoly``."""
    payoffs = np.random.default_rng([number, 1000, *shape]).integers(0, 1001, (len(shape), *shape))
    solution = solve(NormalFormGame(payoffs), "nash")
    assert (solution.coverage, solution.statistics["index_sum"]) == (Coverage.ALL, 1)
    ours = [flattened(found.profile.strategies) for found in solution.equilibria]
    game = pygambit.Game.from_arrays(*payoffs)
    compared = 0
    for profile in pygambit.nash.enumpoly_solve(game).equilibria:
        listed = [[max(float(profile[one]), 0.0) for one in player.strategies] for player in game.players]
        point = [[Fraction(weight) / sum(map(Fraction, own)) for weight in own] for own in listed]
        if judge(solution.game, MixedProfile(solution.game, point)).max_regret < Fraction(1, 1000):
            assert min(np.abs(flattened(point) - one).max() for one in ours) < 1e-6
            compared += 1
    assert compared
