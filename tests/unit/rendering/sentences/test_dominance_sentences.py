"""What nobody would ever choose."""

from __future__ import annotations

import pytest

from gametheory import NormalFormGame, eliminate
from gametheory.rendering.sentences import dominance_sentences as module
from gametheory.rendering.sentences.dominance_sentences import dominance_sentences
from unit.rendering.told_games import shipped

LADDER = NormalFormGame.from_bimatrix(
    [[4, 0, 5], [0, 4, 1], [1, 1, 2]],
    [[1, 0, 2], [0, 1, 3], [9, 1, 4]],
    players={"row": "Row", "column": "Column"},
    actions=[["Top", "Middle", "Bottom"], ["Left", "Center", "Right"]],
)


def guessing(size: int) -> NormalFormGame:
    """Both want to be one below the other: each round rules out the highest number of both."""
    payoffs = [[50 - abs(mine - max(other - 1, 0)) for other in range(size)] for mine in range(size)]
    names = [str(number) for number in range(size)]
    return NormalFormGame.from_bimatrix(
        payoffs, [list(row) for row in zip(*payoffs, strict=True)], players=LADDER.players, actions=[names, names]
    )


def against_one(rows: list[list[int]]) -> NormalFormGame:
    """A row player with these payoffs; the column player never minds."""
    return NormalFormGame.from_bimatrix(rows, [[0] * len(rows[0])] * len(rows), players=LADDER.players)


def test_rounds() -> None:
    assert dominance_sentences(LADDER) == [
        "Whatever the other does, a mixture of “Top” (50 %) and “Middle” (50 %) pays Row more than “Bottom”. “Right” "
        "pays Column more than “Center”.",
        "Once these are ruled out, “Top” pays Row more than “Middle”. “Right” pays Column more than “Left”.",
        "This leaves “Top” for Row and “Right” for Column.",
    ]
    assert len(eliminate(LADDER).rounds) == 2


def test_only_the_first_rounds_are_told() -> None:
    told = dominance_sentences(guessing(10))
    assert told[1] == "Once these are ruled out, “7” pays Row and Column more than “8”."
    assert told[module.MAX_ROUNDS :] == ["One more round follows.", "This leaves “0” for Row and Column."]


def test_neighbors_are_told_as_a_range_and_by_one_dominator_where_one_is_enough() -> None:
    told = dominance_sentences(against_one([[9, 9], [8, 8], [7, 7], [6, 6], [0, 12], [10, 5]]))
    assert told == ["Whatever the other does, “1” pays Row more than “2” to “4”."]
    told = dominance_sentences(against_one([[9, 9], [8, 8], [0, 12], [7, 7], [12, 0], [6, 6]]))
    assert told == ["Whatever the other does, “1” pays Row more than “2”, “4” and “6”."]


def test_who_has_one_good_action_is_told_so() -> None:
    told = dominance_sentences(against_one([[9, 9], [8, 8], [7, 7]]))
    assert told == ["Whatever the other does, “1” pays Row more than anything else."]


def test_long_lists_are_cut() -> None:
    rows = [[20, 20], *([20 - number, 20 - number] if number % 2 else [0, 40] for number in range(1, 12))]
    (told,) = dominance_sentences(against_one(rows))
    assert told == "Whatever the other does, “1” pays Row more than “2”, “4”, “6”, “8” and 2 others."


def test_long_rounds_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CLAUSES", 1)
    assert dominance_sentences(LADDER)[1] == (
        "Once these are ruled out, “Top” pays Row more than “Middle”. One more comparison is left out here."
    )


def test_mixtures_of_many_are_not_spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_NAMED", 1)
    assert dominance_sentences(LADDER)[0].startswith(
        "Whatever the other does, a mixture of 2 others pays Row more than "
    )


def test_nothing_is_told_of_trees_and_of_large_games(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dominance_sentences(shipped("simple_poker").to_game()) == []
    monkeypatch.setattr(module, "MAX_DOMINANCE", 8)
    assert dominance_sentences(LADDER) == []
