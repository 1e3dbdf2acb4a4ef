"""The value of a zero-sum or constant-sum tree and a pair of optimal strategies, by one sparse linear program."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.rationals import INT64_LIMIT, format_fraction, over_common_denominator
from gametheory.core.sequence_form import to_sequence_form
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import InvalidParameterError, SolverError, UnsupportedGameError
from gametheory.kernels.exact_basis import IntegerProgramData
from gametheory.solvers.mediation.distribution_program import exact_optimum
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.trees.basic_plans import PlanBasis, plans_of_basis
from gametheory.solvers.trees.sequence_gains import gains_of
from gametheory.solvers.trees.sequence_weights import ROUNDING, best_reply_value, float_plan, weighted_behavior

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from gametheory.array_types import FloatArray, IndexArray
    from gametheory.core.profiles import Profile
    from gametheory.core.sequence_form import SequenceForm
    from gametheory.linear_program import SparseRows
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.trees.sequence_gains import Gains

MAGNIFICATION = 1e6
"""Weight of the empty sequence in floats, so that the tolerances of HiGHS are small against it."""
MOST_TABLEAU_SEQUENCES = 100
"""Sequences of both players together up to which the program is solved in integers from the start."""
MOST_DENSE_SEQUENCES = 2_500
"""Sequences up to which it is, should the basis that floats find prove no optimum: a few seconds."""
NEAR = 1e-9
"""Sum of both regrets, as a share of the range of payoffs, up to which an answer in floats is an equilibrium."""


@dataclass(frozen=True, slots=True)
class ZeroSumTreeOptions:
    """Options of ``zero_sum_tree``.

    Parameters
    ----------
    most_exact_sequences
        Sequences of both players together up to which the answer is in rationals, where floats lead to them; 0 for
        floats.

    Raises
    ------
    InvalidParameterError
        Unless it is a whole number of at least 0.
    """

    most_exact_sequences: int = 12_000

    def __post_init__(self) -> None:
        given = self.most_exact_sequences
        if isinstance(given, str) and given.isdecimal():
            object.__setattr__(self, "most_exact_sequences", int(given))
        elif isinstance(given, bool) or not isinstance(given, Integral) or given < 0:
            raise InvalidParameterError(f"expected a whole number of sequences of at least 0, got {given!r}")


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield one equilibrium of a zero-sum or constant-sum tree of two players with perfect recall.

    Exact in trees of up to 12,000 sequences of both players together, or as many as the options say, unless the basis
    at which floats arrive proves no optimum and the tree has more than 2,500. Otherwise in floats, usually to 1e-14 of
    the range of payoffs; the certificate states the regrets exactly. All other equilibria have the same value.
    Information sets that a player's own choices exclude stay undefined.

    Parameters
    ----------
    problem
        A tree; options ``ZeroSumTreeOptions``.

    Raises
    ------
    UnsupportedGameError
        If the game is no tree of two players with perfect recall, or the payoffs do not add up to a constant.

    Notes
    -----
    The first player's realization plan x and the second's best-reply values q maximize ``q[0]`` subject to
    ``E x = e``, ``F'q <= A'x`` and ``x >= 0``; the multipliers of the inequalities are the second player's plan. The
    program has as many coefficients other than 0 as the tree has ends and choices. HiGHS solves it in floats; the basis
    that it ends at, solved in rationals, gives both plans and proves them. ``statistics`` holds the ``value``
    to the first player, and in floats the sum of regrets, ``nash_conv``, as a share of the range of payoffs.

    References
    ----------
    vonstengel1996; koller1996.
    """
    form = _checked_form(problem)
    gains, heartbeat = gains_of(form, 0), problem.watch.tick
    num_sequences = sum(form.num_sequences)
    is_exact = num_sequences <= problem.options_as(ZeroSumTreeOptions).most_exact_sequences
    if is_exact and num_sequences <= MOST_TABLEAU_SEQUENCES:
        return (yield from _by_exact_program(form, gains, heartbeat))
    program = _FloatProgram(form, gains, heartbeat)
    if is_exact:
        both = gains.values, [-value for value in gains.values]
        exact = plans_of_basis(form, program.basis(), both, heartbeat)
        if exact is not None:
            yield weighted_behavior(form, exact)
            value = gains.smallest + _exact_worth(form, gains, exact) * gains.unit
            return Conclusion(Coverage.AT_LEAST_ONE, statistics={"value": format_fraction(value)})
        if num_sequences <= MOST_DENSE_SEQUENCES:
            return (yield from _by_exact_program(form, gains, heartbeat))
    profile = weighted_behavior(form, [side.tolist() for side in program.plans()], negligible=ROUNDING)
    yield profile
    plans = float_plan(form, profile, 0), float_plan(form, profile, 1)
    nash_conv = _nash_conv(form, gains.shares, plans)
    payoff = form.payoff_matrix(0)
    is_near = nash_conv <= NEAR
    return Conclusion(
        Coverage.AT_LEAST_ONE if is_near else Coverage.APPROXIMATE,
        termination=Termination.CONVERGED if is_near else Termination.NUMERICAL_FAILURE,
        statistics={
            "value": float(payoff.values @ (plans[0][payoff.rows] * plans[1][payoff.columns])),
            "nash_conv": nash_conv,
        },
        arithmetic="float",
    )


