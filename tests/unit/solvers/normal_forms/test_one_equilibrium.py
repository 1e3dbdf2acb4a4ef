from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from cross_checks.searches import concluded
from gametheory import MixedProfile, NormalFormGame, UnsupportedGameError, judge
from gametheory.core.solution import Coverage, Termination
from gametheory.solvers.normal_forms import one_equilibrium
from gametheory.solvers.normal_forms.one_equilibrium import search

ROCK_PAPER_SCISSORS = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])


def exact_equilibrium(game: NormalFormGame, found_by: str | None = None) -> MixedProfile:
    """The one equilibrium that is found, proved by the judge."""
    (profile,), conclusion = concluded(search, game)
    assert conclusion.coverage is Coverage.AT_LEAST_ONE
    assert conclusion.termination is Termination.CONVERGED
    assert conclusion.arithmetic == "exact"
    assert judge(game, profile).max_regret == 0
    if found_by:
        assert conclusion.statistics["found_by"] == found_by
    return profile


def correlated_game(size: int, correlation: float, seed: int) -> NormalFormGame:
    first, second = np.random.default_rng(seed).standard_normal((2, size, size))
    return NormalFormGame.from_bimatrix(first, correlation * first + (1 - correlation**2) ** 0.5 * second)


def test_the_first_pure_equilibrium_is_exact_in_any_numbers() -> None:
    payoffs = [[[-1, 2, 4], [0, 3, 4]], [[5, 5, 0], [3, 7, 2]]]
    for scale in (1, 10**25, Fraction(1, 10**12), 0.25):
        game = NormalFormGame([[[scale * value for value in row] for row in table] for table in payoffs])
        profile = exact_equilibrium(game, "pure")
        assert profile.strategies == ((0, 1), (0, 1, 0))


def test_two_actions_each_in_any_units() -> None:
    table = [[2, -1], [-3, 4]]
    for scale, shift in ((1, 0), (Fraction(1, 10**12), 0), (10**10, 10**9), (2.0**-990, 0.0), (2.0**1020, 0.0)):
        game = NormalFormGame.zero_sum([[scale * value + shift for value in row] for row in table])
        profile = exact_equilibrium(game, "two_actions")
        assert profile.strategies == ((Fraction(7, 10), Fraction(3, 10)), (Fraction(1, 2), Fraction(1, 2)))


@pytest.mark.parametrize("shape", [(90, 90), (60, 130), (130, 60), (2, 3000), (3000, 2)])
def test_two_actions_in_large_games_come_from_the_kernel(shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(5)
    ways = set()
    for _ in range(6):
        game = NormalFormGame(rng.random((2, *shape)))
        (profile,), conclusion = concluded(search, game)
        assert judge(game, profile).max_regret == 0
        ways.add(conclusion.statistics["found_by"])
    assert "two_actions" in ways


@pytest.mark.parametrize("correlation", [-0.5, -0.9, -1.0])
@pytest.mark.parametrize("size", [15, 40])
def test_negatively_correlated_games_are_solved_along_a_path(correlation: float, size: int) -> None:
    for seed in range(3):
        exact_equilibrium(correlated_game(size, correlation, seed))


@pytest.mark.parametrize(("shape", "correlation"), [((70, 70), -0.5), ((100, 70), -0.9), ((60, 90), -1.0)])
def test_large_negatively_correlated_games_are_solved_by_a_descent(shape: tuple[int, int], correlation: float) -> None:
    first, second = np.random.default_rng(6).standard_normal((2, *shape))
    game = NormalFormGame.from_bimatrix(first, correlation * first + (1 - correlation**2) ** 0.5 * second)
    profile = exact_equilibrium(game, "descent")
    supports = [sum(probability > 0 for probability in strategy) for strategy in profile.strategies]
    assert supports[0] == supports[1] > 10


def test_paths_follow_where_the_descent_ends_without_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_equilibrium, "MOST_DESCENDED", 3)
    game = correlated_game(60, -0.9, 2)
    (_, conclusion) = concluded(search, game)
    assert conclusion.statistics["found_by"] == "path"
    assert conclusion.statistics["systems"] > 4


