"""Counts along a parameter, against all count vectors at single values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import GameModel
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import UnsupportedGameError
from gametheory.models.tier_payoffs import TierFormulas
from gametheory.polynomials import LocalSigns, RealRoot
from gametheory.studies.tiers import count_line
from gametheory.studies.tiers.count_conditions import CountCondition, GainSigns
from gametheory.studies.tiers.count_line import CountLine
from gametheory.studies.tiers.count_supports import chosen_actions
from unit.models.tier_files import counted_equilibria
from unit.studies.tiers.tier_models import CASES, tier_model_with

ENDS = Fraction(0), Fraction(2)


def parts(model: GameModel) -> tuple[TieredGame, TierFormulas]:
    game = model.to_game()
    assert isinstance(game, TieredGame)
    assert isinstance(game.payoffs, TierFormulas)
    return game, game.payoffs.along("p")


def conditions(model: GameModel, *, is_listed: bool = False) -> list[CountCondition]:
    game, payoffs = parts(model)
    line = CountLine(game, payoffs, [None] * game.num_players, committed=(), tick=lambda: None, is_listed=is_listed)
    found = line.conditions(*ENDS)
    assert not line.undecided
    return found


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    "value", [Fraction(0), Fraction(1, 2), Fraction(7, 9), Fraction(1), Fraction(13, 8), Fraction(2)]
)
def test_conditions_hold_exactly_where_there_are_equilibria(case: str, value: Fraction) -> None:
    model = tier_model_with(case)
    _, payoffs = parts(model)
    at_value = model.with_values(p=value).to_game()
    assert isinstance(at_value, TieredGame)
    expected = set(counted_equilibria(at_value))
    signs = LocalSigns(RealRoot.rational(value), is_point=True)
    gains = GainSigns(payoffs, {}, signs, signs)
    for is_listed in (False, True):
        held = [
            one
            for one in conditions(model, is_listed=is_listed)
            if one.low <= value <= one.high and all(map(gains.is_passed, one.tests))
        ]
        assert {one.support for one in held} == {chosen_actions(counts) for counts in expected}
        if is_listed:
            assert {one.counts for one in held} == expected


def test_a_falling_gain_is_decided_in_one_box() -> None:
    found = conditions(tier_model_with("crowding", count=1_000_000))
    assert len(found) <= 4
    assert any(one.counts is None for one in found)


def test_too_many_boxes_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(count_line, "MOST_BOXES", 5)
    with pytest.raises(UnsupportedGameError, match="several tiers, or three actions of one, split"):
        conditions(tier_model_with("two tiers"))


def test_several_mixing_tiers_are_left_undecided() -> None:
    game, payoffs = parts(tier_model_with("alike at one", count=3_000))
    line = CountLine(game, payoffs, [None, None], committed=(), tick=lambda: None)
    line.conditions(*ENDS)
    assert line.undecided
    assert all(low <= 1 <= high or abs(low - 1) < Fraction(1, 20) for low, high in line.undecided)
