"""Fictitious play of two players by nashpy, of more here."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.dynamics.belief_learning import fictitious_play
from gametheory.dynamics.outcome import OutcomeKind
from unit.dynamics.played_games import COORDINATION, DILEMMA, PENNIES, SHAPLEY, congestion, trust


@pytest.mark.parametrize("seed", [0, 1])
def test_beliefs_in_pennies_converge_to_one_half(seed: int) -> None:
    outcome = fictitious_play(PENNIES, seed=seed).outcome
    assert outcome.kind is OutcomeKind.CONVERGED
    np.testing.assert_allclose(outcome.profile.strategies, 0.5, atol=0.02)


@pytest.mark.parametrize("seed", [0, 1])
def test_shapleys_game_cycles(seed: int) -> None:
    trajectory = fictitious_play(SHAPLEY, seed=seed)
    outcome = trajectory.outcome
    assert outcome.kind is OutcomeKind.CYCLES
    # six profiles, of which each follows the one before by one player's change, all with a payoff of 1 to somebody
    assert len(set(outcome.cycle)) == 6
    assert all(
        sum(first != second for first, second in zip(one, other, strict=True)) == 1
        for one, other in zip(outcome.cycle, outcome.cycle[1:] + outcome.cycle[:1], strict=True)
    )
    assert np.abs(trajectory.strategies[0][5000:] - 1 / 3).max(axis=1).min() > 0.1


@pytest.mark.parametrize(("start", "expected"), [([[0.9, 0.1]] * 2, (1, 1)), ([[0.1, 0.9]] * 2, (0, 0))])
def test_coordination_converges_to_where_beliefs_begin(start: list[list[float]], expected: tuple[int, int]) -> None:
    outcome = fictitious_play(COORDINATION, 1000, start=start).outcome
    assert outcome.kind is OutcomeKind.CONVERGED
    assert [round(part[0]) for part in outcome.profile.strategies] == list(expected)


@pytest.mark.parametrize("seed", range(6))
def test_own_play_is_nashpys_where_nothing_ties(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(-99, 100, (2, 3, 4)))
    beliefs = [rng.dirichlet(np.ones(size)) for size in game.num_actions]
    # a third player who has no choice: played here, while two players are played by nashpy
    watched = NormalFormGame(np.concatenate([game.payoffs, np.zeros((1, 3, 4), dtype=int)])[..., None])
    theirs = fictitious_play(game, 300, seed=1, start=beliefs).strategies
    ours = fictitious_play(watched, 300, seed=1, start=[*beliefs, [1.0]]).strategies
    assert len(ours[0]) == 301
    np.testing.assert_array_equal(ours[0], theirs[0])
    np.testing.assert_array_equal(ours[1], theirs[1])


def test_order_of_players_and_actions_does_not_matter() -> None:
    rng = np.random.default_rng(4)
    payoffs = rng.integers(-99, 100, (3, 2, 3, 4))
    game = NormalFormGame(payoffs)
    start = [rng.dirichlet(np.ones(size)) for size in game.num_actions]
    turned = NormalFormGame(payoffs[[2, 0, 1]].transpose(0, 3, 1, 2)[:, ::-1])
    plain = fictitious_play(game, 200, start=start)
    other = fictitious_play(turned, 200, start=[start[2][::-1], start[0], start[1]])
    np.testing.assert_allclose(plain.strategies[2][:, ::-1], other.strategies[0], rtol=1e-12)
    np.testing.assert_allclose(plain.strategies[0], other.strategies[1], rtol=1e-12)


@pytest.mark.parametrize("game", [PENNIES, congestion()])
def test_the_same_seed_plays_the_same(game: NormalFormGame) -> None:
    courses = [fictitious_play(game, 200, seed=seed).strategies[0].tolist() for seed in (5, 5, 6, 7, 8)]
    assert courses[0] == courses[1]
    assert any(course != courses[0] for course in courses[2:])


def test_three_players_share_the_roads() -> None:
    outcome = fictitious_play(congestion(), 4000, seed=2).outcome
    assert outcome.max_regret < 0.1


def test_a_player_alone_takes_its_best() -> None:
    outcome = fictitious_play(NormalFormGame([[1, 5, 2]]), 100).outcome
    assert outcome.profile.strategies == ((0.0, 1.0, 0.0),)


def test_dominance_is_learned_at_once() -> None:
    assert fictitious_play(DILEMMA, 200, seed=1).outcome.kind is OutcomeKind.CONVERGED
    assert fictitious_play(trust(), 500, seed=1).outcome.profile["buyer"]["trust=Not"] > 0.9
