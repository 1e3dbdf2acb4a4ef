"""How likely play comes to each node of a tree, in integers over one denominator: each product is made once."""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import STEPS_PER_BEAT, no_heartbeat, with_heartbeat
from gametheory.analysis.trees.reach import undefined_sentence
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.reach import Choices
    from gametheory.core.extensive_form import ExtensiveFormGame

CERTAIN = 0
"""Number of the probability 1."""


@dataclass(frozen=True, slots=True)
class ReachWeights:
    """How likely play comes to nodes.

    Parameters
    ----------
    weights
        Positive integers by node, in preorder.
    denominator
        What they are to be divided by.
    """

    weights: Mapping[int, int]
    denominator: int


@dataclass(frozen=True, slots=True)
class NumberedChoices:
    """What is done at each information set, probabilities told by numbers.

    Parameters
    ----------
    taken
        For each information set the number of the probability of each action that is taken; None where undefined.
    probabilities
        Numerator and denominator by number.
    """

    taken: tuple[Mapping[int, int] | None, ...]
    probabilities: tuple[tuple[int, int], ...]


def numbered_choices(choices: Choices) -> NumberedChoices:
    """Return what is done at each information set, equal probabilities under one number.

    Examples
    --------
    >>> from fractions import Fraction
    >>> numbered_choices(({0: Fraction(1, 3), 2: Fraction(2, 3)}, None, {1: Fraction(1)}))
    NumberedChoices(taken=({0: 1, 2: 2}, None, {1: 0}), probabilities=((1, 1), (1, 3), (2, 3)))
    """
    return ChoiceNumbers().of(choices)


class ChoiceNumbers:
    """Gives probabilities their numbers, in several profiles the same: what they hold in common is read once."""

    def __init__(self) -> None:
        self._number_of: dict[tuple[int, int], int] = {(1, 1): CERTAIN}
        # by identity, each with what it is known of, so that nothing else can take its place
        self._known: dict[int, tuple[Mapping[int, Fraction], Mapping[int, int]]] = {}

    def of(self, choices: Choices) -> NumberedChoices:
        """Return what is done at each information set; see ``numbered_choices``."""
        taken = tuple(None if chosen is None else self._numbered(chosen) for chosen in choices)
        return NumberedChoices(taken, tuple(self._number_of))

    def _numbered(self, chosen: Mapping[int, Fraction]) -> Mapping[int, int]:
        """Return the numbers of the probabilities of some actions."""
        known = self._known.get(id(chosen))
        if known is None:
            numbers = self._number_of
            known = (
                chosen,
                {action: numbers.setdefault(_ratio(share), len(numbers)) for action, share in chosen.items()},
            )
            self._known[id(chosen)] = known
        return known[1]


def _ratio(share: Fraction) -> tuple[int, int]:
    """Return numerator and denominator."""
    return share.numerator, share.denominator


def reach_weights(
    tree: ExtensiveFormGame,
    choices: NumberedChoices,
    deviator: int | None = None,
    heartbeat: Heartbeat = no_heartbeat,
) -> ReachWeights:
    """Return the nodes that play comes to if the deviator tries to get there, and how likely it does.

    Parameters
    ----------
    tree, choices
        The tree and what is done in it.
    deviator
        The player whose own choices count as certain; None counts everybody's.
    heartbeat
        Called every few nodes.

    Raises
    ------
    InvalidProfileError
        If play, or play after the deviator's deviations, reaches an information set where others are undefined.

    Notes
    -----
    Most nodes share their probability with others: only those that differ are multiplied. Numerators and denominators
    are not reduced on the way.
    """
    infosets, sizes = tree.infoset.tolist(), tree.subtree_size.tolist()
    parents, actions = tree.parent.tolist(), tree.parent_action.tolist()
    is_free = [infoset.player == deviator for infoset in tree.infosets]
    taken, products = choices.taken, _Products(choices.probabilities)
    known = products.number_of
    reached = {0: CERTAIN}
    undefined: int | None = None
    node, num_nodes = 1, tree.num_nodes
    while node < num_nodes:
        if len(reached) % STEPS_PER_BEAT == 0:
            heartbeat()
        before = parents[node]
        number, infoset = reached[before], infosets[before]
        if not is_free[infoset]:
            chosen = taken[infoset]
            if chosen is None and undefined is None:
                undefined = infoset
            probability = None if chosen is None else chosen.get(actions[node])
            if probability is None:
                node += sizes[node]
                continue
            if probability != CERTAIN:
                pair = number, probability
                number = known[pair] if pair in known else products.add(pair)
        reached[node] = number
        node += 1
    if undefined is not None:
        raise InvalidProfileError(undefined_sentence(tree, undefined, deviator))
    return products.of_nodes(reached, heartbeat)


class _Products:
    """Products of probabilities, each once, by number; number 0 is 1."""

    def __init__(self, probabilities: tuple[tuple[int, int], ...]) -> None:
        self._probabilities = probabilities
        self._values = [(1, 1)]
        self.number_of: dict[tuple[int, int], int] = {}

    def add(self, pair: tuple[int, int]) -> int:
        """Return the number of a product of the value of a number and a probability that is new."""
        (numerator, denominator), (share, total) = self._values[pair[0]], self._probabilities[pair[1]]
        self._values.append((numerator * share, denominator * total))
        self.number_of[pair] = number = len(self._values) - 1
        return number

    def of_nodes(self, reached: Mapping[int, int], heartbeat: Heartbeat) -> ReachWeights:
        """Return values by node over their common denominator."""
        heartbeat()
        denominator = lcm(*{divisor for _, divisor in self._values})
        weights = [
            numerator * (denominator // divisor) for numerator, divisor in with_heartbeat(self._values, heartbeat)
        ]
        return ReachWeights({node: weights[number] for node, number in reached.items()}, denominator)
