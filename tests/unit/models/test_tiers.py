from __future__ import annotations

import re
from fractions import Fraction
from io import StringIO

import pytest

from gametheory import InconsistentGameFileError, UnsupportedGameError, load
from unit.models.tier_files import tier_game, tier_model

SHOPS = {"shop": (4, ["Amazon", "Temu"])}


@pytest.mark.parametrize(
    ("payoff", "told"),
    [
        ('share(store, "A")', "expected a tier in share(...), got 'store'; the tiers are shop, maker"),
        ('share(shops, "Temu")', "expected a tier in share(...), got 'shops'; did you mean 'shop'?"),
        ('share(shop, "Tema")', "'shop' has no action 'Tema'; did you mean 'Temu'?"),
        ('share(shop, "x")', "'shop' has no action 'x'; it has 'Amazon', 'Temu'"),
        ('maker == "A"', "'maker' is a tier of 9 sellers who each choose; write share(maker, \"Action\")"),
    ],
)
def test_names_of_tiers_mean_shares(payoff: str, told: str) -> None:
    players = {**SHOPS, "maker": (9, ["A", "B"]), "store": (0, ["A", "B"])}
    with pytest.raises(InconsistentGameFileError, match=re.escape(told)):
        tier_model(players, {"shop": payoff, "maker": "0", "store": "0"})


def test_shares_need_a_tier() -> None:
    with pytest.raises(InconsistentGameFileError, match="no player here has a 'count'"):
        tier_model({"store": (0, ["A", "B"])}, {"store": 'share(shop, "A")'})


def test_payoffs_of_tiers_are_formulas() -> None:
    text = "{gametheory: 1, form: normal, players: {shop: {count: 2}}, actions: {shop: [a, b]}, payoffs: [[1], [2]]}"
    with pytest.raises(InconsistentGameFileError, match="expected payoffs of tiers as formulas by player, got a table"):
        load(StringIO(text))


def test_trees_of_nodes_have_no_tiers() -> None:
    text = (
        "{gametheory: 1, form: extensive, players: {shop: {count: 2}}, "
        "tree: {player: shop, actions: {a: {payoffs: {shop: 1}}, b: {payoffs: {shop: 2}}}}}"
    )
    with pytest.raises(InconsistentGameFileError, match="in form normal or in stages, got the tier 'shop' in another"):
        load(StringIO(text))


def test_a_model_of_tiers_has_no_table() -> None:
    model = tier_model(SHOPS, {"shop": "1"})
    with pytest.raises(UnsupportedGameError, match="expected a game of single players, got tiers of 4 sellers"):
        model.at()
    with pytest.raises(UnsupportedGameError, match="expected a normal form or a tree"):
        model.formulas()


def test_definitions_read_the_deciding_seller_and_shares() -> None:
    players = {**SHOPS, "store": (0, ["Open", "Closed"])}
    own = 'on_temu + (3 if store == "Open" else 0)'
    define = 'on_temu: share(shop, "Temu") * (1 if shop == "Temu" else 1/2)'
    game = tier_game(players, {"shop": own, "store": 'share(shop, "Amazon")'}, define)
    assert game.payoff("shop", 1, ((1, 3), (1, 0))) == Fraction(15, 4)
    assert game.payoff("shop", 0, ((1, 3), (0, 1))) == Fraction(3, 8)
    assert game.payoff("store", 0, ((1, 3), (1, 0))) == Fraction(1, 4)


def test_irrational_payoffs_are_told() -> None:
    assert tier_model(SHOPS, {"shop": 'exp(share(shop, "Temu"))'}).arithmetic == "float"
    assert tier_model(SHOPS, {"shop": 'sqrt(4) * share(shop, "Temu")'}).arithmetic == "exact"
