"""Regimes in words."""

from __future__ import annotations

from gametheory.core.players import Player
from gametheory.studies.regime_words import regime_text

PLAYERS = Player("a", "Amazon"), Player("s", "Seller")
FIRST = (("a", "", ("Watch", "Rest")), ("s", "", ("Stay",)))
SECOND = (("a", "", ("Rest",)), ("s", "", ("Go",)))


def test_one_equilibrium() -> None:
    assert regime_text(((FIRST,),), PLAYERS) == "Amazon: Watch + Rest; Seller: Stay"


def test_several_components_and_a_continuum() -> None:
    one, other = "(Amazon: Watch + Rest; Seller: Stay)", "(Amazon: Rest; Seller: Go)"
    assert regime_text(((FIRST,), (SECOND,)), PLAYERS) == f"{one} or {other}"
    assert regime_text(((FIRST, FIRST, SECOND),), PLAYERS) == f"any of a continuum from {one} to {other}"
    mixed = regime_text(((FIRST, SECOND), (SECOND,)), PLAYERS)
    assert mixed == f"any of a continuum from {one} to {other} or {other}"


def test_information_sets_are_named_and_unreached_ones_left_out() -> None:
    support = (("a", "entry", ("In",)), ("a", "later", ()), ("s", "reply", ("Fight",)))
    assert regime_text(((support,),), PLAYERS) == "Amazon: entry: In; Seller: reply: Fight"


def test_no_game_and_no_equilibrium() -> None:
    assert regime_text(None, PLAYERS) == "no game"
    assert regime_text((), PLAYERS) == "no equilibrium"


def test_of_many_extreme_equilibria_it_is_told_what_is_played_together() -> None:
    later = ["Fight", "Share", "Leave"]
    supports = [
        (("a", "entry", (entry,)), ("s", "reply", (reply,) if entry == "In" else ()), ("s", "bid", ("Low",)))
        for entry in ("Out", "In")
        for reply in later
    ]
    told = regime_text((tuple(supports[2:]), (supports[0],)), PLAYERS)
    assert told.startswith("any of a continuum from (Amazon: entry: Out; Seller: bid: Low) to (Amazon: entry: In; ")
    many = regime_text(((*supports, (("a", "entry", ("Out", "In")), *supports[3][1:])),), PLAYERS)
    assert many == (
        "any of a continuum of 7 extreme equilibria with "
        "(Amazon: entry: Out or In; Seller: reply: Fight or Share or Leave, bid: Low)"
    )
