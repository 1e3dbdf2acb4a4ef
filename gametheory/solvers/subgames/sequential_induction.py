"""Sequential equilibria of a tree, subgame by subgame, from the last to the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.beliefs.belief_search import search_beliefs
from gametheory.analysis.beliefs.tremble_beliefs import Trembles
from gametheory.core.profiles import certain
from gametheory.solvers.subgames.sequential_stages import StageSearch
from gametheory.solvers.subgames.subgame_stages import stage_game, stage_infosets, stage_payoffs, subgame_stages
from gametheory.solvers.watch import LimitReachedError

if TYPE_CHECKING:
    from gametheory.analysis.beliefs.belief_search import BeliefSearch
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.subgames.sequential_stages import StageSolution
    from gametheory.solvers.subgames.subgame_stages import Stage
    from gametheory.solvers.watch import Watch

Payoffs: TypeAlias = tuple[Fraction, ...]

MOST_COMBINATIONS = 10_000
"""Combinations of later payoffs for which one stage is solved."""
MOST_NAMED = 20
"""Subgames that are named as unresolved."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a subgame comes to give certain payoffs.

    Parameters
    ----------
    root
        The node that starts the subgame.
    exits
        The next subgames by their roots, and the payoffs that each gives.
    choices
        Strategies at the information sets of the stage.
    trembles
        Mistakes in the stage that give supporting beliefs.
    component
        Number of the connected component of the stage's equilibria.
    """

    root: int
    exits: tuple[tuple[int, Payoffs], ...]
    choices: tuple[tuple[int, Strategy], ...] = ()
    trembles: Trembles = field(default_factory=dict)
    component: int = 0


class SequentialInduction:
    """Solves the subgames of a tree from the last to the first.

    Parameters
    ----------
    tree
        With perfect recall.
    watch
        The clock.

    Attributes
    ----------
    are_all_pure_found
        Whether no pure equilibrium is missing.
    is_undecided
        Whether some extreme Nash equilibria of a stage were neither kept nor rejected.
    are_components_known
        Whether the components of every stage's equilibria are known.
    """

    def __init__(self, tree: ExtensiveFormGame, watch: Watch) -> None:
        self._tree = tree
        self._watch = watch
        self._stages = subgame_stages(tree)
        self._solved: dict[int, dict[Payoffs, list[Way]]] = {}
        paths = [tree.path_payoffs(player) for player in range(tree.num_players)]
        self._payoffs = [(path.values.tolist(), path.denominator) for path in paths]
        self._omissions: dict[tuple[int, str], None] = {}
        self.are_all_pure_found = True
        self.is_undecided = False
        self.are_components_known = True

    @property
    def num_stages(self) -> int:
        """Number of subgames."""
        return len(self._stages)

    @property
    def unresolved(self) -> tuple[str, ...]:
        """Sentences that name the subgames that were not solved completely."""
        listed = sorted(self._omissions)
        told = [f"{self._place(root)} {what}" for root, what in listed[:MOST_NAMED]]
        if len(listed) > MOST_NAMED:
            told.append(f"the same holds for {len(listed) - MOST_NAMED:,} more subgames")
        return tuple(told)

    def _place(self, root: int) -> str:
        """Return what to call a subgame: by the first information set in it, which the tree as given has too."""
        if root == 0:
            return "the game"
        infosets = self._tree.infoset.tolist()
        owners = (self._tree.infosets[infoset] for infoset in infosets[root:] if infoset >= 0)
        first = next((owner.key for owner in owners if not owner.is_chance), "")
        return f"the subgame that begins at {first!r}"

    def run(self) -> None:
        """Find for each subgame the ways to each payoff vector that its equilibria give.

        What a stop leaves of the last stage, which holds the root, are equilibria of the whole game: they are kept.
        """
        for stage in reversed(self._stages):
            self._watch.tick(len(self._stages))
            self._solved[stage.root] = {}
            self._solve(stage)

    def _solve(self, stage: Stage) -> None:
        """Solve one stage for each combination of payoffs of the next subgames."""
        if stage.nodes == stage.ends:
            self._solved[stage.root][self._end_payoffs(stage.root)] = [Way(stage.root, ())]
            return
        worths = [list(self._solved[end]) if end in self._solved else [self._end_payoffs(end)] for end in stage.ends]
        if prod(map(len, worths)) > MOST_COMBINATIONS:
            self._omit(stage, "follows too many combinations of later payoffs: not all of them are followed")
            self.are_all_pure_found = False
        for combination in islice(product(*worths), MOST_COMBINATIONS):
            self._watch.tick()
            if len(stage.nodes) == len(stage.ends) + 1:
                self._move(stage, combination)
            else:
                self._play(stage, combination)

    def _end_payoffs(self, node: int) -> Payoffs:
        return tuple(Fraction(values[node], denominator) for values, denominator in self._payoffs)

    def _omit(self, stage: Stage, what: str) -> None:
        self._omissions[stage.root, what] = None

    def _omit_continuum(self, stage: Stage) -> None:
        """Say that mixtures in a subgame may matter above it."""
        self._omit(stage, "has a continuum of equilibria whose payoffs vary: mixtures in it may support other play")

    def _exits(self, stage: Stage, combination: Sequence[Payoffs]) -> tuple[tuple[int, Payoffs], ...]:
        return tuple((end, worth) for end, worth in zip(stage.ends, combination, strict=True) if end in self._solved)

    def _add(self, payoffs: Payoffs, way: Way) -> None:
        self._solved[way.root].setdefault(payoffs, []).append(way)

    def _move(self, stage: Stage, combination: Sequence[Payoffs]) -> None:
        """Solve a stage that is one move of chance or of a player."""
        infoset, exits = self._tree.infoset.item(stage.root), self._exits(stage, combination)
        owner = self._tree.infosets[infoset]
        if owner.probabilities is not None:
            shares = owner.probabilities
            mean = tuple(
                sum((share * payoff for share, payoff in zip(shares, column, strict=True)), Fraction(0))
                for column in zip(*combination, strict=True)
            )
            self._add(mean, Way(stage.root, exits))
            return
        best = max(worth[owner.player] for worth in combination)
        tied = [action for action, worth in enumerate(combination) if worth[owner.player] == best]
        if stage.root and len({combination[action] for action in tied}) > 1:
            self._omit_continuum(stage)
        for action in tied:
            choice = (infoset, certain(action, owner.num_actions))
            self._add(combination[action], Way(stage.root, exits, (choice,)))

    def _play(self, stage: Stage, combination: Sequence[Payoffs]) -> None:
        """Solve a stage in which several players, or one in ignorance, choose."""
        game = stage_game(self._tree, stage, combination)
        exits = self._exits(stage, combination)
        search = StageSearch(game, self._watch, lambda profile: search_beliefs(profile, self._watch.tick))
        try:
            solution = search.run()
        except LimitReachedError:
            if stage.root == 0:
                self._keep(stage, game, exits, search.solution)
            raise
        for omission in solution.omissions:
            self._omit(stage, omission)
        self.are_all_pure_found &= solution.are_all_pure_found
        self.is_undecided |= solution.is_undecided
        self.are_components_known &= bool(solution.components)
        payoffs = [stage_payoffs(game, profile) for profile in solution.profiles]
        # where components are unknown, equilibria with different payoffs may well be connected
        for members in solution.components or [list(range(len(payoffs)))]:
            if stage.root and len({payoffs[position] for position in members}) > 1:
                self._omit_continuum(stage)
        self._keep(stage, game, exits, solution)

    def _keep(
        self,
        stage: Stage,
        game: ExtensiveFormGame,
        exits: tuple[tuple[int, Payoffs], ...],
        solution: StageSolution[BeliefSearch],
    ) -> None:
        """Note the ways that the equilibria of a stage are."""
        infosets = stage_infosets(self._tree, stage)
        payoffs = [stage_payoffs(game, profile) for profile in solution.profiles]
        singly = [[position] for position in range(len(payoffs))]
        for number, members in enumerate(solution.components or singly):
            for position in members:
                strategies = zip(infosets, solution.profiles[position].strategies, strict=True)
                choices = tuple((infoset, strategy) for infoset, strategy in strategies if strategy is not None)
                trembles = {
                    (infosets[place] if place >= 0 else ~stage.nodes[~place], action): odds
                    for (place, action), odds in (solution.supports[position].trembles or {}).items()
                }
                self._add(payoffs[position], Way(stage.root, exits, choices, trembles, number))

    def selections(self) -> Iterator[list[Way]]:
        """Yield one way for each subgame, such that each gives what the one above requires of it."""
        for payoffs in self._solved.get(0, {}):
            frames: list[tuple[Iterator[Way], _Pending]] = [(iter(self._solved[0][payoffs]), None)]
            chosen: list[Way] = []
            while frames:
                self._watch.tick()
                ways, pending = frames[-1]
                del chosen[len(frames) - 1 :]
                way = next(ways, None)
                if way is None:
                    frames.pop()
                    continue
                chosen.append(way)
                for root, worth in reversed(way.exits):
                    pending = (root, worth, pending)
                if pending is None:
                    yield list(chosen)
                else:
                    root, worth, pending = pending
                    frames.append((iter(self._solved[root][worth]), pending))


_Pending: TypeAlias = "tuple[int, Payoffs, _Pending] | None"
"""The subgames for which a way is still to be chosen, with the payoffs that it must give."""
