"""Beliefs that follow from mistakes: the limit of Bayes' rule as they become rare."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.beliefs.trembles import Mistake
from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.analysis.trees.planned_play import plan_of
from gametheory.core.assessments import Assessment

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.profiles import BehaviorProfile

Trembles: TypeAlias = dict[Mistake, tuple[int, Fraction]]
"""Rank and coefficient of actions of probability 0; those left out have rank 1 and coefficient 1, and of chance a rank
above all."""


def assessment_of(profile: BehaviorProfile, trembles: Trembles, heartbeat: Heartbeat = no_heartbeat) -> Assessment:
    """Return a complete profile with the beliefs that follow from mistakes.

    Parameters
    ----------
    profile
        Defined at every information set.
    trembles
        Rank and coefficient of mistakes, as `search_beliefs` returns them; those left out have rank 1 and coefficient
        1, and of chance a rank above the sum of all others.
    heartbeat
        Called regularly.

    Examples
    --------
    >>> from gametheory import BehaviorProfile, load
    >>> tree = load("beer_quiche").to_game()
    >>> profile = BehaviorProfile(tree, [None, [1, 0], [1, 0], [0, 1], [1, 0]])
    >>> assessment_of(profile, {}).belief("bully", "fight: Quiche")
    (Fraction(9, 10), Fraction(1, 10))
    """
    tree = profile.game
    weighed = _weighed_nodes(profile, trembles, heartbeat)
    beliefs: list[tuple[Fraction, ...] | None] = []
    for index, infoset in enumerate(tree.infosets):
        if infoset.is_chance:
            beliefs.append(None)
            continue
        here = [weighed[node] for node in tree.infoset_nodes(index)]
        least = min(rank for rank, _ in here)
        weights = [weight if rank == least else Fraction(0) for rank, weight in here]
        total = sum(weights, Fraction(0))
        beliefs.append(tuple(weight / total for weight in weights))
    return Assessment(profile, tuple(beliefs))


def _weighed_nodes(profile: BehaviorProfile, trembles: Trembles, heartbeat: Heartbeat) -> list[tuple[int, Fraction]]:
    """Return for each node the total rank of the mistakes on the way, and the factor of that power of epsilon."""
    tree, plan = profile.game, plan_of(profile)
    infosets, parents, actions = tree.infoset.tolist(), tree.parent.tolist(), tree.parent_action.tolist()
    above_all = 1 + sum(rank for rank, _ in trembles.values()) + tree.num_nodes
    weighed = [(0, Fraction(1))]
    for node in with_heartbeat(range(1, tree.num_nodes), heartbeat):
        before, action = parents[node], actions[node]
        infoset, (rank, weight) = infosets[before], weighed[before]
        probability = plan[infoset].get(action)
        if probability is None:
            is_chance = tree.infosets[infoset].is_chance
            usual = (above_all if is_chance else 1, Fraction(1))
            more, probability = trembles.get((~before if is_chance else infoset, action), usual)
            rank += more
        weighed.append((rank, weight if probability == 1 else weight * probability))
    return weighed
