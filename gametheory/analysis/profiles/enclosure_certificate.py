"""The proof that exactly one equilibrium lies in a box of mixed strategies: Krawczyk's test in integers."""

from __future__ import annotations

import math
from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.analysis.certificate import judge
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.action_payoffs import integer_weights
from gametheory.core.enclosed_profile import EnclosureCertificate, ends_of
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.kernels.determinant_signs import determinant_sign

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.array_types import PayoffArray
    from gametheory.core.certificate import Certificate
    from gametheory.core.enclosed_profile import EnclosedProfile
    from gametheory.core.normal_form import NormalFormGame

PRECONDITIONER_BITS = 60
"""Bits after the point of the largest entry of the matrix that nearly inverts the derivatives."""


def judge_enclosed(play: EnclosedProfile, *, heartbeat: Heartbeat | None = None) -> Certificate:
    """Return the proof that one equilibrium lies in a box, with payoffs and regrets of the profile beside it.

    Parameters
    ----------
    play
        A profile with the box that is claimed to hold exactly one equilibrium.
    heartbeat
        Called every few milliseconds of work; what it raises ends the proof.

    Returns
    -------
    Certificate
        An ``EnclosureCertificate`` where the claim is proved, else the plain one of the profile.

    Notes
    -----
    The unknowns are the probabilities of each player's support but the first. ``Y`` is a matrix near the inverse of the
    derivatives of payoff differences ``F`` at the middle ``m``. If ``|Y F(m)| + r |1 - Y F'|`` is smaller than ``r`` in
    each row, for all derivatives ``F'`` that occur in the box of radius ``r``, then exactly one point of it makes every
    player indifferent (Krawczyk). That all derivatives stay near those in the middle follows from how far each player's
    probabilities can move in sum. Actions outside the supports must lose, and probabilities be positive, everywhere in
    the box. Integers throughout; only the choice of ``Y`` is made in floats.

    References
    ----------
    krawczyk1969; neumaier1990, section 5.1.
    """
    beat = heartbeat or no_heartbeat
    certificate = judge(play.profile.game, play.profile, heartbeat=beat)
    proof = _proof(play, beat)
    if proof is None:
        return certificate
    return EnclosureCertificate(certificate.replies, certificate.infosets, proof.sign, proof.slack)


class _Proof(NamedTuple):
    """The sign that is the index of the one equilibrium, and the least loss by an action that is not played."""

    sign: int
    slack: Fraction | None


def _proof(play: EnclosedProfile, heartbeat: Heartbeat) -> _Proof | None:
    """Return the proof; None where the test fails."""
    if not (_is_told_rightly(play) and _is_positive(play)):
        return None
    slopes = _Slopes(play.center, play.radius, heartbeat)
    losses = [loss for loss in map(slopes.least_loss, range(play.center.game.num_players)) if loss is not None]
    if any(loss <= 0 for loss in losses) or not slopes.contracts():
        return None
    return _Proof(slopes.index(), min(losses, default=None))


def _is_told_rightly(play: EnclosedProfile) -> bool:
    """Whether what is told of probabilities agrees with the box; behavior in trees is judged as a profile only."""
    if play.profile != play.center:
        return not isinstance(play.profile, MixedProfile)
    for own, support, numbers in zip(play.center.strategies, play.supports, play.numbers, strict=True):
        for action, number in enumerate(numbers or ()):
            reach = play.radius * (len(support) - 1 if action == support[0] else action in support)
            middle, (low, high) = to_fraction(own[action]), ends_of(number)
            if isinstance(number, tuple) and not low <= middle - reach <= middle + reach <= high:
                return False
            if not isinstance(number, tuple) and not middle - reach <= low <= high <= middle + reach:
                return False
    return True


def _is_positive(play: EnclosedProfile) -> bool:
    """Whether every action of a support is played in the whole box."""
    for own, support in zip(play.center.strategies, play.supports, strict=True):
        first, others = own[support[0]], [own[action] for action in support[1:]]
        if first <= len(others) * play.radius or any(weight <= play.radius for weight in others):
            return False
    return True


