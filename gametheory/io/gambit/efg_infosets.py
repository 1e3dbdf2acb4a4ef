"""Information sets of Gambit's trees: given at the first of their nodes, named by number afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from gametheory.core.infosets import CHANCE, Infoset
from gametheory.core.rationals import brief_fraction
from gametheory.io.gambit.efg_grammar import (
    ACTION,
    BRANCH,
    CHANCE_BLOCK,
    PLAYER_BLOCK,
    are_actions,
    are_branches,
    node_mistake,
    offset_of_node,
)
from gametheory.io.gambit.head import note_renamed
from gametheory.io.gambit.labels import FreeNames, misnamed, unique_names
from gametheory.io.gambit.tokens import brief, inconsistent, unquoted
from gametheory.io.number_text import parse_number
from gametheory.tolerances import PROBABILITY_SUM

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from gametheory.core.players import Player
    from gametheory.io.gambit.tokens import Remarks
    from gametheory.io.prescan import Source


@dataclass(slots=True)
class _Draft:
    """An information set before its key is known."""

    player: int
    number: int
    label: str
    labels: tuple[str, ...]
    probabilities: tuple[Fraction, ...] | None
    place: int
    texts: set[str] = field(default_factory=set)
    """What stood in braces at its nodes, compared already."""


class InfosetTable:
    """The information sets met so far, in the order of preorder.

    Parameters
    ----------
    source
        The file.
    players
        Its players.
    remarks
        Where what is not quite right is noted.

    Attributes
    ----------
    num_actions
        Number of actions of each set.
    """

    def __init__(self, source: Source, players: Sequence[Player], remarks: Remarks) -> None:
        self.num_actions: list[int] = []
        self._source = source
        self._players = players
        self._remarks = remarks
        self._drafts: list[_Draft] = []
        self._index_of: dict[tuple[int, int], int] = {}

    def index(self, player: int, number: int, label: str | None, block: str | None, *, found: re.Match[str]) -> int:
        """Return the index of the set that a node belongs to, entered or compared with its first mention.

        Parameters
        ----------
        player, number
            Whose set, and the file's number of it.
        label, block
            As the file has them; None where they are left out.
        found
            The node.
        """
        index = self._index_of.get((player, number))
        if index is not None:
            draft = self._drafts[index]
            if block is not None and block not in draft.texts:
                self._compare(draft, block, found)
            if label and unquoted(label) != draft.label:
                what = f"expected {self._name(draft)} with the label {brief(draft.label)}, got {brief(label)}"
                raise inconsistent(self._source, offset_of_node(found), what)
            return index
        draft = _Draft(player, number, unquoted(label or ""), (), None, offset_of_node(found))
        if block is None:
            what = f"expected the actions of {self._name(draft)} at its first node, got none"
            raise inconsistent(self._source, offset_of_node(found), what)
        draft.labels, draft.probabilities = self._content(player, block, found)
        draft.texts.add(block)
        self._check(draft, found)
        self._index_of[player, number] = len(self._drafts)
        self._drafts.append(draft)
        self.num_actions.append(len(draft.labels))
        return len(self._drafts) - 1

    def _content(
        self, player: int, block: str, found: re.Match[str]
    ) -> tuple[tuple[str, ...], tuple[Fraction, ...] | None]:
        """Return labels and probabilities that stand in braces."""
        if player != CHANCE:
            if are_actions(block):
                return tuple(map(unquoted, ACTION.findall(block))), None
        elif are_branches(block):
            branches = BRANCH.findall(block)
            try:
                probabilities = tuple(Fraction(parse_number(word)) for _, word in branches)
            except ValueError:
                pass
            else:
                return tuple(unquoted(label) for label, _ in branches), probabilities
        raise node_mistake(self._source, found.start(), is_complete=False)

    def _compare(self, draft: _Draft, block: str, found: re.Match[str]) -> None:
        """Raise InconsistentGameFileError unless what stands in braces agrees in value with the first mention."""
        labels, probabilities = self._content(draft.player, block, found)
        group = CHANCE_BLOCK if draft.player == CHANCE else PLAYER_BLOCK
        line = self._source.line_and_column(draft.place).line
        if labels != draft.labels:
            what = (
                f"expected the actions of {self._name(draft)} as on line {line}, {_listed(draft.labels)}, "
                f"got {_listed(labels)}"
            )
            raise inconsistent(self._source, found.start(group), what)
        if probabilities != draft.probabilities:
            what = f"expected the probabilities of {self._name(draft)} as on line {line}, got others"
            raise inconsistent(self._source, found.start(group), what)
        draft.texts.add(block)

    def _check(self, draft: _Draft, found: re.Match[str]) -> None:
        """Check the probabilities of a new set of chance; note a player's actions without a name of their own."""
        if draft.probabilities is not None:
            self._check_probabilities(draft, draft.probabilities, found.start(CHANCE_BLOCK))
        elif "" in draft.labels or len(set(draft.labels)) < len(draft.labels):
            names = unique_names(draft.labels)
            for index in misnamed(draft.labels):
                note_renamed(self._remarks, found.start(PLAYER_BLOCK), "action", draft.labels[index], name=names[index])

    def _check_probabilities(self, draft: _Draft, probabilities: tuple[Fraction, ...], offset: int) -> None:
        if min(probabilities) < 0:
            what = f"expected probabilities of at least 0, got {brief_fraction(min(probabilities))}"
            raise inconsistent(self._source, offset, what)
        total = cast("Fraction", sum(probabilities))
        if abs(total - 1) > PROBABILITY_SUM:
            what = f"expected probabilities of {self._name(draft)} to sum to 1, got {brief_fraction(total)}"
            raise inconsistent(self._source, offset, what)
        if total != 1:
            what = f"expected probabilities that sum to 1, got {float(total)!r}; divided by their sum"
            self._remarks.note("probabilities", offset, what)

    def named(self) -> tuple[Infoset, ...]:
        """Return the sets under their keys: the label, made unique, or the player's key and the file's number."""
        labels: dict[int, set[str]] = {player: set() for player in (CHANCE, *range(len(self._players)))}
        keys = []
        for draft in self._drafts:
            is_key = draft.label != "" and draft.label not in labels[draft.player]
            labels[draft.player].add(draft.label)
            keys.append(draft.label if is_key else None)
        free = {player: FreeNames(taken) for player, taken in labels.items()}
        return tuple(
            _named(draft, self._free_key(draft, free[draft.player]) if key is None else key)
            for draft, key in zip(self._drafts, keys, strict=True)
        )

    def _free_key(self, draft: _Draft, free: FreeNames) -> str:
        """Return a key for a set without a label of its own."""
        if not draft.label:
            owner = "chance" if draft.player == CHANCE else self._players[draft.player].key
            return free.take(f"{owner}:{draft.number}")
        key = free.take(draft.label)
        what = f"expected different labels of information sets, got {brief(draft.label)} twice; used {brief(key)}"
        self._remarks.note("infoset", draft.place, what)
        return key

    def _name(self, draft: _Draft) -> str:
        """Return what a sentence calls a set."""
        if draft.player == CHANCE:
            return f"chance's information set {draft.number}"
        return f"information set {draft.number} of {brief(self._players[draft.player].label)}"


def _named(draft: _Draft, key: str) -> Infoset:
    """Return the information set of a draft."""
    actions = unique_names(draft.labels)
    probabilities = draft.probabilities
    if probabilities is not None:
        total = cast("Fraction", sum(probabilities))
        if total != 1:
            probabilities = tuple(probability / total for probability in probabilities)
    original = None if actions == draft.labels else draft.labels
    return Infoset(draft.player, key, draft.label, actions, probabilities, draft.number, original)


def _listed(labels: Sequence[str]) -> str:
    """Return labels for a sentence, the first few of many."""
    shown = ", ".join(map(brief, labels[:4]))
    return shown if len(labels) <= 4 else f"{shown}, … ({len(labels)} in all)"
