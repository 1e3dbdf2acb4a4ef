"""Equilibria in shares of a game of tiers in the limit of ever larger tiers, and how far finite tiers are from them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.analysis.tiers.limit_distance import FiniteTier
from gametheory.core.rationals import rounded_text
from gametheory.core.solution import Coverage
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import Deviation, TieredGame
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.analysis.tiers.limit_distance import LimitDistance
    from gametheory.array_types import FloatArray
    from gametheory.core.symmetric_profile import Enclosed
    from gametheory.solvers.problem import Problem

_CELLS = 256
"""Parts into which the shares between 0 and 1 are cut at first: bounds cost by the call, hardly by the part."""
_FINER = 512
"""Parts into which what is undecided is cut in all, at least in halves."""
_MOST_CELLS = 4_096
"""Undecided parts beyond which they are not cut any more, since the gain is 0 all along."""
_SMALLEST = Fraction(1, 2**44)
_WHOLE = 2**53
"""Multiples of a power of 2 up to which floats are exact."""
_SIMPLE = 1_000
"""Denominator up to which a root is looked for among fractions before its interval is narrow."""
_NARROWER = 2**11
"""How much narrower an interval is made by false position at a step."""


def search(problem: Problem) -> Generator[SymmetricProfile, None, Conclusion]:
    """Yield the shares at which nobody who is too small to move them gains.

    Parameters
    ----------
    problem
        A game of tiers in which one tier of two actions has a choice, and single players.

    Raises
    ------
    UnsupportedGameError
        If the game has no tiers, or several players that are no single ones have a choice.

    Notes
    -----
    The limit freezes shares when one seller moves. Roots of the gain are isolated by bounds on it and on its slope.
    Where the gain jumps across 0 there is no equilibrium of the limit; finite tiers settle near the jump, within about
    one over the root of their number. Bounds on the distance to equilibria of the finite game are proved.
    """
    game = problem.game
    if not isinstance(game, TieredGame):
        raise UnsupportedGameError("tier_limit needs a game of tiers, got single players; use concept 'nash'")
    tier = _choosing_tier(game)
    found: list[SymmetricProfile] = []
    unresolved: list[str] = []
    distances: list[LimitDistance] = []
    for chosen in product(*(range(n) if player != tier else (0,) for player, n in enumerate(game.num_actions))):
        line = _Line(problem, game, tier, chosen)
        held: list[Enclosed] = []
        for root in line.roots():
            profile = line.profile(root)
            if line.single_players_stay(profile):
                found.append(profile)
                held.append(root)
                yield profile
        distances += line.distances(held)
        unresolved += line.unresolved
    return Conclusion(
        Coverage.PARTIAL if unresolved else Coverage.ALL,
        profiles=found,
        num_extreme=None if unresolved else len(found),
        unresolved=tuple(unresolved),
        statistics=_told(distances),
        arithmetic="exact" if all(profile.is_exact for profile in found) else "interval",
    )


def _choosing_tier(game: TieredGame) -> int:
    """Return the one tier that has a choice, of two actions."""
    choosing = [tier for tier in game.tiers if game.num_actions[tier] > 1]
    if len(choosing) != 1 or game.num_actions[choosing[0]] != 2:
        names = ", ".join(f"{game.players[tier].label} ({game.num_actions[tier]} actions)" for tier in choosing)
        raise UnsupportedGameError(
            f"tier_limit needs one tier with a choice of two actions, got {names or 'none'}; use concept 'pure'"
        )
    return choosing[0]


class _Part(NamedTuple):
    """Part of the shares between 0 and 1.

    Parameters
    ----------
    low, high
        Its ends.
    direction
        1 where the gain rises all along, -1 where it falls, 0 where that was not decided.
    """

    low: Fraction
    high: Fraction
    direction: int


class _Line:
    """The one tier that has a choice, while the single players keep to their actions."""

    def __init__(self, problem: Problem, game: TieredGame, tier: int, chosen: tuple[int, ...]) -> None:
        self._tick = problem.watch.tick
        self._game = game
        self._tier = tier
        self._chosen = chosen
        self._count = game.counts[tier]
        profile = [None if count > 1 else own for count, own in zip(game.counts, chosen, strict=True)]
        self._bounds = game.payoffs.gain_bounds(profile, [Deviation(tier, 0, 1)], is_limit=True)
        self._start = sum(game.num_actions[:tier])
        self._finite = FiniteTier(game, tier, chosen)
        self.unresolved: list[str] = []

    def roots(self) -> list[Enclosed]:
        """Return the shares of the second action at which the tier stays: indifferent, or at an end."""
        zero, one = Fraction(0), Fraction(1)
        roots: list[Enclosed] = [(zero, zero)] if self._sign(zero) <= 0 else []
        for low, high, direction in self._parts():
            if not direction:
                self._note(low, high)
                continue
            root = self._root(low, high)
            if root is not None and root not in roots:
                roots.append(root)
        if self._sign(one) >= 0 and (one, one) not in roots:
            roots.append((one, one))
        return roots

    def profile(self, root: Enclosed) -> SymmetricProfile:
        """Return the shares where the second action has this one."""
        low, high = root
        strategies = [
            ((1 - high, 1 - low), (low, high))
            if player == self._tier
            else tuple((Fraction(int(a == own)), Fraction(int(a == own))) for a in range(number))
            for player, (own, number) in enumerate(zip(self._chosen, self._game.num_actions, strict=True))
        ]
        return SymmetricProfile(self._game, tuple(strategies), is_limit=True)

    def single_players_stay(self, profile: SymmetricProfile) -> bool:
        """Return whether no single player gains."""
        shares = tuple(tuple((low + high) / 2 for low, high in own) for own in profile.strategies)
        return all(
            self._game.limit_payoff(player, other, shares)
            <= self._game.limit_payoff(player, self._chosen[player], shares)
            for player in self._game.single_players
            for other in range(self._game.num_actions[player])
        )

    def distances(self, roots: Sequence[Enclosed]) -> list[LimitDistance]:
        """Return how far, in shares, equilibria of the finite game are at most from each of some roots."""
        ends = [root for root in roots if root[0] == root[1] and root[0] in (0, 1)]
        mixed = [root for root in roots if root not in ends]
        return [*(self._finite.from_end(is_last=root[0] == 1) for root in ends), *self._finite.from_roots(mixed)]

    def _parts(self) -> list[_Part]:
        """Return the parts between 0 and 1 that may hold a root, neighbors of one direction as one."""
        parts: list[_Part] = []
        ends = np.arange(_CELLS + 1) / _CELLS
        lows, width = ends[:-1], 1 / _CELLS
        while len(lows):
            self._tick()
            gain = self._bounds.enclose(*self._cells(lows, lows + width))
            lows = lows[~((gain.lower[0] > 0) | (gain.upper[0] < 0))]
            if not len(lows):
                break
            slopes = self._bounds.slopes(*self._cells(lows, lows + width))
            down = slopes.lower[0, self._start + 1] - slopes.upper[0, self._start]
            up = slopes.upper[0, self._start + 1] - slopes.lower[0, self._start]
            directions = (down > 0).astype(int) - (up < 0)
            is_done = (directions != 0) | (len(lows) > _MOST_CELLS) | (width <= _SMALLEST)
            parts += [
                _Part(Fraction(low), Fraction(low + width), direction)
                for low, direction in zip(lows[is_done].tolist(), directions[is_done].tolist(), strict=True)
            ]
            lows = lows[~is_done]
            pieces = _pieces(len(lows))
            width /= pieces
            lows = (lows[:, None] + width * np.arange(pieces)).ravel()
        return _joined(parts)

    def _cells(self, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the least and the largest counts by place where the share of the second action is within cells."""
        least, most = self._boxes(low), self._boxes(high)
        least[self._start], most[self._start] = most[self._start].copy(), least[self._start].copy()
        if self._count > _WHOLE * (high[0] - low[0]):
            own = slice(self._start, self._start + 2)
            least[own] = np.clip(np.nextafter(least[own], -np.inf), 0, self._count)
            most[own] = np.clip(np.nextafter(most[own], np.inf), 0, self._count)
        return least, most

    def _boxes(self, shares: FloatArray) -> FloatArray:
        """Return the counts by place at which the second action has each of these shares."""
        places = [
            float(count if action == own else 0)
            for count, own, number in zip(self._game.counts, self._chosen, self._game.num_actions, strict=True)
            for action in range(number)
        ]
        boxes = np.repeat(np.array(places)[:, None], len(shares), axis=1)
        boxes[self._start] = self._count * (1 - shares)
        boxes[self._start + 1] = self._count * shares
        return boxes

    def _root(self, low: Fraction, high: Fraction) -> Enclosed | None:
        """Return a narrow interval around the root on a part where the gain rises or falls; None without one."""
        first, last = self._gain(low), self._gain(high)
        if first == 0 or last == 0:
            return (low, low) if first == 0 else (high, high)
        if first * last > 0:
            return None
        while high - low > _SMALLEST:
            self._tick()
            width = high - low
            guess = low + width * _rounded(first / (first - last))
            simple = guess.limit_denominator(_SIMPLE)
            if width * _SIMPLE**2 < 1 and low < simple < high and self._sign(simple) == 0:
                return simple, simple
            for point in (guess - width / _NARROWER, guess + width / _NARROWER, None):
                if point is None and high - low <= width / 2:
                    break
                tried = (low + high) / 2 if point is None else point
                if not low < tried < high:
                    continue
                gain = self._gain(tried)
                if gain == 0:
                    return tried, tried
                if gain * first > 0:
                    low, first = tried, gain
                else:
                    high, last = tried, gain
        simple = ((low + high) / 2).limit_denominator(10**6)
        return (simple, simple) if low <= simple <= high and self._sign(simple) == 0 else (low, high)

    def _sign(self, share: Fraction) -> int:
        """Return the sign of the gain from the second action over the first one."""
        gain = self._gain(share)
        return (gain > 0) - (gain < 0)

    def _gain(self, share: Fraction) -> Fraction:
        """Return what the second action pays more than the first one."""
        shares = [
            [Fraction(int(action == own)) for action in range(number)]
            for own, number in zip(self._chosen, self._game.num_actions, strict=True)
        ]
        shares[self._tier] = [1 - share, share]
        at = tuple(tuple(own) for own in shares)
        return self._game.limit_payoff(self._tier, 1, at) - self._game.limit_payoff(self._tier, 0, at)

    def _note(self, low: Fraction, high: Fraction) -> None:
        """Note a jump, or roots that were not told apart."""
        player = self._game.players[self._tier]
        action = self._game.actions[self._tier][1]
        share = f"the share of {player.label} at {action!r}"
        if high - low > 4 * _SMALLEST:
            between = f"where {share} is between {rounded_text(low)} and {rounded_text(high)}"
            self.unresolved.append(f"{self._flat_text(low, high)} {between}")
            return
        at = f"where {share} is {rounded_text((low + high) / 2)}"
        first, last = self._sign(max(Fraction(0), low - _SMALLEST)), self._sign(min(Fraction(1), high + _SMALLEST))
        if first * last < 0:
            told = _told_near(self._finite.from_jump((low, high)), self._count)
            self.unresolved.append(f"what a seller gains jumps across 0 {at}: no equilibrium of the limit; {told}")
        else:
            self.unresolved.append(f"whether a seller is indifferent {at} was not decided")

    def _flat_text(self, low: Fraction, high: Fraction) -> str:
        """Return what is known of a part along which the gain is 0, or hardly differs from it."""
        gain = self._bounds.enclose(*self._cells(np.array([float(low)]), np.array([float(high)])))
        if gain.lower[0, 0] == 0 == gain.upper[0, 0]:
            return "a seller is indifferent at all shares, of which only ends are listed,"
        return "at which shares a seller is indifferent was not decided"


