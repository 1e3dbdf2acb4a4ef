from __future__ import annotations

import numpy as np
import pytest

from gametheory import InvalidParameterError, NormalFormGame, load
from gametheory.studies.quantal_response.observed_counts import observed_counts

GAME = NormalFormGame.zero_sum([[1, 2], [3, 0]], players=["row", "column"], actions=[["T", "B"], ["L", "R"]], title="G")


def test_counts_stand_in_the_order_of_the_game() -> None:
    assert observed_counts(GAME, {"column": {"R": 4, "L": np.int64(3)}, "row": {"T": 5}}).tolist() == [5, 0, 3, 4]
    tree = load("trust_game").to_game()
    infoset = next(infoset for infoset in tree.infosets if not infoset.is_chance)
    player = tree.players[infoset.player].key
    counts = observed_counts(tree, {player: {infoset.key: {infoset.actions[1]: 9}}})
    assert counts.tolist() == [0, 9, *[0] * (len(counts) - 2)]


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ({"rov": {"T": 1}}, "expected player 'column', 'row', got 'rov'; did you mean 'row'"),
        ({"row": {"X": 1}}, "expected action 'B', 'T', got 'X'"),
        ({"row": 3}, "expected action names under 'row', got a number; give counts by action"),
        ({"row": {"T": {"now": 1}}}, "expected counts by player, action in 'G', got names 'row' 'T' 'now'"),
        ({"row": {"T": -1}}, "expected a whole number of observations, at least 0, of 'row' 'T', got -1"),
        ({"row": {"T": 2.5}}, "got 2.5"),
        ({"row": {"T": True}}, "got True"),
        ({"row": {"T": 0}}, "expected at least one observed choice, got none"),
        ({}, "expected at least one observed choice, got none"),
        ([1, 2], r"expected counts by player and action, got \[1, 2\]"),
    ],
)
def test_mistakes(counts: object, message: str) -> None:
    with pytest.raises(InvalidParameterError, match=message):
        observed_counts(GAME, counts)  # type: ignore[arg-type]


def test_information_sets_are_named_in_trees() -> None:
    with pytest.raises(InvalidParameterError, match=r"expected information set .*, got 'fist turn'; did you mean"):
        observed_counts(load("centipede").to_game(), {"ann": {"fist turn": {"Stop": 1}}})
