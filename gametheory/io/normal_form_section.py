"""The sections ``actions`` and ``payoffs`` of a game in normal form."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.core.names import enumerate_names
from gametheory.io.payoff_formulas import read_payoff_formulas
from gametheory.io.payoff_table import read_payoff_table
from gametheory.io.payoff_table_csv import read_csv_payoffs
from gametheory.io.players_section import check_player, read_actions
from gametheory.io.yaml_nodes import Mapping, Sequence, kind_of
from gametheory.models.definitions import FormulaPayoffs, NormalFormDefinition, TablePayoffs

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as MappingType

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node, Scalar
    from gametheory.models.definitions import ActionDefinition

    Fields = MappingType[str, tuple[Scalar, Node]]


def read_normal_form(reading: Reading, fields: Fields, players: Collection[str]) -> NormalFormDefinition | None:
    """Return the game in normal form that the keys of a file describe, or None and mistakes."""
    if "actions" not in fields:
        return None
    key, node = fields["actions"]
    actions = _read_actions_by_player(reading, node, players)
    if actions is None or "payoffs" not in fields:
        return None
    payoffs = _read_payoffs(
        reading, fields["payoffs"], {player: [a.name for a in actions[player]] for player in players}
    )
    if payoffs is None:
        return None
    return NormalFormDefinition(MappingProxyType(actions), payoffs, reading.place(key))


def _read_actions_by_player(
    reading: Reading, node: Node, players: Collection[str]
) -> dict[str, tuple[ActionDefinition, ...]] | None:
    """Return the actions of every player in the players' order, or None and mistakes."""
    mapping = reading.mapping(node, "'actions'")
    if mapping is None:
        return None
    found = {
        key.text: read_actions(reading, value, f"player {key.text!r}")
        for key, value in mapping.items()
        if check_player(reading, key, players)
    }
    missing = [player for player in players if player not in found]
    if missing and len(found) == len(mapping.keys):
        reading.inconsistent(node, f"expected actions of every player, got none of {enumerate_names(missing)}")
    return {player: found[player] for player in players} if not missing and all(found.values()) else None


def _read_payoffs(
    reading: Reading, field: tuple[Scalar, Node], actions: dict[str, list[str]]
) -> FormulaPayoffs | TablePayoffs | None:
    """Return payoffs in whichever of the four notations they are written."""
    key, node = field
    if isinstance(node, Sequence):
        return read_payoff_table(reading, key, node, actions)
    if not isinstance(node, Mapping):
        reading.malformed(
            node,
            "expected payoffs as formulas by player, a table with the player last, a mapping of actions or "
            f"{{csv: file}}, got {kind_of(node)}",
        )
        return None
    names = [name.text for name in node.keys]
    players, first = set(actions), set(next(iter(actions.values())))
    if names == ["csv"] and "csv" not in players | first:
        return read_csv_payoffs(reading, key, node, actions)
    if sum(name in first for name in names) > sum(name in players for name in names):
        return read_payoff_table(reading, key, node, actions)
    return read_payoff_formulas(reading, key, node, actions, is_complete=True)
