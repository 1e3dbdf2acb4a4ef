"""Keys and texts of regimes, so that those of many points can be told apart, stored and read again."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from gametheory.studies.regime_words import regime_text

if TYPE_CHECKING:
    from gametheory.models.model import GameModel
    from gametheory.studies.regimes import Regime

NO_REGIME = 0
"""Key of points without a game, or at which the regime was not determined."""


def regime_json(regime: Regime) -> str:
    """Return a regime as JSON: components, each a list of supports.

    Examples
    --------
    >>> regime_json((((("seller", "", ("List", "Leave")),),),))
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

    Examples
    --------
    >>> from gametheory import load, solve
    >>> from gametheory.studies.regimes import regime
    >>> model = load("price_monitoring")
    >>> regime_words(regime(solve(model)), model)
    'Amazon: Monitor + Ignore; Top seller: Undercut on Temu + Keep parity'
    """
    return regime_text(regime, model.players)
