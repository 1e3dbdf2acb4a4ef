"""What players believe at information sets, by Bayes' rule, and what would justify their choices elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.trees.payoff_sets import Condition, maximize
from gametheory.analysis.trees.reach import exact_choices, reached_nodes
from gametheory.linear_program import LinearProgramStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gametheory.analysis.trees.reach import Choices
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Profile


def beliefs(tree: ExtensiveFormGame, profile: Profile) -> dict[int, tuple[Fraction, ...]]:
    """Return for each player's information set that play reaches how likely each of its nodes is, by Bayes' rule.

    Parameters
    ----------
    tree, profile
        A tree and what is done in it.

    Returns
    -------
    dict
        Probabilities, one for each node of the information set and adding up to 1, by index of information set.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the tree, or play reaches an information set where it is undefined.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> solution = solve(load("beer_quiche"))
    >>> tree = solution.game
    >>> beer = next(index for index in tree.player_infosets(1) if tree.infosets[index].key == "fight: Beer")
    >>> beliefs(tree, solution.equilibria[0].profile)[beer]
    (Fraction(9, 10), Fraction(1, 10))
    """
    reached = reached_nodes(tree, exact_choices(tree, profile))
    found = {}
    for index, infoset in enumerate(tree.infosets):
        weights = [reached.get(int(node), Fraction(0)) for node in tree.infoset_nodes(index)]
        if not infoset.is_chance and (total := sum(weights)):
            found[index] = tuple(weight / total for weight in weights)
    return found


@dataclass(frozen=True, slots=True)
class HiddenAction:
    """An action on which the ways to some nodes differ.

    Parameters
    ----------
    infoset
        The information set, perhaps of chance, at which it is taken.
    actions
        For each node the action that leads to it.
    """

    infoset: int
    actions: tuple[int, ...]


def hidden_actions(tree: ExtensiveFormGame, nodes: Sequence[int]) -> tuple[HiddenAction, ...]:
    """Return the actions that all ways to the nodes hold, and not all alike, first ones first.

    Parameters
    ----------
    tree, nodes
        A tree, and some nodes of one information set.

    Examples
    --------
    >>> from gametheory import load
    >>> tree = load("beer_quiche").to_game()
    >>> beer = next(index for index in tree.player_infosets(1) if tree.infosets[index].key == "fight: Beer")
    >>> hidden = hidden_actions(tree, tree.infoset_nodes(beer))
    >>> [(tree.infosets[move.infoset].key, move.actions) for move in hidden]
    [('type', (0, 1))]
    """
    ways = [dict(_way(tree, int(node))) for node in nodes]
    found = ((infoset, tuple(way.get(infoset, -1) for way in ways)) for infoset in (ways[0] if ways else ()))
    return tuple(
        HiddenAction(infoset, actions) for infoset, actions in found if min(actions) >= 0 and len(set(actions)) > 1
    )


def _way(tree: ExtensiveFormGame, node: int) -> list[tuple[int, int]]:
    """Return the information sets and actions on the way to a node, first ones first."""
    way = []
    while node:
        before = int(tree.parent[node])
        way.append((int(tree.infoset[before]), int(tree.parent_action[node])))
        node = before
    return way[::-1]


def continuation_payoffs(tree: ExtensiveFormGame, choices: Choices, player: int) -> list[Fraction | None]:
    """Return for each node what a player gets in all if play comes there and goes on as planned.

    Parameters
    ----------
    tree, choices, player
        A tree, what is done in it (by ``exact_choices``) and the index of a player.

    Returns
    -------
    list
        One payoff for each node; None where the plan is undefined at or after it. Where it leaves open what the
        player itself does at an information set of one node, the player counts as doing its best.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> solution = solve(load("trust_game"))
    >>> continuation_payoffs(solution.game, exact_choices(solution.game, solution.equilibria[0].profile), 1)[1]
    Fraction(2, 1)
    """
    payoffs = tree.path_payoffs(player)
    values: list[Fraction | None] = [None] * tree.num_nodes
    for node in reversed(range(tree.num_nodes)):
        following = tree.children(node)
        if not following:
            values[node] = Fraction(payoffs.values.item(node), payoffs.denominator)
            continue
        infoset = int(tree.infoset[node])
        chosen = choices[infoset]
        known = [value for child in following if (value := values[child]) is not None]
        if chosen is not None:
            terms = [
                probability * value
                for action, probability in chosen.items()
                if (value := values[following[action]]) is not None
            ]
            values[node] = sum(terms, Fraction(0)) if len(terms) == len(chosen) else None
        elif tree.infosets[infoset].player == player and len(tree.infoset_nodes(infoset)) == 1:
            values[node] = max(known) if len(known) == len(following) else None
    return values


def justifying_beliefs(
    payoffs: Sequence[Sequence[Fraction]], chosen: Collection[int]
) -> tuple[Fraction, Fraction] | None:
    """Return the least and the largest probability of the first of two nodes at which some actions are best.

    Parameters
    ----------
    payoffs
        What each action pays at each of the two nodes, shape ``[2][num_actions]``.
    chosen
        The actions that all have to be best.

    Returns
    -------
    tuple or None
        The ends of an interval, both of them in it; None where no probability makes the actions best.

    Examples
    --------
    >>> first, second = [Fraction(4), Fraction(1)], [Fraction(0), Fraction(2)]
    >>> justifying_beliefs([first, second], [0])
    (Fraction(2, 5), Fraction(1, 1))
    >>> justifying_beliefs([first, second], [0, 1])
    (Fraction(2, 5), Fraction(2, 5))
    """
    low, high = Fraction(0), Fraction(1)
    first, second = payoffs
    for action in chosen:
        for other in range(len(first)):
            # of use with probability p of the first node: p * here + (1 - p) * there >= 0
            here, there = first[action] - first[other], second[action] - second[other]
            if here == there:
                if here < 0:
                    return None
            elif here > there:
                low = max(low, there / (there - here))
            else:
                high = min(high, there / (there - here))
    return (low, high) if low <= high else None


def has_justifying_belief(payoffs: Sequence[Sequence[Fraction]], chosen: Collection[int]) -> bool:
    """Return whether some probabilities of any number of nodes make some actions best.

    Parameters
    ----------
    payoffs
        What each action pays at each of the nodes, shape ``[num_nodes][num_actions]``.
    chosen
        The actions, at least one, that all have to be best.

    Raises
    ------
    SolverError
        If the linear program that decides does not prove its answer.

    Examples
    --------
    >>> payoffs = [[Fraction(pay) for pay in row] for row in ([3, 0, 2], [0, 3, 2], [0, 0, 1])]
    >>> has_justifying_belief(payoffs, [2]), has_justifying_belief(payoffs, [0, 1])
    (True, False)
    """
    first = min(chosen)
    rows = list(dict.fromkeys(map(tuple, payoffs)))
    conditions = [
        Condition({node: row[first] - row[other] for node, row in enumerate(rows)}, is_equality=other in chosen)
        for other in range(len(rows[0]))
        if other != first
    ]
    total = Condition({node: Fraction(1) for node in range(len(rows))})
    return maximize([*conditions, total], len(rows), {}).status is LinearProgramStatus.OPTIMAL
