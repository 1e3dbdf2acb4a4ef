"""From supports that floats found to profiles in rationals, and to the proof that they are equilibria."""

from __future__ import annotations

from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import integer_payoffs, over_common_denominator, over_denominator
from gametheory.kernels.support_equations import equalizing_weights, nearby_equalizing_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.array_types import FloatArray, PayoffArray
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy

Support: TypeAlias = "list[int]"

CLEAR_MARGIN = 1e-9
"""What an action must lose at least, in payoffs scaled to 0..1, to be no best reply beyond the doubt of rounding."""

ZERO = Fraction(0)


class SupportProfiles:
    """Profiles of a two-player game by the actions that are played in them.

    Parameters
    ----------
    game
        A normal form of two players.
    heartbeat
        Called during long proofs.
    """

    def __init__(self, game: NormalFormGame, heartbeat: Heartbeat) -> None:
        self._game = game
        self._heartbeat = heartbeat
        self.row_payoffs = scaled_payoffs(game, 0)
        """Row player's payoffs in floats from 0 to 1."""
        self.column_payoffs = scaled_payoffs(game, 1)
        """Column player's payoffs in floats from 0 to 1."""

    def equilibrium(self, rows: Support, columns: Support) -> MixedProfile | None:
        """Return the equilibrium with these supports, None if there is none or not just one."""
        if len(rows) != len(columns) or self._mixtures(rows, columns) is None:
            return None
        row_integers, column_integers = self._integers(rows, columns)
        column_weights = equalizing_weights(row_integers.T.tolist(), self._heartbeat)
        row_weights = equalizing_weights(column_integers.tolist(), self._heartbeat) if column_weights else []
        return self._proved(rows, row_weights, columns, column_weights) if row_weights else None

    def rounded_equilibrium(self, rows: Support, columns: Support) -> MixedProfile | None:
        """Return the same with probabilities in floats, for supports on which rationals would be very long."""
        mixtures = self._mixtures(rows, columns) if len(rows) == len(columns) else None
        if mixtures is None:
            return None
        strategies = [np.zeros(size) for size in self._game.num_actions]
        for strategy, support, mixture in zip(strategies, (rows, columns), mixtures, strict=True):
            strategy[support] = np.maximum(mixture, 0.0)
        return self.rounded(strategies[0], strategies[1])

    def _mixtures(self, rows: Support, columns: Support) -> tuple[FloatArray, FloatArray] | None:
        """Return the mixtures of equally many rows and columns that are an equilibrium as far as floats can tell."""
        of_columns = _equalizing_mixture(self.row_payoffs, rows, columns)
        of_rows = None if of_columns is None else _equalizing_mixture(self.column_payoffs.T, columns, rows)
        return None if of_columns is None or of_rows is None else (of_rows, of_columns)

    def equilibrium_near(self, row_strategy: FloatArray, column_strategy: FloatArray) -> MixedProfile | None:
        """Return an equilibrium near strategies, of many that play the same actions; None if there is none near."""
        rows, columns = (np.flatnonzero(strategy).tolist() for strategy in (row_strategy, column_strategy))
        is_plausible = _can_be_equalized(self.row_payoffs[np.ix_(rows, columns)]) and _can_be_equalized(
            self.column_payoffs[np.ix_(rows, columns)].T
        )
        if not is_plausible:
            return None
        row_integers, column_integers = self._integers(rows, columns)
        column_weights = nearby_equalizing_weights(row_integers.T.tolist(), column_strategy[columns].tolist())
        row_weights = nearby_equalizing_weights(column_integers.tolist(), row_strategy[rows].tolist())
        is_found = row_weights and column_weights
        return self._proved(rows, row_weights, columns, column_weights) if is_found else None

    def _integers(self, rows: Support, columns: Support) -> tuple[PayoffArray, PayoffArray]:
        """Return the payoffs on two supports as integers, each player's over its own denominator."""
        row_table, column_table = (table[np.ix_(rows, columns)] for table in self._game.payoffs)
        return integer_payoffs(row_table).values, integer_payoffs(column_table).values

    def _proved(
        self, rows: Support, row_weights: list[int], columns: Support, column_weights: list[int]
    ) -> MixedProfile | None:
        """Return the profile with weights that equalize payoffs on the supports, unless another action pays more."""
        row_rivals = _rivals(self.row_payoffs[:, columns] @ _probabilities(column_weights), rows)
        column_rivals = _rivals(_probabilities(row_weights) @ self.column_payoffs[rows], columns)
        row_table, column_table = self._game.payoffs
        pays_more = self._pays_more(row_table[np.ix_([rows[0], *row_rivals], columns)], column_weights)
        if pays_more or self._pays_more(column_table[np.ix_(rows, [columns[0], *column_rivals])].T, row_weights):
            return None
        return self.profile(rows, row_weights, columns, column_weights)

    def _pays_more(self, payoffs: PayoffArray, weights: list[int]) -> bool:
        """Whether another row pays more than the first one against integer weights of the columns, exactly."""
        totals = []
        for row in integer_payoffs(payoffs).values.tolist() if len(payoffs) > 1 else ():
            self._heartbeat()
            totals.append(sum(map(mul, row, weights)))
        return bool(totals) and max(totals) > totals[0]

    def rounded(self, row_strategy: FloatArray, column_strategy: FloatArray) -> MixedProfile:
        """Return strategies in floats as the profile of the rationals that they are, scaled to sum to 1."""
        rows, columns = (np.flatnonzero(strategy).tolist() for strategy in (row_strategy, column_strategy))
        row_weights, _ = over_common_denominator(map(Fraction, row_strategy[rows].tolist()))
        column_weights, _ = over_common_denominator(map(Fraction, column_strategy[columns].tolist()))
        return self.profile(rows, row_weights, columns, column_weights)

    def profile(
        self, rows: Support, row_weights: Sequence[int], columns: Support, column_weights: Sequence[int]
    ) -> MixedProfile:
        """Return the profile of two supports and their integer weights."""
        sizes = self._game.num_actions
        strategies = (_strategy(rows, row_weights, sizes[0]), _strategy(columns, column_weights, sizes[1]))
        return MixedProfile(self._game, strategies)


