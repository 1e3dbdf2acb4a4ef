"""The sequence form of a tree: sequences of own choices, their constraints, and sparse payoffs of pairs of sequences.

Its size is that of the tree, where the normal form grows exponentially (von Stengel 1996).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from operator import mul
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.core.profiles import BehaviorProfile
from gametheory.core.rationals import INT64_LIMIT, IntegerPayoffs, over_common_denominator
from gametheory.core.realization_plans import (
    Sequences,
    behavior_to_realization,
    node_sequences,
    realization_to_behavior,
    to_sequences,
)
from gametheory.core.tree_arrays import NO_PARENT, TERMINAL
from gametheory.errors import InvalidProfileError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from gametheory.array_types import IndexArray
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Strategy

STEPS_PER_BEAT = 64
"""Terminals handled between two heartbeats."""

Choice: TypeAlias = tuple[str, str]
"""Key of an information set and name of an action."""


@dataclass(frozen=True, eq=False, slots=True)
class SparseMatrix:
    """A matrix of which few entries are not zero.

    Parameters
    ----------
    shape
        Numbers of rows and columns.
    rows, columns
        Place of each entry, each place once.
    values
        The entries: int64, float64, or Python integers (dtype object) where int64 would overflow.
    """

    shape: tuple[int, int]
    rows: IndexArray
    columns: IndexArray
    values: NDArray[Any]

    def to_scipy(self) -> Any:
        """Return a ``scipy.sparse.csr_array``; entries beyond int64 become floats."""
        from scipy.sparse import csr_array

        values = self.values.astype(np.float64) if self.values.dtype == object else self.values
        return csr_array((values, (self.rows, self.columns)), shape=self.shape)


@dataclass(frozen=True, eq=False)
class SequenceForm:
    """The sequence form of a tree of one or two players with perfect recall; ``to_sequence_form`` makes it.

    A realization plan of a player gives each of its sequences a weight x with ``E x = e`` and ``x >= 0``: the empty
    sequence, number 0, has weight 1, and at each information set the weights of the actions sum to that of the sequence
    that leads there. The expected payoff is the sum over ``pairs`` of payoff, times the weight of the first player's
    sequence, times that of the second's.

    Parameters
    ----------
    game
        The tree.
    sequences
        For each player its sequences and information sets.
    pairs
        Shape ``[num_pairs, 2]``, int32: the pairs of sequences, the first player's before the second's, after which
        play can end, in order; those that only chance moves of probability 0 lead to are left out. With one player the
        second column is 0.
    payoffs
        For each player the payoff of each pair, summed over the ends of play and weighted by chance, shape
        ``[num_pairs]``: integers over one denominator.
    chances
        The probability that chance allows each pair, summed over the ends of play, likewise; the payoffs of a game in
        which everybody always gets 1.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["buyer", "seller"])
    >>> trusted, refused = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    >>> honored, abused = builder.move(trusted, "seller", ["Honor", "Abuse"], infoset="trusted")
    >>> builder.payoffs(honored, [1, 3])
    >>> builder.payoffs(abused, ["-1/2", 4])
    >>> form = to_sequence_form(builder.build())
    >>> form.names(0), form.names(1)
    (('', 'trust=Trust', 'trust=Not'), ('', 'trusted=Honor', 'trusted=Abuse'))
    >>> form.pairs.tolist(), form.payoffs[0].values.tolist(), form.payoffs[0].denominator
    ([[1, 1], [1, 2], [2, 0]], [2, -1, 0], 2)
    >>> form.constraints(1).to_scipy().toarray().tolist(), form.right_hand_side(1).tolist()
    ([[1, 0, 0], [-1, 1, 1]], [1, 0])
    """

    game: ExtensiveFormGame
    sequences: tuple[Sequences, ...]
    pairs: IndexArray
    payoffs: tuple[IntegerPayoffs, ...]
    chances: IntegerPayoffs

    def __post_init__(self) -> None:
        self.pairs.setflags(write=False)
        for listed in (*self.payoffs, self.chances):
            listed.values.setflags(write=False)

    @property
    def num_players(self) -> int:
        """Number of players, one or two."""
        return len(self.sequences)

    @property
    def num_sequences(self) -> tuple[int, int]:
        """Numbers of sequences, the empty ones counted; a second player who is not there has the empty one."""
        return self.sequences[0].num_sequences, self.sequences[1].num_sequences if self.num_players > 1 else 1

    @cached_property
    def num_actions(self) -> tuple[tuple[int, ...], ...]:
        """For each player the number of actions at each of its information sets."""
        return tuple(
            tuple(self.game.infosets[infoset].num_actions for infoset in own.infosets) for own in self.sequences
        )

    @cached_property
    def _choices(self) -> tuple[tuple[tuple[Choice, ...], ...], ...]:
        listed = []
        for own in self.sequences:
            choices: list[tuple[Choice, ...]] = [()] * own.num_sequences
            for infoset, first, before in zip(own.infosets, own.first, own.before, strict=True):
                there = self.game.infosets[infoset]
                for index, action in enumerate(there.actions):
                    choices[first + index] = (*choices[before], (there.key, action))
            listed.append(tuple(choices))
        return tuple(listed)

    def choices(self, player: int) -> tuple[tuple[Choice, ...], ...]:
        """Return for each sequence of a player its choices in order, as keys of information sets and actions."""
        return self._choices[player]

    def names(self, player: int) -> tuple[str, ...]:
        """Return each sequence of a player in words, as ``h1=L; h2=R``; the empty one is the empty text."""
        return tuple("; ".join(f"{key}={action}" for key, action in choices) for choices in self._choices[player])

    def payoff_table(self, player: int) -> dict[tuple[int, int], int]:
        """Return ``{(own sequence, other's sequence): payoff}``, integers over ``payoffs[player].denominator``."""
        places = self.pairs.tolist() if player == 0 else self.pairs[:, ::-1].tolist()
        return dict(zip(map(tuple, places), self.payoffs[player].values.tolist(), strict=True))

    def payoff_matrix(self, player: int) -> SparseMatrix:
        """Return a player's payoffs as floats, the first player's sequences in rows; ``num_sequences`` is its shape."""
        exact = self.payoffs[player]
        if exact.values.dtype == object:
            values = np.array([value / exact.denominator for value in exact.values.tolist()], dtype=np.float64)
        else:
            values = exact.values / float(exact.denominator)
        return SparseMatrix(self.num_sequences, self.pairs[:, 0], self.pairs[:, 1], values)

    def constraints(self, player: int) -> SparseMatrix:
        """Return the matrix E of ``E x = e``: a row of the empty sequence, then one for each information set."""
        own, sizes = self.sequences[player], np.array(self.num_actions[player], dtype=np.int32)
        numbers = np.arange(1, len(sizes) + 1, dtype=np.int32)
        rows = np.concatenate([[0], numbers, np.repeat(numbers, sizes)]).astype(np.int32)
        later = np.arange(1, own.num_sequences, dtype=np.int32)
        columns = np.concatenate([[0], own.before, later]).astype(np.int32)
        values = np.ones(len(rows), dtype=np.int64)
        values[1 : 1 + len(sizes)] = -1
        return SparseMatrix((1 + len(sizes), own.num_sequences), rows, columns, values)

    def right_hand_side(self, player: int) -> NDArray[np.int64]:
        """Return e of ``E x = e``: 1, then 0 for each information set."""
        bounds = np.zeros(1 + len(self.sequences[player].infosets), dtype=np.int64)
        bounds[0] = 1
        return bounds

    def realization_plan(self, profile: BehaviorProfile, player: int) -> Strategy:
        """Return the weights of a player's sequences in a behavior profile, shape ``[num_sequences]``.

        Raises
        ------
        UnsupportedGameError
            If the profile is undefined at an information set that the player's own choices do not exclude.
        """
        return behavior_to_realization(self.game, self.sequences[player], profile.strategies)

    def behavior(self, plans: Sequence[Strategy]) -> BehaviorProfile:
        """Return the behavior profile of one realization plan for each player, undefined where a plan excludes a set.

        Raises
        ------
        InvalidProfileError
            If plans are missing, have the wrong length, or are none.
        """
        if [len(plan) for plan in plans] != [own.num_sequences for own in self.sequences]:
            raise InvalidProfileError(
                f"expected realization plans of {[own.num_sequences for own in self.sequences]} weights, got "
                f"{[len(plan) for plan in plans]}"
            )
        strategies: list[Strategy | None] = [None] * len(self.game.infosets)
        for own, plan in zip(self.sequences, plans, strict=True):
            for infoset, strategy in realization_to_behavior(self.game, own, plan).items():
                strategies[infoset] = strategy
        return BehaviorProfile(self.game, tuple(strategies))

    def __repr__(self) -> str:
        sizes = " and ".join(str(own.num_sequences) for own in self.sequences)
        return f"<SequenceForm of {self.game.title!r}: {sizes} sequences, {len(self.pairs)} pairs that pay>"


def to_sequence_form(game: ExtensiveFormGame, *, heartbeat: Callable[[], None] | None = None) -> SequenceForm:
    """Return the sequence form of a tree of one or two players with perfect recall, exactly.

    Parameters
    ----------
    game
        The tree.
    heartbeat
        Called every few nodes; what it raises passes through. None for nobody.

    Raises
    ------
    UnsupportedGameError
        If there are more than two players, or one does not remember its own choices.

    Notes
    -----
    Linear in the number of nodes.

    References
    ----------
    vonstengel1996.

    Examples
    --------
    >>> from gametheory import load
    >>> form = to_sequence_form(load("trust_game").to_game())
    >>> form, form.num_sequences
    (<SequenceForm of 'Trust': 3 and 3 sequences, 3 pairs that pay>, (3, 3))
    """
    if game.num_players > 2:
        raise UnsupportedGameError(
            f"the sequence form needs at most 2 players, got {game.num_players}; use to_normal_form"
        )
    sequences = tuple(to_sequences(game, player) for player in range(game.num_players))
    last = [node_sequences(game, own) for own in sequences]
    if len(last) < 2:
        last.append([0] * game.num_nodes)
    ends, weights, denominator = _ends(game, heartbeat)
    places = [(last[0][node], last[1][node]) for node in ends]
    number_of = {pair: number for number, pair in enumerate(sorted(set(places)))}
    numbers = [number_of[pair] for pair in places]
    payoffs = []
    for player in range(game.num_players):
        paid = game.path_payoffs(player)
        amounts = map(mul, weights, paid.values[ends].tolist())
        payoffs.append(_sums(numbers, amounts, denominator * paid.denominator))
    pairs = np.array(list(number_of), dtype=np.int32).reshape(-1, 2)
    return SequenceForm(game, sequences, pairs, tuple(payoffs), _sums(numbers, weights, denominator))


def _ends(game: ExtensiveFormGame, heartbeat: Callable[[], None] | None) -> tuple[list[int], list[int], int]:
    """Return the ends of play that chance allows, and their weights as integers over a denominator."""
    infosets, actions = game.infoset.tolist(), game.parent_action.tolist()
    probabilities = [infoset.probabilities for infoset in game.infosets]
    reached = [Fraction(1)] * game.num_nodes
    ends: list[int] = []
    for node, before in enumerate(game.parent.tolist()):
        if before != NO_PARENT:
            chances = probabilities[infosets[before]]
            weight = reached[before]
            reached[node] = weight if chances is None else weight * chances[actions[node]]
        if infosets[node] == TERMINAL and reached[node]:
            if heartbeat is not None and len(ends) % STEPS_PER_BEAT == 0:
                heartbeat()
            ends.append(node)
    weights, denominator = over_common_denominator(reached[node] for node in ends)
    return ends, weights, denominator


def _sums(numbers: Sequence[int], amounts: Iterable[int], denominator: int) -> IntegerPayoffs:
    """Return the sum of the amounts of each number in lowest terms, int64 where they fit."""
    sums = [0] * (max(numbers) + 1)
    for number, amount in zip(numbers, amounts, strict=True):
        sums[number] += amount
    factor = math.gcd(denominator, *sums)
    values = [total // factor for total in sums]
    fits = all(-INT64_LIMIT <= value < INT64_LIMIT for value in values)
    return IntegerPayoffs(np.array(values, dtype=np.int64 if fits else object), denominator // factor)
