"""Regimes in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.players import Player
    from gametheory.studies.regimes import Regime, Support

NO_REGIME = "no game"
"""What is said where there is no game, or no regime is known."""
MOST_TOLD = 4
"""Kinds of extreme equilibria of a continuum that are told one by one."""


def regime_text(regime: Regime | None, players: Sequence[Player]) -> str:
    """Return the equilibria of a regime: who plays what, several joined by ``or``, a continuum by its extreme ones.

    Of a continuum with many kinds of extreme equilibria it is told what is played in any of them.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> from gametheory.studies.regimes import regime
    >>> solution = solve(load("battle_of_the_sexes"))
    >>> print(regime_text(regime(solution), solution.game.players))
    (Man: Ballet; Woman: Ballet) or (Man: Fight; Woman: Fight) or (Man: Fight + Ballet; Woman: Fight + Ballet)
    """
    if regime is None:
        return NO_REGIME
    if not regime:
        return "no equilibrium"
    labels = {player.key: player.label for player in players}
    texts = [_component_text(component, labels) for component in regime]
    return texts[0] if len(texts) == 1 and len(regime[0]) == 1 else " or ".join(_bracketed(text) for text in texts)


def _bracketed(text: str) -> str:
    return text if text.startswith("any of") else f"({text})"


def _component_text(component: Sequence[Support], labels: dict[str, str]) -> str:
    """Return the extreme equilibria of a component; equal supports are told once."""
    texts = list(dict.fromkeys(_support_text(support, labels) for support in component))
    if len(component) == 1:
        return texts[0]
    if len(texts) > MOST_TOLD:
        return f"any of a continuum of {len(component)} extreme equilibria with ({_together(component, labels)})"
    return f"any of a continuum from {' to '.join(f'({text})' for text in texts)}"


def _together(component: Sequence[Support], labels: dict[str, str]) -> str:
    """Return what is played at each place in some equilibrium of a component."""
    played: dict[tuple[str, str], dict[str, None]] = {}
    for support in component:
        for key, infoset, actions in support:
            played.setdefault((key, infoset), {}).update(dict.fromkeys(actions))
    told: dict[str, list[str]] = {}
    for (key, infoset), met in played.items():
        if met:
            told.setdefault(key, []).append(f"{infoset}: {' or '.join(met)}" if infoset else " or ".join(met))
    return "; ".join(f"{labels[key]}: {', '.join(where)}" for key, where in told.items())


def _support_text(support: Support, labels: dict[str, str]) -> str:
    """Return who plays what; at information sets that are not reached by the player's own choice nothing is told."""
    told: dict[str, list[str]] = {}
    for key, infoset, actions in support:
        if actions:
            told.setdefault(key, []).append(f"{infoset}: {' + '.join(actions)}" if infoset else " + ".join(actions))
    return "; ".join(f"{labels[key]}: {', '.join(played)}" for key, played in told.items())
