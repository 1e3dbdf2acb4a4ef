"""Trees on a line whose chance moves come as late as players can notice: weights, payoffs and stages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import RationalFunction
from gametheory.solvers.subgames.delayed_chance import DelayedChance, delay_chance
from gametheory.solvers.subgames.subgame_stages import subgame_stages
from gametheory.studies.lines.tree_envelopes import path_payoffs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.polynomials import LocalSigns
    from gametheory.studies.lines.parameter_line import TracedGame
    from gametheory.studies.lines.tree_envelopes import Worths


class LateChance:
    """The shape of a tree whose chance moves come late.

    Parameters
    ----------
    tree
        The tree as given; its numbers do not matter.

    Attributes
    ----------
    game
        The tree with late chance, whose numbers mean nothing.
    infosets
        For each of its information sets the index of the same one in the tree as given; -1 at chance.
    stages
        Its subgames down to the next ones.
    """

    def __init__(self, tree: ExtensiveFormGame) -> None:
        even = [
            replace(infoset, probabilities=(Fraction(1, infoset.num_actions),) * infoset.num_actions)
            if infoset.is_chance
            else infoset
            for infoset in tree.infosets
        ]
        self._tree = tree
        given = replace(tree, infosets=tuple(even))
        delayed = delay_chance(given)
        self.game, self.infosets = delayed.game, delayed.infosets
        self.stages = subgame_stages(self.game)
        is_same = self.game is given
        self._ends = {end: [end] for end in tree.terminals} if is_same else _ends_of(tree, delayed)

    def end_worths(self, traced: TracedGame, signs: LocalSigns) -> dict[int, Worths]:
        """Return what each end of the tree with late chance pays, times how likely chance makes it.

        Raises
        ------
        UnsupportedGameError
            If a probability of chance is 0.
        """
        for shares in traced.probabilities:
            if shares is not None and any(signs.sign(share) <= 0 for share in shares):
                raise UnsupportedGameError(
                    "exact thresholds of sequential equilibria need moves of chance with positive probabilities, "
                    "got one of 0"
                )
        worths = likely_payoffs(self._tree, traced)
        return {
            node: tuple(map(total, zip(*(worths[end] for end in ends), strict=True)))
            for node, ends in self._ends.items()
        }


def likely_payoffs(tree: ExtensiveFormGame, traced: TracedGame) -> dict[int, Worths]:
    """Return what each end of a tree pays, times how likely chance makes it."""
    weights = [RationalFunction.constant(Fraction(1))] * tree.num_nodes
    infosets = tree.infoset.tolist()
    for node, infoset in enumerate(infosets):
        shares = None if infoset == TERMINAL else traced.probabilities[infoset]
        for action, child in enumerate(tree.child_lists[node]):
            weights[child] = weights[node] if shares is None else weights[node] * shares[action]
    paid = path_payoffs(tree, traced)
    return {end: tuple(weights[end] * payoff for payoff in paid[end]) for end in tree.terminals}


def total(functions: Sequence[RationalFunction]) -> RationalFunction:
    """Return a sum of one function at least."""
    whole = functions[0]
    for function in functions[1:]:
        whole = whole + function
    return whole


def _ends_of(tree: ExtensiveFormGame, delayed: DelayedChance) -> dict[int, list[int]]:
    """Return for each end of the tree with late chance the ends of the tree as given that it stands for."""
    found: dict[int, list[int]] = {}
    for end in tree.terminals:
        path = [end]
        while path[-1]:
            path.append(tree.parent.item(path[-1]))
        found.setdefault(_place(tree, delayed, path), []).append(end)
    return found


def _place(tree: ExtensiveFormGame, delayed: DelayedChance, path: list[int]) -> int:
    """Return the end at which the tree with late chance comes by a play, given by its nodes, the last one first."""
    game = delayed.game
    actions = {tree.infoset.item(before): tree.parent_action.item(node) for node, before in pairwise(path)}
    visited = set(path)

    def is_passed(node: int) -> bool:
        """Whether the play goes through a node of the group that a node with late chance stands for."""
        infoset = game.infoset.item(node)
        if infoset == TERMINAL:
            return False
        origin = delayed.infosets[infoset]
        stands_alone = len(game.infoset_nodes(infoset)) == len(tree.infoset_nodes(origin))
        return delayed.nodes[node] in visited if stands_alone else origin in actions

    node = 0
    while game.infoset[node] != TERMINAL:
        infoset, children = game.infoset.item(node), game.child_lists[node]
        if game.infosets[infoset].is_chance:
            passed = [child for child in children if is_passed(child)]
            node = passed[0] if passed else next(child for child in children if game.infoset[child] == TERMINAL)
        else:
            node = children[actions[delayed.infosets[infoset]]]
    return node
