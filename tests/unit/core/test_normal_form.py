"""Games in normal form: storage, names, equality."""

from __future__ import annotations

import dataclasses
import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import InvalidGameError, NormalFormGame
from gametheory.core import hooks
from gametheory.core.source import GameSource


def test_axes_are_player_then_actions() -> None:
    payoffs = np.arange(24).reshape(2, 3, 4)
    game = NormalFormGame(payoffs, players={"r": "Row", "c": "Column"}, actions=["abc", "wxyz"])
    assert game.payoff("c", (2, 1)) == payoffs[1, 2, 1] == game.payoff(1, (2, 1))
    assert game.actions == (("a", "b", "c"), ("w", "x", "y", "z"))
    assert (game.num_players, game.num_actions, game.num_profiles) == (2, (3, 4), 12)
    assert (game.player_index("c"), game.action_index("c", "y")) == (1, 2)
    with pytest.raises(KeyError, match="no action 'q'; the actions are a, b, c"):
        game.action_index("r", "q")


def test_numbered_names() -> None:
    game = NormalFormGame([[[1, 2]], [[3, 4]]])
    assert game.actions == (("1",), ("1", "2"))
    assert [player.label for player in game.players] == ["Player 1", "Player 2"]


@pytest.mark.parametrize(
    ("payoffs", "options", "sentence"),
    [
        ([[1, 2], [3, 4]], {}, r"got shape \[2, 2\]; for two matrices use NormalFormGame.from_bimatrix"),
        (3, {}, r"got shape \[\]"),
        (np.zeros((2, 3, 0)), {}, r"expected at least one action for each player, got \[3, 0\]"),
        ([[1, 2]], {"actions": [["a"]]}, r"expected \[2\] action names for the players, got \[1\]"),
        ([[1, 2]], {"actions": [["a", "a"]]}, "expected different action names of Player 1, got 'a' twice"),
        ([[1, 2]], {"players": ["a", "b"]}, "expected 1 players, got 2"),
        ([[1, "x"]], {}, "expected a finite number, got 'x'"),
    ],
)
def test_mistakes(payoffs: object, options: dict, sentence: str) -> None:
    with pytest.raises(InvalidGameError, match=sentence):
        NormalFormGame(payoffs, **options)


def test_bimatrix_keeps_each_number() -> None:
    game = NormalFormGame.from_bimatrix([[1, 2]], [[0.5, 0.1]], title="mixed kinds")
    assert [game.payoff(0, (0, 1)), game.payoff(1, (0, 1))] == [2, Fraction(0.1)]
    assert NormalFormGame.from_bimatrix([[1, 2]], [[3, 4]]).payoffs.dtype == np.int64
    with pytest.raises(InvalidGameError, match=r"two matrices of one shape, got \[1, 2\] and \[2, 1\]"):
        NormalFormGame.from_bimatrix([[1, 2]], [[1], [2]])
    with pytest.raises(InvalidGameError, match=r"two matrices of one shape, got \[2\] and \[2\]"):
        NormalFormGame.from_bimatrix([1, 2], [1, 2])


@pytest.mark.parametrize(
    "row",
    [
        np.uint8([[1, 255], [3, 0]]),
        np.uint64([[1, 2**64 - 1], [3, 0]]),
        np.int64([[-(2**63), 5]]),
        np.float64([[0.1, -0.0]]),
        [["1/3", "2"]],
        [[10**30, 1]],
    ],
)
def test_zero_sum_is_exact(row: object) -> None:
    game = NormalFormGame.zero_sum(row)
    for cell in np.ndindex(*game.num_actions):
        assert game.payoff(0, cell) + game.payoff(1, cell) == 0
        expected = row[cell] if isinstance(row, np.ndarray) else row[cell[0]][cell[1]]
        assert game.payoff(0, cell) == Fraction(
            expected if isinstance(expected, str) else expected.item() if isinstance(expected, np.generic) else expected
        )


def test_integer_and_float_views() -> None:
    game = NormalFormGame.from_bimatrix([["1/3", "1/2"]], [[7, 8]])
    assert (game.integer_payoffs(0).values.tolist(), game.integer_payoffs(0).denominator) == ([[2, 3]], 6)
    assert game.integer_payoffs(1).denominator == 1
    assert game.float_payoffs.tolist() == [[[1 / 3, 0.5]], [[7.0, 8.0]]]
    with pytest.raises(ValueError, match="read-only"):
        game.payoffs[0, 0, 0] = 3


def test_equal_by_value_and_labels() -> None:
    exact = NormalFormGame([[["1/2", 1], [2, 3]], [[0, 1], [5, 6]]], title="exact")
    floats = NormalFormGame(np.array([[[0.5, 1], [2, 3]], [[0.0, 1], [5, 6]]]), title="floats", comment="other")
    signed = NormalFormGame(np.array([[[0.5, 1], [2, 3]], [[-0.0, 1], [5, 6]]]))
    assert exact == floats == signed
    assert hash(exact) == hash(floats) == hash(signed)
    assert exact != NormalFormGame(floats.payoffs, players=["a", "b"])
    assert exact != NormalFormGame(floats.payoffs, actions=["ab", "cd"])
    assert exact != NormalFormGame(floats.payoffs + 1)
    assert exact != "exact"
    tenth = NormalFormGame([["1/10"]])
    assert tenth != NormalFormGame([[0.1]])
    assert hash(tenth) == hash(NormalFormGame([[0.1]]))


@given(st.integers(0, 1000))
def test_pickled_games_are_equal_and_read_only(seed: int) -> None:
    rng = np.random.default_rng(seed)
    payoffs = rng.integers(-5, 5, size=(2, 2, 3))
    game = NormalFormGame(payoffs / 3 if seed % 2 else payoffs, title="t", comment="c")
    hash(game)
    again = pickle.loads(pickle.dumps(game))
    assert again == game
    assert (again.title, again.comment) == ("t", "c")
    assert not again.payoffs.flags.writeable
    assert again.float_payoffs.tolist() == game.float_payoffs.tolist()


def test_restriction_keeps_order_and_names() -> None:
    game = NormalFormGame(np.arange(24).reshape(2, 3, 4), actions=["abc", "wxyz"], title="t")
    small = game.restrict(((0, 2), (3, 1)))
    assert small.actions == (("a", "c"), ("z", "x"))
    assert small.payoffs.tolist() == [[[3, 1], [11, 9]], [[15, 13], [23, 21]]]
    assert small.title == "t"
    assert game.restrict(((0, 1, 2), (0, 1, 2, 3))) == game


def test_a_game_is_its_own_source() -> None:
    game = NormalFormGame.zero_sum([[1, 2]], title="Toy")
    assert game.to_game() is game
    assert isinstance(game, GameSource)
    assert (game.default_concept, dict(game.parameter_values), game.game_arithmetic) == (None, {}, "exact")
    assert repr(game) == "<NormalFormGame 'Toy': 1 x 2, Player 1, Player 2>"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'title'"):
        game.title = "x"  # type: ignore[misc]


def test_notebook_picture_comes_from_the_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "call", lambda name, *subjects: f"{name} of {len(subjects)}")
    assert NormalFormGame([[1]])._repr_svg_() == "draw_svg of 1"
