"""Realization plans, values and subgames of trees, from their definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod
from typing import TypeAlias

from cross_checks.exact_references import Point
from gametheory import ExtensiveFormGame
from gametheory.core.profiles import Strategy
from gametheory.core.tree_arrays import NO_OUTCOME

Plan: TypeAlias = dict[int, int]
Behavior: TypeAlias = Mapping[int, Sequence[Fraction]]


def own_choices_before(tree: ExtensiveFormGame, infoset: int) -> list[tuple[int, int]]:
    """The pairs of information set and action of its player on the way to an information set."""
    player = tree.infosets[infoset].player
    node, choices = tree.infoset_nodes(infoset)[0], []
    while node:
        action, node = int(tree.parent_action[node]), int(tree.parent[node])
        if tree.infosets[tree.infoset[node]].player == player:
            choices.append((int(tree.infoset[node]), action))
    return choices


def sequences(tree: ExtensiveFormGame, player: int) -> list[list[tuple[int, int]]]:
    """For each sequence of a player its choices: the empty one, then by information set and action."""
    return [[]] + [
        [*own_choices_before(tree, infoset), (infoset, action)]
        for infoset in tree.player_infosets(player)
        for action in range(tree.infosets[infoset].num_actions)
    ]


def num_complete_plans(tree: ExtensiveFormGame) -> int:
    """Number of complete pure profiles."""
    return prod(infoset.num_actions for infoset in tree.infosets if not infoset.is_chance)


def num_choosing(tree: ExtensiveFormGame) -> int:
    """Number of players who have a choice."""
    return len({infoset.player for infoset in tree.infosets if not infoset.is_chance and infoset.num_actions > 1})


def num_reduced_plans(tree: ExtensiveFormGame, player: int) -> int:
    """Number of pure strategies that leave out what their own choices exclude."""
    below: dict[tuple[int, int] | None, int] = {}
    for infoset in reversed(tree.player_infosets(player)):
        ways = sum(below.get((infoset, action), 1) for action in range(tree.infosets[infoset].num_actions))
        last = max(own_choices_before(tree, infoset), default=None)
        below[last] = below.get(last, 1) * ways
    return below.get(None, 1)


def realization_of_behavior(tree: ExtensiveFormGame, player: int, strategies: Sequence[Strategy | None]) -> Point:
    """The product of a player's own probabilities along each of its sequences."""
    weights = []
    for choices in sequences(tree, player):
        weight = Fraction(1)
        for infoset, action in sorted(choices):  # preorder: earlier sets come first
            strategy = strategies[infoset]
            if weight and strategy is None:
                raise AssertionError(f"undefined at {tree.infosets[infoset].key}, which the player reaches")
            weight = weight * Fraction(strategy[action]) if weight and strategy is not None else Fraction(0)
        weights.append(weight)
    return tuple(weights)


class Evaluation:
    """Values of complete behavior in one tree."""

    def __init__(self, tree: ExtensiveFormGame) -> None:
        self._nodes = list(
            zip(tree.infoset.tolist(), tree.child_lists, map(_payoffs_at(tree), tree.outcome.tolist()), strict=True)
        )
        self._chance = {
            index: infoset.probabilities for index, infoset in enumerate(tree.infosets) if infoset.probabilities
        }

    def values(self, behavior: Behavior) -> list[list[Fraction]]:
        """For each node what each player expects from there on, payoffs at the node included."""
        chosen = {**behavior, **self._chance}
        result: list[list[Fraction]] = [[]] * len(self._nodes)
        for node in reversed(range(len(self._nodes))):
            infoset, children, payoffs = self._nodes[node]
            own = list(payoffs)
            for child, weight in zip(children, chosen[infoset] if children else (), strict=True):
                if weight:
                    own = [mine + weight * more for mine, more in zip(own, result[child], strict=True)]
            result[node] = own
        return result


def _payoffs_at(tree: ExtensiveFormGame) -> Callable[[int], list[Fraction]]:
    """What an outcome pays each player."""
    paid = {NO_OUTCOME: [Fraction(0)] * tree.num_players}
    paid |= {index: [Fraction(value) for value in row] for index, row in enumerate(tree.outcome_payoffs.tolist())}
    return paid.__getitem__


def subgame_roots(tree: ExtensiveFormGame) -> list[int]:
    """Nodes with a choice whose subtree cuts no player's information set."""
    roots = []
    for node in range(tree.num_nodes):
        inside = range(node, node + int(tree.subtree_size[node]))
        touched = {int(tree.infoset[member]) for member in inside if tree.children(member)}
        owned = [infoset for infoset in touched if not tree.infosets[infoset].is_chance]
        if len(inside) > 1 and all(member in inside for infoset in owned for member in tree.infoset_nodes(infoset)):
            roots.append(node)
    return roots


def complete_plans(tree: ExtensiveFormGame, player: int | None = None) -> Iterator[Plan]:
    """All ways to choose one action at every information set of a player, or of all players."""
    owned = [
        index
        for index, infoset in enumerate(tree.infosets)
        if not infoset.is_chance and player in {None, infoset.player}
    ]
    for actions in product(*(range(tree.infosets[index].num_actions) for index in owned)):
        yield dict(zip(owned, actions, strict=True))


def as_behavior(tree: ExtensiveFormGame, plan: Plan) -> dict[int, list[Fraction]]:
    return {
        infoset: [Fraction(index == action) for index in range(tree.infosets[infoset].num_actions)]
        for infoset, action in plan.items()
    }


def is_subgame_perfect(tree: ExtensiveFormGame, behavior: Behavior) -> bool:
    """Whether in no subgame any complete plan of any player pays more than a complete profile."""
    roots = subgame_roots(tree)
    values = Evaluation(tree).values
    reached = values(behavior)
    for player in range(tree.num_players):
        for plan in complete_plans(tree, player):
            deviation = values({**behavior, **as_behavior(tree, plan)})
            if any(deviation[root][player] > reached[root][player] for root in roots):
                return False
    return True


def pure_subgame_perfect(tree: ExtensiveFormGame) -> set[tuple[tuple[int, int], ...]]:
    """All complete pure profiles that are equilibria in every subgame: nobody has a better plan in any."""
    roots = subgame_roots(tree)
    values = Evaluation(tree).values
    found = {tuple(plan.items()): values(as_behavior(tree, plan)) for plan in complete_plans(tree)}
    best: dict[object, Fraction] = {}
    keyed = []
    for plan, value in found.items():
        keys = []
        for player in range(tree.num_players):
            others = tuple(action for infoset, action in plan if tree.infosets[infoset].player != player)
            for root in roots:
                key = (player, root, others)
                best[key] = max(best.get(key, value[root][player]), value[root][player])
                keys.append((key, value[root][player]))
        keyed.append((plan, keys))
    return {plan for plan, keys in keyed if all(best[key] == value for key, value in keys)}
