"""Regimes in words, side by side: what they share is told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.studies.regime_words import regime_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.players import Player
    from gametheory.studies.regimes import Regime

NOTHING_ELSE = "nothing but what is the same everywhere"


def told_regimes(regimes: Sequence[Regime | None], players: Sequence[Player]) -> tuple[tuple[str, ...], str]:
    """Return what is played in each regime, and a sentence on what is the same in all of them, which may be empty.

    Choices at information sets of a tree that are the same in every equilibrium of every regime are left out of the
    former. A single regime is told in full.

    Examples
    --------
    >>> from gametheory import load
    >>> here = ((((("amazon", "demand", ("Demand",)), ("seller", "reply", ("Comply",))),)),)
    >>> there = ((((("amazon", "demand", ("Refrain",)), ("seller", "reply", ("Comply",))),)),)
    >>> texts, same = told_regimes([here, there], load("choose_one_of_two").players)
    >>> texts
    ('Amazon: demand: Demand', 'Amazon: demand: Refrain')
    >>> same
    'The same everywhere: Top seller: reply: Comply.'
    """
    supports = [support for regime in regimes for component in regime or () for support in component]
    same = frozenset.intersection(*map(frozenset, supports)) if supports and len(set(regimes)) > 1 else frozenset()
    same = frozenset(move for move in same if move[1])
    if not same:
        return tuple(regime_text(regime, players) for regime in regimes), ""
    texts = tuple(
        regime_text(
            regime
            and tuple(
                tuple(tuple(move for move in support if move not in same) for support in component)
                for component in regime
            ),
            players,
        )
        or NOTHING_ELSE
        for regime in regimes
    )
    shared = tuple(move for move in supports[0] if move in same)
    return texts, f"The same everywhere: {regime_text(((shared,),), players)}."
