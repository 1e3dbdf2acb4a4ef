"""The sequence form of a tree of at most two players: realization plans, payoffs of pairs of sequences, best replies.

The best-reply polyhedron of a player holds its realization plans x together with duals q of the other player's
information sets: ``s = F'q - B'x >= 0``. A sequence of the other player is a best reply to x only if its slack in s
can be zero. Written as a tableau, it is solved for the first action at each own information set and for the slacks
of all but one reply at each information set of the other: no first phase is needed (von Stengel 1996).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.rationals import over_common_denominator
from gametheory.core.realization_plans import Sequences, to_sequences
from gametheory.core.tree_arrays import NO_PARENT, TERMINAL
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
from gametheory.solvers.problem import TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Probability
    from gametheory.solvers.watch import Watch

MOST_ENTRIES = 4_000_000
"""Largest best-reply polyhedron that is written as a tableau, rows times columns."""

Row: TypeAlias = dict[int, int]
"""An affine function of nonbasic variables: coefficients by label, the constant under ``NO_VARIABLE``."""


@dataclass(frozen=True)
class SequenceForm:
    """Sequences of two players and what pairs of them pay, in integers.

    Parameters
    ----------
    sequences
        Of the first and the second player; with one player the second has only the empty sequence.
    num_actions
        For each information set of each of them its number of actions.
    payoffs
        For each of the two: ``{(own sequence, other sequence): payoff times a positive number}``.
    """

    sequences: tuple[Sequences, Sequences]
    num_actions: tuple[tuple[int, ...], tuple[int, ...]]
    payoffs: tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]

    @cached_property
    def labels(self) -> tuple[range, range]:
        """For each side the labels of its sequences, the empty one left out: sequence k has ``labels[side][k - 1]``."""
        first = self.sequences[0].num_sequences - 1
        return range(first), range(first, first + self.sequences[1].num_sequences - 1)

    @property
    def num_labels(self) -> int:
        """Number of sequences of both sides, the empty ones left out."""
        return self.labels[1].stop

    def polyhedron(self, side: int, watch: Watch) -> IntegerTableau:
        """Return the best-reply polyhedron of one side as a feasible tableau that starts at its first pure plan."""
        plan, rows = self._plan_rows(side)
        replies: list[Row] = [{} for _ in range(self.sequences[1 - side].num_sequences)]
        for (reply, own), payoff in self.payoffs[1 - side].items():
            watch.tick()
            _add(replies[reply], plan[own], payoff)
        return _tableau(rows | self._slack_rows(1 - side, replies, watch), range(self.num_labels), watch)

    def _plan_rows(self, side: int) -> tuple[list[Row], dict[int, Row]]:
        """Return each own sequence in terms of the later actions at information sets, and the rows of the first."""
        sequences, labels = self.sequences[side], self.labels[side]
        plan: list[Row] = [{NO_VARIABLE: 1}] + [{} for _ in labels]
        rows = {}
        for first, before, size in zip(sequences.first, sequences.before, self.num_actions[side], strict=True):
            rest = dict(plan[before])
            for sequence in range(first + 1, first + size):
                plan[sequence] = {labels[sequence - 1]: 1}
                _add(rest, plan[sequence], -1)
            plan[first] = rows[labels[first - 1]] = rest
        return plan, rows

    def _slack_rows(self, side: int, replies: list[Row], watch: Watch) -> dict[int, Row]:
        """Return the rows of the slacks of a side's sequences; at each information set the best one is nonbasic."""
        sequences, labels = self.sequences[side], self.labels[side]
        rows = {}
        for position in reversed(range(len(sequences.infosets))):
            watch.tick()
            actions = range(sequences.first[position], sequences.first[position] + self.num_actions[side][position])
            best = max(actions, key=lambda sequence: replies[sequence].get(NO_VARIABLE, 0))
            dual = replies[best] | {labels[best - 1]: 1}
            for sequence in actions:
                if sequence != best:
                    rows[labels[sequence - 1]] = slack = dict(dual)
                    _add(slack, replies[sequence], -1)
            _add(replies[sequences.before[position]], dual, 1)
        return rows

    def best_replies(self, side: int, plan: Sequence[Probability]) -> int:
        """Return the bit mask of the sequences of a side that are best replies to the other side's plan."""
        sequences = self.sequences[side]
        worth: list[Probability] = [0 * plan[0]] * sequences.num_sequences
        for (own, other), payoff in self.payoffs[side].items():
            if plan[other]:
                worth[own] += payoff * plan[other]
        best = [worth[0]] * len(sequences.infosets)
        for position in reversed(range(len(best))):
            first = sequences.first[position]
            best[position] = max(worth[first : first + self.num_actions[side][position]])
            worth[sequences.before[position]] += best[position]
        mask = 1
        for position, value in enumerate(best):
            if mask >> sequences.before[position] & 1:
                first = sequences.first[position]
                for sequence in range(first, first + self.num_actions[side][position]):
                    mask |= (worth[sequence] == value) << sequence
        return mask


