from __future__ import annotations

import math

from gametheory import Limits, solve
from gametheory.core.count_profile import CountProfile
from gametheory.core.tiered_game import TieredGame
from gametheory.solvers.tiers.count_forecast import forecast
from unit.models.tier_files import adoption, tier_game


def nearly_alike(count: int, weights: dict[str, str]) -> TieredGame:
    """Return the game in which tiers keep out of the way of all, and a little more of their own."""
    total = " + ".join(f'share({key}, "In")' for key in weights)
    payoffs = {
        key: f'(1 - ({total}) - {weight} * share({key}, "In")) if {key} == "In" else 0'
        for key, weight in weights.items()
    }
    return tier_game({key: (count, ["Out", "In"]) for key in weights}, payoffs)


def test_the_forecast_is_near_what_is_found() -> None:
    game = nearly_alike(1_000, {"one": "1/50", "two": "1/70"})
    solution = solve(game, "pure", limits=Limits(equilibria=10_000))
    inside = [
        play
        for play in (equilibrium.play for equilibrium in solution.equilibria)
        if isinstance(play, CountProfile) and all(0 < own[0] < 1_000 for own in play.lead)
    ]
    number = forecast(game, inside[len(inside) // 2].lead)
    assert number is not None
    assert solution.num_extreme is not None
    assert 0.5 < number / solution.num_extreme < 2


def test_one_aggregate_alone_has_no_bound() -> None:
    game = nearly_alike(100, {"one": "0", "two": "0"})
    assert forecast(game, ((60, 40), (40, 60))) == math.inf


def test_a_single_tier_is_not_forecast() -> None:
    assert forecast(adoption(10), ((4, 6),)) is None
