"""Is a profile near a logit equilibrium? Residuals of many points, and Krawczyk's proof for one, in normal forms."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.quantal_response.krawczyk import ROUNDING, LocalEquations, proved_box
from gametheory.core.path import LogitCertificate, choice_blocks

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.core.normal_form import NormalFormGame


def logit_residuals(game: NormalFormGame, precisions: FloatArray, log_probabilities: FloatArray) -> FloatArray:
    """Return for each point by how much log odds miss the precision times the differences of payoffs, at most.

    Parameters
    ----------
    game
        A normal form.
    precisions
        For each unit of payoff, shape ``[num_points]``.
    log_probabilities
        By player and action, shape ``[num_points, num_actions in all]``.

    Returns
    -------
    FloatArray
        Shape ``[num_points]``; also the logarithm of the sum of a player's probabilities counts, which is to be 0.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0], [1, 2]], [[0, 3], [2, 1]])
    >>> logit_residuals(game, np.array([0.0, 2.0]), np.log(np.full((2, 4), 0.5))).tolist()
    [0.0, 2.0]
    """
    largest = np.zeros(len(precisions))
    blocks = choice_blocks(game)
    with np.errstate(under="ignore"):
        strategies = [np.exp(log_probabilities[:, block]) for block in blocks]
    for player, block in enumerate(blocks):
        payoffs = _mean_payoffs(centered_payoffs(game, player), strategies, player)
        left = log_probabilities[:, block] - precisions[:, None] * payoffs
        odds = left.max(axis=1) - left.min(axis=1)
        largest = np.maximum(largest, np.maximum(odds, np.abs(np.log(strategies[player].sum(axis=1)))))
    return np.asarray(largest)


def centered_payoffs(game: NormalFormGame, player: int) -> FloatArray:
    """Return a player's payoffs less the middle of their range, correctly rounded where that is exact."""
    table = game.float_payoffs[player]
    return np.asarray(table - (float(table.min()) / 2.0 + float(table.max()) / 2.0))


def _mean_payoffs(table: FloatArray, strategies: list[FloatArray], player: int) -> FloatArray:
    """Return for each point what each action of a player pays, shape ``[num_points, num_actions]``."""
    if len(strategies) == 2:
        return np.asarray(strategies[1] @ table.T if player == 0 else strategies[0] @ table)
    letters = "abcdefghijklmnopqrstuvwxy"[: len(strategies)]
    operands: list[FloatArray] = [table]
    subscripts = [letters]
    for index, strategy in enumerate(strategies):
        if index != player:
            operands.append(strategy)
            subscripts.append(f"z{letters[index]}")
    if len(operands) == 1:
        return np.broadcast_to(table, (len(strategies[0]), len(table)))
    return np.asarray(np.einsum(f"{','.join(subscripts)}->z{letters[player]}", *operands, optimize=True))


def judge_logit(game: NormalFormGame, precision: float, log_probabilities: FloatArray) -> LogitCertificate:
    """Return the certificate of a profile: its residual, and how near exactly one logit equilibrium is, if proved.

    Parameters
    ----------
    game
        A normal form.
    precision
        For each unit of payoff.
    log_probabilities
        By player and action, one after the other.

    Notes
    -----
    Krawczyk's operator at fixed precision on a box around the log probabilities, in floats with every rounding error
    counted. Cost: an inverse of the size of all actions, and some passes over the payoffs.

    References
    ----------
    krawczyk1969.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0], [2, 2]], [[0, 3], [3, 0]])
    >>> certificate = judge_logit(game, 1.0, np.log(np.full(4, 0.5)))
    >>> certificate.residual, certificate.is_proved, certificate.radius < 1e-14
    (0.0, True, True)
    """
    residual = float(logit_residuals(game, np.array([precision]), log_probabilities[None])[0])
    box = proved_box(_TableEquations(game, precision, log_probabilities))
    if box is None:
        return LogitCertificate(residual, None)
    with np.errstate(under="ignore"):
        radius = float((np.exp(log_probabilities) * np.expm1(box)).max()) * (1.0 + 16.0 * ROUNDING)
    return LogitCertificate(residual, radius)


