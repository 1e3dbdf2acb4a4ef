from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame, load
from gametheory.solvers.quantal_response.limit_points import limit_point
from gametheory.solvers.quantal_response.principal_branch import logit_path


def test_the_limit_is_solved_exactly_on_its_support() -> None:
    limit = limit_point(logit_path(NormalFormGame.zero_sum([[2, -1, 0], [-1, 1, -3]])))
    assert limit.is_exact
    assert [str(value) for value in limit.profile.strategies[0]] == ["1/2", "1/2"] or limit.certificate.max_regret == 0
    assert limit.distance < 1e-6


def test_pure_limits_of_many_players_are_exact() -> None:
    limit = limit_point(logit_path(load("imitation_race")))
    assert limit.is_exact


def test_rational_mixtures_of_three_players_are_recognized() -> None:
    """Jordan's matching pennies: everybody mixes evenly; only the center is an equilibrium."""
    payoffs = np.zeros((3, 2, 2, 2), dtype=int)
    for profile in np.ndindex(2, 2, 2):
        one, two, three = profile
        payoffs[(slice(None), *profile)] = (one == two, two == three, three != one)
    limit = limit_point(logit_path(NormalFormGame(payoffs)))
    assert limit.is_exact
    assert {str(share) for strategy in limit.profile.strategies for share in strategy} == {"1/2"}


def test_what_is_not_solved_exactly_is_told_with_its_regret() -> None:
    """Nau's game of three players has irrational probabilities."""
    payoffs = [
        [[[3, 0], [0, 1]], [[0, 2], [1, 0]]],
        [[[0, 1], [2, 0]], [[1, 0], [0, 3]]],
        [[[1, 0], [0, 2]], [[0, 3], [1, 0]]],
    ]
    limit = limit_point(logit_path(NormalFormGame(payoffs)))
    assert limit.certificate.max_regret <= 1e-6
    assert limit.is_exact == (limit.certificate.max_regret == 0)


def test_trees_end_at_profiles_that_are_defined_everywhere() -> None:
    limit = limit_point(logit_path(load("trust_game")))
    assert limit.is_exact
    assert limit.profile.is_complete  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["kuhn_poker", "outside_option", "selten_horse"])
def test_limits_are_near_the_end(name: str) -> None:
    path = logit_path(load(name))
    limit = limit_point(path)
    assert limit.distance < 1e-3
    assert float(limit.certificate.max_regret) < 1e-6
