from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import solve
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.led_plan import ends_of
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.errors import InvalidProfileError
from unit.core.test_led_symmetric_profile import branches
from unit.models.led_tier_files import SEASONS, led_game

MOVES = ((1,), (0, 1))


def test_histories_are_ranked_with_the_last_move_changing_fastest() -> None:
    game = led_game()
    assert [game.rank(history) for history in game.histories] == [0, 1, 2, 3]
    assert game.rank(()) == 0
    assert game.rank((1,)) == 1


def test_histories_end_as_the_plan_says() -> None:
    game = led_game()
    assert ends_of(game, MOVES, ()) == (((1, 1), 1),)
    assert ends_of(game, MOVES, (0,)) == (((0, 0), 1),)
    assert ends_of(game, MOVES, (0, 1)) == (((0, 1), 1),)


def test_chance_leads_to_several_ends() -> None:
    (equilibrium,) = solve(led_game(SEASONS)).equilibria
    plan = equilibrium.play
    assert isinstance(plan, LedCountProfile)
    assert plan.moves == ((), (0, 1))
    assert plan.ends(()) == (((0, 0), Fraction(1, 4)), ((1, 1), Fraction(3, 4)))
    assert plan.reached == (1, 1)
    assert dict(plan["amazon"]) == {"Open": Fraction(1, 4), "Close": Fraction(3, 4)}
    assert dict(plan["top"]) == {"Leave": Fraction(3, 4), "Stay": Fraction(1, 4)}
    assert plan.ranges == (((0, 1), (0, 1)), ((0, 20), (0, 20)))


def test_somebody_has_to_lead() -> None:
    game = led_game()
    branch = game.after((0, 0))
    with pytest.raises(InvalidProfileError, match="expected a game in which somebody moves first"):
        LedSymmetricProfile(branch, branches()[0].strategies, moves=MOVES, branches=branches())
