"""The equations of logit equilibria of a game: of its table, or of the agent form of its tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.state_graph import whole
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.quantal_response.table_responses import TableResponses

if TYPE_CHECKING:
    from gametheory.core.source import Game
    from gametheory.solvers.quantal_response.trace import LogitEquations

LARGEST_PAYOFF = 10**200
"""Larger payoffs might leave the range of floats where they add up or are multiplied by precisions."""


def equations_of(game: Game) -> LogitEquations:
    """Return the equations of a normal form, or of the agent form of a tree.

    Raises
    ------
    UnsupportedGameError
        If the game is one of tiers, or too large for its tree to be built, or payoffs are too large for floats.
    """
    played = whole(game)
    payoffs = played.outcome_payoffs if isinstance(played, ExtensiveFormGame) else played.payoffs
    if payoffs.size and (payoffs.max() > LARGEST_PAYOFF or payoffs.min() < -LARGEST_PAYOFF):
        raise UnsupportedGameError(
            f"quantal response reckons with floats and follows games whose payoffs are at most "
            f"{float(LARGEST_PAYOFF):g} in size, got larger ones; divide all payoffs by one constant, which divides "
            f"precisions by it"
        )
    if isinstance(played, ExtensiveFormGame):
        from gametheory.solvers.quantal_response.infoset_responses import InfosetResponses

        return InfosetResponses(played)
    return TableResponses(played)
