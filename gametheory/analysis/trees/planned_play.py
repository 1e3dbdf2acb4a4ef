"""What a complete profile does, what it is worth from each node on, and how likely play comes there.

Proofs have walks of their own, `reach` and `beliefs`: what searches for equilibria must not lean on what proves them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.rationals import over_common_denominator, to_fraction
from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import BehaviorProfile

Plan: TypeAlias = tuple[dict[int, Fraction], ...]
"""For each information set, those of chance included, the actions of positive probability."""


def plan_of(profile: BehaviorProfile) -> Plan:
    """Return what a profile does at every information set, in fractions that sum to exactly 1.

    Raises
    ------
    InvalidProfileError
        If the profile is not complete.

    Examples
    --------
    >>> from gametheory import BehaviorProfile, load
    >>> tree = load("trust_game").to_game()
    >>> plan_of(BehaviorProfile(tree, [[0, 1], ["1/3", "2/3"]]))
    ({1: Fraction(1, 1)}, {0: Fraction(1, 3), 1: Fraction(2, 3)})
    """
    plan = []
    for infoset, strategy in zip(profile.game.infosets, profile.strategies, strict=True):
        given = infoset.probabilities if infoset.is_chance else strategy
        if given is None:
            raise InvalidProfileError(
                f"expected a profile that defines every information set, got nothing at {infoset.key!r}; fill it in"
            )
        weights, _ = over_common_denominator(map(to_fraction, given))
        total = sum(weights)
        plan.append({action: Fraction(weight, total) for action, weight in enumerate(weights) if weight})
    return tuple(plan)


def planned_payoffs(tree: ExtensiveFormGame, plan: Plan, player: int) -> list[Fraction]:
    """Return for each node what a player gets in all if play comes there and goes on as planned.

    Examples
    --------
    >>> from gametheory import BehaviorProfile, load
    >>> tree = load("trust_game").to_game()
    >>> [str(value) for value in planned_payoffs(tree, plan_of(BehaviorProfile(tree, [[0, 1], ["1/3", "2/3"]])), 1)]
    ['0', '5/3', '1', '2', '0']
    """
    payoffs = tree.path_payoffs(player)
    infosets = tree.infoset.tolist()
    values = [Fraction(0)] * tree.num_nodes
    for node in range(tree.num_nodes - 1, -1, -1):
        if infosets[node] == TERMINAL:
            values[node] = Fraction(payoffs.values.item(node), payoffs.denominator)
            continue
        children = tree.child_lists[node]
        taken = plan[infosets[node]].items()
        values[node] = sum((share * values[children[action]] for action, share in taken), Fraction(0))
    return values


def reached_weights(tree: ExtensiveFormGame, plan: Plan, infoset: int) -> list[Fraction]:
    """Return the probability with which play comes to each node of an information set.

    Examples
    --------
    >>> from gametheory import BehaviorProfile, load
    >>> tree = load("trust_game").to_game()
    >>> reached_weights(tree, plan_of(BehaviorProfile(tree, [["1/4", "3/4"], [0, 1]])), 1)
    [Fraction(1, 4)]
    """
    return [_weight(tree, plan, node) for node in tree.infoset_nodes(infoset)]


def _weight(tree: ExtensiveFormGame, plan: Sequence[dict[int, Fraction]], node: int) -> Fraction:
    weight = Fraction(1)
    while node and weight:
        before = tree.parent.item(node)
        weight *= plan[tree.infoset.item(before)].get(tree.parent_action.item(node), Fraction(0))
        node = before
    return weight
