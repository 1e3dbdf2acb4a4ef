"""Equilibria in shares of a game of tiers in the limit of ever larger tiers, and how far finite tiers are from them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.rationals import rounded_text
from gametheory.core.solution import Coverage
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import Deviation, TieredGame
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Generator

    from gametheory.core.symmetric_profile import Enclosed
    from gametheory.solvers.problem import Problem

_SPLIT = 16
"""Parts into which what is undecided is cut: bounds cost by the call, hardly by the part."""
_CELLS = 256
_SMALLEST = Fraction(1, 2**44)
_MOST_AWAY = 100
"""Counts on either side of a limit share among which the nearest equilibrium of the finite game is looked for."""


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
    one over the root of their number. The distance to the nearest pure equilibrium in counts is measured, not guessed.
    """
    game = problem.game
    if not isinstance(game, TieredGame):
        raise UnsupportedGameError("tier_limit needs a game of tiers, got single players; use concept 'nash'")
    tier = _choosing_tier(game)
    found: list[SymmetricProfile] = []
    unresolved: list[str] = []
    away: list[Fraction] = []
    for chosen in product(*(range(n) if player != tier else (0,) for player, n in enumerate(game.num_actions))):
        line = _Line(problem, game, tier, chosen)
        for root in line.roots():
            profile = line.profile(root)
            if line.single_players_stay(profile):
                found.append(profile)
                away += line.distances(root)
                yield profile
        unresolved += line.unresolved
    return Conclusion(
        Coverage.PARTIAL if unresolved else Coverage.ALL,
        profiles=found,
        num_extreme=None if unresolved else len(found),
        unresolved=tuple(unresolved),
        statistics={"distance": rounded_text(max(away))} if away else {},
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
        self.unresolved: list[str] = []

    def roots(self) -> list[Enclosed]:
        """Return the shares of the second action at which the tier stays: indifferent, or at an end."""
        zero, one = Fraction(0), Fraction(1)
        roots: list[Enclosed] = [(zero, zero)] if self._sign(zero) <= 0 else []
        for low, high, is_steady in self._parts():
            if not is_steady:
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

    def distances(self, root: Enclosed) -> list[Fraction]:
        """Return how far, in shares, the nearest pure equilibrium in counts is; nothing where none is near."""
        share = (root[0] + root[1]) / 2
        nearest = round(share * self._count)
        for step in range(_MOST_AWAY):
            for number in {nearest - step, nearest + step}:
                self._tick()
                if 0 <= number <= self._count and self._stays(number):
                    return [abs(Fraction(number, self._count) - share)]
        return []

    def _stays(self, number: int) -> bool:
        """Whether so many sellers at the second action are an equilibrium of the tier in counts."""
        counts = [
            [count if action == own else 0 for action in range(actions)]
            for count, own, actions in zip(self._game.counts, self._chosen, self._game.num_actions, strict=True)
        ]
        counts[self._tier] = [self._count - number, number]
        vector = tuple(tuple(own) for own in counts)
        return all(
            self._game.gain(Deviation(self._tier, current, 1 - current), vector) <= 0
            for current in (0, 1)
            if vector[self._tier][current]
        )

    def _parts(self) -> list[tuple[Fraction, Fraction, bool]]:
        """Return the parts between 0 and 1 that may hold a root, and whether the gain rises or falls all along."""
        parts = []
        cells = [(Fraction(cell, _CELLS), Fraction(cell + 1, _CELLS)) for cell in range(_CELLS)]
        while cells:
            self._tick()
            low, high = (self._boxes([float(cell[side]) for cell in cells]) for side in (0, 1))
            low[self._start], high[self._start] = high[self._start].copy(), low[self._start].copy()
            gain, slopes = self._bounds.enclose(low, high), self._bounds.slopes(low, high)
            down = slopes.lower[0, self._start + 1] - slopes.upper[0, self._start]
            up = slopes.upper[0, self._start + 1] - slopes.lower[0, self._start]
            is_open = ~((gain.lower[0] > 0) | (gain.upper[0] < 0))
            is_steady = (down > 0) | (up < 0)
            finer = []
            for cell, keeps, steady in zip(cells, is_open.tolist(), is_steady.tolist(), strict=True):
                if keeps and (steady or cell[1] - cell[0] <= _SMALLEST):
                    parts.append((*cell, steady))
                elif keeps:
                    width = (cell[1] - cell[0]) / _SPLIT
                    finer += [(cell[0] + part * width, cell[0] + (part + 1) * width) for part in range(_SPLIT)]
            cells = finer
        return sorted(parts)

    def _boxes(self, shares: list[float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """Return the counts by place at which the second action has each of these shares."""
        places = [
            float(count if action == own else 0)
            for count, own, number in zip(self._game.counts, self._chosen, self._game.num_actions, strict=True)
            for action in range(number)
        ]
        boxes = np.repeat(np.array(places)[:, None], len(shares), axis=1)
        boxes[self._start] = self._count * (1 - np.array(shares))
        boxes[self._start + 1] = self._count * np.array(shares)
        return boxes

    def _root(self, low: Fraction, high: Fraction) -> Enclosed | None:
        """Return a narrow interval around the root on a part where the gain rises or falls; None without one."""
        first, last = self._sign(low), self._sign(high)
        if first == 0 or last == 0:
            return (low, low) if first == 0 else (high, high)
        if first == last:
            return None
        while high - low > _SMALLEST:
            self._tick()
            middle = (low + high) / 2
            sign = self._sign(middle)
            if sign == 0:
                return middle, middle
            low, high = (middle, high) if sign == first else (low, middle)
        simple = ((low + high) / 2).limit_denominator(10**6)
        return (simple, simple) if low <= simple <= high and self._sign(simple) == 0 else (low, high)

    def _sign(self, share: Fraction) -> int:
        """Return the sign of the gain from the second action over the first one."""
        shares = [
            [Fraction(int(action == own)) for action in range(number)]
            for own, number in zip(self._chosen, self._game.num_actions, strict=True)
        ]
        shares[self._tier] = [1 - share, share]
        at = tuple(tuple(own) for own in shares)
        gain = self._game.limit_payoff(self._tier, 1, at) - self._game.limit_payoff(self._tier, 0, at)
        return (gain > 0) - (gain < 0)

    def _note(self, low: Fraction, high: Fraction) -> None:
        """Note a jump, or roots that were not told apart."""
        player = self._game.players[self._tier]
        action = self._game.actions[self._tier][1]
        at = f"where the share of {player.label} at {action!r} is {rounded_text((low + high) / 2)}"
        first, last = self._sign(max(Fraction(0), low - _SMALLEST)), self._sign(min(Fraction(1), high + _SMALLEST))
        if first * last < 0:
            tends = "finite tiers settle within about one over the root of their number" if first > 0 else "none settle"
            self.unresolved.append(f"what a seller gains jumps across 0 {at}: no equilibrium of the limit, {tends}")
        else:
            self.unresolved.append(f"whether a seller is indifferent {at} was not decided")
