"""One equilibrium of many players: the end of a path of logit equilibria."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.core.solution import Termination
from gametheory.kernels.pair_payoffs import PairPayoffs
from gametheory.solvers.many_players.logit_tracing import PriorResponses, search
from gametheory.solvers.quantal_response.principal_branch import logit_path
from unit.solvers.many_players.single_searches import OneEquilibriumTests, numbers_of, proved


class TestLogitTracing(OneEquilibriumTests):
    search = staticmethod(search)
    name = "logit_tracing"


def test_equations_hold_at_the_prior_and_have_these_derivatives() -> None:
    rng = np.random.default_rng(6)
    prior = np.concatenate([rng.dirichlet(np.ones(size)) for size in (2, 3, 2)])
    responses = PriorResponses(PairPayoffs(list(rng.random((3, 2, 3, 2)))), prior)
    assert np.exp(responses.start[:-1]) == pytest.approx(prior)
    assert responses(responses.start)[0] == pytest.approx(np.zeros(7), abs=1e-15)
    point = responses.start + np.append(0.1 * rng.random(7), 2.5)
    _, derivatives = responses(point)
    for column in range(8):
        moved = 1e-6 * np.eye(8)[column]
        slope = (responses(point + moved)[0] - responses(point - moved)[0]) / 2e-6
        assert derivatives[:, column] == pytest.approx(slope, abs=1e-8)


def test_the_regret_is_that_of_the_player_who_loses_most() -> None:
    payoffs = PairPayoffs([np.array([[1.0, 0.0], [0.5, 0.0]]), np.array([[0.0, 0.25], [1.0, 0.0]])])
    point = np.append(np.log([0.75, 0.25, 0.5, 0.5]), 4.0)
    # the first player gains 0.25 / 4, the second 0.25 * 0.25 - 0.1875 the other way
    assert PriorResponses(payoffs, np.full(4, 0.5)).regret(point) == pytest.approx(0.0625)


def test_the_first_path_ends_where_the_principal_branch_does() -> None:
    rng = np.random.default_rng(21)
    for _ in range(4):
        payoffs = rng.random((3, 3, 2, 2))
        payoffs -= payoffs.min(axis=(1, 2, 3), keepdims=True)
        game = NormalFormGame(payoffs / payoffs.max(axis=(1, 2, 3), keepdims=True))
        play, conclusion = proved(search, game)
        assert conclusion.statistics["paths"] == 1
        path = logit_path(game)
        assert path.termination is Termination.CONVERGED
        assert numbers_of(play) == pytest.approx(np.exp(path.log_probabilities[-1]), abs=1e-5)
