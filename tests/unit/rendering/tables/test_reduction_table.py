"""What elimination did, in a table and in sentences."""

from __future__ import annotations

from fractions import Fraction

from gametheory import NormalFormGame, eliminate
from gametheory.rendering.tables.reduction_table import dominator_text, reduction_sentences, reduction_table

GAME = NormalFormGame.from_bimatrix(
    [[4, 0], [0, 4], [1, 1]],
    [[1, 2], [3, 1], [5, 0]],
    players={"row": "Row", "column": "Column"},
    actions=[["Top", "Middle", "Bottom"], ["Left", "Right"]],
)
LADDER = NormalFormGame.from_bimatrix([[3, 3], [2, 5]], [[1, 0], [4, 2]], actions=[["T", "B"], ["L", "R"]])


def test_dominators() -> None:
    assert dominator_text((Fraction(0), Fraction(1)), ("Top", "Middle")) == "Middle"
    assert dominator_text((Fraction(1, 3), Fraction(0), Fraction(2, 3)), "abc") == "1/3 a + 2/3 c"


def test_rows_name_round_player_and_dominator() -> None:
    table = reduction_table(eliminate(GAME))
    assert table.columns == ("round", "player", "eliminated", "dominated by")
    assert table.rows[0][:3] == ("1", "Row", "Bottom")
    assert " Top + " in table.rows[0][3]


def test_rounds_are_groups() -> None:
    table = reduction_table(eliminate(LADDER))
    assert [row[0] for row in table.rows] == ["1", "2"]
    assert table.groups == frozenset({1})


def test_sentences() -> None:
    assert reduction_sentences(eliminate(GAME)) == (
        "What is left:",
        "  Row: Top, Middle",
        "  Column: Left, Right",
        "Every Nash equilibrium of the game survives strict elimination.",
    )
    assert reduction_sentences(eliminate(GAME, by_mixed=False)) == (
        "No action is strictly dominated by another action (mixtures were not tried).",
    )
    weak = NormalFormGame.from_bimatrix([[2, 3], [2, 1]], [[1, 0], [0, 1]])
    assert reduction_sentences(eliminate(weak, is_strict=False))[-1].startswith("Weak elimination can lose equilibria")
    assert reduction_sentences(eliminate(GAME, is_strict=False, by_mixed=False)) == (
        "No action is weakly dominated by another action (mixtures were not tried).",
    )


def test_of_many_actions_the_first_are_named() -> None:
    game = NormalFormGame.from_bimatrix([[1] * 30, [0] * 30], [list(range(30, 60)), list(range(30))])
    assert reduction_sentences(eliminate(game))[2] == "  Player 2: 30"
    tied = NormalFormGame.from_bimatrix([[1] * 30, [0] * 30], [[7] * 30, [7] * 30])
    (line,) = [sentence for sentence in reduction_sentences(eliminate(tied)) if "Player 2" in sentence]
    assert line.endswith("19, 20, … (30 in all; --format json lists them)")
