"""The value of a zero-sum or constant-sum tree and a pair of optimal strategies, by one sparse linear program."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.rationals import INT64_LIMIT, format_fraction
from gametheory.core.sequence_form import to_sequence_form
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import InvalidParameterError, SolverError, UnsupportedGameError
from gametheory.kernels.exact_basis import IntegerProgramData
from gametheory.solvers.distribution_program import exact_optimum
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.sequence_gains import gains_of
from gametheory.solvers.sequence_weights import ROUNDING, best_reply_value, float_plan, weighted_behavior

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from gametheory.array_types import FloatArray, IndexArray
    from gametheory.core.profiles import Profile
    from gametheory.core.sequence_form import SequenceForm
    from gametheory.linear_program import SparseRows
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.sequence_gains import Gains

MAGNIFICATION = 1e6
"""Weight of the empty sequence in floats, so that the tolerances of HiGHS are small against it."""
NEAR = 1e-9
"""Sum of both regrets, as a share of the range of payoffs, up to which an answer in floats is an equilibrium."""


@dataclass(frozen=True, slots=True)
class ZeroSumTreeOptions:
    """Options of ``zero_sum_tree``.

    Parameters
    ----------
    most_exact_sequences
        Sequences of both players together up to which the answer is in rationals; larger trees are solved in floats.
        Rationals take a second or so at the default, and memory grows with the square.

    Raises
    ------
    InvalidParameterError
        Unless it is a whole number of at least 0.
    """

    most_exact_sequences: int = 1_000

    def __post_init__(self) -> None:
        given = self.most_exact_sequences
        if isinstance(given, str) and given.isdecimal():
            object.__setattr__(self, "most_exact_sequences", int(given))
        elif isinstance(given, bool) or not isinstance(given, Integral) or given < 0:
            raise InvalidParameterError(f"expected a whole number of sequences of at least 0, got {given!r}")


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield one equilibrium of a zero-sum or constant-sum tree of two players with perfect recall.

    Exact in trees of up to 1,000 sequences of both players together, or as many as the options say; in larger ones in
    floats, usually to 1e-14 of the range of payoffs; the certificate states the regrets exactly. All other equilibria
    have the same value. Information sets that a player's own choices exclude stay undefined.

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
    program has as many coefficients other than 0 as the tree has ends and choices. ``statistics`` holds the ``value``
    to the first player, and in floats the sum of regrets, ``nash_conv``, as a share of the range of payoffs.

    References
    ----------
    vonstengel1996; koller1996.
    """
    form = _checked_form(problem)
    gains = gains_of(form, 0)
    rows, columns = form.num_sequences
    if rows + columns <= problem.options_as(ZeroSumTreeOptions).most_exact_sequences:
        best = exact_optimum(_exact_program(form, gains), heartbeat=problem.watch.tick)
        if best is None:
            raise SolverError("the linear program of a tree had no optimum; please report the game")
        # prices of sequences that nobody reaches may exceed those of a plan, and are scaled down
        yield weighted_behavior(form, (best.point[:rows], [-price for price in best.multipliers[:columns]]))
        value = gains.smallest + best.value * gains.unit
        return Conclusion(Coverage.AT_LEAST_ONE, statistics={"value": format_fraction(value)})
    unit = np.array([value / gains.largest for value in gains.values], dtype=np.float64)
    weights = [side.tolist() for side in _float_plans(form, unit, problem.watch.tick)]
    profile = weighted_behavior(form, weights, negligible=ROUNDING)
    yield profile
    plans = float_plan(form, profile, 0), float_plan(form, profile, 1)
    nash_conv = _nash_conv(form, unit, plans)
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


def _float_plans(form: SequenceForm, unit: FloatArray, heartbeat: Callable[[], None]) -> tuple[FloatArray, FloatArray]:
    """Return realization plans of both players by HiGHS; ``unit`` holds the gains as a share of the largest."""
    from gametheory.linear_program import FloatLinearProgram

    (rows, columns), (own, other) = form.num_sequences, (form.constraints(0), form.constraints(1))
    costs, lower = np.zeros(rows + other.shape[0]), np.zeros(rows + other.shape[0])
    costs[rows], lower[rows:] = -1.0, -np.inf
    program = FloatLinearProgram(costs, lower=lower)
    least, most = np.zeros(columns + own.shape[0]), np.zeros(columns + own.shape[0])
    most[:columns], least[columns], most[columns] = np.inf, MAGNIFICATION, MAGNIFICATION
    entries = (
        np.concatenate([form.pairs[:, 1], other.columns, columns + own.rows]),
        np.concatenate([form.pairs[:, 0], rows + other.rows, own.columns]),
        np.concatenate([unit, -other.values, own.values]),
    )
    program.add_rows(_by_row(*entries, len(least)), least, most)
    result = program.minimize(heartbeat=heartbeat)
    return result.point[:rows], result.multipliers[:columns]


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