def _by_exact_program(
    form: SequenceForm, gains: Gains, heartbeat: Callable[[], None]
) -> Generator[Profile, None, Conclusion]:
    """Yield the equilibrium that the program in integers has, dense."""
    rows, columns = form.num_sequences
    best = exact_optimum(_exact_program(form, gains), heartbeat=heartbeat)
    if best is None:
        raise SolverError("the linear program of a tree had no optimum; please report the game")
    # prices of sequences that nobody reaches may exceed those of a plan, and are scaled down
    yield weighted_behavior(form, (best.point[:rows], [-price for price in best.multipliers[:columns]]))
    value = gains.smallest + best.value * gains.unit
    return Conclusion(Coverage.AT_LEAST_ONE, statistics={"value": format_fraction(value)})


def _exact_worth(form: SequenceForm, gains: Gains, plans: Sequence[Sequence[Fraction]]) -> Fraction:
    """Return what a pair of plans gains, in units."""
    (first, denominator), (second, other) = (over_common_denominator(plan) for plan in plans)
    pairs = zip(gains.values, form.pairs.tolist(), strict=True)
    return Fraction(sum(value * first[own] * second[theirs] for value, (own, theirs) in pairs), denominator * other)


def _checked_form(problem: Problem) -> SequenceForm:
    """Return the sequence form of a constant-sum tree of two players.

    Raises
    ------
    UnsupportedGameError
        If it is none.
    """
    tree = problem.game
    if not isinstance(tree, ExtensiveFormGame):
        raise UnsupportedGameError("zero_sum_tree needs a tree, got a normal form; use 'zero_sum'")
    if tree.num_players != 2:
        raise UnsupportedGameError(
            f"zero_sum_tree needs 2 players, got {tree.num_players}; use 'tree_nash' or 'pure_enumeration'"
        )
    form = to_sequence_form(tree, heartbeat=problem.watch.tick)
    first, second, certain = (
        (listed.values.astype(object), listed.denominator) for listed in (*form.payoffs, form.chances)
    )
    sums = first[0] * second[1] + second[0] * first[1]
    if (sums * certain[0][0] != sums[0] * certain[0]).any():
        raise UnsupportedGameError(
            "zero_sum_tree needs two players whose payoffs add up to the same number at every end of play, got "
            "different sums; use 'tree_nash' or 'sequence_form_lemke'"
        )
    return form


