"""Keys and texts of regimes, so that those of many points can be told apart, stored and read again."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gametheory.models.model import GameModel
    from gametheory.studies.regimes import Regime, Support

NO_REGIME = 0
"""Key of points without a game, or at which the regime was not determined."""


def regime_text(regime: Regime) -> str:
    """Return a regime as JSON: components, each a list of supports.

    Examples
    --------
    >>> regime_text((((("seller", "", ("List", "Leave")),),),))
    '[[[["seller", "", ["List", "Leave"]]]]]'
    """
    return json.dumps(regime, ensure_ascii=False)


def read_regime(text: str) -> Regime:
    """Return the regime of a text.

    Examples
    --------
    >>> read_regime('[[[["seller", "", ["List", "Leave"]]]]]')
    (((('seller', '', ('List', 'Leave')),),),)
    """
    return tuple(
        tuple(tuple((player, infoset, tuple(actions)) for player, infoset, actions in support) for support in component)
        for component in json.loads(text)
    )


def regime_key(text: str) -> int:
    """Return the number by which points name the regime of a text: 64 bits of its hash, never ``NO_REGIME``."""
    return int.from_bytes(sha256(text.encode()).digest()[:8]) or 1


def regime_words(regime: Regime, model: GameModel) -> str:
    """Return a regime in words, players by their labels.

    Equilibria stand one after the other, those that hang together in brackets.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> from gametheory.studies.regimes import regime
    >>> model = load("price_monitoring")
    >>> regime_words(regime(solve(model)), model)
    'Amazon: Monitor or Ignore; Top seller: Undercut on Temu or Keep parity'
    """
    labels = {player.key: player.label for player in model.players}
    components = []
    for component in regime:
        supports = " & ".join(_support_words(support, labels) for support in component)
        components.append(f"[{supports}]" if len(component) > 1 else supports)
    return " | ".join(components) if components else "no equilibrium"


def _support_words(support: Support, labels: dict[str, str]) -> str:
    """Return what is played in one equilibrium."""
    played = []
    for player, infoset, actions in support:
        place = f"{labels.get(player, player)} at {infoset}" if infoset else labels.get(player, player)
        played.append(f"{place}: {' or '.join(actions) if actions else 'not reached'}")
    return "; ".join(played)
