"""Symmetric equilibria of a game of tiers: all sellers of a tier draw their action by the same lot."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.tiers.binomial_means import EXACT_SELLERS, exact_mean
from gametheory.analysis.tiers.symmetric_means import other_gains
from gametheory.core.solution import Coverage
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import Deviation, TieredGame
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.tiers.bernstein_roots import enclose, isolate
from gametheory.solvers.tiers.mixing_pairs import MixingPairs
from gametheory.solvers.tiers.mixing_roots import MixingRoots
from gametheory.solvers.tiers.surviving_actions import surviving_actions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.symmetric_profile import Enclosed
    from gametheory.solvers.problem import Problem

_CERTAIN = ((Fraction(0), Fraction(0)), (Fraction(1), Fraction(1)))


def search(problem: Problem) -> Generator[SymmetricProfile, None, Conclusion]:
    """Yield profiles in which all sellers of a tier choose alike, or those of one tier or two mix two actions alike.

    Parameters
    ----------
    problem
        A game of tiers.

    Raises
    ------
    UnsupportedGameError
        If the game has no tiers.

    Notes
    -----
    The mean gain from an action over another one is a polynomial in the probability whose Bernstein coefficients are
    the gains at each number of others. Its roots are isolated in integers for small tiers, by bounds on the mean and
    its slope for large ones; each enclosure holds exactly one. Where two tiers mix, both gains are polynomials in two
    probabilities, whose common roots are isolated in boxes. Nothing is missed where strict dominance leaves a choice to
    at most two tiers, of two actions each; elsewhere profiles in which single players mix, or three tiers, or a tier
    three actions, are left out, which coverage says by name.
    """
    game = problem.game
    if not isinstance(game, TieredGame):
        raise UnsupportedGameError("tier_symmetric needs a game of tiers, got single players; use concept 'nash'")
    found: list[SymmetricProfile] = []
    unresolved: list[str] = []
    kept = surviving_actions(game, problem.watch.tick)
    for chosen in product(*kept):
        problem.watch.tick()
        if _is_equilibrium(game, chosen):
            found.append(_pure_profile(game, chosen))
            yield found[-1]
    for mixture in _mixtures(problem, game, kept):
        for profile in mixture.equilibria():
            found.append(profile)
            yield profile
        unresolved += mixture.unresolved
    pairs = MixingPairs(game, kept, problem.watch.tick)
    for profile in pairs.equilibria():
        found.append(profile)
        yield profile
    unresolved += [*pairs.unresolved, *_left_out(game, kept)]
    return Conclusion(
        Coverage.PARTIAL if unresolved else Coverage.ALL,
        profiles=found,
        num_extreme=None if unresolved else len(found),
        unresolved=tuple(unresolved),
        arithmetic="exact" if all(profile.is_exact for profile in found) else "interval",
    )


def _left_out(game: TieredGame, kept: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield by name which profiles were not looked at; nothing where none of them can be an equilibrium."""
    choosing = [player for player, own in enumerate(kept) if len(own) > 1]
    tiers = [player for player in choosing if game.counts[player] > 1]
    singles = [player for player in choosing if game.counts[player] == 1]
    if singles:
        mixing = f"{_names(game, singles)} mix{'es' if len(singles) == 1 else ''}"
        yield f"profiles in which {mixing} were not looked for"
    if len(tiers) > 2:
        yield f"profiles in which three or more of {_names(game, tiers)} mix were not looked for"
    for player in choosing:
        if len(kept[player]) > 2 and game.counts[player] > 1:
            actions = ", ".join(repr(game.actions[player][action]) for action in kept[player])
            yield f"profiles in which {_names(game, [player])} mix three or more of {actions} were not looked for"


def _names(game: TieredGame, players: Sequence[int]) -> str:
    """Return players by name: ``the shops, the makers and Amazon``."""
    *first, last = (game.players[player].name_in_text for player in players)
    return f"{', '.join(first)} and {last}" if first else last


def _is_equilibrium(game: TieredGame, chosen: tuple[int, ...]) -> bool:
    """Whether nobody gains where every seller of a tier chooses the same action."""
    counts = tuple(
        tuple(count if action == own else 0 for action in range(number))
        for count, own, number in zip(game.counts, chosen, game.num_actions, strict=True)
    )
    return all(
        game.gain(Deviation(player, chosen[player], other), counts) <= 0
        for player, number in enumerate(game.num_actions)
        for other in range(number)
        if other != chosen[player]
    )


def _pure_profile(game: TieredGame, chosen: tuple[int, ...]) -> SymmetricProfile:
    """Return the profile in which every player's action is certain."""
    return SymmetricProfile(
        game,
        tuple(
            tuple(_CERTAIN[action == own] for action in range(number))
            for own, number in zip(chosen, game.num_actions, strict=True)
        ),
    )


def _mixtures(problem: Problem, game: TieredGame, kept: Sequence[Sequence[int]]) -> Iterator[_Mixture]:
    """Yield each tier with each pair of its actions and each choice of everybody else."""
    for tier in game.tiers:
        others = (own if player != tier else (0,) for player, own in enumerate(kept))
        for chosen in product(*others):
            for current, other in combinations(kept[tier], 2):
                yield _Mixture(problem, game, Deviation(tier, current, other), chosen)