def _strategy(support: Support, weights: Sequence[int], size: int) -> Strategy:
    """Return the mixed strategy with these integer weights on a support."""
    strategy = [ZERO] * size
    for action, probability in zip(support, over_denominator(weights, sum(weights)), strict=True):
        strategy[action] = probability
    return tuple(strategy)


def _probabilities(weights: Sequence[int]) -> FloatArray:
    """Return integer weights as probabilities, correctly rounded."""
    total = sum(weights)
    return np.array([weight / total for weight in weights])


def _rivals(payoffs: FloatArray, support: Support) -> Support:
    """Return the actions outside a support that do not pay clearly less than those of the support."""
    others = payoffs.copy()
    others[support] = -1.0
    return np.flatnonzero(others >= payoffs[support].min() - CLEAR_MARGIN).tolist()


def _equalizing_mixture(payoffs: FloatArray, own: Support, others: Support) -> FloatArray | None:
    """Return the mixture of the other player's actions to which a player's own are best replies, up to rounding."""
    system, right = _equations(payoffs[np.ix_(own, others)])
    try:
        solution = np.linalg.solve(system, right)
    except np.linalg.LinAlgError:
        return None
    mixture, payoff = solution[:-1], solution[-1]
    is_mixture = bool((mixture > -CLEAR_MARGIN).all())
    is_best = is_mixture and bool((payoffs[:, others] @ mixture).max() <= payoff + CLEAR_MARGIN)
    return np.asarray(mixture, dtype=np.float64) if is_best else None


def _can_be_equalized(payoffs: FloatArray) -> bool:
    """Whether rows can pay the same against some weights of the columns, negative ones too, up to rounding."""
    system, right = _equations(payoffs)
    solution = np.linalg.lstsq(system, right)[0]
    return bool(np.abs(system @ solution - right).max() < CLEAR_MARGIN)


def _equations(payoffs: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the linear system of weights of the columns, and what every row pays against them; weights sum to 1."""
    rows, columns = payoffs.shape
    system = np.ones((rows + 1, columns + 1))
    system[:rows, :columns] = payoffs
    system[:rows, columns] = -1.0
    system[rows, columns] = 0.0
    right = np.zeros(rows + 1)
    right[rows] = 1.0
    return system, right


def scaled_payoffs(game: NormalFormGame, player: int) -> FloatArray:
    """Return a player's payoffs as floats from 0 to 1, each correct but for its last bits; 0 where all are equal.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> scaled_payoffs(NormalFormGame.zero_sum([[10**25 + 4, 10**25], [10**25 + 1, 10**25 + 2]]), 0).tolist()
    [[1.0, 0.0], [0.25, 0.5]]
    """
    payoffs: PayoffArray = game.payoffs[player]
    if payoffs.dtype == np.float64:
        low, high = float(payoffs.min()), float(payoffs.max())
        if high - low == np.inf:
            payoffs, low, high = payoffs / 4.0, low / 4.0, high / 4.0
        return np.asarray((payoffs - low) / ((high - low) or 1.0))
    payoffs = game.integer_payoffs(player).values
    low, spread = int(payoffs.min()), int(payoffs.max()) - int(payoffs.min())
    moved = payoffs - low if payoffs.dtype == np.int64 and spread < 2**63 else payoffs.astype(object) - low
    return np.asarray(moved / (spread or 1), dtype=np.float64)
