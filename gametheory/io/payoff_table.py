"""Payoff tables: nested lists with the player last, or nested mappings of actions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.names import enumerate_names, nearest
from gametheory.io.number_text import is_number, parse_number
from gametheory.io.players_section import check_player
from gametheory.io.yaml_nodes import Mapping, Scalar, Sequence, kind_of
from gametheory.models.definitions import TablePayoffs

if TYPE_CHECKING:
    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node
    from gametheory.models.formulas.syntax import Formula

    Payoff = Formula | Fraction | int


def read_payoff_table(reading: Reading, key: Scalar, node: Node, actions: dict[str, list[str]]) -> TablePayoffs | None:
    """Return payoffs profile by profile, or None and mistakes.

    Parameters
    ----------
    node
        One level for each player: a list with one entry for each action, or a mapping of the actions' names. At the
        end stand the payoffs of a profile: a list in the order of the players, or a mapping of their keys.
    actions
        Names of the actions, by player.
    """
    table = _Table(reading, list(actions), list(actions.values()), [])
    before = reading.num_mistakes
    table.read_level(node, ())
    if reading.num_mistakes > before:
        return None
    return TablePayoffs(tuple(table.rows), reading.place(key))


@dataclass(slots=True)
class _Table:
    """A table that is being read, and its rows so far."""

    reading: Reading
    players: list[str]
    actions: list[list[str]]
    rows: list[tuple[Payoff, ...]]

    def read_level(self, node: Node, chosen: tuple[str, ...]) -> None:
        """Read what stands behind the actions that the first players have chosen."""
        if len(chosen) == len(self.players):
            self._read_profile(node, chosen)
            return
        names = self.actions[len(chosen)]
        for name, entry in zip(names, self._entries(node, names, chosen), strict=False):
            self.read_level(entry, (*chosen, name))

    def _entries(self, node: Node, names: list[str], chosen: tuple[str, ...]) -> list[Node]:
        """Return one node for each action of the next player; none, and a mistake, where some are missing."""
        player = self.players[len(chosen)]
        where = f" after {_profile(chosen)}" if chosen else ""
        if isinstance(node, Mapping):
            return self._named_entries(node, names, where)
        if not isinstance(node, Sequence):
            self.reading.malformed(
                node, f"expected one entry for each action of {player!r}{where}, got {kind_of(node)}"
            )
            return []
        if len(node.items) < len(names):
            missing = [_profile((*chosen, name)) for name in names[len(node.items) :]]
            self.reading.inconsistent(
                node,
                f"expected {len(names)} entries, one for each action of {player!r}{where}, got {len(node.items)}; "
                f"missing are the payoffs of {', '.join(missing[:5])}",
            )
        elif len(node.items) > len(names):
            self.reading.inconsistent(
                node.items[len(names)],
                f"expected {len(names)} entries, one for each action of {player!r}{where}, got {len(node.items)}",
            )
        return node.items

    def _named_entries(self, node: Mapping, names: list[str], where: str) -> list[Node]:
        """Return the values of a mapping in the order of a player's actions."""
        found = {}
        known = set(names)
        for key, value in node.items():
            if key.text in known:
                found[key.text] = value
            else:
                self.reading.inconsistent(
                    key,
                    f"expected one of the actions {enumerate_names(names)}{where}, "
                    f"got {key.text[:60]!r}{nearest(key.text, names)}",
                )
        missing = [name for name in names if name not in found]
        if missing and len(found) == len(node.keys):
            self.reading.inconsistent(
                node, f"expected payoffs of every profile{where}, got none of {enumerate_names(missing)}"
            )
        if missing:
            return []
        return [found[name] for name in names]

    def _read_profile(self, node: Node, chosen: tuple[str, ...]) -> None:
        """Read the payoffs of one profile."""
        if isinstance(node, Mapping):
            known = {key.text: value for key, value in node.items() if check_player(self.reading, key, self.players)}
            missing = [player for player in self.players if player not in known and len(known) == len(node.keys)]
            cells = [known[player] for player in self.players if player in known]
        elif isinstance(node, Sequence):
            missing = self.players[len(node.items) :]
            cells = node.items
        else:
            self.reading.malformed(
                node, f"expected a list of {len(self.players)} payoffs of {_profile(chosen)}, got {kind_of(node)}"
            )
            return
        if missing:
            self.reading.inconsistent(
                node, f"expected payoffs of every player at {_profile(chosen)}, got none of {enumerate_names(missing)}"
            )
        elif len(cells) > len(self.players):
            self.reading.inconsistent(
                node, f"expected {len(self.players)} payoffs of {_profile(chosen)}, got {len(cells)}"
            )
        row = [self._payoff(cell, chosen) for cell in cells]
        self.rows.append(tuple(payoff for payoff in row if payoff is not None))

    def _payoff(self, node: Node, chosen: tuple[str, ...]) -> Payoff | None:
        """Return one payoff: a plain number as it is, all else as a formula."""
        what = f"payoff of {_profile(chosen)}"
        if isinstance(node, Scalar) and is_number(node.text):
            try:
                return parse_number(node.text)
            except ValueError as error:
                self.reading.malformed(node, f"{error} as {what}")
                return None
        return self.reading.formula(node, what)


def _profile(chosen: tuple[str, ...]) -> str:
    """Return the names of a profile, or its beginning, for a sentence."""
    return f"({', '.join(chosen)})"
