"""The polytope of (coarse) correlated equilibria of a game, and what can be sought in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core.rationals import INT64_LIMIT
from gametheory.solvers.problem import TooLargeError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from gametheory.analysis.profiles.correlated_bound import Deviation
    from gametheory.core.distributions import ActionProfile
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.solvers.problem import Problem

MOST_COEFFICIENTS = 8_000_000
"""Of a linear program, zeros counted: two players with 40 actions each have 5 million."""
WELFARE = "welfare"
EGALITARIAN = "egalitarian"


@dataclass(frozen=True, slots=True)
class CorrelatedOptions:
    """Which equilibrium is sought.

    Parameters
    ----------
    objective
        ``welfare``: the largest sum of payoffs; the key of a player: its largest payoff; ``egalitarian``: the largest
        payoff of whoever gets least. Of several that are best for a player, or for whoever gets least, one with the
        largest sum.
    """

    objective: str = WELFARE


class IncentivePolytope:
    """The (coarse) correlated equilibria of a game: probabilities of profiles that make obedience a best reply.

    Parameters
    ----------
    game
        Any normal form.
    is_coarse
        Whether players choose before they hear their recommendation.
    kept
        Where the game is what elimination left of another: for each player the indices of its actions there.

    Notes
    -----
    Iterated strict elimination takes no correlated equilibrium away, since none recommends an action that is
    eliminated. Coarse ones can.
    """

    def __init__(self, game: NormalFormGame, *, is_coarse: bool, kept: Sequence[Sequence[int]] | None = None) -> None:
        self.game = game
        self.is_coarse = is_coarse
        self.unit = lcm(*(game.integer_payoffs(player).denominator for player in range(game.num_players)))
        self._kept = kept or [range(size) for size in game.num_actions]

    @cached_property
    def payoffs(self) -> NDArray[Any]:
        """Payoffs times ``unit``, ``num_players`` x ``num_profiles``: of dtype int64, or Python integers."""
        tables = [self.game.integer_payoffs(player) for player in range(self.game.num_players)]
        exact = np.stack([table.values.ravel().astype(object) * (self.unit // table.denominator) for table in tables])
        return exact if 2 * abs(exact).max() >= INT64_LIMIT else exact.astype(np.int64)

    @cached_property
    def deviations(self) -> list[Deviation]:
        """Deviations that can gain at some profile."""
        return self._incentives[0]

    @property
    def incentives(self) -> NDArray[Any]:
        """What each deviation loses at each profile, times ``unit``: on average that must be at least 0."""
        return self._incentives[1]

    @cached_property
    def _incentives(self) -> tuple[list[Deviation], NDArray[Any]]:
        deviations = [
            (player, told, instead)
            for player, size in enumerate(self.game.num_actions)
            for told in ((None,) if self.is_coarse else range(size))
            for instead in range(size)
            if told != instead
        ]
        matrix = np.zeros((len(deviations), self.game.num_profiles), dtype=self.payoffs.dtype)
        for (player, told, instead), row in zip(deviations, matrix, strict=True):
            own = np.moveaxis(self.payoffs[player].reshape(self.game.num_actions), player, 0)
            losses = np.moveaxis(row.reshape(self.game.num_actions), player, 0)
            heard = slice(None) if told is None else slice(told, told + 1)
            losses[heard] = own[heard] - own[instead]
        can_gain = [index for index in range(len(deviations)) if matrix[index].min() < 0]
        return [deviations[index] for index in can_gain], matrix[can_gain]

    def probabilities(self, point: Sequence[Fraction]) -> dict[ActionProfile, Fraction]:
        """Return the positive probabilities of a point by profile of the actions that were given."""
        return {profile: value for profile, value in zip(product(*self._kept), point, strict=True) if value}


def polytope_of(problem: Problem, *, is_coarse: bool) -> IncentivePolytope:
    """Return the (coarse) correlated equilibria of a problem, over the actions that they may recommend.

    Raises
    ------
    TooLargeError
        If the linear program would have more than ``MOST_COEFFICIENTS`` coefficients.
    """
    game, kept = problem.normal_form, None
    if not is_coarse:
        game, kept = problem.reduction.game, problem.reduction.kept
    num_deviations = sum(size if is_coarse else size * (size - 1) for size in game.num_actions)
    if game.num_profiles * (num_deviations + 1) > MOST_COEFFICIENTS:
        raise TooLargeError(
            f"concept {problem.concept!r} needs a linear program of at most {MOST_COEFFICIENTS:,} coefficients, got "
            f"{game.num_profiles:,} profiles times {num_deviations:,} deviations; use concept 'nash' or 'pure'"
        )
    return IncentivePolytope(game, is_coarse=is_coarse, kept=kept)
