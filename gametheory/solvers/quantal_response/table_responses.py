"""Logit responses in normal forms: what the equations of an equilibrium leave, and their derivatives."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.quantal_response.logit_certificate import judge_logit, logit_residuals
from gametheory.core.path import choice_blocks
from gametheory.core.profiles import MixedProfile
from gametheory.kernels.logit_branch import LogitBranch

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.path import LogitCertificate
    from gametheory.solvers.quantal_response.trace import Branch

COMPILED_MODULE = "gametheory.kernels.compiled_logit_branch"
MOST_INTERPRETED = 60
"""Actions in all up to which a branch is followed without a compiled kernel, unless that is loaded."""
MOST_WITHOUT_CACHE = 600
"""Actions in all up to which it is, unless the kernel lies in the cache on disk: to compile it takes some 20 s."""


class TableResponses:
    """Equations of logit equilibria of a normal form, in log probabilities and the precision.

    Each action's log probability less that of the player's likeliest action is the precision times the difference of
    what both pay against the others; and the probabilities sum to 1, which is the equation of the likeliest action.

    Parameters
    ----------
    game
        A normal form.

    Attributes
    ----------
    sizes
        Number of actions of each player.
    unit
        What payoffs are divided by: the widest range of a player's payoffs. A precision of the equations is one for
        each ``unit`` of payoff.
    tables
        For each player its payoffs from 0 on, in units, shape ``[num_actions_0, ..., num_actions_(n-1)]``.
    """

    def __init__(self, game: NormalFormGame) -> None:
        self.game = game
        self.sizes = game.num_actions
        self.unit, self.tables = unit_tables(game)
        self._blocks = choice_blocks(game)
        self._ranges = [max(float(table.max()), 1e-300) for table in self.tables]
        self._pairs = self._pair_payoffs([]) if len(self.sizes) == 2 else None

    def __call__(self, point: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what the equations leave at a point, shape ``[N]``, and their derivatives, shape ``[N, N + 1]``."""
        precision = point[-1]
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            probabilities = np.exp(point[:-1])
            pairs = self._pairs_at(probabilities)
            left = np.empty(len(probabilities))
            derivatives = np.zeros((len(left), len(left) + 1))
            for player, block in enumerate(self._blocks):
                likeliest = block.start + int(np.argmax(point[:-1][block]))
                other = self._blocks[0 if player else 1] if len(self._blocks) > 1 else None
                payoffs = pairs[block, other] @ probabilities[other] if other else self.tables[player]
                gains = payoffs - payoffs[likeliest - block.start]
                left[block] = point[:-1][block] - point[likeliest] - precision * gains
                slopes = precision * (pairs[block] - pairs[likeliest])
                derivatives[block, :-1] = -slopes * probabilities
                derivatives[range(block.start, block.stop), range(block.start, block.stop)] += 1.0
                derivatives[block, likeliest] -= 1.0
                derivatives[block, -1] = -gains
                left[likeliest] = probabilities[block].sum() - 1.0
                derivatives[likeliest] = 0.0
                derivatives[likeliest, block] = probabilities[block]
        return left, derivatives

    def _pairs_at(self, probabilities: FloatArray) -> FloatArray:
        """Return what an action pays where another player takes one of its own and the others mix; shape ``[N, N]``."""
        if self._pairs is not None:
            return self._pairs
        return self._pair_payoffs([probabilities[block] for block in self._blocks])

    def _pair_payoffs(self, strategies: list[FloatArray]) -> FloatArray:
        """Return the payoffs of pairs of actions of two players, given what all do."""
        size = sum(self.sizes)
        pairs = np.zeros((size, size))
        for player, table in enumerate(self.tables):
            for other in range(len(self.sizes)):
                if other == player:
                    continue
                mean = table
                for third in reversed(range(len(self.sizes))):
                    if third not in (player, other):
                        mean = np.tensordot(mean, strategies[third], axes=([third], [0]))
                pairs[self._blocks[player], self._blocks[other]] = mean if player < other else mean.T
        return pairs

    def payoffs_at(self, point: FloatArray) -> list[FloatArray]:
        """Return what each action of each player pays at a point, in units."""
        probabilities = np.exp(point[:-1])
        payoffs = []
        for player, table in enumerate(self.tables):
            mean = table
            for other in reversed(range(len(self.sizes))):
                if other != player:
                    mean = np.tensordot(mean, probabilities[self._blocks[other]], axes=([other], [0]))
            payoffs.append(mean)
        return payoffs

    def branch(self, start: FloatArray, direction: FloatArray) -> Branch:
        """Return the branch from a point in a direction: compiled where that kernel is there or worth its loading."""
        is_large = COMPILED_MODULE in sys.modules or len(start) > MOST_INTERPRETED
        if len(self.sizes) > 1 and is_large:
            from gametheory.kernels.compiled_logit_branch import CompiledLogitBranch, is_ready
            from gametheory.kernels.compiled_table_responses import table_arrays

            if is_ready() or len(start) > MOST_WITHOUT_CACHE:
                return CompiledLogitBranch(table_arrays(self.tables), start, direction)
        return LogitBranch(self, start, direction, self.regret)

    def regret(self, point: FloatArray) -> float:
        """Return the largest regret of a player at a point, each relative to its own range of payoffs."""
        regrets = []
        for block, payoffs, own_range in zip(self._blocks, self.payoffs_at(point), self._ranges, strict=True):
            probabilities = np.exp(point[:-1][block])
            regrets.append(float((payoffs.max() - payoffs) @ probabilities) / own_range)
        return max(regrets)

    def center(self) -> FloatArray:
        """Return where the principal branch starts: all actions alike, precision 0."""
        return np.concatenate([*(np.full(size, -np.log(size)) for size in self.sizes), [0.0]])

    def profile(self, log_probabilities: FloatArray) -> MixedProfile:
        """Return log probabilities as a profile of the game."""
        strategies = []
        for block in self._blocks:
            probabilities = np.exp(log_probabilities[block])
            strategies.append(tuple((probabilities / probabilities.sum()).tolist()))
        return MixedProfile(self.game, tuple(strategies))

    def residuals(self, points: FloatArray) -> FloatArray:
        """Return the residual of each point, computed apart from these equations."""
        return logit_residuals(self.game, points[:, -1] / self.unit, points[:, :-1])

    def certificate(self, point: FloatArray) -> LogitCertificate:
        """Return the certificate of a point, computed apart from these equations."""
        return judge_logit(self.game, float(point[-1]) / self.unit, point[:-1])


def unit_tables(game: NormalFormGame) -> tuple[float, list[FloatArray]]:
    """Return the widest range of a player's payoffs, 1 where there is none, and all payoffs from 0 on in units of it.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> unit, tables = unit_tables(NormalFormGame.from_bimatrix([[7, 3], [3, 5]], [[1, 2], [2, 1]]))
    >>> unit, tables[0].tolist(), tables[1].tolist()
    (4.0, [[1.0, 0.0], [0.0, 0.5]], [[0.0, 0.25], [0.25, 0.0]])
    """
    moved, ranges = [], []
    for player in range(game.num_players):
        payoffs = game.payoffs[player]
        if payoffs.dtype != np.float64:
            integers = game.integer_payoffs(player)
            values = integers.values.astype(object)
            low = int(values.min())
            spread = int(values.max()) - low
            moved.append(((values - low) / (spread or 1)).astype(np.float64))
            ranges.append(spread / integers.denominator)
        else:
            low_payoff = float(payoffs.min())
            width = float(payoffs.max()) - low_payoff
            moved.append((payoffs - low_payoff) / (width or 1.0))
            ranges.append(width)
    unit = max(ranges) or 1.0
    return unit, [table * (width / unit) for table, width in zip(moved, ranges, strict=True)]
