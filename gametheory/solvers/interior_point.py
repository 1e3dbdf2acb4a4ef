"""Optimal strategies of a large zero-sum or constant-sum game in floats, with a proved gap."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from numbers import Real
from typing import TYPE_CHECKING

from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import InvalidParameterError
from gametheory.solvers.constant_sum import check_constant_sum, unit_payoffs
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.watch import LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.array_types import FloatArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile, Strategy
    from gametheory.kernels.matrix_game import Approximation
    from gametheory.solvers.constant_sum import UnitPayoffs
    from gametheory.solvers.problem import Problem

PAYOFF_ROUNDING = 2.0**-50
"""How far, as a share of the range, regrets can move because payoffs are rounded to floats from 0 to 1."""


@dataclass(frozen=True, slots=True)
class InteriorPointOptions:
    """Options of ``interior_point``.

    Parameters
    ----------
    gap
        Largest difference between what the two strategies guarantee, as a share of the range of payoffs.

    Raises
    ------
    InvalidParameterError
        Unless the gap is a number above 0 and below 1.
    """

    gap: float = 1e-9

    def __post_init__(self) -> None:
        if not isinstance(self.gap, Real) or isinstance(self.gap, bool) or not 0 < self.gap < 1:
            raise InvalidParameterError(f"expected a gap above 0 and below 1, got {self.gap!r}")


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield one equilibrium of a zero-sum or constant-sum game of two players, in floats, with a proved gap.

    For games too large for exact methods: a dense game of 2,000 x 2,000 takes seconds. Neither player can gain more
    than the gap, whose proof does not depend on the method. Probabilities are multiples of ``2**-53``; they sum to
    exactly 1.

    Parameters
    ----------
    problem
        A normal form. The clock looks on after each iteration, which takes 0.3 s where both players have 2,000 actions.

    Raises
    ------
    UnsupportedGameError
        If there are not two players, or their payoffs do not add up to a constant.

    Notes
    -----
    Mehrotra's predictor-corrector method with Gondzio's correctors on the smaller side; the answer is a vertex wherever
    the likely support has as many rows as columns and its equations give a smaller gap. Cost of an iteration: ``m n**2
    + n**3 / 3`` with ``n`` the smaller number of actions; 8 to 15 iterations. ``statistics`` holds the ``value`` of the
    game to the first player, what that player is ``guaranteed`` and what the second has ``conceded`` at most, the
    ``gap`` as a share of the range of payoffs, with all rounding counted in, and ``iterations``.

    References
    ----------
    mehrotra1992; gondzio1996.
    """
    from gametheory.kernels.matrix_game import approximations

    game = problem.normal_form
    check_constant_sum(game, "interior_point")
    payoffs = unit_payoffs(game.payoffs[0])
    wanted = problem.options_as(InteriorPointOptions).gap
    best: Approximation | None = None
    stop: Termination | None = None
    try:
        for found in approximations(payoffs.values, wanted / 2):
            best = found
            problem.watch.tick()
    except LimitReachedError as limit:
        stop = limit.termination
    except KeyboardInterrupt:
        stop = Termination.INTERRUPTED
    if best is None:
        return Conclusion(Coverage.NONE, termination=stop or Termination.NUMERICAL_FAILURE, arithmetic="float")
    profile, statistics = _told(game, payoffs, best)
    yield profile
    is_near = statistics["gap"] <= wanted
    return Conclusion(
        Coverage.AT_LEAST_ONE if is_near else Coverage.APPROXIMATE,
        termination=Termination.CONVERGED if is_near else stop or Termination.NUMERICAL_FAILURE,
        statistics=statistics,
        arithmetic="float",
    )


def _told(
    game: NormalFormGame, payoffs: UnitPayoffs, found: Approximation
) -> tuple[MixedProfile, dict[str, int | float]]:
    """Return strategies as a profile of rationals, with what they guarantee in the units of the game."""
    from gametheory.kernels.matrix_game import matrix_game_gap, on_grid

    row_strategy, column_strategy = on_grid(found.row_strategy), on_grid(found.column_strategy)
    proved = matrix_game_gap(payoffs.values, row_strategy, column_strategy)
    value = (Fraction(proved.guaranteed) + Fraction(proved.conceded)) / 2
    guaranteed, conceded, value = (
        payoffs.lowest + payoffs.span * Fraction(share) for share in (proved.guaranteed, proved.conceded, value)
    )
    statistics = {
        "iterations": found.iterations,
        "gap": proved.gap + PAYOFF_ROUNDING,
        "value": float(value),
        "guaranteed": float(guaranteed),
        "conceded": float(conceded),
    }
    return MixedProfile(game, (_rational(row_strategy), _rational(column_strategy))), statistics


def _rational(strategy: FloatArray) -> Strategy:
    """Return the exact values of floats."""
    return tuple(map(Fraction, strategy.tolist()))