def _pieces(num_cells: int) -> int:
    """Return into how many pieces of equal width, a power of 2, each of so many cells is cut."""
    return 1 << max(1, (_FINER // max(1, num_cells)).bit_length() - 1)


def _joined(parts: list[_Part]) -> list[_Part]:
    """Return parts in their order, with neighbors of one direction joined."""
    result: list[_Part] = []
    for part in sorted(parts):
        if result and result[-1].high == part.low and result[-1].direction == part.direction:
            result[-1] = _Part(result[-1].low, part.high, part.direction)
        else:
            result.append(part)
    return result


def _rounded(share: Fraction) -> Fraction:
    """Return a fraction of a small denominator near another one."""
    return Fraction(round(share * 2**20), 2**20)


def _told_near(distance: LimitDistance, count: int) -> str:
    """Return where finite tiers settle near a jump, in words."""
    parts = []
    if distance.counts is not None:
        parts.append(f"an equilibrium in counts within {distance.counts:.2g} of there")
    if distance.symmetric is not None:
        parts.append(f"a symmetric one within {distance.symmetric:.2g}, of the order {distance.order}")
    if not parts:
        return f"how near {count:,} sellers come was not proved"
    return f"{count:,} sellers have {' and '.join(parts)}, which is proved"


def _told(distances: list[LimitDistance]) -> dict[str, int | str]:
    """Return the largest of the distances that are proved, and of how many equilibria none is."""
    symmetric = [found.symmetric for found in distances if found.symmetric is not None]
    counts = [found.counts for found in distances if found.counts is not None]
    told: dict[str, int | str] = {"distance_unproved": len(distances) - len(symmetric)} if distances else {}
    if symmetric:
        orders = {found.order for found in distances if found.symmetric == max(symmetric)}
        told["distance"] = f"{max(symmetric):.2g}"
        told["distance_order"] = max(orders)
    if counts:
        told["distance_counts"] = f"{max(counts):.2g}"
    return told
