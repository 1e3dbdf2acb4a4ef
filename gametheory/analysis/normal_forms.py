"""The normal form that a question about pure or mixed strategies is asked of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.state_graph import whole
from gametheory.core.strategic_form import to_normal_form

if TYPE_CHECKING:
    from gametheory.core.source import GameSource


def normal_form(source: GameSource) -> NormalFormGame:
    """Return the game itself, or the reduced normal form of a tree.

    Raises
    ------
    UnsupportedGameError
        If the normal form of a tree is too large.

    Examples
    --------
    >>> from gametheory import load
    >>> normal_form(load("trust_game")).num_actions
    (2, 2)
    """
    game = whole(source.to_game())
    return game if isinstance(game, NormalFormGame) else to_normal_form(game).game
