"""Which actions of a large game are dominated: linear programs in floats propose, integers prove."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.analysis.dominance.dominating_mixtures import DominanceAnswer, exact_product
from gametheory.linear_program import FloatLinearProgram, FloatStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray, PayoffArray
    from gametheory.linear_program import FloatResult

    Indices: TypeAlias = NDArray[np.int64]

NEW_COLUMNS = 10
"""How many of the columns that a proposed mixture violates most enter the linear program at once."""
CLEAR_MARGIN = 1e-3
"""How much worse than some action all mixtures must be, relative to the range of payoffs, for the search to stop."""
ROUNDING = 1e-9
"""What a proposal in floats may be wrong by, relative to the range of payoffs; beyond it integers decide."""
DENOMINATORS = (*range(2, 13), 15, 16, 18, 20, 24, 30, 40, 60, 100, 250, 1_000, 10_000, 10**6, 10**9)
"""Denominators of probabilities that are tried, small ones first: they are easy to read and to compute with."""


class DominanceProposals:
    """One linear program for all questions about one player: which mixture does best against an action at its worst.

    The program keeps its basis from action to action and from round to round; only the columns that a proposal violates
    have a row. An answer is given only where integers prove it.

    Parameters
    ----------
    payoffs
        Integers, shape ``[action, column]``, with a column for each pure profile of the others.
    """

    def __init__(self, payoffs: PayoffArray) -> None:
        self._payoffs = payoffs
        lowest, highest = int(payoffs.min()), int(payoffs.max())
        # the difference first: large numbers may differ little
        self._scaled: FloatArray = ((payoffs - lowest) / ((highest - lowest) or 1)).astype(np.float64)
        num_actions = len(payoffs)
        self._actions: Indices = np.arange(num_actions)
        self._columns: Indices = np.arange(payoffs.shape[1])
        # where one action is dominated, the next may be too
        self._expects_dominated = False
        self._reply_program: FloatLinearProgram | None = None
        self._best_replies: Indices = np.empty(0, dtype=np.int64)
        self._remains = np.ones(payoffs.shape[1], dtype=np.bool_)
        self._has_row = np.zeros(payoffs.shape[1], dtype=np.bool_)
        # the columns that have a row of the program, in its order
        self._rows: Indices = np.empty(0, dtype=np.int64)
        # weights of the actions, then what the mixture is better by in the worst column
        self._program = FloatLinearProgram(
            np.append(np.zeros(num_actions), -1.0),
            lower=np.append(np.zeros(num_actions), -2.0),
            upper=np.append(np.ones(num_actions), 2.0),
        )
        self._program.add_rows(np.append(np.ones(num_actions), 0.0)[None], np.ones(1), np.ones(1))

    def restrict(self, actions: Indices, columns: Indices) -> None:
        """Keep only some of the actions and columns that remained."""
        for gone in np.setdiff1d(self._actions, actions).tolist():
            self.forget(gone)
        self._actions, self._columns = actions, columns
        self._reply_program = None
        self._remains[:] = False
        self._remains[columns] = True

    def forget(self, action: int) -> None:
        """Let an action be part of no mixture any more."""
        self._program.set_variable_bounds(action, 0.0, 0.0)
        self._actions = self._actions[self._actions != action]

    def answer(
        self, action: int, *, is_strict: bool, heartbeat: Callable[[], None] | None = None
    ) -> DominanceAnswer | None:
        """Return a mixture that dominates an action, or a belief to which it is a best reply; None for neither.

        Parameters
        ----------
        action
            One of the remaining actions.
        is_strict
            Whether dominance is strict. Otherwise beliefs only count to which the action is the only best reply, and
            strict dominators only are proposed: closer questions are left to linear programs in rationals.
        heartbeat
            Called about every 0.1 s; what it raises stops the search. None for nobody.

        Returns
        -------
        DominanceAnswer or None
            Weights of all actions of the player but this one; columns of the game.
        """
        answer = self._answer_by_best_replies(action, heartbeat) if self._expects_dominated else None
        if answer is None:
            answer = self._answer_by_all(action, is_strict=is_strict, heartbeat=heartbeat)
        self._expects_dominated = answer is not None and bool(answer.weights)
        return answer

    def _answer_by_best_replies(self, action: int, heartbeat: Callable[[], None] | None) -> DominanceAnswer | None:
        """Return a mixture, of actions that are best replies to pure profiles alone, that dominates an action; or None.

        The program looks for the belief to which the action is best, so that its basis has as many rows as there are
        such actions, often few. It is slower than the other one where no mixture dominates.
        """
        if self._reply_program is None:
            self._reply_program = self._new_reply_program()
        self._reply_program.set_costs(np.append(-self._scaled[action, self._columns], 1.0))
        result = self._reply_program.minimize(heartbeat=heartbeat)
        if result.status is not FloatStatus.OPTIMAL or result.value < ROUNDING:
            return None
        weights = np.zeros(len(self._payoffs))
        weights[self._best_replies] = np.maximum(result.multipliers[1:], 0.0)
        weights[action] = 0.0
        return self._proven_mixture(action, weights)

    def _new_reply_program(self) -> FloatLinearProgram:
        """Return the program over beliefs, and over what the best of those actions gets, less the action's payoff."""
        block = self._scaled[np.ix_(self._actions, self._columns)]
        is_best_reply = (block == block.max(axis=0)).any(axis=1)
        self._best_replies = self._actions[is_best_reply]
        num_columns, num_replies = len(self._columns), len(self._best_replies)
        program = FloatLinearProgram(
            np.zeros(num_columns + 1),
            lower=np.append(np.zeros(num_columns), -2.0),
            upper=np.append(np.ones(num_columns), 2.0),
        )
        program.add_rows(np.append(np.ones(num_columns), 0.0)[None], np.ones(1), np.ones(1))
        rows = np.column_stack([-block[is_best_reply], np.ones(num_replies)])
        program.add_rows(rows, np.zeros(num_replies), np.full(num_replies, np.inf))
        return program

    def _answer_by_all(
        self, action: int, *, is_strict: bool, heartbeat: Callable[[], None] | None
    ) -> DominanceAnswer | None:
        """Return what the program over mixtures of all actions proves."""
        self._program.set_variable_bounds(action, 0.0, 0.0)
        result = self._worst_advantage(action, heartbeat)
        answer = None
        while result.status is FloatStatus.OPTIMAL and result.value < -ROUNDING:
            weights = np.maximum(result.point[:-1], 0.0)
            violated = self._violated(action, weights)
            if not violated:
                answer = self._proven_mixture(action, weights)
                break
            self._add_columns(violated)
            result = self._worst_advantage(action, heartbeat)
        else:
            if result.status in {FloatStatus.OPTIMAL, FloatStatus.BOUND_PASSED}:
                answer = self._proven_belief(action, np.abs(result.multipliers[1:]), is_strict=is_strict)
        self._program.set_variable_bounds(action, 0.0, 1.0)
        return answer

    def _worst_advantage(self, action: int, heartbeat: Callable[[], None] | None) -> FloatResult:
        """Solve the program for an action: minus the advantage of the best mixture in its worst column."""
        lower = np.where(self._remains[self._rows], self._scaled[action, self._rows], -np.inf)
        self._program.set_row_bounds(np.append(1.0, lower), np.append(1.0, np.full(len(lower), np.inf)))
        return self._program.minimize(stop_above=CLEAR_MARGIN, heartbeat=heartbeat)

    def _violated(self, action: int, weights: FloatArray) -> list[int]:
        """Return the worst columns, none of them in the program, in which a mixture is not better than an action."""
        used = np.flatnonzero(weights)
        gains = weights[used] @ self._scaled[np.ix_(used, self._columns)] - self._scaled[action, self._columns]
        gains[self._has_row[self._columns]] = 1.0
        worst = np.argsort(gains)[:NEW_COLUMNS]
        return [int(column) for column in self._columns[worst[gains[worst] < ROUNDING]]]

    def _add_columns(self, columns: list[int]) -> None:
        """Add rows to the program."""
        self._rows = np.append(self._rows, columns)
        self._has_row[columns] = True
        rows = np.column_stack([self._scaled[:, columns].T, np.full(len(columns), -1.0)])
        self._program.add_rows(rows, np.full(len(columns), -np.inf), np.full(len(columns), np.inf))

    def _proven_mixture(self, action: int, weights: FloatArray) -> DominanceAnswer | None:
        """Return a mixture near some weights that dominates an action strictly, or None."""
        used = np.flatnonzero(weights)
        scaled = self._scaled[np.ix_(used, self._columns)] - self._scaled[action, self._columns]
        for denominator in DENOMINATORS:
            rounded = _rounded(weights[used], denominator)
            if (rounded @ scaled).min() <= 0:
                continue
            advantages = self._payoffs[np.ix_(used, self._columns)] - self._payoffs[action, self._columns]
            probabilities = [Fraction(weight, denominator) for weight in rounded.tolist()]
            if exact_product(advantages.T, probabilities).min() > 0:
                spread = [Fraction(0)] * len(self._payoffs)
                for other, probability in zip(used.tolist(), probabilities, strict=True):
                    spread[other] = probability
                return DominanceAnswer(weights=tuple(spread))
        return None

    def _proven_belief(self, action: int, prices: FloatArray, *, is_strict: bool) -> DominanceAnswer | None:
        """Return a belief near some prices of columns to which an action is a best reply, or None."""
        used = np.flatnonzero(prices > ROUNDING)
        if not used.size:
            return None
        columns, prices = self._rows[used], prices[used] / prices[used].sum()
        others = self._actions[self._actions != action]
        scaled = self._scaled[np.ix_(others, columns)] - self._scaled[action, columns]
        for denominator in DENOMINATORS:
            rounded = _rounded(prices, denominator)
            if (scaled @ rounded).max() > ROUNDING * denominator:
                continue
            advantages = self._payoffs[np.ix_(others, columns)] - self._payoffs[action, columns]
            probabilities = [Fraction(weight, denominator) for weight in rounded.tolist()]
            largest = exact_product(advantages, probabilities).max()
            if largest < 0 or (largest == 0 and is_strict):
                believed = [(int(column), p) for column, p in zip(columns, probabilities, strict=True) if p]
                return DominanceAnswer(
                    witness=tuple(column for column, _ in believed), belief=tuple(p for _, p in believed)
                )
        return None


def _rounded(weights: FloatArray, denominator: int) -> NDArray[np.int64]:
    """Return integers that sum to the denominator, in proportion to weights that sum to 1, nearly."""
    shares = weights / weights.sum() * denominator
    rounded: Indices = np.floor(shares).astype(np.int64)
    missing = denominator - int(rounded.sum())
    rounded[np.argsort(rounded - shares, kind="stable")[:missing]] += 1
    return rounded
