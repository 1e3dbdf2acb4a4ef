"""Games in numbers as bodies of models without parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.models.bodies import BuiltGame

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame
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

    def widest_scopes(self) -> list[Scope]:
        """Return nothing: there are no formulas."""
        return []
