from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.errors import InvalidProfileError
from unit.models.led_tier_files import led_game

SURE, NEVER = (Fraction(1), Fraction(1)), (Fraction(0), Fraction(0))


def branches(third: Fraction = Fraction(1, 3)) -> tuple[SymmetricProfile, ...]:
    """Return profiles of the four branches, in the second of which sellers mix."""
    game = led_game()
    rest = 1 - third
    lots = [(SURE, NEVER), ((third, third), (rest, rest)), (NEVER, SURE), (SURE, NEVER)]
    histories = zip(game.histories, lots, strict=True)
    return tuple(SymmetricProfile(game.after(history), ((SURE,), (SURE,), own)) for history, own in histories)


def test_a_plan_tells_what_play_comes_to() -> None:
    plan = LedSymmetricProfile.of_plan(led_game(), ((0,), (1, 0)), branches())
    assert plan.reached == (0, 1)
    assert plan["top"]["Leave"] == Fraction(1, 3)
    assert plan["temu"]["Wait"] == 1
    assert plan.ends((1,)) == (((1, 0), 1),)
    assert plan.branch((1, 0))["top"]["Stay"] == 1
    assert plan.action_after((0,)) == 1
    assert plan.is_exact
    assert not plan.is_pure
    assert repr(plan) == "<LedSymmetricProfile 0 | 1, 0; 0, 0: 1, 0; 0, 1: 1/3, 2/3; 1, 0: 0, 1; 1, 1: 1, 0>"


def test_what_is_off_the_path_counts_for_what_a_plan_is() -> None:
    plan = LedSymmetricProfile.of_plan(led_game(), ((1,), (1, 0)), branches())
    assert plan["top"]["Stay"] == 1
    assert not plan.is_pure
    assert LedSymmetricProfile.of_plan(led_game(), ((1,), (1, 0)), branches(Fraction(1))).is_pure


def test_parts_have_to_fit() -> None:
    plan = LedSymmetricProfile.of_plan(led_game(), ((0,), (1, 0)), branches())
    with pytest.raises(InvalidProfileError, match="expected moves at 2 stages, got 1"):
        LedSymmetricProfile(plan.game, plan.strategies, moves=((0,),), branches=plan.branches)
    with pytest.raises(InvalidProfileError, match="expected one of 2 actions of Temu after each of 2 histories"):
        LedSymmetricProfile(plan.game, plan.strategies, moves=((0,), (1, 2)), branches=plan.branches)
    with pytest.raises(InvalidProfileError, match="expected what is played after each of 4 histories"):
        LedSymmetricProfile(plan.game, plan.strategies, moves=plan.moves, branches=plan.branches[:2])
    with pytest.raises(InvalidProfileError, match="expected what play comes to"):
        LedSymmetricProfile(plan.game, plan.strategies, moves=((1,), (1, 0)), branches=plan.branches)
