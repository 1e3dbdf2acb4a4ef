"""One equilibrium of many players: the end of a path of logit equilibria."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cross_checks.searches import concluded
from gametheory import BehaviorProfile, ExtensiveFormGame, Limits, NormalFormGame, UnsupportedGameError, judge, load
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage, Termination
from gametheory.kernels.pair_payoffs import PairPayoffs
from gametheory.solvers.many_players import logit_tracing
from gametheory.solvers.many_players.logit_tracing import PriorResponses, search
from gametheory.solvers.problem import Problem
from gametheory.solvers.quantal_response.principal_branch import logit_path
from gametheory.solvers.watch import LimitReachedError, Watch
from unit.solvers.many_players.single_searches import (
    INDIFFERENT,
    NAU,
    distance_to_all,
    numbers_of,
    proved,
    random_game,
)

SMALL_SHAPES = ((2, 2, 2), (3, 2, 2), (3, 3, 2), (2, 2, 2, 2))


@pytest.mark.parametrize("kind", ["uniform", "opposed"])
@pytest.mark.parametrize("shape", SMALL_SHAPES)
def test_the_answer_is_among_all_equilibria(shape: tuple[int, ...], kind: str) -> None:
    for seed in range(3):
        game = random_game(shape, kind, seed)
        play, _ = proved(search, game)
        assert distance_to_all(play, game) < 1e-9


@pytest.mark.parametrize("kind", ["uniform", "opposed", "duplicated"])
@pytest.mark.parametrize("shape", [(4, 4, 4, 4), (2,) * 8, (9, 9, 9)])
def test_larger_games_are_solved_and_proved(shape: tuple[int, ...], kind: str) -> None:
    _, conclusion = proved(search, random_game(shape, kind, 1))
    assert conclusion.statistics["steps"] >= conclusion.statistics["paths"] >= 1


@pytest.mark.parametrize("shape", [(3, 3, 3), (2,) * 6, (2, 5, 3)])
def test_ties_do_not_stop_it(shape: tuple[int, ...]) -> None:
    for seed in range(6):
        game = random_game(shape, "small", seed)
        (play,), conclusion = concluded(search, game)
        assert conclusion.coverage in {Coverage.AT_LEAST_ONE, Coverage.APPROXIMATE}
        profile = play.center if isinstance(play, EnclosedProfile) else play
        assert judge(game, profile).max_regret < Fraction(1, 10**6)


def test_two_players_get_exact_answers() -> None:
    game = NormalFormGame.from_bimatrix([[0, 3], [2, 1]], [[5, 1], [0, 2]])
    play, _ = proved(search, game)
    assert play.strategies == ((Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 2), Fraction(1, 2)))


def test_an_irrational_equilibrium_is_enclosed() -> None:
    play, _ = proved(search, NAU)
    assert isinstance(play, EnclosedProfile)
    assert float(play.center.strategies[1][0]) == pytest.approx((601**0.5 - 13) / 24, abs=1e-12)


def test_infinitely_many_equilibria_still_give_one_in_rationals() -> None:
    play, _ = proved(search, INDIFFERENT)
    assert isinstance(play, MixedProfile)
    assert play.strategies[1:] == ((Fraction(1, 4), Fraction(3, 4)), (Fraction(1, 2), Fraction(1, 2)))


def test_units_of_payoffs_do_not_matter() -> None:
    game = random_game((3, 3, 2), "small", 4)
    expected = numbers_of(proved(search, game)[0])
    for scale, shift in ((10**12, 10**15), (Fraction(1, 10**200), 0)):
        payoffs = [[[[scale * int(v) + shift for v in r] for r in t] for t in own] for own in game.payoffs]
        assert numbers_of(proved(search, NormalFormGame(payoffs))[0]) == pytest.approx(expected, abs=1e-12)


def test_the_same_game_has_the_same_answer() -> None:
    game = random_game((3, 4, 3), "opposed", 2)
    first, second = (proved(search, game)[0] for _ in range(2))
    assert numbers_of(first).tolist() == numbers_of(second).tolist()


def test_one_that_was_asked_for_is_the_count_reached() -> None:
    (_,), conclusion = concluded(search, NAU, limits=Limits(equilibria=1))
    assert conclusion.termination is Termination.COUNT_REACHED


def test_paths_that_are_left_too_early_give_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logit_tracing, "FIRST_STEPS", 1)
    monkeypatch.setattr(logit_tracing, "MOST_PATHS", 3)
    found, conclusion = concluded(search, random_game((3, 3, 3), "opposed", 0))
    assert found == []
    assert conclusion.coverage is Coverage.NONE
    assert conclusion.termination is Termination.NUMERICAL_FAILURE
    assert conclusion.statistics["paths"] == 3


def test_another_path_follows_one_that_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    game = random_game((3, 3, 3), "opposed", 0)
    alone = proved(search, game)[1].statistics
    assert alone["paths"] == 1
    monkeypatch.setattr(logit_tracing, "FIRST_STEPS", 2)
    monkeypatch.setattr(logit_tracing, "MORE_STEPS", 3.0)
    later = proved(search, game)[1].statistics
    assert later["paths"] > 1
    assert later["steps"] > alone["steps"] // 2


def test_the_clock_stops_it() -> None:
    running = search(Problem(random_game((4, 4, 4), "opposed", 0), "nash", Watch(Limits(time=0))))
    with pytest.raises(LimitReachedError, match="time limit"):
        next(running)


def test_one_player_is_refused() -> None:
    game = NormalFormGame(np.array([[3, 1, 2]]))
    sentence = r"logit_tracing needs 2 or more players, got 1; .*'pure_enumeration'"
    with pytest.raises(UnsupportedGameError, match=sentence):
        next(search(Problem(game, "nash", Watch())))


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


@pytest.mark.parametrize("name", ["selten_horse", "outside_option", "simple_poker"])
def test_trees_are_told_as_behavior(name: str) -> None:
    tree = load(name).to_game()
    (play,), conclusion = concluded(search, tree)
    assert isinstance(tree, ExtensiveFormGame)
    assert isinstance(play, BehaviorProfile)
    assert conclusion.coverage is Coverage.AT_LEAST_ONE
    assert judge(tree, play).max_regret == 0
