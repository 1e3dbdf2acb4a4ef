"""Correlation plans: how likely a mediator tells two players of a tree to make pairs of sequences of choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.distributions import Distribution
from gametheory.core.rationals import brief_fraction, to_fraction
from gametheory.core.read_only import read_only
from gametheory.core.sequence_form import to_sequence_form
from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.pure_plans import PurePlan
    from gametheory.core.realization_plans import Sequences
    from gametheory.core.sequence_form import SequenceForm
    from gametheory.core.strategic_form import StrategicForm

SequencePair: TypeAlias = tuple[int, int]
"""A sequence of the first player and one of the second, by their numbers in the sequence form."""


def sets_of_sequences(form: SequenceForm, player: int) -> list[int]:
    """Return for each sequence of a player the place of the information set of its last choice; -1 for none."""
    return [-1, *(place for place, size in enumerate(form.num_actions[player]) for _ in range(size))]


def meeting_pairs(form: SequenceForm) -> tuple[SequencePair, ...]:
    """Return the pairs of sequences of which one is empty, or whose last choices can be made in one play, in order.

    Parameters
    ----------
    form
        The sequence form of a tree of two players without chance moves.

    References
    ----------
    vonstengel2008.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.sequence_form import to_sequence_form
    >>> len(meeting_pairs(to_sequence_form(load("trust_game").to_game())))
    9
    """
    first, second = (list(enumerate(sets_of_sequences(form, player))) for player in (0, 1))
    connected = _connected_sets(form)
    return tuple(
        (sequence, other)
        for (sequence, here), (other, there) in product(first, second)
        if -1 in (here, there) or (here, there) in connected
    )


def _connected_sets(form: SequenceForm) -> set[tuple[int, int]]:
    """Return the places of information sets of the first and the second player that one play can meet."""
    tree = form.game
    place_of = {
        infoset: (player, place)
        for player, own in enumerate(form.sequences)
        for place, infoset in enumerate(own.infosets)
    }
    found = set()
    above: list[tuple[tuple[int, int], ...]] = [()] * tree.num_nodes
    for node, infoset in enumerate(tree.infoset.tolist()):
        if infoset != TERMINAL:
            player, place = place_of[infoset]
            for other, before in above[node]:
                if other != player:
                    found.add((place, before) if player == 0 else (before, place))
            for child in tree.child_lists[node]:
                above[child] = (*above[node], (player, place))
    return found


@dataclass(frozen=True, repr=False)
class CorrelationPlan:
    """How likely each pair of sequences is told that can meet in one play of a tree of two players without chance.

    Every correlation plan is that of a distribution over pairs of pure plans, which ``to_distribution`` finds; where
    these are too many, the plan itself still has a size like the square of the tree's at most.

    Parameters
    ----------
    game
        A tree of two players with perfect recall and without chance moves.
    weights
        Exact, by pair of sequences, numbered as in ``to_sequence_form(game)``; pairs left out have weight 0.

    Raises
    ------
    InvalidProfileError
        If a pair cannot meet, a weight is negative, the empty pair has another weight than 1, or the weights at an
        information set do not sum to that of the sequence that leads there.

    Examples
    --------
    >>> from gametheory import load
    >>> tree = load("trust_game").to_game()
    >>> told = {(0, 0): 1, (1, 0): "1/3", (2, 0): "2/3", (0, 1): "1/3", (0, 2): "2/3", (1, 1): "1/3", (2, 2): "2/3"}
    >>> CorrelationPlan(tree, told)["trust=Trust", "honor=Honor"]
    Fraction(1, 3)
    """

    game: ExtensiveFormGame
    weights: Mapping[SequencePair, Fraction]

    def __post_init__(self) -> None:
        form = to_sequence_form(self.game)
        if form.num_players != 2 or any(infoset.is_chance for infoset in self.game.infosets):
            raise InvalidProfileError("expected a tree of two players without chance moves for a correlation plan")
        complete = dict.fromkeys(meeting_pairs(form), Fraction(0))
        for pair, weight in self.weights.items():
            if pair not in complete:
                raise InvalidProfileError(f"expected pairs of sequences that can meet in one play, got {pair}")
            complete[pair] = to_fraction(weight)
            if complete[pair] < 0:
                raise InvalidProfileError(f"expected weights of at least 0, got {brief_fraction(complete[pair])}")
        if complete[0, 0] != 1:
            raise InvalidProfileError(f"expected weight 1 of the empty pair, got {brief_fraction(complete[0, 0])}")
        for before, following in plan_equations(form, complete):
            if complete[before] != sum(complete[pair] for pair in following):
                raise InvalidProfileError(
                    f"expected the weights of pairs {following} to sum to that of {before}, "
                    f"{brief_fraction(complete[before])}"
                )
        object.__setattr__(self, "weights", read_only(complete))

    def __getitem__(self, names: tuple[str, str]) -> Fraction:
        """Return the weight of a pair of sequences by their names in the sequence form; 0 if they never meet."""
        form = to_sequence_form(self.game)
        pair = tuple(form.names(player).index(name) for player, name in enumerate(names))
        return self.weights.get((pair[0], pair[1]), Fraction(0))

    @property
    def is_pure(self) -> bool:
        """Whether what is told is certain."""
        return all(weight in (0, 1) for weight in self.weights.values())

    def __hash__(self) -> int:
        return hash((self.game, tuple(self.weights.items())))

    def __repr__(self) -> str:
        num_told = sum(map(bool, self.weights.values()))
        return (
            f"<CorrelationPlan of {self.game.title!r}: {num_told} of {len(self.weights)} pairs of sequences are told>"
        )


def plan_equations(
    form: SequenceForm, pairs: Mapping[SequencePair, object]
) -> Iterator[tuple[SequencePair, tuple[SequencePair, ...]]]:
    """Yield each pair of sequences with those that follow it at one information set, whose weights sum to its own."""
    for player, own in enumerate(form.sequences):
        for first, before, size in zip(own.first, own.before, form.num_actions[player], strict=True):
            for other in range(form.num_sequences[1 - player]):
                following = [(sequence, other) for sequence in range(first, first + size)]
                leading = (before, other)
                if player == 1:
                    following, leading = [pair[::-1] for pair in following], leading[::-1]
                if following[0] in pairs:
                    yield leading, tuple(following)


def to_distribution(
    plan: CorrelationPlan, strategic: StrategicForm, *, heartbeat: Callable[[], None] | None = None
) -> Distribution:
    """Return a distribution over pairs of pure plans that tells pairs of sequences as likely as a correlation plan.

    Parameters
    ----------
    plan
        The correlation plan.
    strategic
        The reduced normal form of its tree.
    heartbeat
        Called for each pair of plans; what it raises passes through. None for nobody.

    Notes
    -----
    One pass: each pair of plans takes as much as all its pairs of sequences still have. What is left is a smaller
    correlation plan, of which some pair of plans could take more, so nothing is left in the end.

    References
    ----------
    vonstengel2008.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.strategic_form import to_normal_form
    >>> tree = load("trust_game").to_game()
    >>> told = {(0, 0): 1, (1, 0): "1/3", (2, 0): "2/3", (0, 1): "1/3", (0, 2): "2/3", (1, 1): "1/3", (2, 2): "2/3"}
    >>> to_distribution(CorrelationPlan(tree, told), to_normal_form(tree))
    <Distribution (0, 0): 1/3, (1, 1): 2/3>
    """
    form = to_sequence_form(plan.game)
    first, second = (
        [_sequences_of(own, listed) for listed in plans]
        for own, plans in zip(form.sequences, strategic.plans, strict=True)
    )
    left = dict(plan.weights)
    found: dict[tuple[int, ...], Fraction] = {}
    for (row, own), (column, other) in product(enumerate(first), enumerate(second)):
        if heartbeat is not None:
            heartbeat()
        met = [pair for pair in product(own, other) if pair in left]
        amount = min(left[pair] for pair in met)
        if amount:
            found[row, column] = amount
            for pair in met:
                left[pair] -= amount
    return Distribution(strategic.game, found)


def _sequences_of(own: Sequences, plan: PurePlan) -> list[int]:
    """Return the sequences whose choices a pure plan makes."""
    chosen = [first + action for first, action in zip(own.first, plan.actions, strict=True) if action is not None]
    return [0, *chosen]
