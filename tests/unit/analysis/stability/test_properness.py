"""Proper equilibria: Myerson's game, theorems on random games, and trembles checked by their definition."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory import MixedProfile, NormalFormGame, UnsupportedGameError, solve
from gametheory.analysis.stability.degeneracy import find_degeneracy
from gametheory.analysis.stability.perfection import judge_perfection
from gametheory.analysis.stability.properness import Properness, judge_properness, proper_equilibrium

MYERSON = [[1, 0, -9], [0, 0, -7], [-9, -7, -7]]


def random_game(seed: int) -> NormalFormGame:
    rng = random.Random(seed)
    shape, most = (rng.randint(1, 4), rng.randint(1, 4)), rng.choice([1, 2, 9])
    return NormalFormGame(
        [[[rng.randint(0, most) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)]
    )


def check_trembles(game: NormalFormGame, verdict: Properness) -> None:
    """Myerson's definition at one small epsilon: a worse action has at most a small share of a better one's chance."""
    assert verdict.is_proper
    small = Fraction(1, 10**6)
    played = [
        [
            sum((mixture[action] * small**level for level, mixture in enumerate(own)), Fraction())
            for action in range(size)
        ]
        for own, size in zip(verdict.trembles, game.num_actions, strict=True)
    ]
    for player, own in enumerate(played):
        table = game.integer_payoffs(player).values
        rows = (table if player == 0 else table.T).tolist()
        payoffs = [
            sum(Fraction(entry) * share for entry, share in zip(row, played[1 - player], strict=True)) for row in rows
        ]
        assert min(own) > 0
        for better in range(len(own)):
            for worse in range(len(own)):
                assert payoffs[better] <= payoffs[worse] or own[worse] < Fraction(1, 100) * own[better]


def test_myersons_game() -> None:
    game = NormalFormGame.from_bimatrix(MYERSON, MYERSON)
    verdicts = [
        judge_properness(game, MixedProfile(game, [[int(index == action) for index in range(3)]] * 2))
        for action in range(3)
    ]
    assert [verdict.is_proper for verdict in verdicts] == [True, False, False]
    check_trembles(game, verdicts[0])
    assert judge_perfection(game, MixedProfile(game, [[0, 1, 0], [0, 1, 0]])).is_perfect
    assert proper_equilibrium(game) == verdicts[0]


def test_no_equilibrium_is_not_proper() -> None:
    game = NormalFormGame.zero_sum([[1, 2], [3, 0]])
    assert judge_properness(game, MixedProfile(game, [[1, 0], [1, 0]])) == Properness(False)


@pytest.mark.parametrize("seed", range(80))
def test_proper_is_perfect_and_strict_is_proper(seed: int) -> None:
    game = random_game(seed)
    equilibria = solve(game).equilibria
    assert equilibria
    for equilibrium in equilibria:
        profile = equilibrium.profile
        assert isinstance(profile, MixedProfile)
        verdict = judge_properness(game, profile)
        replies = [reply.best_actions for reply in equilibrium.certificate.replies]
        if profile.is_pure and all(len(actions) == 1 for actions in replies):
            assert verdict.is_proper
        if verdict.is_proper:
            assert judge_perfection(game, profile).is_perfect
            assert tuple(trembles[0] for trembles in verdict.trembles) == profile.strategies
            check_trembles(game, verdict)


@pytest.mark.parametrize("seed", range(80))
def test_every_game_has_one(seed: int) -> None:
    game = random_game(500 + seed)
    found = proper_equilibrium(game)
    check_trembles(game, found)
    profile = MixedProfile(game, tuple(trembles[0] for trembles in found.trembles))
    assert judge_properness(game, profile).is_proper


@pytest.mark.parametrize("seed", range(40))
def test_all_equilibria_of_nondegenerate_games_are_proper(seed: int) -> None:
    """They are regular, and regular equilibria are proper (van Damme 1991, theorem 2.6.2)."""
    rng = random.Random(seed)
    game = NormalFormGame([[[rng.randint(0, 10**6) for _ in range(4)] for _ in range(3)] for _ in range(2)])
    assert find_degeneracy(game).is_degenerate is False
    for equilibrium in solve(game).equilibria:
        assert judge_properness(game, equilibrium.profile).is_proper  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(60))
def test_evolutionarily_stable_strategies_are_proper(seed: int) -> None:
    """Both players with a stable strategy are a proper equilibrium (van Damme 1991, theorem 9.3.4)."""
    rng = random.Random(seed)
    size, most = rng.randint(2, 4), rng.choice([1, 2, 5])
    table = [[rng.randint(0, most) for _ in range(size)] for _ in range(size)]
    game = NormalFormGame.from_bimatrix(table, [list(column) for column in zip(*table, strict=True)])
    for equilibrium in solve(game, "evolutionarily_stable").equilibria:
        assert judge_properness(game, equilibrium.profile).is_proper  # type: ignore[arg-type]


def test_only_a_point_inside_a_continuum_is_proper() -> None:
    game = NormalFormGame.from_bimatrix([[1, 0, 1, 2], [0, 1, 1, 2]], [[0, 2, 2, 1], [1, 0, 0, 2]])
    assert not any(judge_properness(game, equilibrium.profile).is_proper for equilibrium in solve(game).equilibria)  # type: ignore[arg-type]
    found = proper_equilibrium(game)
    assert found.trembles[0] == ((Fraction(1, 3), Fraction(2, 3)),)
    assert found.trembles[1][0] == (0, 0, 0, 1)


def test_three_players_are_refused() -> None:
    game = NormalFormGame([[[[1]]], [[[2]]], [[[3]]]])
    with pytest.raises(UnsupportedGameError, match="two players"):
        judge_properness(game, MixedProfile(game, [[1], [1], [1]]))
    with pytest.raises(UnsupportedGameError, match="two players"):
        proper_equilibrium(game)
