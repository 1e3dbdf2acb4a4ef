"""Distributions over profiles of actions."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

from gametheory import InvalidProfileError, NormalFormGame
from gametheory.core.distributions import Distribution

GAME = NormalFormGame(
    [[[1, 2, 3], [4, 5, 6]], [[6, 5, 4], [3, 2, 1]]],
    players=["row", "column"],
    actions=[["Top", "Bottom"], ["Left", "Middle", "Right"]],
)


def test_what_is_left_out_has_probability_zero() -> None:
    distribution = Distribution(GAME, {(1, 2): "1/3", (0, 0): "2/3", (0, 1): 0})
    assert list(distribution.probabilities) == [(0, 0), (1, 2)]
    assert distribution["Bottom", "Right"] == Fraction(1, 3)
    assert distribution["Top", "Middle"] == 0
    assert (distribution.is_pure, distribution.is_coarse) == (False, False)
    assert Distribution(GAME, {(0, 1): 1}).is_pure
    assert repr(distribution) == "<Distribution (0, 0): 2/3, (1, 2): 1/3>"


def test_equal_distributions_are_equal_and_survive_pickling() -> None:
    distribution = Distribution(GAME, {(0, 0): "1/2", (1, 2): "1/2"})
    same = Distribution(GAME, {(1, 2): 0.5, (0, 0): 0.5, (1, 1): 0})
    assert distribution == same
    assert hash(distribution) == hash(same)
    assert pickle.loads(pickle.dumps(distribution)) == distribution
    assert distribution != Distribution(GAME, {(0, 0): "1/2", (1, 2): "1/2"}, is_coarse=True)
    with pytest.raises(TypeError, match="does not support item assignment"):
        distribution.probabilities[0, 0] = Fraction(1)  # type: ignore[index]


@pytest.mark.parametrize(
    ("probabilities", "sentence"),
    [
        ({(0, 0): "1/2"}, "sum to 1, got 1/2"),
        ({(0, 0): "3/2", (1, 0): "-1/2"}, r"at least 0, got -1/2 for \(1, 0\)"),
        ({(2, 0): 1}, r"2 actions out of \(2, 3\), got \(2, 0\)"),
        ({(0,): 1}, r"2 actions out of \(2, 3\), got \(0,\)"),
        ({}, "sum to 1, got 0"),
    ],
)
def test_what_is_no_distribution(probabilities: dict[tuple[int, ...], object], sentence: str) -> None:
    with pytest.raises(InvalidProfileError, match=sentence):
        Distribution(GAME, probabilities)  # type: ignore[arg-type]


def test_names_must_be_of_the_game() -> None:
    distribution = Distribution(GAME, {(0, 0): 1})
    with pytest.raises(KeyError, match="expected 2 actions, got 1"):
        distribution[("Top",)]
    with pytest.raises(KeyError, match="Up"):
        distribution["Up", "Left"]
