"""Games in numbers as bodies of models without parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.normal_form import NormalFormGame
from gametheory.models.bodies import BuiltGame
from gametheory.models.formulas.tape import Tape
from gametheory.models.game_formulas import GameFormulas, constant_registers, node_registers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.models.scopes import Scope


@dataclass(frozen=True, slots=True)
class GivenBody:
    """A game that needs no values.

    Parameters
    ----------
    game
        The game, which is built from the start.
    """

    game: NormalFormGame | ExtensiveFormGame

    def build(self, parameters: Mapping[str, Fraction], title: str, path: str) -> BuiltGame:
        """Return the game."""
        del parameters, title, path
        return BuiltGame(self.game, "exact")

    def formulas(self, parameters: Mapping[str, Fraction], title: str, path: str) -> GameFormulas:
        """Return the game; all its registers are constants."""
        del parameters, title, path
        tape, game = Tape([]), self.game
        if isinstance(game, NormalFormGame):
            return GameFormulas(game, tape, constant_registers(game.payoffs, tape))
        return GameFormulas(
            game,
            tape,
            node_registers(game, constant_registers(game.outcome_payoffs, tape), tape.zero),
            tuple(
                None if infoset.probabilities is None else tuple(map(tape.constant, infoset.probabilities))
                for infoset in game.infosets
            ),
        )

    def widest_scopes(self) -> list[Scope]:
        """Return nothing: there are no formulas."""
        return []
