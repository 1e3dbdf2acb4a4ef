"""Optimal strategies of a large zero-sum or constant-sum game in floats, with proved regrets."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import nan
from numbers import Real
from typing import TYPE_CHECKING

from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import InvalidGameError, InvalidParameterError
from gametheory.solvers.normal_forms.constant_sum import check_constant_sum, unit_payoffs
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.watch import LimitReachedError
from gametheory.tolerances import ROUNDED_REGRET

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.array_types import FloatArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile, Strategy
    from gametheory.kernels.matrix_game import Approximation
    from gametheory.solvers.normal_forms.constant_sum import UnitPayoffs
    from gametheory.solvers.problem import Problem

PAYOFF_ROUNDING = 2.0**-50
"""How far, as a share of the range, regrets can move because payoffs are rounded to floats from 0 to 1."""


@dataclass(frozen=True, slots=True)
class InteriorPointOptions:
    """Options of ``interior_point``.

    Parameters
    ----------
    nash_conv
        Largest sum of both players' regrets, that is, what the second player's strategy concedes less what the first's
        guarantees; as a share of the range of payoffs. A number, or the text of one.

    Raises
    ------
    InvalidParameterError
        Unless it is a number above 0 and below 1.
    """

    nash_conv: float = 1e-9

    def __post_init__(self) -> None:
        share = _number(self.nash_conv)
        if not 0 < share < 1:
            raise InvalidParameterError(f"expected a sum of regrets above 0 and below 1, got {self.nash_conv!r}")
        object.__setattr__(self, "nash_conv", share)


def _number(given: object) -> float:
    """Return a number that was given as such or as text; not a number where it is neither."""
    if isinstance(given, bool) or not isinstance(given, Real | str):
        return nan
    try:
        return float(to_fraction(given))
    except InvalidGameError:
        return nan


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Return one equilibrium of a zero-sum or constant-sum game of two players, in floats, with proved regrets.

    For games too large for exact methods: a dense game of 2,000 x 2,000 takes seconds. Both regrets together are at
    most ``nash_conv``; the proof does not depend on the method. Probabilities are multiples of ``2**-53`` and sum to
    exactly 1.

    Parameters
    ----------
    problem
        A normal form. The clock looks on many times in each iteration: every 0.1 s where both players have 3,000
        actions.

    Raises
    ------
    UnsupportedGameError
        If there are not two players, or their payoffs do not add up to a constant.

    Notes
    -----
    Mehrotra's predictor-corrector method with Gondzio's correctors on the smaller side; the answer is a vertex wherever
    the likely support has as many rows as columns and its equations give smaller regrets. Usually 8 to 15 iterations;
    an iteration takes about ``m n**2 + n**3 / 3`` multiplications, ``n`` the smaller number of actions, but only some
    ``20 m n`` where the matrix of payoffs has a rank below 20. ``statistics`` holds the ``value`` of the game to the
    first player, what that player is ``guaranteed`` and what the second has ``conceded`` at most, the sum of regrets,
    ``nash_conv``, as a share of the range of payoffs with all rounding counted in, and the number of ``iterations``.

    References
    ----------
    mehrotra1992; gondzio1996.
    """
    game = problem.normal_form
    check_constant_sum(game, "interior_point")
    payoffs = unit_payoffs(game.payoffs[0])
    wanted = problem.options_as(InteriorPointOptions).nash_conv
    found, stop = _nearest(problem, payoffs, wanted)
    profile, statistics = _told(game, payoffs, found)
    is_near = statistics["nash_conv"] <= wanted
    yield from ()
    return Conclusion(
        Coverage.AT_LEAST_ONE if is_near and wanted <= ROUNDED_REGRET else Coverage.APPROXIMATE,
        profiles=(profile,),
        termination=Termination.CONVERGED if is_near else stop or Termination.NUMERICAL_FAILURE,
        statistics=statistics,
        arithmetic="float",
    )


def _nearest(problem: Problem, payoffs: UnitPayoffs, wanted: float) -> tuple[Approximation, Termination | None]:
    """Return the strategies with the smallest regrets, and what stopped the iterations if something did."""
    from gametheory.kernels.matrix_game import approximations

    iterations = approximations(payoffs.values, wanted / 2)
    best = next(iterations)
    try:
        problem.watch.tick()
        for found in iterations:
            best = found
            problem.watch.tick()
    except LimitReachedError as limit:
        return best, limit.termination
    except KeyboardInterrupt:
        return best, Termination.INTERRUPTED
    return best, None


def _told(
    game: NormalFormGame, payoffs: UnitPayoffs, found: Approximation
) -> tuple[MixedProfile, dict[str, int | float]]:
    """Return strategies as a profile of rationals, with what they guarantee in the units of the game."""
    from gametheory.kernels.matrix_game import guarantees, on_grid

    row_strategy, column_strategy = on_grid(found.row_strategy), on_grid(found.column_strategy)
    proved = guarantees(payoffs.values, row_strategy, column_strategy)
    value = (Fraction(proved.guaranteed) + Fraction(proved.conceded)) / 2
    guaranteed, conceded, value = (
        payoffs.lowest + payoffs.span * Fraction(share) for share in (proved.guaranteed, proved.conceded, value)
    )
    statistics = {
        "iterations": found.iterations,
        "nash_conv": proved.nash_conv + PAYOFF_ROUNDING,
        "value": float(value),
        "guaranteed": float(guaranteed),
        "conceded": float(conceded),
    }
    return MixedProfile(game, (_rational(row_strategy), _rational(column_strategy))), statistics


def _rational(strategy: FloatArray) -> Strategy:
    """Return the exact values of floats."""
    return tuple(map(Fraction, strategy.tolist()))
