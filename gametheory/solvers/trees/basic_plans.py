"""Exact plans from a basis that floats found: which sequences may have weight, and which are best replies.

The basis decides linear equations for each player's plan together with the best-reply values of the other one. Their
solution in rationals is an equilibrium if no weight and no loss is below 0, whatever floats did on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.kernels.heartbeats import finished
from gametheory.kernels.refined_equations import IntegerTerms, refined_solution

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from gametheory.core.sequence_form import SequenceForm

    Numbers: TypeAlias = NDArray[np.int64]
    Terms: TypeAlias = tuple[Numbers, Numbers, NDArray[Any]]

NOWHERE = -1
"""Place of what the equations leave out."""


@dataclass(frozen=True, slots=True)
class PlanBasis:
    """A basis of the plans and best-reply values of two players; the empty sequences are left out.

    Parameters
    ----------
    basic
        For each player its sequences that may have weight; all others have none.
    tight
        For each player its sequences that lose nothing against the best reply.
    omitted
        For each player the places of its information sets whose equation follows from the others; what they are worth
        counts as 0.
    """

    basic: tuple[Sequence[int], Sequence[int]]
    tight: tuple[Sequence[int], Sequence[int]]
    omitted: tuple[Sequence[int], Sequence[int]] = ((), ())


def plans_of_basis(
    form: SequenceForm, basis: PlanBasis, gains: Sequence[Sequence[int]], heartbeat: Callable[[], None]
) -> list[list[Fraction]] | None:
    """Return for each player the weights of its sequences in the equilibrium of a basis.

    Parameters
    ----------
    form, basis
        A sequence form and a basis.
    gains
        For each player what each pair of sequences pays it, in integers of any unit.
    heartbeat
        Called regularly; what it raises stops the method.

    Returns
    -------
    list or None
        None where the equations have no single solution, a weight is below 0, or another sequence is a better reply.

    Examples
    --------
    In the trust game the buyer does not trust, and the seller is just as likely to abuse as not:

    >>> from gametheory import load
    >>> from gametheory.core.sequence_form import to_sequence_form
    >>> form = to_sequence_form(load("trust_game").to_game())
    >>> gains = [listed.values.tolist() for listed in form.payoffs]
    >>> found = plans_of_basis(form, PlanBasis(([2], [1, 2]), ([1, 2], [2])), gains, lambda: None)
    >>> [[str(weight) for weight in plan] for plan in found]
    [['1', '0', '1'], ['1', '1/2', '1/2']]
    >>> plans_of_basis(form, PlanBasis(([1], [1]), ([1], [1])), gains, lambda: None) is None
    True
    """
    plans = []
    for player in (0, 1):
        plan = _Equations(form, player, basis, _payments(form, 1 - player, gains)).plan(heartbeat)
        if plan is None:
            return None
        plans.append(plan)
    return plans[: form.num_players]


class _Equations:
    """The equations for the plan of one player and the best-reply values of the other one, who has the tight sequences.

    First those of the information sets of the player, whose actions share what flows in; then that the tight sequences
    are worth what their information sets are.
    """

    def __init__(self, form: SequenceForm, player: int, basis: PlanBasis, paid: Terms) -> None:
        self._sizes = form.num_sequences[player], form.num_sequences[1 - player]
        self._flows, num_sets = _constraints(form, player)
        self._values, num_values = _constraints(form, 1 - player)
        self._paid = paid
        self._basic, self._tight = _numbers(basis.basic[player]), _numbers(basis.tight[1 - player])
        self._sets = np.setdiff1d(np.arange(num_sets), _numbers(basis.omitted[player]))
        self._worth = np.setdiff1d(np.arange(num_values), _numbers(basis.omitted[1 - player]))
        self._num_sets, self._num_values = num_sets, num_values

    def plan(self, heartbeat: Callable[[], None]) -> list[Fraction] | None:
        """Return the weights of the sequences; None where there are none that fit."""
        if len(self._sets) + len(self._tight) != len(self._basic) + len(self._worth):
            return None
        solved = finished(refined_solution(*self._system()), heartbeat)
        if solved is None:
            return None
        solution, denominator = solved
        weights, values = np.zeros(self._sizes[0], dtype=object), np.zeros(self._num_values, dtype=object)
        weights[0] = denominator
        weights[self._basic] = solution[: len(self._basic)]
        values[self._worth] = solution[len(self._basic) :]
        is_plan = weights.min() >= 0 and not self._overflows(weights).any()
        if not is_plan or self._losses(weights, values)[1:].min(initial=0) < 0:
            return None
        return [Fraction(weight, denominator) for weight in weights]

    def _system(self) -> tuple[IntegerTerms, list[int]]:
        """Return the equations and their right-hand sides."""
        num_basic, size = len(self._basic), len(self._sets) + len(self._tight)
        place = _places(self._basic, 0, self._sizes[0])
        worth = _places(self._worth, num_basic, self._num_values)
        flow = _places(self._sets, 0, self._num_sets)
        row = _places(self._tight, len(self._sets), self._sizes[1])
        (rows, columns, entries), (sets, sequences, losses), (own, other, paid) = self._flows, self._values, self._paid
        right_side = np.zeros(size, dtype=object)
        is_first = (columns == 0) & (flow[rows] != NOWHERE)
        right_side[flow[rows[is_first]]] = -entries[is_first]
        is_first = (other == 0) & (row[own] != NOWHERE)
        right_side[row[own[is_first]]] = paid[is_first]
        term_rows = np.concatenate([flow[rows], row[sequences], row[own]])
        term_columns = np.concatenate([place[columns], worth[sets], place[other]])
        values = np.concatenate([entries.astype(object), losses.astype(object), -paid])
        is_kept = (term_rows != NOWHERE) & (term_columns != NOWHERE) & (values != 0)
        terms = IntegerTerms(term_rows[is_kept], term_columns[is_kept], values[is_kept], size)
        return terms, [int(entry) for entry in right_side]

    def _overflows(self, weights: NDArray[Any]) -> NDArray[Any]:
        """Return by how much the actions of each information set have more weight than flows in."""
        overflows = np.zeros(self._num_sets, dtype=object)
        rows, columns, entries = self._flows
        np.add.at(overflows, rows, weights[columns] * entries)
        return overflows

    def _losses(self, weights: NDArray[Any], values: NDArray[Any]) -> NDArray[Any]:
        """Return what each sequence of the other player loses against the best reply, times the denominator."""
        losses = np.zeros(self._sizes[1], dtype=object)
        sets, sequences, entries = self._values
        np.add.at(losses, sequences, values[sets] * entries)
        rows, columns, paid = self._paid
        np.subtract.at(losses, rows, weights[columns] * paid)
        return losses


def _numbers(listed: Sequence[int]) -> Numbers:
    """Return numbers in an array."""
    return np.array(listed, dtype=np.int64)


def _places(listed: Numbers, start: int, size: int) -> Numbers:
    """Return the place of each number in a list, counted from a start; ``NOWHERE`` for those that are not in it."""
    places = np.full(size, NOWHERE, dtype=np.int64)
    places[listed] = start + np.arange(len(listed))
    return places


def _constraints(form: SequenceForm, player: int) -> tuple[Terms, int]:
    """Return row, column and value of the constraints of a player's plans, the first one left out; and their number."""
    if player >= form.num_players:
        nothing = np.zeros(0, dtype=np.int64)
        return (nothing, nothing, nothing), 0
    matrix = form.constraints(player)
    is_kept = matrix.rows > 0
    rows, columns = matrix.rows[is_kept].astype(np.int64) - 1, matrix.columns[is_kept].astype(np.int64)
    return (rows, columns, matrix.values[is_kept]), matrix.shape[0] - 1


def _payments(form: SequenceForm, player: int, gains: Sequence[Sequence[int]]) -> Terms:
    """Return own sequence, other's sequence and gain of each pair; none of a player who is not there."""
    own, other = (form.pairs.T if player == 0 else form.pairs.T[::-1]).astype(np.int64)
    if player < form.num_players:
        return own, other, np.array(gains[player], dtype=object)
    return own[:0], other[:0], np.zeros(0, dtype=object)
