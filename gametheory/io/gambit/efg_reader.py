"""Gambit's trees (``.efg``) as games: one pass over the text, arrays, no recursion."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

import numpy as np

from gametheory.core.extensive_form import NO_ACTION, NO_OUTCOME, NO_PARENT, TERMINAL, ExtensiveFormGame
from gametheory.core.infosets import CHANCE
from gametheory.core.rationals import to_payoff_array
from gametheory.io.gambit.efg_grammar import NODE, node_mistake, offset_of_node
from gametheory.io.gambit.efg_infosets import InfosetTable
from gametheory.io.gambit.efg_outcomes import OutcomeList
from gametheory.io.gambit.head import ReadGame, read_head, take_comment
from gametheory.io.gambit.tokens import Cursor, Remarks, brief, inconsistent, unquoted
from gametheory.models.given_game import GivenGame

if TYPE_CHECKING:
    import re

    from gametheory.io.prescan import Source

MAX_NODES: Final = 10_000_000
"""Nodes of a tree."""


def read_efg(source: Source) -> ReadGame:
    """Return the tree that a text in Gambit's format describes.

    Parameters
    ----------
    source
        The text, with line feeds as line ends.

    Raises
    ------
    MalformedGameFileError
        If it is not in the format.
    InconsistentGameFileError
        If it is in the format but not a tree: a player that does not exist, data that disagree, probabilities that
        don't sum to 1.

    Notes
    -----
    Linear in the size of the text.

    Examples
    --------
    >>> from gametheory.io.prescan import Source
    >>> text = 'EFG 2 R "Ask" { "A" "B" } p "" 1 1 "" { "yes" "no" } 0 t "" 1 "" { 1, 1/3 } t "" 2 "" { 0 .5 }'
    >>> read_efg(Source(text, "ask.efg")).given.game
    <ExtensiveFormGame 'Ask': 3 nodes, 2 ends, A, B>
    """
    return _TreeReader(source).read()


class _TreeReader:
    """State of one reading: nodes in preorder, and the moves that still wait for children."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._remarks = Remarks(source)
        self._parent, self._parent_action = array("i"), array("i")
        self._infoset, self._outcome = array("i"), array("i")
        self._labels: list[str] = []
        self._met: set[str] = set()

    def read(self) -> ReadGame:
        """Return the game."""
        cursor = Cursor(self._source)
        title, players = read_head(cursor, self._remarks, name="EFG", version="2")
        comment = take_comment(cursor)
        self._num_players = len(players)
        self._infosets = InfosetTable(self._source, players, self._remarks)
        self._outcomes = OutcomeList(self._source, len(players), self._remarks)
        self._read_nodes(cursor.offset)
        rows, labels, places = self._outcomes.in_order()
        # the last entry is the one that NO_OUTCOME (-1) picks
        places_in_table = np.array([*places, NO_OUTCOME], dtype=np.int32)
        game = ExtensiveFormGame(
            players=players,
            infosets=self._infosets.named(),
            parent=np.array(self._parent, dtype=np.int32),
            parent_action=np.array(self._parent_action, dtype=np.int32),
            infoset=np.array(self._infoset, dtype=np.int32),
            outcome=places_in_table[np.array(self._outcome, dtype=np.int32)],
            node_labels=tuple(self._labels),
            outcome_labels=labels,
            outcome_payoffs=to_payoff_array(rows) if rows else np.zeros((0, len(players)), dtype=np.int64),
            title=title,
            comment=comment,
        )
        return ReadGame(GivenGame(game), self._remarks.told())

    def _read_nodes(self, offset: int) -> None:
        """Read all nodes; the last one ends the tree, and nothing may follow it."""
        match = NODE.match
        text = self._source.text
        path: list[int] = []
        following: list[int] = []
        while True:
            found = match(text, offset)
            if found is None:
                raise node_mistake(self._source, offset, is_complete=False)
            node = len(self._labels)
            if node == MAX_NODES:
                raise inconsistent(self._source, offset, f"expected at most {MAX_NODES:,} nodes, got more")
            self._parent.append(path[-1] if path else NO_PARENT)
            self._parent_action.append(following[-1] if path else NO_ACTION)
            num_actions = self._read_node(found)
            offset = found.end()
            if path:
                following[-1] += 1
            if num_actions:
                path.append(node)
                following.append(0)
            while path and following[-1] == self._num_actions(path[-1]):
                path.pop()
                following.pop()
            if not path:
                break
        if text[offset:].strip():
            raise node_mistake(self._source, offset, is_complete=True)

    def _num_actions(self, node: int) -> int:
        return self._infosets.num_actions[self._infoset[node]]

    def _read_node(self, found: re.Match[str]) -> int:
        """Enter a node and return how many actions it has."""
        (end, move, player, number, label, block, chance, *others, outcome, outcome_label, payoffs) = found.groups()
        if end is not None:
            infoset = TERMINAL
            name = end
        elif move is not None:
            name = move
            owner = int(player) - 1
            if not 0 <= owner < self._num_players:
                what = f"expected a player from 1 to {self._num_players}, got {int(player)}"
                raise inconsistent(self._source, found.start(3), what)
            infoset = self._infosets.index(owner, int(number), label, block, found=found)
        else:
            name = chance
            infoset = self._infosets.index(CHANCE, int(others[0]), others[1], others[2], found=found)
        self._infoset.append(infoset)
        self._outcome.append(self._outcomes.index(int(outcome), outcome_label, payoffs, found=found))
        self._labels.append(unquoted(name))
        if name:
            self._note_label(name, found)
        return 0 if infoset == TERMINAL else self._infosets.num_actions[infoset]

    def _note_label(self, label: str, found: re.Match[str]) -> None:
        """Note a node's label that stood before."""
        if label in self._met:
            what = f"expected different labels of nodes, got {brief(unquoted(label))} twice; kept"
            self._remarks.note("node", offset_of_node(found), what)
        self._met.add(label)
