"""Nash regimes of a two-player normal form from the signs of the factors of its bordered minors."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from gametheory.errors import UnsupportedGameError
from gametheory.kernels.bordered_minors import bordered_minors
from gametheory.polynomials.bivariate_polynomial import BivariatePolynomial
from gametheory.studies.lines.extreme_pairs import ExtremePairs, named_regime
from gametheory.studies.lines.labelled_vertices import LabelledVertices
from gametheory.studies.lines.two_player_line import number_of_minors

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.polynomials.plane_cells import Signs
    from gametheory.studies.borders.parameter_plane import PlanePiece
    from gametheory.studies.borders.sign_oracles import FactorList, SignRule
    from gametheory.studies.regimes import Regime

    Rules: TypeAlias = "dict[tuple[int, int], SignRule]"

MOST_MINORS = 112
"""Minors of both players up to which borders are sought: those of four actions each."""


class BimatrixRegimes:
    """The regimes of one model.

    Parameters
    ----------
    game
        Gives the names.
    factors
        Takes in the factors of minors.

    Raises
    ------
    UnsupportedGameError
        If there are more than ``MOST_MINORS`` minors.
    """

    def __init__(self, game: NormalFormGame, factors: FactorList) -> None:
        self._game, self._factors = game, factors
        rows, columns = game.num_actions
        num_minors = number_of_minors(rows, columns)
        if num_minors > MOST_MINORS:
            raise UnsupportedGameError(
                f"exact borders need at most {MOST_MINORS} bordered minors, got {num_minors:,} "
                f"({rows} x {columns} actions)"
            )
        self._rules: dict[int, tuple[Rules, Rules]] = {}
        self._vertices: dict[tuple[int, tuple[int, ...]], LabelledVertices] = {}
        self._regimes: dict[tuple[tuple[int, ...], ...], Regime] = {}

    def take_in(self, piece: PlanePiece, tick: Callable[[], object]) -> None:
        """Compute the minors of a piece, and take in their factors."""
        if id(piece) in self._rules or piece.failure:
            return
        one = BivariatePolynomial.constant(1)
        first, second = (
            {key: self._factors.rule(minor) for key, minor in bordered_minors(orders, one, tick=tick).items()}
            for orders in piece.orders
        )
        self._rules[id(piece)] = first, second

    def regime(self, piece: PlanePiece, signs: Signs) -> Regime | None:
        """Return the regime where the factors have such signs, on a piece that was taken in; None without a game."""
        if piece.failure:
            return None
        rules = self._rules[id(piece)]
        found = tuple(tuple(rule.sign(signs) for rule in of_player.values()) for of_player in rules)
        if found not in self._regimes:
            sides = [self._side(player, list(rules[player]), found[player]) for player in range(2)]
            masks = ExtremePairs(*sides).regime()
            self._regimes[found] = named_regime(masks, self._game.players, self._game.actions)
        return self._regimes[found]

    def _side(self, player: int, keys: list[tuple[int, int]], signs: tuple[int, ...]) -> LabelledVertices:
        """Return the vertices of a player's mixtures."""
        known = self._vertices.get((player, signs))
        if known is None:
            own, other = self._game.num_actions[player], self._game.num_actions[1 - player]
            known = LabelledVertices(own, other, dict(zip(keys, signs, strict=True)))
            self._vertices[player, signs] = known
        return known
