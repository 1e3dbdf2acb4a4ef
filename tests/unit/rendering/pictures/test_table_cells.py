"""Best replies, equilibria and probabilities in the cells of tables."""

from __future__ import annotations

from fractions import Fraction

from gametheory import MixedProfile, NormalFormGame
from gametheory.core.distributions import Distribution
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Box, Line, Sheet
from gametheory.rendering.pictures.style import QUIET_INK, SHADE, player_color
from gametheory.rendering.pictures.table_cells import TableCells
from gametheory.rendering.pictures.text_block import TypeSetter

GAME = NormalFormGame.from_bimatrix([[3, 0, 1], [1, 2, 1]], [[1, 0, "1/2"], [0, 4, 4]])


def cells(strategies=None) -> TableCells:
    profile = None if strategies is None else MixedProfile(GAME, strategies)
    return TableCells(GAME, TypeSetter(FontRuler()), NumberLabels(), profile)


def test_pure_equilibria() -> None:
    shared = cells()
    assert [[shared.is_pure_equilibrium((row, column)) for column in range(3)] for row in range(2)] == [
        [True, False, False],
        [False, True, True],
    ]


def test_probabilities_of_mixed_profiles_only() -> None:
    assert cells().probability(0, 0).lines == ()
    assert cells([[1, 0], [1, 0, 0]]).probability(0, 0).lines == ()
    mixed = cells([["1/3", "2/3"], [1, 0, 0]])
    ((run,),) = mixed.probability(0, 1).lines
    assert (run.content, run.color) == ("2/3", player_color(0))
    ((never,),) = mixed.probability(1, 2).lines
    assert (never.content, never.color) == ("0", QUIET_INK)


def test_backgrounds() -> None:
    mixed = cells([["1/3", "2/3"], [1, 0, 0]])
    box = Box(0.0, 0.0, 10.0, 5.0)
    sheet = Sheet()
    mixed.background(sheet, (0, 1), box)
    assert sheet.items == []
    mixed.background(sheet, (1, 0), box)
    assert [item.fill for item in sheet.items] == [SHADE]
    mixed.background(sheet, (1, 2), box)
    assert isinstance(sheet.items[1], Line)
    assert sheet.items[1].points[2] == (10.0, 5.0)


def test_payoffs_have_the_colors_of_their_players() -> None:
    assert [(run.content, run.color) for run in cells().payoffs((0, 2))] == [
        ("1", player_color(0)),
        ("0.5", player_color(1)),
    ]
    assert Fraction(1, 2) == GAME.payoff(1, (0, 2))


def test_recommended_cells() -> None:
    shown = Distribution(GAME, {(0, 2): "1/3", (1, 0): "2/3"})
    drawn = TableCells(GAME, TypeSetter(FontRuler()), NumberLabels(), shown)
    ((run,),) = drawn.recommended((1, 0)).lines
    assert run.content == "2/3"
    assert drawn.recommended((0, 0)).lines == cells().recommended((1, 0)).lines == ()
    assert [drawn.is_played((0, column)) for column in range(3)] == [False, False, True]
    assert drawn.probability(0, 0).lines == ()


def test_no_choice_of_a_plan_is_left_out() -> None:
    plan = "; ".join(f"a reply to offer {offer}={answer}" for offer, answer in enumerate(["yes", "no", "yes", "no"]))
    label = cells().label(plan, 60.0)
    lines = [" ".join(run.content for run in line) for line in label.lines]
    assert len(lines) > 4
    assert " ".join(lines) == plan
    assert not any("…" in line for line in lines)
