"""Gains from one other move, in trees in which everybody sees everything."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.core.tree_arrays import TERMINAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.extensive_form import ExtensiveFormGame


def is_everything_seen(tree: ExtensiveFormGame) -> bool:
    """Return whether each player always knows at which node it is: there are as many information sets as such nodes."""
    is_chance = [infoset.is_chance for infoset in tree.infosets]
    num_moves: int = sum(infoset != TERMINAL and not is_chance[infoset] for infoset in tree.infoset.tolist())
    return num_moves == is_chance.count(False)


def single_deviation_gains(
    tree: ExtensiveFormGame, choices: Sequence[Mapping[int, Fraction]], heartbeat: Heartbeat = no_heartbeat
) -> list[tuple[int, int, Fraction]]:
    """Return where a player gains by one other move, if everybody follows the profile afterwards.

    With perfect information a profile is subgame perfect exactly if there is no such move.

    Parameters
    ----------
    tree
        A tree of perfect information.
    choices
        For each information set the probabilities of the actions that are taken, chance included.
    heartbeat
        Called every few nodes.

    Returns
    -------
    list of (node, player, gain)
        In preorder; the gain is the best one, in expected payoff at that node.

    Notes
    -----
    Linear in the number of nodes. What falls due at a node adds to what follows it, so values are those from there on.
    """
    payoffs = [tree.integer_payoffs(player) for player in range(tree.num_players)]
    worth: list[list[int | Fraction]] = [table.values.tolist() for table in payoffs]
    infosets, children = tree.infoset.tolist(), tree.child_lists
    gains = []
    movers = [infoset.player for infoset in tree.infosets]
    for node in with_heartbeat(range(tree.num_nodes - 1, -1, -1), heartbeat):
        if infosets[node] == TERMINAL:
            continue
        following, chosen = children[node], choices[infosets[node]]
        mover = movers[infosets[node]]
        for player, values in enumerate(worth):
            due, later = values[node], _expected(values, following, chosen)
            values[node] = due + later if due else later
            if player == mover and (gain := max(values[child] for child in following) - later):
                gains.append((node, player, Fraction(gain) / payoffs[player].denominator))
    return gains[::-1]


def _expected(values: Sequence[int | Fraction], nodes: Sequence[int], chosen: Mapping[int, Fraction]) -> int | Fraction:
    """Return the value of what is chosen among some nodes."""
    if len(chosen) == 1:
        return values[nodes[next(iter(chosen))]]
    return sum((weight * values[nodes[action]] for action, weight in chosen.items()), Fraction(0))
