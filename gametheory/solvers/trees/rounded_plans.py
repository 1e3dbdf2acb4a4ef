"""The equilibria of a sequence form as sparse equations in floats, and Lemke's path through them.

The problem is that of `complementary_plans`, with nothing eliminated: one equation for each information set, whose
actions share the weight that flows into it; one for each sequence, what it loses against the best reply; and one for
the two variables along the path. So each equation has few terms, and the path goes far in trees with thousands of
sequences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.kernels.rounded_complementary_path import (
    RoundedEnd,
    SparseEquations,
    rounded_complementary_path,
)
from gametheory.solvers.trees.basic_plans import PlanBasis
from gametheory.solvers.trees.complementary_plans import NOBODY
from gametheory.solvers.trees.sequence_gains import gains_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray
    from gametheory.core.sequence_form import SequenceForm
    from gametheory.solvers.watch import Watch

    Numbers: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RoundedPlans:
    """The end of the path in floats.

    Parameters
    ----------
    weights
        For each player the weights of its sequences.
    basis
        What is known of them apart from numbers.
    num_pivots
        How many there were.
    has_ended
        Whether the path came to its end. Rounding may lead it astray; then all this is where it was lost.
    """

    weights: tuple[FloatArray, ...]
    basis: PlanBasis
    num_pivots: int
    has_ended: bool


class PlanPath:
    """A path in floats, which can be followed bit by bit.

    Parameters
    ----------
    form
        A sequence form.
    start
        For each player and each of its information sets the action that costs nothing at the start of the path.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.sequence_form import to_sequence_form
    >>> from gametheory.solvers.watch import Watch
    >>> path = PlanPath(to_sequence_form(load("trust_game").to_game()), [[0], [0]])
    >>> path.follow(Watch(), 2) is None
    True
    >>> found = path.follow(Watch())
    >>> found.weights[1].tolist(), found.basis.basic, found.basis.tight, found.num_pivots
    ([1.0, 0.5, 0.5], ((1, 2), (1, 2)), ((1, 2), (1, 2)), 3)
    """

    def __init__(self, form: SequenceForm, start: Sequence[Sequence[int]]) -> None:
        self._num_players = form.num_players
        self._terms = terms = _Terms(form)
        self._path = rounded_complementary_path(terms.equations(start), terms.share, terms.share + 1, terms.num_labels)
        self._num_pivots = 0

    def follow(self, watch: Watch, num_pivots: int | None = None) -> RoundedPlans | None:
        """Return the plans at the end of the path; None if it is not reached within so many pivots more.

        Parameters
        ----------
        watch
            The clock of the run.
        num_pivots
            None for any number.
        """
        last = None if num_pivots is None else self._num_pivots + num_pivots
        while self._num_pivots != last:
            try:
                next(self._path)
            except StopIteration as stop:
                return self._plans(stop.value)
            watch.tick()
            self._num_pivots += 1
        return None

    def _plans(self, end: RoundedEnd) -> RoundedPlans:
        """Return the plans at the end."""
        terms = self._terms
        is_basic = np.zeros(len(end.amounts), dtype=bool)
        is_basic[end.basic] = True
        labels = terms.weights(0), terms.weights(1)
        first, second = (tuple((1 + np.flatnonzero(is_basic[own[1:]])).tolist()) for own in labels)
        best, other = (tuple((1 + np.flatnonzero(~is_basic[terms.num_labels + own[1:]])).tolist()) for own in labels)
        weights = tuple(end.amounts[own] for own in labels[: self._num_players])
        return RoundedPlans(weights, PlanBasis((first, second), (best, other)), self._num_pivots, end.has_ended)


class _Terms:
    """The terms of the equations, collected in turn, and the numbers of the variables.

    First the weights of the sequences but the empty ones, then in the same order what they lose, then w and ``1 - w``,
    then the best-reply values of the information sets, which may have either sign.
    """

    def __init__(self, form: SequenceForm) -> None:
        self._form = form
        self._own = (*form.sequences, NOBODY)[:2]
        first, second = (own.num_sequences - 1 for own in self._own)
        self._starts = (0, first)
        self.num_labels = first + second
        self.share = 2 * self.num_labels
        num_sets = [len(own.infosets) for own in self._own]
        self._values = (self.share + 2, self.share + 2 + num_sets[0])
        self._num_variables = self._values[1] + num_sets[1]
        self._rows: list[Numbers] = []
        self._columns: list[Numbers] = []
        self._entries: list[FloatArray] = []

    def weights(self, player: int) -> Numbers:
        """Return the variables that are the weights of a player's sequences; that of the empty one is w."""
        start = self._starts[player]
        return np.concatenate([[self.share], np.arange(start, start + self._own[player].num_sequences - 1)])

    def equations(self, start: Sequence[Sequence[int]]) -> SparseEquations:
        """Return the equations and the basis where ``w = 0``."""
        self._add([0, 0], [self.share, self.share + 1], 1.0)
        basic, num_rows = [np.array([self.share + 1])], 1
        for player, own in enumerate(self._own):
            chosen = np.array(own.first, dtype=np.int64) + np.array(start[player], dtype=np.int64)
            others = np.setdiff1d(np.arange(1, own.num_sequences), chosen)
            self._add_flows(player, num_rows)
            num_rows += len(own.infosets)
            self._add_losses(player, num_rows, others)
            num_rows += own.num_sequences - 1
            labels = self.weights(player)
            values = self._values[player] + np.arange(len(own.infosets))
            basic += [labels[chosen], self.num_labels + labels[others], values]
        rows, columns = np.concatenate(self._rows), np.concatenate(self._columns)
        order = np.lexsort((rows, columns))
        right_side = np.zeros(num_rows)
        right_side[0] = 1.0
        return SparseEquations(
            np.searchsorted(columns[order], np.arange(self._num_variables + 1)).astype(np.int32),
            rows[order].astype(np.int32),
            np.concatenate(self._entries)[order],
            right_side,
            np.concatenate(basic),
            self._values[0],
        )

    def _add(
        self, rows: Sequence[int] | Numbers, columns: Sequence[int] | Numbers, entries: float | FloatArray
    ) -> None:
        """Add terms."""
        self._rows.append(np.asarray(rows, dtype=np.int64))
        self._columns.append(np.asarray(columns, dtype=np.int64))
        self._entries.append(np.broadcast_to(entries, len(rows)).astype(np.float64))

    def _add_flows(self, player: int, first_row: int) -> None:
        """Add an equation for each information set: its actions share the weight that flows into it."""
        own, labels = self._own[player], self.weights(player)
        rows = first_row + np.arange(len(own.infosets))
        self._add(first_row + self._set_of(player), labels[1:], 1.0)
        self._add(rows, labels[list(own.before)], -1.0)

    def _set_of(self, player: int) -> Numbers:
        """Return for each sequence but the empty one the place of its last information set."""
        sizes = (*self._form.num_actions, ())[player]
        return np.repeat(np.arange(len(sizes)), np.array(sizes, dtype=np.int64))

    def _add_losses(self, player: int, first_row: int, others: Numbers) -> None:
        """Add an equation for each sequence: what it loses is what its last information set is worth, less the rest.

        Others than those chosen at the start lose ``1 - w`` more. Gains are in units of the largest one.
        """
        own, labels, form = self._own[player], self.weights(player), self._form
        values = self._values[player] + np.arange(len(own.infosets))
        rows, before = first_row - 1 + np.arange(own.num_sequences), np.array(own.before, dtype=np.int64)
        self._add(rows[1:], values[self._set_of(player)], 1.0)
        self._add(rows[1:], self.num_labels + labels[1:], -1.0)
        self._add(rows[others], np.full(len(others), self.share + 1), 1.0)
        self._add(rows[before[before > 0]], values[before > 0], -1.0)
        if player < form.num_players:
            shares = gains_of(form, player).shares
            mine, theirs = form.pairs.T if player == 0 else form.pairs.T[::-1]
            is_paid = (mine > 0) & (shares > 0)
            largest = shares.max(initial=0.0) or 1.0
            self._add(rows[mine[is_paid]], self.weights(1 - player)[theirs[is_paid]], -shares[is_paid] / largest)