class _TableEquations(LocalEquations):
    """Differences of log probabilities less precision times those of payoffs, and sums of probabilities less 1.

    Around one point: the equations, their derivatives, and how far both can be wrong or change within a box.
    """

    def __init__(self, game: NormalFormGame, precision: float, log_probabilities: FloatArray) -> None:
        self._blocks = choice_blocks(game)
        self._point = log_probabilities
        self._precision = precision
        with np.errstate(under="ignore"):
            self._probabilities = np.exp(log_probabilities)
        # in each player's block the likeliest action is compared with all others, and its own row is the sum
        self._firsts = [int(np.argmax(log_probabilities[block])) for block in self._blocks]
        self._differences = [self._against_first(game, player) for player in range(len(self._blocks))]

    def _against_first(self, game: NormalFormGame, player: int) -> tuple[FloatArray, float]:
        """Return a player's payoffs less those of its first action, its axis in front, and how far they can be off."""
        table = np.moveaxis(centered_payoffs(game, player), player, 0)
        largest = float(np.abs(game.float_payoffs[player]).max())
        return table - table[self._firsts[player]], 8.0 * ROUNDING * largest

    def system(self) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """Return values and derivatives of the equations, each with how far it can be wrong."""
        size = len(self._point)
        values, errors = np.empty(size), np.empty(size)
        derivatives, doubts = np.zeros((size, size)), np.zeros((size, size))
        blocks = self._blocks
        for player, block in enumerate(blocks):
            start, first = block.start, block.start + self._firsts[player]
            table, table_error = self._differences[player]
            own = self._point[block]
            payoffs, sizes = self._mean(table, player), self._mean(np.abs(table), player)
            count = 4.0 * (table.size / len(own)) + 16.0
            payoff_error = (table_error + count * ROUNDING * sizes + 1e-300) * self._precision
            values[block] = own - own[first - start] - self._precision * payoffs
            errors[block] = 4.0 * ROUNDING * (np.abs(own) + abs(own[first - start])) + payoff_error
            derivatives[range(start, block.stop), range(start, block.stop)] = 1.0
            derivatives[block, first] -= 1.0
            for other, columns in enumerate(blocks):
                if other != player:
                    slope = self._precision * self._probabilities[columns]
                    derivatives[block, columns] -= slope * self._pair(table, player, other)
                    wrong = table_error + count * ROUNDING * self._pair(np.abs(table), player, other)
                    doubts[block, columns] = slope * wrong
            total = self._probabilities[block]
            values[first], errors[first] = total.sum() - 1.0, (8.0 + len(own)) * ROUNDING * (1.0 + total.sum())
            derivatives[first] = 0.0
            derivatives[first, block] = total
            doubts[first] = 0.0
            doubts[first, block] = 4.0 * ROUNDING * total
        return values, errors, derivatives, doubts

    def _mean(self, table: FloatArray, player: int) -> FloatArray:
        """Return the mean of a table over the others' probabilities, one number for each action of a player."""
        return self._over(table, [self._probabilities[b] for b in self._blocks], player, ())

    def _pair(self, table: FloatArray, player: int, other: int) -> FloatArray:
        """Return the same where another player takes one of its actions, by action of both."""
        return self._over(table, [self._probabilities[b] for b in self._blocks], player, (other,))

    def _over(self, table: FloatArray, weights: list[FloatArray], player: int, kept: tuple[int, ...]) -> FloatArray:
        """Return the sum of a table times weights of all others but those that are kept."""
        axes = [index for index in range(len(self._blocks)) if index != player]
        for position in reversed(range(len(axes))):
            if axes[position] not in kept:
                table = np.tensordot(table, weights[axes[position]], axes=([position + 1], [0]))
        return table

    def bend(self, box: FloatArray) -> FloatArray:
        """Return how much derivatives change within a box, times the box, for each equation at most."""
        result = np.empty(len(box))
        blocks = self._blocks
        for player, block in enumerate(blocks):
            others = [index for index in range(len(self._blocks)) if index != player]
            moves: FloatArray = np.zeros(())
            weights: FloatArray = np.ones(())
            for index in others:
                moves = np.add.outer(moves, box[blocks[index]])
                weights = np.multiply.outer(weights, self._probabilities[blocks[index]])
            with np.errstate(over="ignore", invalid="ignore"):
                bends = weights * np.expm1(moves) * moves
            table, table_error = self._differences[player]
            sums = (np.abs(table) + table_error).reshape(len(table), -1) @ bends.reshape(-1)
            result[block] = self._precision * sums
            first = block.start + self._firsts[player]
            result[first] = float(self._probabilities[block] @ (np.expm1(box[block]) * box[block]))
        num_profiles = math.prod(block.stop - block.start for block in self._blocks)
        return np.asarray(result * (1.0 + 32.0 * ROUNDING * num_profiles))
