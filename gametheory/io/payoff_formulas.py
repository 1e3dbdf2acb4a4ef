"""Payoffs by player: formulas for all profiles or terminals, or what falls due at one node or stage."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.core.names import enumerate_names
from gametheory.io.players_section import check_player
from gametheory.io.yaml_nodes import Mapping, Scalar, Sequence, kind_of
from gametheory.models.definitions import FormulaPayoffs

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as MappingType

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node
    from gametheory.models.formulas.syntax import Formula


def read_payoff_formulas(
    reading: Reading, key: Scalar, node: Node, players: Collection[str], *, is_complete: bool
) -> FormulaPayoffs | None:
    """Return payoffs by player: a mapping of keys to formulas, or a list in the order of the players.

    Parameters
    ----------
    key
        The key that the payoffs stand behind.
    is_complete
        Whether every player has to be there; else players left out get 0.
    """
    if isinstance(node, Sequence):
        return _read_list(reading, key, node, players)
    if not isinstance(node, Mapping):
        reading.malformed(
            node, f"expected payoffs by player ({enumerate_names(players)}) or as a list, got {kind_of(node)}"
        )
        return None
    by_player = {}
    for player, value in node.items():
        if check_player(reading, player, players):
            by_player[player.text] = reading.formula(value, f"payoff of {player.text!r}")
    missing = [player for player in players if player not in by_player]
    if missing and is_complete and len(by_player) == len(node.keys):
        reading.inconsistent(node, f"expected payoffs of every player, got none of {enumerate_names(missing)}")
    return _in_order(reading, key, by_player, players)


def _read_list(reading: Reading, key: Scalar, node: Sequence, players: Collection[str]) -> FormulaPayoffs | None:
    """Return payoffs that are listed in the order of the players."""
    if len(node.items) != len(players):
        reading.inconsistent(
            node, f"expected {len(players)} payoffs ({enumerate_names(players)}), got {len(node.items)}"
        )
        return None
    formulas = {
        player: reading.formula(item, f"payoff of {player!r}") for player, item in zip(players, node.items, strict=True)
    }
    return _in_order(reading, key, formulas, players)


def _in_order(
    reading: Reading, key: Scalar, by_player: MappingType[str, Formula | None], players: Collection[str]
) -> FormulaPayoffs:
    """Return those of the payoffs that could be read, in the order of the players."""
    found = ((player, by_player.get(player)) for player in players)
    complete = {player: formula for player, formula in found if formula is not None}
    return FormulaPayoffs(MappingProxyType(complete), reading.place(key))
