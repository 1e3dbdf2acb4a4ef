"""Gains from one other move, in trees in which everybody sees everything."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.infosets import CHANCE
from gametheory.core.tree_arrays import TERMINAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame


def single_deviation_gains(
    tree: ExtensiveFormGame, choices: Sequence[Mapping[int, Fraction]]
) -> list[tuple[int, int, Fraction]]:
    """Return where a player gains by one other move, if everybody follows the profile afterwards.

    With perfect information a profile is subgame perfect exactly if there is no such move.

    Parameters
    ----------
    tree
        A tree of perfect information.
    choices
        For each information set the probabilities of the actions that are taken, chance included.

    Returns
    -------
    list of (node, player, gain)
        In preorder; the gain is the best one, in expected payoff at that node.

    Notes
    -----
    Linear in the number of nodes.
    """
    payoffs = [tree.path_payoffs(player) for player in range(tree.num_players)]
    worth: list[list[int | Fraction]] = [table.values.tolist() for table in payoffs]
    infosets, children = tree.infoset.tolist(), tree.child_lists
    gains = []
    for node in range(tree.num_nodes - 1, -1, -1):
        if infosets[node] == TERMINAL:
            continue
        following, chosen = children[node], choices[infosets[node]]
        for values in worth:
            values[node] = _expected(values, following, chosen)
        mover = tree.infosets[infosets[node]].player
        if mover != CHANCE:
            values = worth[mover]
            gain = max(values[child] for child in following) - values[node]
            if gain:
                gains.append((node, mover, Fraction(gain) / payoffs[mover].denominator))
    return gains[::-1]


def _expected(values: Sequence[int | Fraction], nodes: Sequence[int], chosen: Mapping[int, Fraction]) -> int | Fraction:
    """Return the value of what is chosen among some nodes."""
    if len(chosen) == 1:
        return values[nodes[next(iter(chosen))]]
    return sum((weight * values[nodes[action]] for action, weight in chosen.items()), Fraction(0))
