"""Payoffs by player: formulas for all profiles or terminals, or what falls due at one node or stage."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.io.players_section import check_player
from gametheory.io.reading import enumerate_names
from gametheory.io.yaml_nodes import Mapping, Scalar, Sequence, kind_of
from gametheory.models.definitions import FormulaPayoffs

if TYPE_CHECKING:
    from collections.abc import Collection

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node


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
    if missing and is_complete:
        reading.inconsistent(node, f"expected payoffs of every player, got none of {enumerate_names(missing)}")
    complete = {player: formula for player, formula in by_player.items() if formula is not None}
    return FormulaPayoffs(MappingProxyType(complete), reading.place(key))


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
    complete = {player: formula for player, formula in formulas.items() if formula is not None}
    return FormulaPayoffs(MappingProxyType(complete), reading.place(key))
