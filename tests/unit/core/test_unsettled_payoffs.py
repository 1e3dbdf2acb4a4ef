from __future__ import annotations

from collections.abc import Callable

import pytest

from gametheory import UnsupportedGameError
from gametheory.core.tiered_game import Deviation
from gametheory.core.unsettled_payoffs import UnsettledPayoffs
from unit.models.led_tier_files import SEASONS, led_game

UNSETTLED = UnsettledPayoffs()


@pytest.mark.parametrize(
    "asked",
    [
        lambda: UNSETTLED.payoff(0, 0, ((1, 0), (20, 0))),
        lambda: UNSETTLED.gain_bounds((0, None), [Deviation(1, 0, 1)]),
        lambda: UNSETTLED.payoff_bounds((0, None), [(1, 0)]),
        UNSETTLED.alike_tiers,
        lambda: UNSETTLED.pooled([(1, 2)]),
        lambda: led_game(SEASONS).payoff("top", 0, ((1, 0), (20, 0))),
    ],
)
def test_every_question_waits_for_what_comes_first(asked: Callable[[], object]) -> None:
    with pytest.raises(UnsupportedGameError, match="expected payoffs after all that comes first"):
        asked()