def test_one_action_and_wide_games() -> None:
    rng = np.random.default_rng(2)
    for shape in ((1, 1), (1, 40), (40, 1), (2, 60), (7, 50), (50, 7)):
        exact_equilibrium(NormalFormGame(rng.integers(0, 1000, size=(2, *shape))))


@pytest.mark.parametrize("seed", range(25))
def test_small_integer_games_degenerate_or_not(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 8, size=2).tolist())
    for most in (2, 3, 10):
        exact_equilibrium(NormalFormGame(rng.integers(0, most, size=(2, *shape))))


@pytest.mark.parametrize("copies", [1, 4])
def test_equilibria_among_infinitely_many_are_exact(copies: int) -> None:
    block = np.ones((copies, copies), dtype=int)
    for row, column in (
        (ROCK_PAPER_SCISSORS, -ROCK_PAPER_SCISSORS),
        (np.eye(3, dtype=int), np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]])),
    ):
        game = NormalFormGame.from_bimatrix(np.kron(row, block), np.kron(column, block))
        profile = exact_equilibrium(game, "path")
        strategy = profile.strategies[0]
        assert [sum(strategy[copies * place : copies * (place + 1)]) for place in range(3)] == [Fraction(1, 3)] * 3


def test_affine_changes_and_transposition_keep_the_answer() -> None:
    game = correlated_game(14, -0.7, 3)
    profile = exact_equilibrium(game, "path")
    row, column = (table.astype(object) for table in game.payoffs)
    fractions = [[[Fraction(value) * 7 + 10**9 for value in line] for line in table] for table in (row, column)]
    assert exact_equilibrium(NormalFormGame(fractions)).strategies == profile.strategies
    swapped = NormalFormGame.from_bimatrix(game.payoffs[1].T, game.payoffs[0].T)
    assert exact_equilibrium(swapped).strategies in {profile.strategies, profile.strategies[::-1]}


def test_long_rationals_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_equilibrium, "LARGEST_EXACT", 3)
    game = correlated_game(30, -0.9, 1)
    (profile,), conclusion = concluded(search, game)
    assert (conclusion.coverage, conclusion.arithmetic) == (Coverage.APPROXIMATE, "float")
    assert conclusion.termination is Termination.CONVERGED
    assert judge(game, profile).max_regret < Fraction(1, 10**12)


def test_long_rationals_are_left_out_after_a_descent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_equilibrium, "LARGEST_EXACT", 3)
    game = correlated_game(60, -0.9, 1)
    (profile,), conclusion = concluded(search, game)
    assert (conclusion.arithmetic, conclusion.statistics["found_by"]) == ("float", "descent")
    assert judge(game, profile).max_regret < Fraction(1, 10**12)


def test_end_of_a_path_answers_where_rationals_confirm_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_equilibrium.SupportProfiles, "equilibrium", lambda *_: None)
    monkeypatch.setattr(one_equilibrium.SupportProfiles, "equilibrium_near", lambda *_: None)
    for game in (correlated_game(8, -0.9, 1), NormalFormGame(correlated_game(8, -0.9, 1).payoffs[:, :5])):
        (profile,), conclusion = concluded(search, game)
        assert conclusion.arithmetic == "float"
        assert judge(game, profile).max_regret < Fraction(1, 10**6)


def test_failure_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_equilibrium, "FEWEST_SYSTEMS", 1)
    monkeypatch.setattr(one_equilibrium, "SYSTEMS_BY_SIZE", 0)
    monkeypatch.setattr(one_equilibrium, "MORE_SYSTEMS", 1)
    found, conclusion = concluded(search, correlated_game(15, -0.9, 0))
    assert found == []
    assert (conclusion.coverage, conclusion.termination) == (Coverage.NONE, Termination.NUMERICAL_FAILURE)


def test_three_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="one_equilibrium needs 2 players, got 3; use 'pure_enumeration'"):
        concluded(search, NormalFormGame(np.zeros((3, 2, 2, 2))))


def test_compiling_ahead() -> None:
    one_equilibrium.warm()
    from gametheory.kernels.hull_supports import next_candidate

    assert getattr(next_candidate, "signatures", [()])