def sequence_form(tree: ExtensiveFormGame, watch: Watch) -> SequenceForm:
    """Return the sequence form of a tree of at most two players.

    Parameters
    ----------
    tree
        The tree.
    watch
        The clock.

    Raises
    ------
    UnsupportedGameError
        If a player does not remember its own choices.
    TooLargeError
        If a best-reply polyhedron would have more than ``MOST_ENTRIES`` entries.
    """
    own = [to_sequences(tree, player) for player in range(tree.num_players)]
    sequences = (own[0], own[1] if len(own) > 1 else Sequences((), (), (), 1))
    _check_size(sequences)
    ends = list(_ends(tree, sequences, watch))
    payoffs = []
    for player in range(tree.num_players):
        values = tree.path_payoffs(player).values.tolist()
        paid: dict[tuple[int, int], Fraction] = {}
        for node, pair, weight in ends:
            watch.tick()
            place = pair if player == 0 else pair[::-1]
            paid[place] = paid.get(place, Fraction(0)) + weight * values[node]
        integers, _ = over_common_denominator(paid.values())
        payoffs.append({place: value for place, value in zip(paid, integers, strict=True) if value})
    num_actions = [tuple(tree.infosets[index].num_actions for index in side.infosets) for side in sequences]
    return SequenceForm(
        sequences, (num_actions[0], num_actions[1]), (payoffs[0], payoffs[1] if len(payoffs) > 1 else {})
    )


def _check_size(sequences: tuple[Sequences, Sequences]) -> None:
    """Raise TooLargeError if a polyhedron has too many entries: rows are own information sets and others' slacks."""
    num_sequences = sum(side.num_sequences for side in sequences)
    num_labels = num_sequences - 2
    for own, other in (sequences, sequences[::-1]):
        num_rows = len(own.infosets) + other.num_sequences - 1 - len(other.infosets)
        num_entries = num_rows * (num_labels - num_rows + 1)
        if num_entries > MOST_ENTRIES:
            raise TooLargeError(
                f"all Nash equilibria of a tree need a tableau of at most {MOST_ENTRIES:,} entries, got "
                f"{num_entries:,} ({num_sequences:,} sequences of choices); use concept 'subgame_perfect', or 'pure' "
                "if the players have few plans"
            )


def _ends(
    tree: ExtensiveFormGame, sequences: tuple[Sequences, Sequences], watch: Watch
) -> Iterator[tuple[int, tuple[int, int], Fraction]]:
    """Yield the ends of play that chance allows, each with both players' sequences and the weight of chance."""
    place_of = {
        infoset: (side, first)
        for side, listed in enumerate(sequences)
        for infoset, first in zip(listed.infosets, listed.first, strict=True)
    }
    infosets, actions = tree.infoset.tolist(), tree.parent_action.tolist()
    reached: list[tuple[tuple[int, int], Fraction]] = [((0, 0), Fraction(1))] * tree.num_nodes
    for node, before in enumerate(tree.parent.tolist()):
        watch.tick()
        if before != NO_PARENT:
            pair, weight = reached[before]
            probabilities = tree.infosets[infosets[before]].probabilities
            if probabilities is not None:
                weight *= probabilities[actions[node]]
            else:
                side, first = place_of[infosets[before]]
                sequence = first + actions[node]
                pair = (sequence, pair[1]) if side == 0 else (pair[0], sequence)
            reached[node] = (pair, weight)
        if infosets[node] == TERMINAL and reached[node][1]:
            yield (node, *reached[node])


def _add(row: Row, other: Row, factor: int) -> None:
    """Add a multiple of another affine function to one."""
    for label, coefficient in other.items():
        row[label] = row.get(label, 0) + factor * coefficient


def _tableau(rows: dict[int, Row], labels: Iterable[int], watch: Watch) -> IntegerTableau:
    """Return equations ``basic - coefficients * nonbasic = constant`` for all labels, those without a row nonbasic."""
    nonbasic = [NO_VARIABLE, *(label for label in labels if label not in rows)]
    entries = []
    for row in rows.values():
        watch.tick()
        entries.append([row.get(NO_VARIABLE, 0), *(-row.get(label, 0) for label in nonbasic[1:])])
    return IntegerTableau(entries, list(rows), nonbasic, 1)
