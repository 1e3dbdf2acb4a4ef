from __future__ import annotations

import pytest

from gametheory import InvalidGameError, solve
from gametheory.core.count_profile import CountProfile
from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.players import Player
from gametheory.core.tiered_game import Deviation
from unit.models.led_tier_files import led_game, random_led_game
from unit.models.tier_files import counted_equilibria


def with_leaders(leaders: tuple[int, ...]) -> LedTieredGame:
    game = led_game()
    return LedTieredGame(
        players=game.players, counts=game.counts, actions=game.actions, payoffs=game.payoffs, leaders=leaders
    )


@pytest.mark.parametrize(
    ("leaders", "told"),
    [
        ((), "expected at least one player who moves first, got none"),
        ((0, 0), r"expected different players who move first, got \(0, 0\)"),
        ((2,), "expected single players who move first, got index 2"),
        ((3,), "expected single players who move first, got index 3"),
    ],
)
def test_leaders_are_single_players(leaders: tuple[int, ...], told: str) -> None:
    with pytest.raises(InvalidGameError, match=told):
        with_leaders(leaders)


def test_a_branch_has_the_payoffs_of_the_whole_game() -> None:
    game = led_game()
    branch = game.after((0, 1))
    assert branch.actions == (("Demand",), ("Wait",), ("Leave", "Stay"))
    for stayers in range(20):
        counts = ((1,), (1,), (20 - stayers, stayers))
        whole = ((1, 0), (0, 1), (20 - stayers, stayers))
        assert branch.gain(Deviation(2, 0, 1), counts) == game.gain(Deviation(2, 0, 1), whole)
        assert branch.payoff("amazon", 0, counts) == game.payoff("amazon", 0, whole)
        assert branch.payoff("temu", 0, counts) == game.payoff("temu", 1, whole)


def test_places_are_told_in_words() -> None:
    assert led_game().place_of(()) == "at the start"
    assert led_game().place_of((1, 0)) == "after Amazon: 'Allow', Temu: 'Subsidize'"


def test_other_orders_of_play_have_other_histories() -> None:
    game = with_leaders((1,))
    assert (game.histories, game.num_histories) == (((0,), (1,)), 2)
    assert game.after((1,)).actions == (("Demand", "Allow"), ("Wait",), ("Leave", "Stay"))


@pytest.mark.parametrize("seed", range(12))
def test_branches_have_the_equilibria_that_counting_finds(seed: int) -> None:
    game = random_led_game(seed)
    for history in game.histories:
        branch = game.after(history)
        plays = [equilibrium.play for equilibrium in solve(branch, "pure").equilibria]
        found = {counts for play in plays if isinstance(play, CountProfile) for counts in play.vectors()}
        assert found == counted_equilibria(branch)


def test_players_are_kept() -> None:
    assert led_game().after((0, 0)).players[1] == Player("temu", "Temu")
