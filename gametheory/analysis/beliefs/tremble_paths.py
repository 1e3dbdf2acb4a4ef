"""Which mistakes lead to the nodes of a tree: the probabilities of completely mixed profiles near a given one."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.trembles import is_of_chance
from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.core.tree_arrays import TERMINAL

if TYPE_CHECKING:
    from gametheory.analysis.beliefs.trembles import Mistake
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.planned_play import Plan
    from gametheory.core.extensive_form import ExtensiveFormGame


@dataclass(frozen=True, slots=True)
class MistakenPath:
    """How play comes to a node.

    Parameters
    ----------
    mistakes
        The actions of probability 0 on the way.
    share
        Product of the probabilities of all other actions on the way.
    """

    mistakes: frozenset[Mistake]
    share: Fraction

    @property
    def has_impossible_chance(self) -> bool:
        """Whether a move of chance of probability 0 is on the way."""
        return any(map(is_of_chance, self.mistakes))


def mistaken_paths(tree: ExtensiveFormGame, plan: Plan, heartbeat: Heartbeat = no_heartbeat) -> dict[int, MistakenPath]:
    """Return for each node where a player moves how play comes there; linear in the number of nodes.

    Parameters
    ----------
    tree, plan
        A tree, and what is done at every information set.
    heartbeat
        Called every few nodes.

    Examples
    --------
    >>> from gametheory import BehaviorProfile, load
    >>> from gametheory.analysis.trees.planned_play import plan_of
    >>> tree = load("trust_game").to_game()
    >>> paths = mistaken_paths(tree, plan_of(BehaviorProfile(tree, [[0, 1], [0, 1]])))
    >>> sorted(paths[1].mistakes)
    [(0, 0)]
    """
    infosets, parents, actions = tree.infoset.tolist(), tree.parent.tolist(), tree.parent_action.tolist()
    paths = [MistakenPath(frozenset(), Fraction(1))]
    for node in with_heartbeat(range(1, tree.num_nodes), heartbeat):
        before, action = parents[node], actions[node]
        infoset = infosets[before]
        probability = plan[infoset].get(action)
        path = paths[before]
        if probability is None:
            mistake = (~before if tree.infosets[infoset].is_chance else infoset, action)
            path = MistakenPath(path.mistakes | {mistake}, path.share)
        elif probability != 1:
            path = MistakenPath(path.mistakes, path.share * probability)
        paths.append(path)
    return {
        node: paths[node]
        for node, infoset in enumerate(infosets)
        if infoset != TERMINAL and not tree.infosets[infoset].is_chance
    }
