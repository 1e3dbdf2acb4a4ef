"""What markets of a chain are called: how they end, who the incumbent may be, and where its players move."""

from __future__ import annotations

OUT, ACQUIESCE, FIGHT = "Out", "Acquiesce", "Fight"
"""How a market can end."""
STRONG, WEAK = "strong", "weak"
"""What the incumbent may be."""


def entrant_key(market: int) -> str:
    """Return the key of the player who may enter a market, counted from 1.

    Examples
    --------
    >>> entrant_key(2)
    'entrant_2'
    """
    return f"entrant_{market}"


def infoset_name(name: str, endings: tuple[str, ...]) -> str:
    """Return the name of an information set: whose it is, the market, and how the markets before it ended.

    Examples
    --------
    >>> infoset_name(WEAK, ()), infoset_name("entry", (FIGHT, OUT))
    ('weak 1', 'entry 3: Fight, Out')
    """
    market = f"{name} {len(endings) + 1}"
    return f"{market}: {', '.join(endings)}" if endings else market
