"""Beliefs that support a profile where only Bayes' rule on the way of play binds them: weak perfect Bayesian ones."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.beliefs.belief_programs import BeliefCondition, BeliefProgram, mean_point
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.trees.planned_play import plan_of, planned_payoffs, reached_weights
from gametheory.core.tree_arrays import TERMINAL

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.planned_play import Plan
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import BehaviorProfile

Choice: TypeAlias = tuple[int, int]
"""Information set and action."""
Belief: TypeAlias = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class WeakBeliefs:
    """Beliefs that support a profile, or the information set that finds none.

    Parameters
    ----------
    beliefs
        One entry for each information set, None at chance; None as a whole where one finds no belief.
    infoset
        The first information set that finds none; -1 where all do.
    """

    beliefs: tuple[Belief | None, ...] | None
    infoset: int = -1

    @property
    def is_supported(self) -> bool:
        """Whether supporting beliefs were found."""
        return self.beliefs is not None

    @property
    def is_refused(self) -> bool:
        """Whether there are none."""
        return self.beliefs is None


def search_weak_beliefs(profile: BehaviorProfile, heartbeat: Heartbeat = no_heartbeat) -> WeakBeliefs:
    """Return beliefs under which every player does its best from every information set on, or where there are none.

    Beliefs follow Bayes' rule where play comes, and are free elsewhere, at each information set apart from others.

    Parameters
    ----------
    profile
        A profile of a tree with perfect recall, defined at every information set.
    heartbeat
        Called regularly.

    Notes
    -----
    Exact: one linear program for each information set, in the belief and in the values of the player's later
    information sets, which together bound all ways to go on. A belief is in the middle of those that support.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> sensible, silly = (found.profile for found in solve(load("selten_horse"), "pure").equilibria)
    >>> search_weak_beliefs(silly).infoset
    1
    >>> search_weak_beliefs(sensible).beliefs[2]
    (Fraction(5, 6), Fraction(1, 6))
    """
    tree = profile.game
    plan = plan_of(profile)
    worth = [planned_payoffs(tree, plan, player) for player in range(tree.num_players)]
    beliefs: list[Belief | None] = []
    for index, infoset in enumerate(tree.infosets):
        if infoset.is_chance:
            beliefs.append(None)
            continue
        heartbeat()
        ways = _Continuations(tree, plan, index, worth[infoset.player])
        found = ways.belief(reached_weights(tree, plan, index), heartbeat)
        if found is None:
            return WeakBeliefs(None, index)
        beliefs.append(found)
    return WeakBeliefs(tuple(beliefs))


class _Continuations:
    """All ways of a player to go on from an information set, as inequalities linear in its belief.

    Variables are the probabilities of the nodes, then the values of the information set and of those after it, each
    the most that can be got there from what arrives; payoffs are counted from the player's lowest one, so that no
    value is negative. What each node is worth to the player if all go on as planned is given.
    """

    def __init__(self, tree: ExtensiveFormGame, plan: Plan, start: int, worth: list[Fraction]) -> None:
        self._tree = tree
        self._chosen = plan
        self._player = tree.infosets[start].player
        payoffs = tree.path_payoffs(self._player)
        self._payoffs: list[int] = payoffs.values.tolist()
        self._lowest = min(self._payoffs[node] for node in tree.terminals)
        self._infosets: list[int] = tree.infoset.tolist()
        nodes = tree.infoset_nodes(start)
        self._size = len(nodes)
        self._variables = {start: self._size}
        self._due: dict[Choice, dict[int, Fraction]] = {}
        self._planned: dict[int, Fraction] = {}
        for number, node in enumerate(nodes):
            self._follow_all(number, node)
            self._planned[number] = worth[node] * payoffs.denominator - self._lowest

    def _follow_all(self, number: int, start: int) -> None:
        """Note what falls due after each choice of the player, in terms of the probability of a node."""
        tree = self._tree
        waiting: list[tuple[int, Fraction, Choice | None]] = [(start, Fraction(1), None)]
        while waiting:
            node, weight, last = waiting.pop()
            infoset = self._infosets[node]
            if infoset == TERMINAL:
                if last is not None:
                    self._add(last, number, weight * (self._payoffs[node] - self._lowest))
                continue
            children = tree.child_lists[node]
            if tree.infosets[infoset].player != self._player:
                taken = self._chosen[infoset].items()
                waiting += [(children[action], weight * share, last) for action, share in taken]
                continue
            if infoset not in self._variables:
                self._variables[infoset] = self._size + len(self._variables)
            if last is not None:
                self._due.setdefault(last, {})[self._variables[infoset]] = Fraction(1)
            waiting += [(child, weight, (infoset, action)) for action, child in enumerate(children)]

    def _add(self, choice: Choice, number: int, payoff: Fraction) -> None:
        terms = self._due.setdefault(choice, {})
        terms[number] = terms.get(number, Fraction(0)) + payoff

    def _conditions(self) -> list[BeliefCondition]:
        """Return that values bound what can be got, and that the plan reaches the value of the start."""
        conditions = []
        for infoset, variable in self._variables.items():
            for action in range(self._tree.infosets[infoset].num_actions):
                due = self._due.get((infoset, action), {})
                terms = {variable: Fraction(1)} | {name: -coefficient for name, coefficient in due.items()}
                conditions.append(BeliefCondition(terms))
        return [*conditions, BeliefCondition({**self._planned, self._size: Fraction(-1)})]

    def belief(self, weights: list[Fraction], heartbeat: Heartbeat) -> Belief | None:
        """Return a belief under which the plan is best, in proportion to the weights unless all are 0."""
        conditions = self._conditions()
        total = sum(weights, Fraction(0))
        if total:
            for number, weight in enumerate(weights):
                terms = dict.fromkeys(range(self._size), -weight / total)
                terms[number] += 1
                conditions.append(BeliefCondition(terms, is_equality=True))
        program = BeliefProgram(conditions, self._size + len(self._variables), self._size, heartbeat)
        points = program.extreme_points()
        return mean_point(points) if points else None
