"""One equilibrium of many players: the end of a path through polymatrix games."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cross_checks.searches import concluded
from gametheory import BehaviorProfile, ExtensiveFormGame, Limits, NormalFormGame, UnsupportedGameError, judge, load
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage, Termination
from gametheory.solvers.many_players import iterated_polymatrix
from gametheory.solvers.many_players.iterated_polymatrix import search
from gametheory.solvers.problem import Problem
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
    monkeypatch.setattr(iterated_polymatrix, "FIRST_STEPS", 1)
    monkeypatch.setattr(iterated_polymatrix, "MOST_PATHS", 3)
    found, conclusion = concluded(search, random_game((3, 3, 3), "opposed", 0))
    assert found == []
    assert conclusion.coverage is Coverage.NONE
    assert conclusion.termination is Termination.NUMERICAL_FAILURE
    assert conclusion.statistics["paths"] == 3


def test_another_path_follows_one_that_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    game = random_game((3, 3, 3), "opposed", 0)
    alone = proved(search, game)[1].statistics
    assert alone["paths"] == 1
    monkeypatch.setattr(iterated_polymatrix, "FIRST_STEPS", 2)
    monkeypatch.setattr(iterated_polymatrix, "MORE_STEPS", 3.0)
    later = proved(search, game)[1].statistics
    assert later["paths"] > 1
    assert later["steps"] > alone["steps"] // 2


def test_the_clock_stops_it() -> None:
    running = search(Problem(random_game((4, 4, 4), "opposed", 0), "nash", Watch(Limits(time=0))))
    with pytest.raises(LimitReachedError, match="time limit"):
        next(running)


def test_one_player_is_refused() -> None:
    game = NormalFormGame(np.array([[3, 1, 2]]))
    sentence = r"iterated_polymatrix needs 2 or more players, got 1; .*'pure_enumeration'"
    with pytest.raises(UnsupportedGameError, match=sentence):
        next(search(Problem(game, "nash", Watch())))


@pytest.mark.parametrize("name", ["selten_horse", "outside_option", "simple_poker"])
def test_trees_are_told_as_behavior(name: str) -> None:
    tree = load(name).to_game()
    (play,), conclusion = concluded(search, tree)
    assert isinstance(tree, ExtensiveFormGame)
    assert isinstance(play, BehaviorProfile)
    assert conclusion.coverage is Coverage.AT_LEAST_ONE
    assert judge(tree, play).max_regret == 0
