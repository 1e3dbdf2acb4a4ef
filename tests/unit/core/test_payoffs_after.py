from __future__ import annotations

from io import StringIO

import numpy as np

from gametheory import load
from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.payoffs_after import PayoffsAfter
from gametheory.core.pooled_tiers import PooledTiers
from gametheory.core.tiered_game import Deviation
from unit.models.tier_files import tier_game

GAME = tier_game(
    {"store": (0, ["Low", "High"]), "shop": (6, ["A", "B", "C"])},
    {"store": 'share(shop, "B")', "shop": '(share(shop, "A") if shop == "B" else 1/3) + (store == "High")'},
)
AFTER = PayoffsAfter(GAME.payoffs, ((1,), range(3)), GAME.num_actions)


def test_what_is_left_has_the_payoffs_of_the_move_that_was_made() -> None:
    assert AFTER.payoff(1, 1, ((1,), (2, 3, 1))) == GAME.payoff(1, 1, ((0, 1), (2, 3, 1)))
    assert AFTER.payoff(0, 0, ((1,), (2, 3, 1))) == GAME.payoff(0, 1, ((0, 1), (2, 3, 1)))


def test_places_of_moves_that_were_not_made_are_left_out() -> None:
    at = np.array([[1.0], [2.0], [3.0], [1.0]])
    found = AFTER.gain_bounds((0, None), [Deviation(1, 1, 0)])
    gain = GAME.gain(Deviation(1, 1, 0), ((0, 1), (2, 3, 1)))
    assert found.enclose(at, at).lower[0, 0] <= gain <= found.enclose(at, at).upper[0, 0]
    assert found.slopes(at, at).lower.shape == (1, 4, 1)
    paid = AFTER.payoff_bounds((0, None), [(0, 0)]).enclose(at, at)
    assert paid.lower[0, 0] <= 0.5 <= paid.upper[0, 0]


def test_some_actions_can_be_left_out() -> None:
    few = PayoffsAfter(GAME.payoffs, ((0,), (0, 2)), GAME.num_actions)
    assert few.payoff(1, 1, ((1,), (2, 4))) == GAME.payoff(1, 2, ((1, 0), (2, 0, 4)))
    at = np.array([[1.0], [2.0], [4.0]])
    found = few.gain_bounds((0, None), [Deviation(1, 0, 1)]).enclose(at, at)
    gain = GAME.gain(Deviation(1, 0, 2), ((1, 0), (2, 0, 4)))
    assert found.lower[0, 0] <= gain <= found.upper[0, 0]


def test_tiers_are_pooled_in_what_is_left() -> None:
    text = (
        "gametheory: 1\nform: extensive\nplayers: {store: Store, one: {count: 3}, two: {count: 5}}\nstages:\n"
        "  - {name: open, player: store, actions: {Yes: {on: 1}, No: {on: 0}}}\n"
        "  - {name: small, player: one, actions: [A, B]}\n"
        "  - {name: large, player: two, actions: [A, B], observes: [open]}\n"
        'define: {both: \'(3 * share(one, "B") + 5 * share(two, "B")) / 8\'}\npayoffs:\n  store: both\n'
        "  one: 'open.on - both if one == \"B\" else both'\n  two: 'open.on - both if two == \"B\" else both'\n"
    )
    game = load(StringIO(text)).to_game()
    assert isinstance(game, LedTieredGame)
    branch = game.after((0,))
    pooled = PooledTiers(branch)
    assert pooled.game.counts == (1, 8, 1)
    assert pooled.game.payoff(1, 1, ((1,), (6, 2), (1,))) == branch.payoff(2, 1, ((1,), (3, 0), (3, 2)))
