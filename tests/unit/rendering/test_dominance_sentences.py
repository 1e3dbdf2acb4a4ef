"""What nobody would ever choose."""

from __future__ import annotations

import pytest

from gametheory import NormalFormGame, eliminate
from gametheory.rendering import dominance_sentences as module
from gametheory.rendering.dominance_sentences import dominance_sentences
from unit.rendering.told_games import forgetful, shipped

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


def test_rounds() -> None:
    assert list(dominance_sentences(LADDER)) == [
        "Row never chooses “Bottom”: the mixture 1/2 Top + 1/2 Middle pays more whatever the other does.",
        "Column never chooses “Center”: “Right” pays more whatever the other does.",
        "Once Row's “Bottom” and Column's “Center” are ruled out, Row never chooses “Middle”, since “Top” then pays "
        "more; Column never chooses “Left”, since “Right” then pays more.",
    ]
    assert len(eliminate(LADDER).rounds) == 2


def test_only_the_first_rounds_are_told() -> None:
    told = list(dominance_sentences(guessing(10)))
    assert told[2] == (
        "Once Row's “9” and Column's “9” are ruled out, Row never chooses “8”, since “7” then pays more; Column never "
        "chooses “8”, since “7” then pays more."
    )
    assert (len(told), told[-1]) == (2 + module.MAX_ROUNDS - 1 + 1, "One more round follows.")


def test_a_long_first_round_is_cut() -> None:
    """Nine actions of the row player each lose to the tenth, and then the column player's first wins."""
    game = NormalFormGame.from_bimatrix(
        [[mine // 9] * 2 for mine in range(10)], [[0, 1]] * 9 + [[0, -1]], players=LADDER.players
    )
    told = list(dominance_sentences(game))
    assert [sentence.split(":")[0] for sentence in told[:-2]] == [
        f"Row never chooses “{number}”" for number in range(1, module.MAX_CLAUSES + 1)
    ]
    assert told[-2:] == [
        "3 more are beaten likewise.",
        "Once Row's “1”, Row's “2”, Row's “3”, Row's “4”, Row's “5”, Row's “6” and 3 more are ruled out, Column never "
        "chooses “2”, since “1” then pays more.",
    ]


def test_a_long_later_round_is_cut() -> None:
    """Against the column player's third action all rows pay the same."""
    game = NormalFormGame.from_bimatrix([[1, 2, 0]] + [[0, 1, 0]] * 9, [[0, 1, -1]] * 10, players=LADDER.players)
    last = list(dominance_sentences(game))[-1]
    assert last.startswith("Once Column's “1” and Column's “3” are ruled out, Row never chooses “2”, since “1” then ")
    assert last.endswith("; Row never chooses “7”, since “1” then pays more; 3 more are beaten likewise.")


def test_plans_of_trees() -> None:
    told = list(dominance_sentences(shipped("simple_poker").to_game()))
    assert told == [
        "Player 1 never follows the plan “red=Show; black=Show”: the mixture 1/3 red=Raise; black=Raise + 2/3 "
        "red=Raise; black=Show pays more whatever the other does."
    ]
    assert list(dominance_sentences(shipped("trust_game").to_game())) == []


def test_nothing_is_looked_for_where_there_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    poker = shipped("simple_poker").to_game()
    monkeypatch.setattr(module, "MAX_DOMINANCE", 7)
    assert list(dominance_sentences(LADDER)) == []
    assert list(dominance_sentences(poker)) == []
    monkeypatch.setattr(module, "MAX_DOMINANCE", 8)
    assert len(list(dominance_sentences(poker))) == 1
    monkeypatch.setattr(module, "MAX_STEPS", 8)
    assert list(dominance_sentences(poker)) == []


def test_players_that_forget_have_plans_too() -> None:
    assert list(dominance_sentences(forgetful().game)) == [
        "Pair never follows the plan “first=L; second=y”: “first=R; second=y” pays more whatever the other does.",
        "Pair never follows the plan “first=R; second=x”: “first=L; second=x” pays more whatever the other does.",
    ]
