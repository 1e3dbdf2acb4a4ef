"""Moves and their attributes as positions of the game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.models.scopes import Position, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.models.definitions import ActionDefinition, ChanceBranch
    from gametheory.models.mistakes import Mistakes


def moves_position(
    name: str, moves: Sequence[ActionDefinition | ChanceBranch], constants: Scope, mistakes: Mistakes
) -> Position:
    """Return the position at which these moves are made; note names that stand twice and attributes that lack.

    Parameters
    ----------
    name
        How mistakes call the position.
    moves
        Actions of a player or branches of chance.
    constants
        What names in the attributes' formulas mean.
    mistakes
        Where mistakes are noted.
    """
    seen: set[str] = set()
    for move in moves:
        if move.name in seen:
            mistakes.add(f"expected different actions at {name!r}, got {move.name!r} twice; rename one", move.place)
        seen.add(move.name)
    _check_attributes(name, moves, mistakes)
    return Position(name, tuple(move.name for move in moves), tuple(move.attributes for move in moves), constants)


def _check_attributes(name: str, moves: Sequence[ActionDefinition | ChanceBranch], mistakes: Mistakes) -> None:
    """All moves at one position need the same attributes, so that a misspelled one is not read as 0."""
    owner_of = {attribute: move.name for move in reversed(moves) for attribute in move.attributes}
    for move in moves:
        for attribute, owner in owner_of.items():
            if attribute not in move.attributes:
                mistakes.add(
                    f"expected attribute {attribute!r} at {move.name!r} of {name!r}, as at {owner!r}; "
                    f"write {attribute}: 0 if that is meant",
                    move.place,
                )