class _Slopes:
    """Payoff differences in the middle of a box, and their derivatives, in integers.

    Of player i they are multiples of 1 / (product of the other players' ``_scales`` times ``_ranges[i]``), so that all
    of them lie between -1 and 1.
    """

    def __init__(self, center: MixedProfile, radius: Fraction, heartbeat: Heartbeat) -> None:
        game = center.game
        self._game, self._radius = game, radius
        self._supports = [[action for action, weight in enumerate(own) if weight] for own in center.strategies]
        weights = [integer_weights(own) for own in center.strategies]
        self._scales = [total for _, total in weights]
        self._weights = [
            np.array([own[action] for action in support], dtype=object)
            for (own, _), support in zip(weights, self._supports, strict=True)
        ]
        self._free = [len(support) - 1 for support in self._supports]
        self._moves = [2 * free * self._radius for free in self._free]
        self._ranges: list[int] = []
        self._payoffs: list[PayoffArray] = []
        self._tables: list[dict[int, PayoffArray]] = []
        for player in range(game.num_players):
            self._look_at(game, player, heartbeat)

    def _look_at(self, game: NormalFormGame, player: int, heartbeat: Heartbeat) -> None:
        """Work out what each action of a player pays, alone and by the action of each other player."""
        met = [range(n) if other == player else self._supports[other] for other, n in enumerate(game.num_actions)]
        values = game.integer_payoffs(player).values[np.ix_(*met)].astype(object)
        self._ranges.append(max(1, int(values.max() - values.min())))
        self._tables.append({})
        for other in range(game.num_players):
            if other != player:
                heartbeat()
                self._tables[player][other] = self._summed(values, player, other)
        other, table = next(iter(self._tables[player].items()))
        self._payoffs.append(table @ self._weights[other])

    def _summed(self, values: PayoffArray, player: int, other: int) -> PayoffArray:
        """Return sums of payoffs over what third players do, shape ``[action of player, action of other]``."""
        for third in reversed(range(len(self._supports))):
            if third not in (player, other):
                values = np.tensordot(values, self._weights[third], axes=([third], [0]))
        return values if player < other else values.T

    def least_loss(self, player: int) -> Fraction | None:
        """Return what a player loses at least, in the box, by an action outside its support; None without one."""
        support, payoffs = self._supports[player], self._payoffs[player]
        outside = [payoffs[action] for action in range(len(payoffs)) if action not in support]
        if not outside:
            return None
        loss = Fraction(payoffs[support[0]] - max(outside), self._scale_of_others(player))
        moved = sum(move for other, move in enumerate(self._moves) if other != player)
        return (loss - self._ranges[player] * moved) / self._game.integer_payoffs(player).denominator

    def _scale_of_others(self, player: int) -> int:
        return math.prod(scale for other, scale in enumerate(self._scales) if other != player)

    def index(self) -> int:
        """Return the sign of the determinant of the negative derivatives."""
        _, derivatives, _ = self._system()
        sign = determinant_sign(derivatives)
        return -sign if len(derivatives) % 2 else sign

    def contracts(self) -> bool:
        """Whether Krawczyk's test proves that exactly one point of the box makes all players indifferent."""
        values, derivatives, units = self._system()
        size = len(values)
        if not size:
            return True
        matrix = np.array([[e / unit for e in row] for row, unit in zip(derivatives, units, strict=True)])
        try:
            inverse = np.linalg.inv(matrix)
        except np.linalg.LinAlgError:
            return False
        largest = float(np.abs(inverse).max())
        if not math.isfinite(largest):
            return False
        bits = PRECONDITIONER_BITS - math.frexp(largest)[1]
        near = [[int(math.ldexp(entry, bits)) for entry in row] for row in inverse.tolist()]
        common = math.lcm(*units)
        raised = [common // unit for unit in units]
        columns = list(zip(*derivatives, strict=True))
        one = common << bits if bits >= 0 else Fraction(common, 1 << -bits)
        moved = self._moves_of_derivatives()
        for place, row in enumerate(near):
            lifted = [entry * factor for entry, factor in zip(row, raised, strict=True)]
            step = abs(sum(map(mul, lifted, values)))
            rest = sum(abs(one * (place == number) - sum(map(mul, lifted, c))) for number, c in enumerate(columns))
            rest += common * sum(abs(entry) * bound for entry, bound in zip(row, moved, strict=True))
            if not step + self._radius * rest < self._radius * one:
                return False
        return True

    def _system(self) -> tuple[list[int], list[list[int]], list[int]]:
        """Return payoff differences, their derivatives, and of what unit they are multiples, by row."""
        values, rows, units = [], [], []
        for player, support in enumerate(self._supports):
            unit = self._scale_of_others(player) * self._ranges[player]
            for action in support[1:]:
                values.append(int(self._payoffs[player][action] - self._payoffs[player][support[0]]))
                rows.append(self._row(player, action))
                units.append(unit)
        return values, rows, units

    def _row(self, player: int, action: int) -> list[int]:
        """Return how a payoff difference changes with each unknown."""
        row: list[int] = []
        for other, free in enumerate(self._free):
            if other == player:
                row += [0] * free
                continue
            table = self._tables[player][other]
            gains = table[action] - table[self._supports[player][0]]
            row += [int(gain - gains[0]) * self._scales[other] for gain in gains[1:]]
        return row

    def _moves_of_derivatives(self) -> list[Fraction]:
        """Return for each row by how much its derivatives together can move in the box."""
        total = sum(self._moves, Fraction(0))
        moved = []
        for player, own in enumerate(self._free):
            bound = sum(
                (free * 2 * (total - self._moves[player] - self._moves[other]))
                for other, free in enumerate(self._free)
                if other != player
            )
            moved += [Fraction(bound)] * own
        return moved
