"""Backward induction over subgames: each stage solved for everything that the subgames after it can be worth."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING

from gametheory.analysis.structure import subgame_roots
from gametheory.core.node_places import place_of_node
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.solution import Coverage
from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import UnsupportedGameError
from gametheory.solvers import pure_enumeration
from gametheory.solvers.problem import Problem
from gametheory.solvers.subgames.continuations import (
    NO_SUBGAME,
    ONE,
    ChanceSubgame,
    ChoiceSubgame,
    Exit,
    Payoffs,
    SolvedSubgame,
    StageEquilibrium,
)
from gametheory.solvers.subgames.subgame_stages import stage_game, stage_infosets, stage_payoffs, subgame_stages
from gametheory.solvers.trees import tree_nash

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Profile
    from gametheory.solvers.problem import Conclusion
    from gametheory.solvers.subgames.continuations import Subgame
    from gametheory.solvers.subgames.subgame_stages import Stage
    from gametheory.solvers.watch import Watch

MOST_COMBINATIONS = 10_000
"""Combinations of later payoffs for which one stage is solved."""
MOST_NAMED = 20
"""Subgames that are named as unresolved."""


class BackwardInduction:
    """The subgames of a tree with perfect recall, and what their subgame-perfect equilibria are worth.

    Parameters
    ----------
    tree
        The tree.
    watch
        The clock.

    Attributes
    ----------
    is_count_open
        Whether equilibria are left out that the method could have counted.
    has_continuum_at_root
        Whether the root of the tree starts a stage that has a continuum of equilibria over which payoffs vary.
    """

    def __init__(self, tree: ExtensiveFormGame, watch: Watch) -> None:
        self._tree = tree
        self._watch = watch
        self._roots = subgame_roots(tree)
        self._number_of = {root: number for number, root in enumerate(self._roots)}
        self._infosets: list[int] = tree.infoset.tolist()
        columns = (tree.path_payoffs(player).values.tolist() for player in range(tree.num_players))
        self._payoffs: list[Payoffs] = list(zip(*columns, strict=True))
        self._solved: dict[int, Subgame] = {}
        self._open: dict[tuple[int, str], None] = {}
        self.is_count_open = False
        self.has_continuum_at_root = False

    def run(self) -> list[Subgame]:
        """Solve the subgames from the last to the first and return them in preorder."""
        for number in range(len(self._roots) - 1, -1, -1):
            self._watch.tick(len(self._roots))
            self._solved[number] = self._subgame(self._roots[number])
        return [self._solved[number] for number in range(len(self._roots))]

    def _subgame(self, root: int) -> Subgame:
        """Return the subgame at a node, the later ones being solved."""
        infoset = self._infosets[root]
        if infoset == TERMINAL:
            return SolvedSubgame([self._exit(root)]).with_nothing_to_choose()
        children = self._tree.child_lists[root]
        if not all(self._infosets[child] == TERMINAL or child in self._number_of for child in children):
            return self._stage(root)
        exits = [self._exit(child) for child in children]
        owner = self._tree.infosets[infoset]
        if owner.probabilities is not None:
            chance = ChanceSubgame(owner.probabilities, exits, self._watch.tick)
            if chance.is_cut:
                self._leave_open(root, "can end in too many different payoffs: not all of them are followed")
            return chance
        choice = ChoiceSubgame(owner.player, infoset, exits)
        if choice.has_moving_tie:
            self._name_continuum(root)
        return choice

    def _exit(self, node: int) -> Exit:
        """Return what a node at which a stage ends can be worth."""
        number = self._number_of.get(node, NO_SUBGAME)
        if self._infosets[node] == TERMINAL:
            return Exit(NO_SUBGAME, {self._payoffs[node]: ONE})
        return Exit(number, self._solved[number].counts)

    def _name_continuum(self, root: int) -> None:
        """Say that mixtures in a subgame may matter above it; at the root of the tree nothing is above."""
        if root == 0:
            self.has_continuum_at_root = True
        else:
            self._name(root, "has a continuum of equilibria whose payoffs vary: mixtures in it may support other play")

    def _leave_open(self, root: int, what: str) -> None:
        self.is_count_open = True
        self._name(root, what)

    def _name(self, root: int, what: str) -> None:
        self._open[root, what] = None

    @property
    def unresolved(self) -> tuple[str, ...]:
        """Sentences that name the subgames that were not solved completely, the first of them where there are many."""
        listed = sorted(self._open)
        told = [f"the subgame at {place_of_node(self._tree, root)} {what}" for root, what in listed[:MOST_NAMED]]
        if len(listed) > MOST_NAMED:
            told.append(f"the same holds for {len(listed) - MOST_NAMED:,} more subgames")
        return tuple(told)

    @cached_property
    def _stages(self) -> dict[int, Stage]:
        """The stages by their roots."""
        return {stage.root: stage for stage in subgame_stages(self._tree)}

    def _stage(self, root: int) -> SolvedSubgame:
        """Solve a stage with several nodes, for each combination of payoffs of its exits."""
        stage = self._stages[root]
        exits = [self._exit(node) for node in stage.ends]
        solved = SolvedSubgame(exits)
        if prod(len(exit_.counts) for exit_ in exits) > MOST_COMBINATIONS:
            self._leave_open(root, "follows too many combinations of later payoffs: not all of them are followed")
        for worths in islice(product(*(exit_.counts for exit_ in exits)), MOST_COMBINATIONS):
            self._solve(solved, stage, worths)
        if not solved.counts:
            raise UnsupportedGameError(
                f"subgame_perfect finds only pure equilibria where three or more players choose at once, but the "
                f"subgame at {place_of_node(self._tree, root)} has none; fix what one of its players does"
            )
        return solved

    def _solve(self, solved: SolvedSubgame, stage: Stage, worths: tuple[Payoffs, ...]) -> None:
        """Add the equilibria of a stage for one combination of payoffs of its exits."""
        root, infosets = stage.root, stage_infosets(self._tree, stage)
        game = stage_game(self._tree, stage, [list(map(Fraction, worth)) for worth in worths])
        problem = Problem(game, "pure", self._watch, num_listed=MOST_COMBINATIONS)
        is_complete = game.num_players <= 2 or len(problem.choosing_players) <= 2
        conclusion, profiles = _run(tree_nash.search(problem) if is_complete else pure_enumeration.search(problem))
        if conclusion.coverage is Coverage.PARTIAL:
            self._leave_open(root, "has too many equilibria: not all of them are followed")
        if not is_complete:
            self._name(root, "lets three or more players choose at once: only pure equilibria are sought there")
        payoffs_of: dict[int, set[Payoffs]] = {}
        groups = conclusion.components or tuple((position,) for position in range(len(profiles)))
        for component, positions in enumerate(groups):
            for profile in (profiles[position] for position in positions):
                payoffs = stage_payoffs(game, profile)
                payoffs_of.setdefault(component, set()).add(payoffs)
                solved.add(payoffs, _stage_equilibrium(profile, infosets, component, worths))
        if any(len(different) > 1 for different in payoffs_of.values()):
            self._name_continuum(root)


def _run(search: Generator[Profile, None, Conclusion]) -> tuple[Conclusion, list[BehaviorProfile]]:
    """Run the search of a stage to its end and return its conclusion and its equilibria."""
    profiles: list[Profile] = []
    while True:
        try:
            profiles.append(next(search))
        except StopIteration as end:
            conclusion: Conclusion = end.value
            break
    listed = profiles if conclusion.profiles is None else conclusion.profiles
    return conclusion, [profile for profile in listed if isinstance(profile, BehaviorProfile)]


def _stage_equilibrium(
    profile: BehaviorProfile, infosets: Sequence[int], component: int, worths: tuple[Payoffs, ...]
) -> StageEquilibrium:
    """Return an equilibrium of a stage game in terms of the whole tree."""
    own = [
        (infoset, here.num_actions, strategy)
        for infoset, here, strategy in zip(infosets, profile.game.infosets, profile.strategies, strict=True)
        if not here.is_chance
    ]
    return StageEquilibrium(
        tuple((infoset, strategy) for infoset, _, strategy in own if strategy is not None),
        tuple((infoset, size) for infoset, size, strategy in own if strategy is None),
        component,
        worths,
    )
