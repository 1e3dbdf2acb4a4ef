"""Small pieces of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.numbers import payoff_text, percent_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Probability


def joined(words: Sequence[str], conjunction: str = "and") -> str:
    """Return ``a, b and c``.

    Examples
    --------
    >>> joined(["Amazon", "Temu", "a seller"])
    'Amazon, Temu and a seller'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def counted(number: int, singular: str, plural: str) -> str:
    """Return a number with its noun: ``one equilibrium``, ``3 equilibria``."""
    return f"one {singular}" if number == 1 else f"{number:,} {plural}"


def sentence_text(clause: str) -> str:
    """Return a clause as a sentence of its own: with a capital letter and a full stop.

    Examples
    --------
    >>> sentence_text("the subgame after 'In' was not decided")
    "The subgame after 'In' was not decided."
    """
    return f"{clause[:1].upper()}{clause[1:].removesuffix('.')}."


def amount_text(amount: Fraction, unit: str) -> str:
    """Return a payoff with its unit."""
    return f"{payoff_text(amount)} {unit}".rstrip()


def mixture_text(probabilities: Mapping[str, Probability]) -> str:
    """Return what is played: ``“Monitor”``, or ``“Monitor” with probability 44.9 % and “Ignore” with ...``."""
    played = [(action, probability) for action, probability in probabilities.items() if probability]
    if len(played) == 1:
        return f"“{played[0][0]}”"
    return joined([f"“{action}” with probability {percent_text(probability)}" for action, probability in played])


def node_text(game: ExtensiveFormGame, node: int) -> str:
    """Return a node by the moves that lead to it: ``after Demand, Refuse``, or ``at the start``."""
    moves: list[str] = []
    while game.parent[node] >= 0:
        before = int(game.parent[node])
        moves.append(game.infosets[game.infoset[before]].actions[game.parent_action[node]])
        node = before
    return f"after {', '.join(f'“{move}”' for move in reversed(moves))}" if moves else "at the start"


def place_text(game: ExtensiveFormGame, infoset: int) -> str:
    """Return where a choice is made: ``at “reply”``; where the file gives no name, ``after`` the moves that lead there.

    Sets whose name stands twice, or that have several nodes and no name, are told by their key.
    """
    found, nodes = game.infosets[infoset], game.infoset_nodes(infoset)
    if not found.label and len(nodes) == 1:
        return node_text(game, int(nodes[0]))
    is_unique = sum(other.label == found.label for other in game.infosets) == 1
    return f"at “{found.label if found.label and is_unique else found.key}”"


def in_order_of_play(game: ExtensiveFormGame, infosets: Iterable[int]) -> list[int]:
    """Return information sets by the depth of their first node."""
    return sorted(infosets, key=lambda infoset: min(int(game.depth[node]) for node in game.infoset_nodes(infoset)))
