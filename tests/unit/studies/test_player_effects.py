"""What parameters do to a player: widths, payoffs, and what has no effect."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from gametheory.studies.parameter_ends import ParameterEnd
from gametheory.studies.player_effects import player_effects
from unit.rendering.report_material import shipped


def test_the_widest_effect_comes_first() -> None:
    found = shipped("inspection_game")
    for player in (0, 1):
        widths = [effect.width for effect in player_effects(found.effects, found.solution, player)]
        assert len(widths) == len(found.effects)
        assert widths == sorted(widths, reverse=True)
        assert widths[0] > widths[-1]


def test_payoffs_of_ends_and_changes_count_and_missing_ones_do_not() -> None:
    found = shipped("inspection_game")
    row = next(row for row in found.effects if row.parameter.name == "inspection")
    (effect,) = player_effects([replace(row, low=ParameterEnd(Fraction(0), complaint="no game"))], found.solution, 1)
    assert list(effect.payoffs()) == [row.high.payoffs[1] if row.high.payoffs else None, row.high.changes[0].payoffs[1]]
    assert effect.payoff(effect.row.low) is None
    assert effect.is_any


def test_parameters_that_move_nothing_have_no_effect() -> None:
    found = shipped("inspection_game")
    payoffs = found.solution.equilibria[0].payoffs
    ends = [ParameterEnd(Fraction(number), payoffs, False, False) for number in (0, 1)]
    (effect,) = player_effects([replace(found.effects[0], low=ends[0], high=ends[1])], found.solution, 0)
    assert (effect.width, effect.is_any) == (0, False)
