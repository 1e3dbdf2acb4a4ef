"""Which of two strict equilibria of a 2 x 2 game is less risky, after Harsanyi and Selten."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from gametheory.core.normal_form import NormalFormGame

Cell: TypeAlias = tuple[int, int]
"""An action of the row player and one of the column player."""


@dataclass(frozen=True, slots=True)
class RiskDominance:
    """Comparison of the two strict equilibria of a 2 x 2 game.

    Parameters
    ----------
    equilibria
        Both, as actions, the one with the row player's first action first.
    losses
        For each, what the row and the column player lose by deviating from it alone.
    """

    equilibria: tuple[Cell, Cell]
    losses: tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]

    @property
    def loss_products(self) -> tuple[Fraction, Fraction]:
        """The product of the losses at each equilibrium: the larger one risk-dominates."""
        first, second = self.losses
        return first[0] * first[1], second[0] * second[1]

    @property
    def dominant(self) -> Cell | None:
        """The risk-dominant equilibrium; None if neither dominates the other."""
        first, second = self.loss_products
        if first == second:
            return None
        return self.equilibria[0 if first > second else 1]


def compare_risk(game: NormalFormGame) -> RiskDominance:
    """Return how the two strict equilibria of a 2 x 2 game compare in risk.

    Parameters
    ----------
    game
        Two players with two actions each.

    Raises
    ------
    UnsupportedGameError
        Unless it is a 2 x 2 game with two strict equilibria.

    Notes
    -----
    Exact. One equilibrium risk-dominates the other if the product of the players' losses by deviating from it is larger
    (Harsanyi and Selten 1988, section 3.9). Units of the payoffs do not matter, nor does adding to a player's payoffs
    something that does not depend on its own action.

    References
    ----------
    harsanyi1988.

    Examples
    --------
    A stag hunt: the stag pays more, the hare is safer.

    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[9, 0], [8, 7]], [[9, 8], [0, 7]])
    >>> comparison = compare_risk(game)
    >>> [str(product) for product in comparison.loss_products], comparison.dominant
    (['1', '49'], (1, 1))
    """
    if game.num_actions != (2, 2):
        shape = " x ".join(map(str, game.num_actions))
        raise UnsupportedGameError(
            f"risk dominance needs a 2 x 2 game, got {shape}; use concept 'payoff_dominant' or 'perfect'"
        )
    strict = [(row, column) for row in (0, 1) for column in (0, 1) if min(_losses(game, (row, column))) > 0]
    if len(strict) != 2:
        raise UnsupportedGameError(
            f"risk dominance compares two strict equilibria, got {len(strict)}; use concept 'nash' or 'payoff_dominant'"
        )
    first, second = strict
    return RiskDominance((first, second), (_losses(game, first), _losses(game, second)))


def _losses(game: NormalFormGame, cell: Cell) -> tuple[Fraction, Fraction]:
    """Return what each player loses by deviating alone from a cell of a 2 x 2 game."""
    row, column = cell
    return (
        game.payoff(0, (row, column)) - game.payoff(0, (1 - row, column)),
        game.payoff(1, (row, column)) - game.payoff(1, (row, 1 - column)),
    )
