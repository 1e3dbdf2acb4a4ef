"""Subgame perfection at one value of a parameter, in a whole tree or in the part of it that a tie concerns."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np

from gametheory.core.tree_arrays import TERMINAL
from gametheory.polynomials import LocalSigns
from gametheory.solvers.subgames.continuations import NO_SUBGAME, ONE, ChanceSubgame, ChoiceSubgame, Exit
from gametheory.solvers.subgames.subgame_perfect import selections
from gametheory.studies.lines.traced_number import TracedNumber
from gametheory.studies.lines.tree_envelopes import path_payoffs, sign_of_function

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.polynomials import RationalFunction, RealRoot
    from gametheory.solvers.watch import Watch
    from gametheory.studies.lines.parameter_line import TracedGame
    from gametheory.studies.lines.tree_envelopes import Worths

Choices: TypeAlias = dict[int, int]
"""By information set the action that a pure equilibrium takes."""


class PointInduction:
    """Pure subgame-perfect equilibria at a value, of a tree of perfect information.

    Parameters
    ----------
    traced
        The tree whose numbers are functions.
    root
        The value.
    nodes
        In preorder the nodes to solve, with all above them; None for all. Below the others nothing ties that matters.
    worths_of
        What a node that is not solved is worth; None where all are.
    watch
        The clock of the run.

    Attributes
    ----------
    num_equilibria
        How many there are.
    moving_ties
        Nodes below the first one at which a tie moves the payoffs of others.
    """

    def __init__(
        self,
        traced: TracedGame,
        root: RealRoot,
        nodes: Sequence[int] | None = None,
        *,
        worths_of: Callable[[int], Worths] | None = None,
        watch: Watch,
    ) -> None:
        self._tree = tree = cast("ExtensiveFormGame", traced.game)
        self._root, self._watch = root, watch
        self._signs = LocalSigns(root, is_point=True)
        inner = np.flatnonzero(tree.infoset != TERMINAL).tolist() if nodes is None else nodes
        infosets = {node: int(tree.infoset[node]) for node in inner}
        worths = path_payoffs(tree, traced).__getitem__ if worths_of is None else worths_of
        number_of = {node: number for number, node in enumerate(inner)}
        solved: dict[int, Any] = {}
        self._kept: dict[int, list[int]] = {}
        self.moving_ties: list[int] = []
        for node in reversed(inner):
            watch.tick()
            children, shares = tree.child_lists[node], traced.probabilities[infosets[node]]
            player = tree.infosets[infosets[node]].player
            near = [() if child in number_of else worths(child) for child in children]
            kept = list(range(len(children))) if shares is not None else self._best_or_open(near, player)
            exits = [
                Exit(NO_SUBGAME, {self._numbers(near[action]): ONE})
                if near[action]
                else Exit(number_of[children[action]], solved[number_of[children[action]]].counts)
                for action in kept
            ]
            if shares is not None:
                probabilities: Any = self._numbers(shares)
                solved[number_of[node]] = ChanceSubgame(probabilities, exits, watch.tick)
                continue
            choice = ChoiceSubgame(player, infosets[node], exits)
            self._kept[infosets[node]] = kept
            solved[number_of[node]] = choice
            if choice.has_moving_tie and node:
                self.moving_ties.append(node)
        self._solved = [solved[number] for number in range(len(inner))]
        self.num_equilibria = sum(count.found for count in self._solved[0].counts.values()) if self._solved else 1

    def equilibria(self, most: int) -> Iterator[Choices]:
        """Yield the choices of equilibria, at most so many."""
        if not self._solved:
            yield {}
            return
        for ways in islice(selections(self._solved, self._watch), most):
            yield {infoset: self._kept[infoset][strategy.index(1)] for way in ways for infoset, strategy in way.choices}

    def _best_or_open(self, near: Sequence[Worths], player: int) -> list[int]:
        """Return the actions that lead to what is solved, and the best ones of those that do not."""
        found: list[int] = []
        for action, worths in enumerate(near):
            if worths:
                sign = sign_of_function(worths[player] - near[found[0]][player], self._root) if found else 1
                if sign >= 0:
                    found = [*found, action] if not sign else [action]
        return sorted([*found, *(action for action, worths in enumerate(near) if not worths)])

    def _numbers(self, functions: Sequence[RationalFunction]) -> Any:
        """Return what functions are at the value: rationals where it is one."""
        value = self._root.value
        if value is not None:
            return tuple(function(value) for function in functions)
        return tuple(TracedNumber(function, self._signs) for function in functions)
