"""Descriptions of games under a policy: actions and stages that are others."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import GameModel, UnsupportedGameError, load
from gametheory.models.policy_changes import action_lists

STAGED = """gametheory: 1
form: extensive
parameters: {cost: {value: 2, assumption: two}}
players: {buyer: Buyer, seller: Seller}
stages:
  - {name: offer, player: seller, actions: {High: {price: 3}, Low: {price: 1}}}
  - {name: answer, player: buyer, actions: {Buy: {bought: 1}, Leave: {bought: 0}}}
  - {name: tax, when: answer.bought, payoffs: {seller: -1/2}}
define: {dear: offer == "High"}
payoffs: {buyer: answer.bought * (4 - offer.price), seller: answer.bought * offer.price + dear - (offer != "High")}
policies:
  cheap: {remove: {offer: [High]}}
  free: {stages: {tax: {when: 0}}}
  taxed: {stages: {tax: {payoffs: {seller: -cost}}}}
  middle: {add: {offer: {Middle: {price: 2}}}, assumption: between}
"""


@pytest.fixture(scope="module")
def staged() -> GameModel:
    return load(StringIO(STAGED))


def payoffs(model: GameModel, *path: str) -> list[Fraction]:
    """Payoffs at the end of a path."""
    from gametheory import BehaviorProfile
    from gametheory.analysis.profile_payoffs import expected_payoffs

    tree = model.whole_game()
    strategies = [[Fraction(name in path) for name in infoset.actions] for infoset in tree.infosets]
    return list(expected_payoffs(tree, BehaviorProfile(tree, strategies)))


def test_an_action_that_is_gone_is_never_played(staged: GameModel) -> None:
    assert payoffs(staged, "High", "Buy") == [1, Fraction(7, 2)]
    cheap = staged.with_policy("cheap")
    assert payoffs(cheap, "Low", "Buy") == payoffs(staged, "Low", "Buy") == [3, Fraction(-1, 2)]


def test_stages_may_be_skipped_or_pay_otherwise(staged: GameModel) -> None:
    assert payoffs(staged.with_policy("free"), "High", "Buy") == [1, 4]
    assert payoffs(staged.with_policy("taxed"), "High", "Buy") == [1, 2]


def test_actions_may_be_added(staged: GameModel) -> None:
    assert payoffs(staged.with_policy("middle"), "Middle", "Buy") == [2, Fraction(1, 2)]


def test_what_a_policy_can_change(staged: GameModel) -> None:
    lists, what = action_lists(staged.description)
    assert (list(lists), what) == (["offer", "answer"], "the name of a player's stage")
    assert action_lists(load("trust_game").description)[0] == {}


def test_tables_lose_rows_and_gain_none() -> None:
    text = """gametheory: 1
form: normal
players: [row, column]
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs: [[[3, 1], [0, 0]], [[1/3, 5], [2, 4]]]
policies: {ban: {remove: {row: [Top]}}, new: {add: {row: [Middle]}, assumption: x}}
"""
    model = load(StringIO(text))
    left = model.with_policy("ban").to_game()
    assert [left.payoff(player, (0, action)) for player in (0, 1) for action in (0, 1)] == [Fraction(1, 3), 2, 5, 4]
    with pytest.raises(UnsupportedGameError, match="expected payoffs as formulas where policy 'new' adds actions"):
        model.with_policy("new")


def test_repeated_stages_change_in_every_round() -> None:
    text = """gametheory: 1
form: extensive
players: {shop: Shop}
stages:
  - repeat: year
    over: [1, 2]
    stages: [{name: entry, player: shop, actions: {In: {t: 1}, Out: {t: 0}}, payoffs: {shop: entry.t}}]
policies: {closed: {remove: {entry: [In]}}}
"""
    model = load(StringIO(text))
    assert {len(infoset.actions) for infoset in model.whole_game().infosets} == {2}
    assert {len(infoset.actions) for infoset in model.with_policy("closed").whole_game().infosets} == {1}


def test_the_share_of_an_action_that_is_gone_is_nothing() -> None:
    text = """gametheory: 1
form: normal
players: {shop: {label: Shops, count: 3}}
actions: {shop: {North: {n: 1}, South: {n: 0}}}
payoffs: {shop: '4 * shop.n + 6 * share(shop, "North")'}
policies: {ban: {remove: {shop: [North]}}}
"""
    game = load(StringIO(text)).with_policy("ban").to_game()
    assert game.payoffs.payoff(0, 0, ((3,),)) == 0
