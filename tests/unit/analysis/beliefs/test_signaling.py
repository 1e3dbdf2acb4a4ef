"""Which trees are signaling games, and how much their messages tell."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gametheory import ExtensiveFormGame, TreeBuilder, UnsupportedGameError
from gametheory.analysis.beliefs.signaling import Signals, signaling_form, signaling_game
from oracles.assessed_trees import assessment, second_mistake, tree_of


def test_later_choices_in_subgames_are_allowed() -> None:
    game = signaling_game(tree_of("surplus_or_invest"))
    assert game is not None
    assert [(message.name, message.infoset is None) for message in game.messages] == [
        ("Few items", False),
        ("Full range", False),
        ("Stay off", True),
    ]
    assert (game.sender, game.receiver, game.names) == (0, 1, ("Invest", "Clear stock"))


@pytest.mark.parametrize("name", ["trust_game", "selten_horse", "parity_reputation", "noisy_commitment"])
def test_other_trees_are_none(name: str) -> None:
    assert signaling_game(tree_of(name)) is None


def drawn(*, prior: Any = "1/2", sets: tuple[str, str] = ("high", "low"), seen: Any = None) -> ExtensiveFormGame:
    """Two types, two messages, two answers; the arguments spoil it."""
    builder = TreeBuilder(["ann", "bob"])
    seen = seen or {"a": "a", "b": "b"}
    for name, node in zip(sets, builder.chance(0, {"high": prior, "low": 1 - Fraction(prior)}), strict=True):
        for message, after in zip("ab", builder.move(node, "ann", ["a", "b"], infoset=name), strict=True):
            builder.move(after, "bob", ["yes", "no"], infoset=seen[message])
    return builder.build()


def test_what_is_asked_of_the_tree() -> None:
    assert signaling_game(drawn()) is not None
    assert signaling_game(drawn(prior="1")) is None
    assert signaling_game(drawn(sets=("same", "same"))) is None
    assert signaling_game(drawn(seen={"a": "any", "b": "any"})) is None


def test_forms() -> None:
    tree = tree_of("beer_quiche")
    half = ("1/2", "1/2")
    pooling = assessment(tree, [None, (1, 0), (0, 1), (1, 0), (1, 0)], [None, [1], ["9/10", "1/10"], half, [1]])
    mixed = assessment(tree, [None, half, (0, 1), (0, 1), half], [None, [1], ["9/10", "1/10"], ["9/10", "1/10"], [1]])
    apart = assessment(tree, [None, (1, 0), (0, 1), (1, 0), (0, 1)], [None, [1], [1, 0], [0, 1], [1]])
    partly = assessment(tree, [None, (1, 0), (0, 1), (1, 0), half], [None, [1], ["18/19", "1/19"], [0, 1], [1]])
    forms = [signaling_form(given).value for given in (pooling, mixed, apart, partly)]
    assert forms == ["pooling", "pooling", "separating", "semi-separating"]
    assert [message.name for message in Signals(pooling).unsent] == ["Quiche"]


def test_another_tree_is_refused() -> None:
    given = assessment(second_mistake(), [[1, 0], [1, 0], [0, 1]], [[1], [1], [1, 0]])
    with pytest.raises(UnsupportedGameError, match=r"expected a signaling game .* got another tree"):
        signaling_form(given)
