"""Games for methods that give one equilibrium of many players, and what their answers are held against."""

from __future__ import annotations

from collections.abc import Callable, Generator
from fractions import Fraction

import numpy as np
import pytest

from cross_checks.searches import concluded
from gametheory import BehaviorProfile, ExtensiveFormGame, Limits, NormalFormGame, UnsupportedGameError, judge, load
from gametheory.analysis.profiles.enclosure_certificate import judge_enclosed
from gametheory.core.enclosed_profile import EnclosedProfile, EnclosureCertificate
from gametheory.core.equilibrium import Play
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage, Termination
from gametheory.solvers.many_players import certified_search, starting_points
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.watch import LimitReachedError, Watch

Search = Callable[[Problem], Generator[Play, None, Conclusion]]

NAU = NormalFormGame(
    [
        [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)
"""Its only equilibrium mixes irrational probabilities."""
DEMANDING = NormalFormGame(
    [
        [[[5, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[7, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[4, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)
"""The first action of everybody is a strict equilibrium."""
INDIFFERENT = NormalFormGame([[[[2, 2], [2, 2]], [[2, 2], [2, 2]]], [[[1, 0], [0, 1]]] * 2, [[[0, 3], [1, 0]]] * 2])
"""The first player never cares, the others play matching pennies whatever it does."""


def random_game(shape: tuple[int, ...], kind: str, seed: int) -> NormalFormGame:
    """Payoffs of one kind: uniform, opposed (their sum is nearly zero), small integers, or with a duplicated action."""
    rng = np.random.default_rng([seed, *shape])
    payoffs = rng.random((len(shape), *shape))
    if kind == "opposed":
        payoffs -= 0.99 * payoffs.mean(axis=0)
    elif kind == "small":
        return NormalFormGame(rng.integers(0, 4, payoffs.shape))
    elif kind == "duplicated":
        payoffs[:, -1] = payoffs[:, 0]
    return NormalFormGame(payoffs)


def proved(search: Search, game: NormalFormGame) -> tuple[Play, Conclusion]:
    """The one equilibrium that a search gives, proved apart from it."""
    (play,), conclusion = concluded(search, game)
    assert conclusion.coverage is Coverage.AT_LEAST_ONE
    assert conclusion.termination is Termination.CONVERGED
    if isinstance(play, EnclosedProfile):
        assert conclusion.arithmetic == "interval"
        assert isinstance(judge_enclosed(play), EnclosureCertificate)
    else:
        assert conclusion.arithmetic == "exact"
        assert judge(game, play).max_regret == 0
    return play, conclusion


def numbers_of(play: Play) -> np.ndarray:
    """Probabilities of all actions, in floats."""
    profile = play.center if isinstance(play, EnclosedProfile) else play
    return np.array([float(weight) for own in profile.strategies for weight in own])


def distance_to_all(play: Play, game: NormalFormGame) -> float:
    """How far a play is from the nearest of all equilibria, infinite where not all are listed."""
    listed, conclusion = concluded(certified_search.search, game)
    if conclusion.coverage is not Coverage.ALL or conclusion.continua:
        return np.inf
    everything = conclusion.profiles or listed
    return min(float(np.abs(numbers_of(play) - numbers_of(other)).max()) for other in everything)


SMALL_SHAPES = ((2, 2, 2), (3, 2, 2), (3, 3, 2), (2, 2, 2, 2))


class OneEquilibriumTests:
    """What holds for every method that gives one equilibrium: subclasses name it."""

    search: Search
    name: str

    @pytest.mark.parametrize("kind", ["uniform", "opposed"])
    @pytest.mark.parametrize("shape", SMALL_SHAPES)
    def test_the_answer_is_among_all_equilibria(self, shape: tuple[int, ...], kind: str) -> None:
        for seed in range(3):
            game = random_game(shape, kind, seed)
            play, _ = proved(self.search, game)
            assert distance_to_all(play, game) < 1e-9

    @pytest.mark.parametrize("kind", ["uniform", "opposed", "duplicated"])
    @pytest.mark.parametrize("shape", [(4, 4, 4, 4), (2,) * 8, (9, 9, 9)])
    def test_larger_games_are_solved_and_proved(self, shape: tuple[int, ...], kind: str) -> None:
        _, conclusion = proved(self.search, random_game(shape, kind, 1))
        assert conclusion.statistics["steps"] >= conclusion.statistics["paths"] >= 1

    @pytest.mark.parametrize("shape", [(3, 3, 3), (2,) * 6, (2, 5, 3)])
    def test_ties_do_not_stop_it(self, shape: tuple[int, ...]) -> None:
        for seed in range(6):
            game = random_game(shape, "small", seed)
            (play,), conclusion = concluded(self.search, game)
            assert conclusion.coverage in {Coverage.AT_LEAST_ONE, Coverage.APPROXIMATE}
            profile = play.center if isinstance(play, EnclosedProfile) else play
            assert judge(game, profile).max_regret < Fraction(1, 10**6)

    def test_two_players_get_exact_answers(self) -> None:
        game = NormalFormGame.from_bimatrix([[0, 3], [2, 1]], [[5, 1], [0, 2]])
        play, _ = proved(self.search, game)
        assert play.strategies == ((Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 2), Fraction(1, 2)))

    def test_an_irrational_equilibrium_is_enclosed(self) -> None:
        play, _ = proved(self.search, NAU)
        assert isinstance(play, EnclosedProfile)
        assert float(play.center.strategies[1][0]) == pytest.approx((601**0.5 - 13) / 24, abs=1e-12)

    def test_infinitely_many_equilibria_still_give_one_in_rationals(self) -> None:
        play, _ = proved(self.search, INDIFFERENT)
        assert isinstance(play, MixedProfile)
        assert play.strategies[1:] == ((Fraction(1, 4), Fraction(3, 4)), (Fraction(1, 2), Fraction(1, 2)))

    def test_units_of_payoffs_do_not_matter(self) -> None:
        game = random_game((3, 3, 2), "small", 4)
        expected = numbers_of(proved(self.search, game)[0])
        for scale, shift in ((10**12, 10**15), (Fraction(1, 10**200), 0)):
            payoffs = [[[[scale * int(v) + shift for v in r] for r in t] for t in own] for own in game.payoffs]
            assert numbers_of(proved(self.search, NormalFormGame(payoffs))[0]) == pytest.approx(expected, abs=1e-12)

    def test_the_same_game_has_the_same_answer(self) -> None:
        game = random_game((3, 4, 3), "opposed", 2)
        first, second = (proved(self.search, game)[0] for _ in range(2))
        assert numbers_of(first).tolist() == numbers_of(second).tolist()

    def test_one_that_was_asked_for_is_the_count_reached(self) -> None:
        (_,), conclusion = concluded(self.search, NAU, limits=Limits(equilibria=1))
        assert conclusion.termination is Termination.COUNT_REACHED

    def test_paths_that_are_left_too_early_give_no_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(starting_points, "FIRST_STEPS", 1)
        monkeypatch.setattr(starting_points, "MOST_PATHS", 3)
        found, conclusion = concluded(self.search, random_game((3, 3, 3), "opposed", 0))
        assert found == []
        assert conclusion.coverage is Coverage.NONE
        assert conclusion.termination is Termination.NUMERICAL_FAILURE
        assert conclusion.statistics["paths"] == 3

    def test_another_path_follows_one_that_was_left(self, monkeypatch: pytest.MonkeyPatch) -> None:
        game = random_game((3, 3, 3), "opposed", 0)
        alone = proved(self.search, game)[1].statistics
        assert alone["paths"] == 1
        monkeypatch.setattr(starting_points, "FIRST_STEPS", 2)
        monkeypatch.setattr(starting_points, "MORE_STEPS", 3.0)
        later = proved(self.search, game)[1].statistics
        assert later["paths"] > 1
        assert later["steps"] > alone["steps"] // 2

    def test_the_clock_stops_it(self) -> None:
        running = self.search(Problem(random_game((4, 4, 4), "opposed", 0), "nash", Watch(Limits(time=0))))
        with pytest.raises(LimitReachedError, match="time limit"):
            next(running)

    def test_one_player_is_refused(self) -> None:
        game = NormalFormGame(np.array([[3, 1, 2]]))
        sentence = rf"{self.name} needs 2 or more players, got 1; .*'pure_enumeration'"
        with pytest.raises(UnsupportedGameError, match=sentence):
            next(self.search(Problem(game, "nash", Watch())))

    @pytest.mark.parametrize("name", ["selten_horse", "outside_option", "simple_poker"])
    def test_trees_are_told_as_behavior(self, name: str) -> None:
        tree = load(name).to_game()
        (play,), conclusion = concluded(self.search, tree)
        assert isinstance(tree, ExtensiveFormGame)
        assert isinstance(play, BehaviorProfile)
        assert conclusion.coverage is Coverage.AT_LEAST_ONE
        assert judge(tree, play).max_regret == 0
