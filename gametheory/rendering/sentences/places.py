"""Where choices are made: stages, rounds, and what their player has seen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.node_places import path_to_node
from gametheory.rendering.sentences.wording import joined, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame

MAX_HISTORIES = 3
"""Ways to choices of one stage that are told."""
_STAGE = re.compile(r"(?P<stage>[^\[\]:]+)(?:\[(?P<round>[^\[\]]+)\])?(?:: (?P<seen>.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a choice is made, as a reader is told.

    Parameters
    ----------
    stage
        Name of the stage, or of the information set; empty where it has none.
    round
        Value of the index of a repeated stage: ``2023.5``; empty elsewhere.
    seen
        The moves that tell the information set from others of the same stage.
    """

    stage: str
    round: str = ""
    seen: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """``at “growth” in 2023.5, after “Scale” and “Wait”``."""
        after = f"{',' if self.round else ''} after {moves_text(self.seen)}" if self.seen and self.stage else ""
        if not self.stage:
            return f"after {moves_text(self.seen)}" if self.seen else "at the start"
        return f"{self.stage_text}{after}"

    @property
    def stage_text(self) -> str:
        """The same without what was seen."""
        return f"at {quoted(self.stage)}{f' {rounds_text([self.round])}' if self.round else ''}"


class Places:
    """Where the choices of a game are made, by index of information set; each is found once, when it is asked for.

    Where the file gives no name, the moves that lead there tell the place. Sets whose name stands twice, or that have
    several nodes and no name, are told by their key.

    Parameters
    ----------
    game
        A tree.

    Examples
    --------
    >>> from gametheory import load
    >>> tree = load("trust_game").to_game()
    >>> Places(tree)[tree.infoset_index("seller", "honor")].text
    'at “honor”'
    """

    def __init__(self, game: ExtensiveFormGame) -> None:
        self._game = game
        self._num_labeled = Counter(infoset.label for infoset in game.infosets)
        self._found: dict[int, Place] = {}

    def __getitem__(self, infoset: int) -> Place:
        """Return where a choice is made."""
        if infoset not in self._found:
            self._found[infoset] = self._place(infoset)
        return self._found[infoset]

    def num_alike(self, player: int, place: Place) -> int:
        """Return how many information sets a player has at a stage, in one round of it."""
        others = (self[index] for index in self._game.player_infosets(player))
        return sum((place.stage, place.round) == (other.stage, other.round) for other in others)

    def _place(self, infoset: int) -> Place:
        """Return where a choice is made, found anew."""
        found, nodes = self._game.infosets[infoset], self._game.infoset_nodes(infoset)
        moves = path_to_node(self._game, int(nodes[0]))
        if not found.label and len(nodes) == 1:
            return Place("", seen=moves)
        is_unique = bool(found.label) and self._num_labeled[found.label] == 1
        return _named_place(found.label if is_unique else found.key, moves)


def _named_place(name: str, moves: Sequence[str]) -> Place:
    """Return a place from the name of an information set and the moves that lead to its first node."""
    parts = _STAGE.fullmatch(name)
    seen = _moves_in(parts["seen"], moves) if parts and parts["seen"] else ()
    return Place(name) if parts is None or seen is None else Place(parts["stage"], parts["round"] or "", seen)


def _moves_in(text: str, moves: Sequence[str]) -> tuple[str, ...] | None:
    """Return the moves, in their order, that a text lists with commas between them; None where it lists others."""
    for index, move in enumerate(moves):
        if text == move:
            return (move,)
        if text.startswith(f"{move}, "):
            rest = _moves_in(text.removeprefix(f"{move}, "), moves[index + 1 :])
            if rest is not None:
                return (move, *rest)
    return None


def common_place(places: Sequence[Place], total: int) -> str:
    """Return where several choices of one stage and round are made.

    Parameters
    ----------
    places
        At least one.
    total
        How many information sets the stage has in that round.
    """
    first = places[0]
    if len(places) == 1:
        return first.text
    comma = "," if first.round else ""
    if len(places) > 2 and len(places) >= total - 1:
        return f"{first.stage_text}{comma} {'whatever went before' if len(places) == total else 'in every other case'}"
    if len(places) > MAX_HISTORIES:
        return f"{first.stage_text} in {len(places)} cases (such as after {moves_text(first.seen)})"
    told = [moves_text(place.seen) for place in places]
    if all(len(place.seen) == 1 for place in places):
        return f"{first.stage_text}{comma} after {joined(told, 'or')}"
    return f"{first.stage_text}, after {', or after '.join(told)}"


def moves_text(moves: Sequence[str]) -> str:
    """Return moves one after the other; the same ones again and again are told once.

    Examples
    --------
    >>> moves_text(["Scale", "Wait"]), moves_text(["In", "Fight", "In", "Fight"])
    ('“Scale” and “Wait”', '“In” and “Fight”, twice')
    """
    for length in range(1, len(moves) // 2 + 1):
        times = len(moves) // length
        if times * length == len(moves) and list(moves) == list(moves[:length]) * times:
            repeated = "twice" if times == 2 else f"{times} times"
            return f"{moves_text(moves[:length])}{',' if length > 1 else ''} {repeated}"
    return joined([quoted(move) for move in moves])


def rounds_text(rounds: Sequence[str]) -> str:
    """Return in which rounds something happens.

    Examples
    --------
    >>> rounds_text(["2023", "2023.5"]), rounds_text(["A"]), rounds_text(["first", "second"]), rounds_text(["1"])
    ('in 2023 and 2023.5', 'in A', 'in rounds “first” and “second”', 'in round 1')
    """
    if all(text[:1].isupper() or (text[:1].isdigit() and len(text) > 3) for text in rounds):
        return f"in {joined(rounds)}"
    numbered = all(text.isdigit() for text in rounds)
    names = joined([text if numbered else quoted(text) for text in rounds])
    return f"in {'round' if len(rounds) == 1 else 'rounds'} {names}"
