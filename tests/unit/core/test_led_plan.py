from __future__ import annotations

import pytest

from gametheory.core.led_plan import completed, rank
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.errors import InvalidProfileError
from unit.core.test_led_symmetric_profile import branches
from unit.models.led_tier_files import led_game

MOVES = ((1,), (0, 1))


def test_histories_are_ranked_with_the_last_move_changing_fastest() -> None:
    game = led_game()
    assert [rank(game, history) for history in game.histories] == [0, 1, 2, 3]
    assert rank(game, ()) == 0
    assert rank(game, (1,)) == 1


def test_histories_are_completed_by_the_plan() -> None:
    game = led_game()
    assert completed(game, MOVES, ()) == (1, 1)
    assert completed(game, MOVES, (0,)) == (0, 0)
    assert completed(game, MOVES, (0, 1)) == (0, 1)


def test_somebody_has_to_lead() -> None:
    game = led_game()
    branch = game.after((0, 0))
    with pytest.raises(InvalidProfileError, match="expected a game in which somebody moves first"):
        LedSymmetricProfile(branch, branches()[0].strategies, moves=MOVES, branches=branches())
