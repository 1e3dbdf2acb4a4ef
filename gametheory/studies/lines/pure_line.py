"""All regimes of pure equilibria of a normal form on a line, for any number of players."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gametheory.polynomials import LocalSigns
from gametheory.studies.lines.line_regimes import compared_regimes

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.polynomials import RealRoot
    from gametheory.studies.lines.line_regimes import PieceRegimes
    from gametheory.studies.lines.parameter_line import FunctionArray, Piece, TracedGame
    from gametheory.studies.regimes import Regime


class PureLine:
    """Best replies to every profile of the others, compared near a value.

    Parameters
    ----------
    game
        Gives the names.
    """

    def __init__(self, game: NormalFormGame) -> None:
        self._game = game

    @property
    def notes(self) -> tuple[str, ...]:
        """Nothing: every pure equilibrium is in the regimes."""
        return ()

    def on_piece(self, piece: Piece, tick: Callable[[], object]) -> PieceRegimes:
        """Return all regimes on a piece: no best reply changes between roots of differences of payoffs."""
        return compared_regimes(
            lambda signs: self._regime(piece.content, signs, tick),
            lambda root: self.at_value(root, piece.content, tick),
            piece,
            tick,
        )

    def at_value(self, root: RealRoot, traced: TracedGame, tick: Callable[[], object]) -> Regime:
        """Return the regime at one value."""
        return self._regime(traced, LocalSigns(root, is_point=True), tick)

    def _regime(self, traced: TracedGame, signs: LocalSigns, tick: Callable[[], object]) -> Regime:
        """Return the pure equilibria near the number at which signs are decided, each alone."""
        sizes = self._game.num_actions
        is_stable = np.ones(sizes, dtype=bool)
        for player, size in enumerate(sizes):
            payoffs = np.moveaxis(traced.payoffs[player], player, -1)
            stable = np.moveaxis(is_stable, player, -1)
            for others in product(*(range(other) for place, other in enumerate(sizes) if place != player)):
                tick()
                best = _best(payoffs[others], signs)
                stable[others] &= np.array([action in best for action in range(size)])
        supports = (
            tuple(
                (player.key, "", (names[action],))
                for player, names, action in zip(self._game.players, self._game.actions, profile, strict=True)
            )
            for profile in np.argwhere(is_stable).tolist()
        )
        return tuple(sorted((support,) for support in supports))


def _best(payoffs: FunctionArray, signs: LocalSigns) -> set[int]:
    """Return the actions whose payoff is largest near the number at which signs are decided."""
    best, highest = {0}, payoffs[0]
    for action, payoff in enumerate(payoffs[1:], 1):
        sign = signs.sign(payoff - highest)
        if sign > 0:
            best, highest = {action}, payoff
        elif not sign:
            best.add(action)
    return best
