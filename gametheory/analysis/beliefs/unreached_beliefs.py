"""What can be believed where play never comes: the nodes that mistakes can lead to first, and what they pay."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.belief_programs import BeliefCondition, belief_conditions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.analysis.beliefs.tremble_paths import MistakenPath
    from gametheory.analysis.beliefs.trembles import Mistake
    from gametheory.core.extensive_form import ExtensiveFormGame


@dataclass(frozen=True, slots=True)
class NodeClass:
    """Nodes of an information set to which the same mistakes lead: their odds are known, whatever is believed.

    Parameters
    ----------
    mistakes
        The actions of probability 0 on the way; none on the way of play.
    nodes
        The nodes.
    shares
        For each node the product of the other probabilities on the way.
    payoffs
        What each action pays its player on average over the nodes, everything else as planned.
    """

    mistakes: frozenset[Mistake]
    nodes: tuple[int, ...]
    shares: tuple[Fraction, ...]
    payoffs: tuple[Fraction, ...]

    @property
    def share(self) -> Fraction:
        """Sum of the shares."""
        return sum(self.shares, Fraction(0))


def node_classes(
    tree: ExtensiveFormGame, infoset: int, paths: Mapping[int, MistakenPath], values: Sequence[Fraction]
) -> list[NodeClass]:
    """Return the nodes of an information set that consistent beliefs may hold possible, in classes.

    Nodes that need all the mistakes that another one needs, and more, are left out: they are infinitely less likely.
    So are nodes behind moves of chance of probability 0, where there are others.

    Parameters
    ----------
    tree, infoset
        A tree and the index of one of its information sets.
    paths
        How play comes to the nodes (by ``mistaken_paths``).
    values
        What the player gets in all from each node on (by ``planned_payoffs``).
    """
    nodes = tree.infoset_nodes(infoset)
    sets = {paths[node].mistakes for node in nodes}
    possible = {found for found in sets if not any(other < found for other in sets)}
    if any(not paths[node].has_impossible_chance for node in nodes):
        possible -= {paths[node].mistakes for node in nodes if paths[node].has_impossible_chance}
    members: dict[frozenset[Mistake], list[int]] = {}
    for node in nodes:
        if paths[node].mistakes in possible:
            members.setdefault(paths[node].mistakes, []).append(node)
    found = []
    for mistakes, listed in members.items():
        shares = tuple(paths[node].share for node in listed)
        rows = [[values[child] for child in tree.child_lists[node]] for node in listed]
        found.append(NodeClass(mistakes, tuple(listed), shares, _mean_payoffs(shares, rows)))
    return found


def _mean_payoffs(shares: Sequence[Fraction], rows: Sequence[Sequence[Fraction]]) -> tuple[Fraction, ...]:
    """Return the means of columns, rows weighed by their shares."""
    total = sum(shares, Fraction(0))
    return tuple(
        sum((share * payoff for share, payoff in zip(shares, column, strict=True)), Fraction(0)) / total
        for column in zip(*rows, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Demand:
    """What the beliefs at one information set must do: make the actions that are taken there best.

    Parameters
    ----------
    infoset
        Index of the information set.
    chosen
        The actions that are taken.
    classes
        What may be believed.
    """

    infoset: int
    chosen: tuple[int, ...]
    classes: tuple[NodeClass, ...]

    @property
    def is_met_anyway(self) -> bool:
        """Whether the actions are best at every class."""
        return all(set(best_actions(found.payoffs)) >= set(self.chosen) for found in self.classes)

    def conditions(self, variables: Sequence[int]) -> list[BeliefCondition]:
        """Return the conditions on the probabilities of the classes, which are variables of a linear program."""
        return belief_conditions([found.payoffs for found in self.classes], self.chosen, variables)


def best_actions(payoffs: Sequence[Fraction]) -> tuple[int, ...]:
    """Return the indices of the largest payoffs."""
    best = max(payoffs)
    return tuple(action for action, payoff in enumerate(payoffs) if payoff == best)
