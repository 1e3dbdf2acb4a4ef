"""Where choices are made: stages, rounds, and what their player has seen."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import ref

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


def place_of(game: ExtensiveFormGame, infoset: int) -> Place:
    """Return where a choice is made; where the file gives no name, the moves that lead there.

    Sets whose name stands twice, or that have several nodes and no name, are told by their key.
    """
    return _places(game)[infoset]


_last: list[tuple[ref[ExtensiveFormGame], tuple[Place, ...]]] = []
"""The game that was told last, with its places: every sentence asks for some, and a game's hash is slow."""


def _places(game: ExtensiveFormGame) -> tuple[Place, ...]:
    """Return the places of all choices."""
    known = _last[0] if _last else None
    if known is None or known[0]() is not game:
        known = (ref(game), _found_places(game))
        _last[:] = [known]
    return known[1]


def _found_places(game: ExtensiveFormGame) -> tuple[Place, ...]:
    """Return the places of all choices, found anew."""
    counts = Counter(infoset.label for infoset in game.infosets)
    places = []
    for index, found in enumerate(game.infosets):
        nodes = game.infoset_nodes(index)
        moves = path_to_node(game, int(nodes[0]))
        if not found.label and len(nodes) == 1:
            places.append(Place("", seen=moves))
        else:
            name = found.label if found.label and counts[found.label] == 1 else found.key
            places.append(_named_place(name, moves))
    return tuple(places)


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


def place_text(game: ExtensiveFormGame, infoset: int) -> str:
    """Return where a choice is made: ``at “reply” after “Low”``."""
    return place_of(game, infoset).text


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


def num_alike(game: ExtensiveFormGame, player: int, place: Place) -> int:
    """Return how many information sets a player has at a stage, in one round of it."""
    places = (place_of(game, index) for index in game.player_infosets(player))
    return sum((place.stage, place.round) == (other.stage, other.round) for other in places)


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
    >>> rounds_text(["2023", "2023.5"]), rounds_text(["US"]), rounds_text(["first", "second"]), rounds_text(["1"])
    ('in 2023 and 2023.5', 'in the US', 'in rounds “first” and “second”', 'in round 1')
    """
    if all(text[:1].isupper() or (text[:1].isdigit() and len(text) > 3) for text in rounds):
        return f"in {joined([f'the {text}' if text.isupper() and text.isalpha() else text for text in rounds])}"
    numbered = all(text.isdigit() for text in rounds)
    names = joined([text if numbered else quoted(text) for text in rounds])
    return f"in {'round' if len(rounds) == 1 else 'rounds'} {names}"
