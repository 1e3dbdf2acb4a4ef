"""What dynamics are run on."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import InvalidParameterError, InvalidProfileError, MixedProfile, NormalFormGame, UnsupportedGameError
from gametheory.dynamics import playable
from gametheory.dynamics.playable import (
    check_run,
    check_symmetric,
    playable_game,
    population_start,
    random_strategies,
    starting_strategies,
    tie_exact_payoffs,
    unit_payoffs,
)
from unit.dynamics.played_games import COORDINATION, DILEMMA, HAWK_DOVE, PENNIES, congestion, trust


def test_a_tree_is_played_in_its_reduced_normal_form() -> None:
    game = playable_game(trust())
    assert game.actions == (("trust=Trust", "trust=Not"), ("honor=Honor", "honor=Abuse"))
    assert playable_game(DILEMMA) is DILEMMA


def test_a_large_tree_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playable, "MOST_PROFILES_OF_A_TREE", 3)
    with pytest.raises(UnsupportedGameError, match="of at most 3 profiles, got 4; shorten the tree"):
        playable_game(trust())


@pytest.mark.parametrize("steps", [0, -1, 1.5, True])
def test_steps_are_counted(steps: int) -> None:
    with pytest.raises(InvalidParameterError, match="expected a whole number of steps, at least 1"):
        check_run(steps, 0)


@pytest.mark.parametrize("seed", [-1, 2**32, 0.5, True])
def test_seeds_are_whole(seed: int) -> None:
    with pytest.raises(InvalidParameterError, match="expected a seed from 0 to 4294967295"):
        check_run(1, seed)


def test_fractions_over_one_denominator_are_compared_exactly() -> None:
    game = NormalFormGame.from_bimatrix([["1/3", "2/3"]], [["1/10", "0.2"]])
    first, second = tie_exact_payoffs(game, 100)
    assert first.tolist() == [[1.0, 2.0]]
    assert second.tolist() == [[1.0, 2.0]]


def test_numbers_that_are_too_large_or_floats_are_rounded() -> None:
    large = NormalFormGame.zero_sum([[10**15, 1]])
    assert tie_exact_payoffs(large, 100)[0].tolist() == [[1e15, 1.0]]
    rounded = NormalFormGame.zero_sum([[0.1, 0.3]])
    assert tie_exact_payoffs(rounded, 100)[0].tolist() == [[0.1, 0.3]]


@pytest.mark.parametrize("scale", [1, 10**10])
@pytest.mark.parametrize("shift", [0, 10**9])
def test_units_do_not_matter(scale: int, shift: int) -> None:
    rows, columns = [[3, 0], [5, 1]], [[3, 7], [0, 1]]
    moved = [[[scale * value + shift for value in row] for row in table] for table in (rows, columns)]
    game = NormalFormGame(moved)
    for table, expected in zip(unit_payoffs(game), ([[0.6, 0], [1, 0.2]], [[3 / 7, 1], [0, 1 / 7]]), strict=True):
        np.testing.assert_allclose(table, expected, atol=1e-12)


def test_constant_payoffs_have_no_range() -> None:
    game = NormalFormGame([[[2, 2]], [[4, 4]]])
    assert [table.tolist() for table in unit_payoffs(game)] == [[[0.0, 0.0]]] * 2


def test_one_population_needs_a_symmetric_game_of_two() -> None:
    check_symmetric(HAWK_DOVE, "moran")
    with pytest.raises(UnsupportedGameError, match=r"moran needs a symmetric game of 2 players.*not symmetric"):
        check_symmetric(PENNIES, "moran")
    with pytest.raises(UnsupportedGameError, match="got 3 players; use 'replicator'"):
        check_symmetric(congestion(), "moran")
    with pytest.raises(UnsupportedGameError, match="got 1 player; use 'replicator'"):
        check_symmetric(NormalFormGame([[1, 2]]), "moran")


def test_starts_are_profiles_of_the_game() -> None:
    shares = starting_strategies(DILEMMA, [["1/4", "3/4"], [1, 0]])
    assert [part.tolist() for part in shares] == [[0.25, 0.75], [1.0, 0.0]]
    profile = MixedProfile(DILEMMA, ((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))))
    assert [part.tolist() for part in starting_strategies(DILEMMA, profile)] == [[1.0, 0.0], [0.0, 1.0]]
    with pytest.raises(InvalidProfileError, match="of the game that is played, 'Coordination', got one of 'Dilemma'"):
        starting_strategies(COORDINATION, profile)
    with pytest.raises(InvalidProfileError, match="to sum to 1"):
        starting_strategies(DILEMMA, [["1/4", "1/4"], [1, 0]])


def test_drawn_strategies_have_every_action() -> None:
    drawn = random_strategies(congestion(), np.random.default_rng(1))
    assert [part.shape for part in drawn] == [(2,)] * 3
    assert all(part.min() > 0 and abs(part.sum() - 1) < 1e-12 for part in drawn)


def test_one_population_starts_from_one_strategy() -> None:
    assert population_start(HAWK_DOVE, [["1/5", "4/5"]] * 2).tolist() == [0.2, 0.8]
    with pytest.raises(InvalidProfileError, match="the same shares for both players of one population"):
        population_start(HAWK_DOVE, [["1/5", "4/5"], ["4/5", "1/5"]])
