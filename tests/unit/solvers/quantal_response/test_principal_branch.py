from __future__ import annotations

import math

import numpy as np
import pytest

from gametheory import Limits, NormalFormGame, Termination, load
from gametheory.solvers.quantal_response import principal_branch, table_responses
from gametheory.solvers.quantal_response.principal_branch import logit_path

FORK = 1.3721835494181385
"""Of chicken and of battle of the sexes with payoffs 2 and 1: 3 L p (1 - p) = 1 and log(p / (1 - p)) = L (1 - 3 p)."""


def test_two_players_far_out() -> None:
    """What is known of matching pennies with unequal stakes: the row player's own stakes move it, then fade."""
    path = logit_path(NormalFormGame.from_bimatrix([[9, 0], [0, 1]], [[0, 1], [1, 0]], players=["row", "column"]))
    assert path.termination is Termination.CONVERGED
    assert path.at(1)["row"]["1"] > 0.8
    assert [str(value) for value in path.limit["row"].values()] == ["1/2", "1/2"]
    assert [str(value) for value in path.limit["column"].values()] == ["1/10", "9/10"]


@pytest.mark.parametrize("size", [2, 3, 5, 9])
def test_random_games_end_in_equilibria_that_are_exact(size: int) -> None:
    for seed in range(8):
        path = logit_path(NormalFormGame(np.random.default_rng([size, seed]).random((2, size, size))))
        assert path.termination is Termination.CONVERGED
        assert path.residuals.max() < 1e-7
        assert path.limit.is_exact
        assert path.limit.distance < 1e-5
        assert path.bifurcations == ()


@pytest.mark.parametrize(
    ("game", "fork"),
    [
        (NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]]), FORK),
        (NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[1, 0], [0, 2]]), FORK),
        (NormalFormGame.from_bimatrix([[200, 0], [0, 100]], [[100, 0], [0, 200]]), FORK / 100),
    ],
)
def test_forks_are_located_and_both_arms_followed(game: NormalFormGame, fork: float) -> None:
    path = logit_path(game)
    assert [found.precision for found in path.bifurcations] == [pytest.approx(fork, rel=1e-12)]
    assert path.limit.is_exact
    assert not path.limit.profile.is_pure
    assert sorted(str(arm.limit.profile) for arm in path.arms if arm.limit.is_exact) == sorted(
        {str(arm.limit.profile) for arm in path.arms}
    )
    assert all(arm.limit.profile.is_pure for arm in path.arms)
    assert len(path.arms) == 2
    assert path.unresolved == ()


def test_a_fork_of_many_branches_is_named_and_not_followed() -> None:
    path = logit_path(NormalFormGame.from_bimatrix(np.eye(3, dtype=int), np.eye(3, dtype=int)))
    (fork,) = path.bifurcations
    assert fork.precision == pytest.approx(3.0, rel=1e-6)
    assert fork.why_not_followed == "not followed: branches leave it in 2 independent directions at once"
    assert path.unresolved == (
        "The bifurcation at precision 3 was not followed: branches leave it in 2 independent directions at once.",
    )


def test_only_some_bifurcations_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principal_branch, "MOST_FOLLOWED", 0)
    (fork,) = logit_path(load("chicken")).bifurcations
    assert fork.arms == ()
    assert "only the arms of the first 0 bifurcations are" in fork.why_not_followed


def test_arms_that_are_not_found_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principal_branch, "arm_starts", lambda *_: ())
    (fork,) = logit_path(load("chicken")).bifurcations
    assert fork.why_not_followed == "not followed: no point of an arm was found near it"


@pytest.mark.parametrize("unit", [1e-10, 1e-3, 1e8])
def test_units_of_payoffs_are_those_of_precision(unit: float) -> None:
    payoffs = np.random.default_rng(3).random((2, 4, 3))
    path, scaled = logit_path(NormalFormGame(payoffs)), logit_path(NormalFormGame(payoffs * unit + 10 * unit))
    for precision in (0.3, 3.0, 30.0):
        here, there = path.at(precision).log_probabilities, scaled.at(precision / unit).log_probabilities
        assert np.exp(here) == pytest.approx(np.exp(there), abs=1e-9)


def test_relabelling_moves_the_path_along() -> None:
    payoffs = np.random.default_rng(5).random((2, 3, 3))
    path, relabelled = logit_path(NormalFormGame(payoffs)), logit_path(NormalFormGame(payoffs[:, ::-1]))
    here, there = path.at(7.0).profile.strategies, relabelled.at(7.0).profile.strategies
    assert here[0] == pytest.approx(there[0][::-1], abs=1e-12)
    assert here[1] == pytest.approx(there[1], abs=1e-12)


def test_three_players_answer_each_other() -> None:
    game = NormalFormGame(np.random.default_rng(2).integers(0, 7, (3, 2, 2, 2)))
    response = logit_path(game).at(0.7)
    strategies = [np.array(strategy) for strategy in response.profile.strategies]
    for player in range(3):
        table = np.moveaxis(game.float_payoffs[player], player, 0)
        others = [strategies[index] for index in range(3) if index != player]
        payoffs = np.einsum("abc,b,c->a", table, *others)
        odds = math.log(strategies[player][0] / strategies[player][1])
        assert odds == pytest.approx(0.7 * (payoffs[0] - payoffs[1]))


def test_a_choice_of_one_player_is_known_in_closed_form() -> None:
    path = logit_path(NormalFormGame([[3, 1, 0]], players=["solo"]))
    weights = np.exp(0.9 * np.array([3.0, 1.0, 0.0]))
    assert list(path.at(0.9)["solo"].values()) == pytest.approx(weights / weights.sum())
    assert path.limit.profile.strategies == ((1, 0, 0),)


def test_games_without_anything_at_stake_stay_at_the_center() -> None:
    path = logit_path(NormalFormGame.zero_sum([[5, 5], [5, 5]]))
    assert path.termination is Termination.CONVERGED
    assert np.exp(path.log_probabilities) == pytest.approx(0.5)


def test_a_limit_of_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_responses, "COMPILED_MODULE", "no module")
    path = logit_path(load("chicken"), limits=Limits(time=0))
    assert path.termination is Termination.TIME_LIMIT
    assert path.bifurcations == ()
    assert path.unresolved[0].startswith("The path ends at precision ")


def test_degenerate_ends_are_found() -> None:
    """The column player is indifferent in the limit: the path chooses one of infinitely many equilibria."""
    path = logit_path(NormalFormGame.from_bimatrix([[2, 2], [0, 0]], [[1, 1], [0, 3]]))
    assert path.termination is Termination.CONVERGED
    assert path.limit.is_exact
    assert path.limit.profile.strategies[0] == (1, 0)


def test_points_that_are_no_solutions_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principal_branch, "LARGEST_RESIDUAL", -1.0)
    path = logit_path(NormalFormGame.zero_sum([[3, -1], [-1, 1]]))
    assert path.termination is Termination.NUMERICAL_FAILURE
    assert path.unresolved[0].startswith("Log odds of a point miss precision times payoffs by ")
