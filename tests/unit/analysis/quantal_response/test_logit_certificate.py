from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.analysis.quantal_response.logit_certificate import centered_payoffs, judge_logit, logit_residuals
from gametheory.solvers.quantal_response.principal_branch import logit_path


def by_hand(game: NormalFormGame, precision: float, logs: np.ndarray) -> float:
    """Residual of two players, action by action."""
    rows = game.num_actions[0]
    first, second = np.exp(logs[:rows]), np.exp(logs[rows:])
    worst = 0.0
    for own, payoffs in (
        (logs[:rows], game.float_payoffs[0] @ second),
        (logs[rows:], first @ game.float_payoffs[1]),
    ):
        for here in range(len(own)):
            for there in range(len(own)):
                worst = max(worst, own[here] - own[there] - precision * (payoffs[here] - payoffs[there]))
    return max(worst, abs(np.log(first.sum())), abs(np.log(second.sum())))


def test_residuals_are_the_largest_difference_of_odds() -> None:
    rng = np.random.default_rng(4)
    game = NormalFormGame(rng.integers(-5, 9, (2, 3, 4)))
    logs = np.log(np.hstack([rng.dirichlet(np.ones(3), 5), rng.dirichlet(np.ones(4), 5)]))
    precisions = rng.random(5) * 3
    expected = [by_hand(game, precision, point) for precision, point in zip(precisions, logs, strict=True)]
    assert logit_residuals(game, precisions, logs) == pytest.approx(expected)


def test_probabilities_that_do_not_sum_to_1_are_seen() -> None:
    game = NormalFormGame.zero_sum([[1, 1], [1, 1]])
    assert logit_residuals(game, np.zeros(1), np.log(np.full((1, 4), 0.25)))[0] == pytest.approx(np.log(2))


@pytest.mark.parametrize("shape", [(2, 2), (4, 3), (3, 2, 2), (2, 2, 2, 2)])
@pytest.mark.parametrize("unit", [1e-9, 1.0, 1e7])
def test_points_of_paths_are_proved(shape: tuple[int, ...], unit: float) -> None:
    game = NormalFormGame(np.random.default_rng(len(shape)).random((len(shape), *shape)) * unit)
    path = logit_path(game)
    for precision in (0.5, 4.0, 60.0, float(path.precisions[-2]) * unit):
        certificate = path.at(precision / unit).certificate
        assert certificate.radius is not None
        assert certificate.radius < 1e-11


def test_the_radius_holds_the_equilibrium() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0], [1, 2]], [[0, 3], [2, 1]])
    true = logit_path(game).at(1.5)
    for error in (1e-9, 1e-6, 1e-3):
        moved = true.log_probabilities + error * np.array([1.0, -1.0, 0.5, 0.0])
        certificate = judge_logit(game, 1.5, moved)
        assert certificate.radius is not None
        distance = np.abs(np.exp(moved) - np.exp(true.log_probabilities)).max()
        assert distance <= certificate.radius <= 20 * distance
        assert certificate.residual > error / 10


def test_nothing_is_proved_at_a_fork_or_far_away() -> None:
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    fork = logit_path(game).bifurcations[0]
    logs = np.log(np.array([float(share) for strategy in fork.profile.strategies for share in strategy]))
    assert not judge_logit(game, fork.precision, logs).is_proved
    assert not judge_logit(game, 50.0, np.log([0.9, 0.1, 0.1, 0.9])).is_proved


def test_payoffs_are_centered() -> None:
    game = NormalFormGame.from_bimatrix([[Fraction(1, 2), 3]], [[10**9, 10**9 + 4]])
    assert centered_payoffs(game, 0).tolist() == [[-1.25, 1.25]]
    assert centered_payoffs(game, 1).tolist() == [[-2.0, 2.0]]