class _Mixture:
    """One tier that mixes two actions while everybody else is certain of one.

    Parameters
    ----------
    problem, game
        What is solved.
    deviation
        The tier and its two actions.
    chosen
        Action of everybody else.
    """

    def __init__(self, problem: Problem, game: TieredGame, deviation: Deviation, chosen: tuple[int, ...]) -> None:
        self._problem = problem
        self._game = game
        self._deviation = deviation
        self._chosen = chosen
        self._trials = game.counts[deviation.player] - 1
        self.unresolved: list[str] = []

    def equilibria(self) -> Iterator[SymmetricProfile]:
        """Yield the profiles in which the tier is indifferent between its two actions and nobody gains otherwise."""
        for root in self.roots():
            profile = self._profile(root)
            gains = other_gains(profile)
            if all(high <= 0 for _, high in gains):
                yield profile
            elif not any(low > 0 for low, _ in gains):
                name = self._game.players[self._deviation.player].name_in_text
                at = f"{name} mix with probability {float(root[0]):.6g}"
                self.unresolved.append(f"whether others gain where {at} was not decided")

    def roots(self) -> list[Enclosed]:
        """Return the probabilities of the second action, between 0 and 1, at which the tier is indifferent."""
        if self._trials <= EXACT_SELLERS:
            return self._exact_roots()
        bounds = _LineBounds(self._game, self._deviation, self._chosen)
        searching = MixingRoots(self._trials, bounds.enclose, self._problem.watch.tick)
        roots = searching.all()
        self.unresolved += [self._undecided(low, high) for low, high in searching.unresolved]
        return roots

    def _exact_roots(self) -> list[Enclosed]:
        game, trials = self._game, self._trials
        gains = [game.gain(self._deviation, self._counts(number)) for number in range(trials + 1)]
        if not any(gains):
            self.unresolved.append(self._undecided(0.0, 1.0))
            return []
        tick = self._problem.watch.tick

        def sign_at(probability: Fraction) -> int:
            mean = exact_mean(gains, probability)
            return (mean > 0) - (mean < 0)

        single, multiple = isolate(gains, tick)
        self.unresolved += [self._undecided(float(low), float(high)) for low, high in multiple]
        return [enclose(interval, sign_at, tick) for interval in single]

    def _profile(self, root: Enclosed) -> SymmetricProfile:
        """Return the profile in which the tier takes the second action with a probability, all else certain."""
        low, high = root
        pure = _pure_profile(self._game, self._chosen).strategies
        mixed = {self._deviation.current: (1 - high, 1 - low), self._deviation.other: (low, high)}
        tier = self._deviation.player
        own = tuple(mixed.get(action, _CERTAIN[0]) for action in range(self._game.num_actions[tier]))
        return SymmetricProfile(self._game, (*pure[:tier], own, *pure[tier + 1 :]))

    def _counts(self, others: int) -> tuple[tuple[int, ...], ...]:
        """Return the counts before a deviation, with so many other sellers at the second action."""
        counts = [
            [count if action == own else 0 for action in range(number)]
            for count, own, number in zip(self._game.counts, self._chosen, self._game.num_actions, strict=True)
        ]
        tier, first, second = self._deviation.player, self._deviation.current, self._deviation.other
        counts[tier] = [0] * self._game.num_actions[tier]
        counts[tier][first], counts[tier][second] = self._trials + 1 - others, others
        return tuple(tuple(own) for own in counts)

    def _undecided(self, low: float, high: float) -> str:
        tier = self._deviation.player
        names = self._game.actions[tier]
        first, second = names[self._deviation.current], names[self._deviation.other]
        return (
            f"{self._game.players[tier].name_in_text} may be indifferent between {first!r} and {second!r} at several "
            f"probabilities between {low:.6g} and {high:.6g}, which were not told apart"
        )


class _LineBounds:
    """Bounds on the gain of one deviation over ranges of the number of others who choose its other action."""

    def __init__(self, game: TieredGame, deviation: Deviation, chosen: tuple[int, ...]) -> None:
        profile = [None if count > 1 else own for count, own in zip(game.counts, chosen, strict=True)]
        self._bounds = game.payoffs.gain_bounds(profile, [deviation])
        self._count = game.counts[deviation.player]
        start = sum(game.num_actions[: deviation.player])
        self._first, self._second = start + deviation.current, start + deviation.other
        sides = [
            float(count if action == own and player != deviation.player else 0)
            for player, (count, own, number) in enumerate(zip(game.counts, chosen, game.num_actions, strict=True))
            for action in range(number)
        ]
        self._sides = np.array(sides)

    def enclose(self, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return bounds on the gain where from ``low`` to ``high`` others are at the other action."""
        least, most = self._boxes(low, high)
        found = self._bounds.enclose(least, most)
        if np.array_equal(low, high):
            return found.lower[0], found.upper[0]
        middle = np.floor((low + high) / 2)
        center = self._bounds.enclose(*self._boxes(middle, middle))
        slopes = self._bounds.slopes(least, most)
        with np.errstate(all="ignore"):
            down = slopes.lower[0, self._second] - slopes.upper[0, self._first]
            up = slopes.upper[0, self._second] - slopes.lower[0, self._first]
            reach = np.maximum(np.abs(down), np.abs(up)) * np.maximum(high - middle, middle - low) * (1 + 1e-12)
            return np.fmax(found.lower[0], center.lower[0] - reach), np.fmin(found.upper[0], center.upper[0] + reach)

    def _boxes(self, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
        least = np.repeat(self._sides[:, None], len(low), axis=1)
        most = least.copy()
        least[self._first], most[self._first] = self._count - high, self._count - low
        least[self._second], most[self._second] = low, high
        return least, most
