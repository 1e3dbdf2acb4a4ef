from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import Coverage, InvalidParameterError, NormalFormGame, UnsupportedGameError, solve
from gametheory.core.commitments import Commitment
from gametheory.solvers.mediation.stackelberg import StackelbergOptions
from oracles.classic_trees import outside_option

GAME = NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 1]], players=["leader", "follower"])


def test_a_mixed_commitment_pays_more_than_nash() -> None:
    solution = solve(GAME, "stackelberg")
    play = solution.equilibria[0].play
    assert isinstance(play, Commitment)
    assert (play.leader, play.is_attained) == (0, True)
    assert play.profile.strategies == ((Fraction(1, 2), Fraction(1, 2)), (0, 1))
    assert solution.equilibria[0].payoffs == (Fraction(7, 2), Fraction(1, 2))
    assert solution.equilibria[0].max_regret == 0, "the leader is bound, the follower has no regret"
    assert solution.coverage is Coverage.AT_LEAST_ONE
    assert solution.unresolved == ()


def test_the_weak_payoff_is_only_approached() -> None:
    solution = solve(GAME, "stackelberg", options=StackelbergOptions(tie="weak"))
    play = solution.equilibria[0].play
    assert isinstance(play, Commitment)
    assert not play.is_attained
    assert solution.equilibria[0].payoffs[0] == Fraction(7, 2)
    assert "no strategy reaches it" in solution.unresolved[0]


def test_either_player_leads() -> None:
    solution = solve(GAME, "stackelberg", options=StackelbergOptions("follower"))
    assert solution.equilibria[0].payoffs == (2, 1)
    play = solution.equilibria[0].play
    assert isinstance(play, Commitment)
    assert play.leader == 1


@pytest.mark.parametrize("tie", ["strong", "weak"])
def test_units_origins_and_transposition_do_not_matter(tie: str) -> None:
    payoffs = np.random.default_rng(8).integers(0, 5, (2, 3, 4))
    options = StackelbergOptions("1", tie)
    game = NormalFormGame(payoffs)
    plain = solve(game, "stackelberg", options=options).equilibria[0]
    scaled = NormalFormGame(payoffs * Fraction(1, 10**12) + 10**19)
    assert solve(scaled, "stackelberg", options=options).equilibria[0].profile.strategies == plain.profile.strategies
    turned = NormalFormGame(payoffs.transpose(0, 2, 1)[::-1], players=["2", "1"])
    other = solve(turned, "stackelberg", options=options).equilibria[0]
    assert other.profile.strategies == plain.profile.strategies[::-1]


def test_others_without_a_choice_are_there_too() -> None:
    game = NormalFormGame(np.stack([[[[2], [4]], [[1], [3]]], [[[1], [0]], [[0], [1]]], [[[5], [6]], [[7], [8]]]]))
    solution = solve(game, "stackelberg")
    assert solution.equilibria[0].payoffs == (Fraction(7, 2), Fraction(1, 2), 7)
    with pytest.raises(UnsupportedGameError, match="needs a leader with a choice, got Player 3"):
        solve(game, "stackelberg", options=StackelbergOptions("3"))


def test_a_player_without_a_choice_among_two() -> None:
    game = NormalFormGame.from_bimatrix([[2, 4]], [[1, 0]])
    assert solve(game, "stackelberg").equilibria[0].payoffs == (2, 1)


def test_several_followers_are_refused() -> None:
    game = NormalFormGame(np.zeros((3, 2, 2, 2), dtype=int))
    with pytest.raises(UnsupportedGameError, match=r"got 3 players with one \(.*\); several followers"):
        solve(game, "stackelberg")


def test_wrong_options_are_named() -> None:
    with pytest.raises(InvalidParameterError, match=r"leader among 'leader', 'follower', got 'boss'"):
        solve(GAME, "stackelberg", options=StackelbergOptions("boss"))
    with pytest.raises(InvalidParameterError, match=r"'strong' or 'weak', got 'middle'"):
        StackelbergOptions(tie="middle")  # type: ignore[arg-type]


def test_plans_of_a_tree_are_announced() -> None:
    solution = solve(outside_option(), "stackelberg")
    assert solution.equilibria[0].payoffs == (3, 1)
    assert isinstance(solution.equilibria[0].play, Commitment)