def _exact_program(form: SequenceForm, gains: Gains) -> IntegerProgramData:
    """Return the program in integers, dense; best-reply values are at least 0, as gains are."""
    (rows, columns), (own, other) = form.num_sequences, (form.constraints(0), form.constraints(1))
    matrix = np.zeros((columns + own.shape[0], rows + other.shape[0]), dtype=object)
    matrix[form.pairs[:, 1], form.pairs[:, 0]] = gains.values
    matrix[other.columns, rows + other.rows] = -other.values
    matrix[columns + own.rows, own.columns] = own.values
    bounds, costs = np.zeros(len(matrix), dtype=object), np.zeros(matrix.shape[1], dtype=object)
    bounds[columns] = costs[rows] = 1
    largest = max(map(abs, gains.values))
    fitting = matrix.astype(np.int64) if largest < INT64_LIMIT else matrix
    return IntegerProgramData(fitting, bounds, costs, range(columns, len(matrix)))


class _FloatProgram:
    """The linear program in floats, solved by HiGHS; gains are shares of the largest."""

    def __init__(self, form: SequenceForm, gains: Gains, heartbeat: Callable[[], None]) -> None:
        from gametheory.linear_program import FloatLinearProgram

        own, other = form.constraints(0), form.constraints(1)
        self._sizes = rows, columns = form.num_sequences
        self._num_sets = other.shape[0]
        costs, lower = np.zeros(rows + self._num_sets), np.zeros(rows + self._num_sets)
        costs[rows], lower[rows:] = -1.0, -np.inf
        self._program = FloatLinearProgram(costs, lower=lower)
        least, most = np.zeros(columns + own.shape[0]), np.zeros(columns + own.shape[0])
        most[:columns], least[columns], most[columns] = np.inf, MAGNIFICATION, MAGNIFICATION
        entries = (
            np.concatenate([form.pairs[:, 1], other.columns, columns + own.rows]),
            np.concatenate([form.pairs[:, 0], rows + other.rows, own.columns]),
            np.concatenate([gains.shares, -other.values, own.values]),
        )
        self._program.add_rows(_by_row(*entries, len(least)), least, most)
        self._result = self._program.minimize(heartbeat=heartbeat)

    def plans(self) -> tuple[FloatArray, FloatArray]:
        """Return realization plans of both players, but for scale."""
        rows, columns = self._sizes
        return self._result.point[:rows], self._result.multipliers[:columns]

    def basis(self) -> PlanBasis:
        """Return the basis at the end, by which each player's tight sequences are those that may have weight.

        Equations of information sets whose slack is basic follow from the others, and best-reply values that are not
        basic are 0.
        """
        rows, columns = self._sizes
        num_variables = rows + self._num_sets
        basic = set(self._program.basis)
        weighted = [sequence for sequence in range(1, rows) if sequence in basic]
        tight = [sequence for sequence in range(1, columns) if num_variables + sequence not in basic]
        follow = sorted(row - num_variables - columns - 1 for row in basic if row > num_variables + columns)
        worthless = [place for place in range(self._num_sets - 1) if rows + 1 + place not in basic]
        return PlanBasis((weighted, tight), (weighted, tight), (follow, worthless))


def _by_row(rows: IndexArray, columns: IndexArray, values: FloatArray, num_rows: int) -> SparseRows:
    """Return entries of a matrix row by row."""
    from gametheory.linear_program import SparseRows

    order = np.argsort(rows, kind="stable")
    starts = np.searchsorted(rows[order], np.arange(num_rows + 1)).astype(np.int32)
    return SparseRows(starts, columns[order].astype(np.int32), values[order].astype(np.float64))


def _nash_conv(form: SequenceForm, unit: FloatArray, plans: tuple[FloatArray, FloatArray]) -> float:
    """Return the sum of both players' regrets in gains given as a share of the largest."""
    rows, columns = form.num_sequences
    first, second = form.pairs.T
    worth = (
        np.bincount(first, weights=unit * plans[1][second], minlength=rows).astype(np.float64),
        np.bincount(second, weights=-unit * plans[0][first], minlength=columns).astype(np.float64),
    )
    return best_reply_value(form, 0, worth[0]) + best_reply_value(form, 1, worth[1])
