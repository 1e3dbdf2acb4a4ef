"""Chance moves of probability 0 as the least likely of all mistakes: what counts where only they lead.

A node has as its level the number of such moves on the way to it, and an information set the least level of its nodes:
beliefs there are about these nodes alone, and only ends of play of that level are expected.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import TYPE_CHECKING

from gametheory.core.rationals import over_common_denominator
from gametheory.core.realization_plans import node_sequences

if TYPE_CHECKING:
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.sequence_form import SequenceForm


@dataclass(frozen=True, slots=True)
class ChanceLevels:
    """Levels and likelihoods of a tree's nodes by chance alone.

    Parameters
    ----------
    of_nodes
        Number of chance moves of probability 0 on the way to each node.
    of_infosets
        The least level of each information set's nodes.
    chances
        The product of the other chance probabilities on the way to each node.
    """

    of_nodes: tuple[int, ...]
    of_infosets: tuple[int, ...]
    chances: tuple[Fraction, ...]


def chance_levels(tree: ExtensiveFormGame) -> ChanceLevels:
    """Return levels and likelihoods of a tree's nodes by chance alone.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["solo"])
    >>> usual, rare, never = builder.chance(0, {"usual": "2/3", "rare": "1/3", "never": 0})
    >>> for node, name in ((usual, "blind"), (rare, "told"), (never, "blind")):
    ...     ends = builder.move(node, "solo", ["l"], infoset=name)
    >>> levels = chance_levels(builder.build())
    >>> levels.of_nodes, levels.of_infosets, [str(chance) for chance in levels.chances]
    ((0, 0, 0, 0, 0, 1, 1), (0, 0, 0), ['1', '2/3', '2/3', '1/3', '1/3', '1', '1'])
    """
    infosets, actions = tree.infoset.tolist(), tree.parent_action.tolist()
    levels, chances = [0] * tree.num_nodes, [Fraction(1)] * tree.num_nodes
    for node, before in enumerate(tree.parent.tolist()):
        if node:
            probabilities = tree.infosets[infosets[before]].probabilities
            chance = Fraction(1) if probabilities is None else probabilities[actions[node]]
            levels[node] = levels[before] + (not chance)
            chances[node] = chances[before] * (chance or 1)
    least = tuple(min(levels[node] for node in tree.infoset_nodes(index)) for index in range(len(tree.infosets)))
    return ChanceLevels(tuple(levels), least, tuple(chances))


def expected_gains(form: SequenceForm, player: int, levels: ChanceLevels) -> dict[tuple[int, int], int]:
    """Return by own and other sequence what a player expects if they are the last ones, above its smallest payoff.

    Integers of at least 0 without a common factor, the same in all units of the payoffs. Only ends of play of the level
    of the information set of the last own choice count.
    """
    tree = form.game
    own = form.sequences[player]
    last = [node_sequences(tree, listed) for listed in form.sequences]
    others = last[1 - player] if len(last) > 1 else [0] * tree.num_nodes
    level_of = [0] * own.num_sequences
    for infoset, first, size in zip(own.infosets, own.first, form.num_actions[player], strict=True):
        level_of[first : first + size] = [levels.of_infosets[infoset]] * size
    values = tree.path_payoffs(player).values.tolist()
    smallest = min(values[node] for node in tree.terminals)
    expected: dict[tuple[int, int], Fraction] = {}
    for node in tree.terminals:
        place = (last[player][node], others[node])
        if levels.of_nodes[node] == level_of[place[0]]:
            gain = levels.chances[node] * (values[node] - smallest)
            expected[place] = expected.get(place, Fraction(0)) + gain
    integers, _ = over_common_denominator(expected.values())
    factor = gcd(*integers) or 1
    return {place: integer // factor for place, integer in zip(expected, integers, strict=True)}
