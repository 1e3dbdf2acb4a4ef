"""Symmetric profiles in which two tiers mix two actions each, everybody else certain of one."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.analysis.tiers.pair_means import EXACT_CELLS, PairMeans
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import Deviation
from gametheory.solvers.tiers.pair_roots import PairRoots, Surface

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.core.symmetric_profile import Enclosed
    from gametheory.core.tiered_game import TieredGame
    from gametheory.solvers.tiers.pair_roots import Box

MOST_CELLS = 65_536
"""Ways in which two tiers can split up to which both may mix."""
_MOST_DENOMINATOR = 1_000


class _Mixed(NamedTuple):
    """A tier that mixes.

    Parameters
    ----------
    tier
        Index of the player.
    first, second
        The two actions.
    """

    tier: int
    first: int
    second: int


class MixingPairs:
    """All profiles in which two tiers mix two actions each.

    Parameters
    ----------
    game
        A game of tiers.
    kept
        For each player the actions that an equilibrium can have.
    tick
        Called at each step.

    Attributes
    ----------
    unresolved
        What was not decided, in sentences.
    """

    def __init__(self, game: TieredGame, kept: Sequence[Sequence[int]], tick: Callable[[], None]) -> None:
        self._game = game
        self._kept = kept
        self._tick = tick
        self.unresolved: list[str] = []

    def equilibria(self) -> Iterator[SymmetricProfile]:
        """Yield the profiles in which both tiers are indifferent between their two actions and nobody else gains."""
        game = self._game
        choosing = [tier for tier in game.tiers if len(self._kept[tier]) > 1]
        for one, other in combinations(choosing, 2):
            if (game.counts[one] + 1) * (game.counts[other] + 1) > MOST_CELLS:
                self.unresolved.append(
                    f"profiles in which both {self._named(one)} and {self._named(other)} mix were not looked for: they "
                    f"can split in more than {MOST_CELLS:,} ways"
                )
                continue
            others = [own if player not in {one, other} else (0,) for player, own in enumerate(self._kept)]
            for chosen in product(*others):
                for first, second in product(*(combinations(self._kept[tier], 2) for tier in (one, other))):
                    yield from self._of_pair((_Mixed(one, *first), _Mixed(other, *second)), chosen)

    def _named(self, tier: int) -> str:
        return self._game.players[tier].name_in_text

    def _of_pair(self, pair: tuple[_Mixed, _Mixed], chosen: tuple[int, ...]) -> Iterator[SymmetricProfile]:
        """Yield the equilibria in which these two tiers mix these actions."""
        searching = PairRoots(self._surface(pair, 0, chosen), self._surface(pair, 1, chosen), self._tick)
        for box in searching.all():
            yield from self._judged(pair, chosen, box)
        if searching.unresolved:
            ends = np.array(searching.unresolved)
            left, low = ends[:, 0].min(), ends[:, 2].min()
            right, high = ends[:, 1].max(), ends[:, 3].max()
            self._note(pair, f"between {left:.6g} and {right:.6g}, and between {low:.6g} and {high:.6g}")

    def _judged(self, pair: tuple[_Mixed, _Mixed], chosen: tuple[int, ...], box: Box) -> Iterator[SymmetricProfile]:
        """Yield the profile of a box with one root if it is an equilibrium; note where that stays open."""
        self._tick()
        ends = ((Fraction(box.left), Fraction(box.right)), (Fraction(box.low), Fraction(box.high)))
        profile, means = self._nearest(pair, chosen, ends)
        gains = [means.bounds(deviation) for deviation in means.listed() if not means.is_own(deviation)]
        if any(low > 0 for low, _ in gains):
            return
        inside = all(low > 0 and high < 1 for low, high in ends)
        if inside and means.is_indifferent and all(high <= 0 for _, high in gains):
            yield profile
        else:
            self._note(pair, f"near {float(box.left):.6g} and {float(box.low):.6g}")

    def _nearest(
        self, pair: tuple[_Mixed, _Mixed], chosen: tuple[int, ...], ends: tuple[Enclosed, Enclosed]
    ) -> tuple[SymmetricProfile, PairMeans]:
        """Return the profile of a box with its means: that of simple fractions in it where they are the root."""
        counts = [self._game.counts[mixed.tier] + 1 for mixed in pair]
        simple = [((low + high) / 2).limit_denominator(_MOST_DENOMINATOR) for low, high in ends]
        if counts[0] * counts[1] <= EXACT_CELLS and all(
            low <= share <= high and 0 < share < 1 for share, (low, high) in zip(simple, ends, strict=True)
        ):
            profile = self._profile(pair, chosen, ((simple[0], simple[0]), (simple[1], simple[1])))
            means = PairMeans(profile)
            if means.is_indifferent:
                return profile, means
        profile = self._profile(pair, chosen, ends)
        return profile, PairMeans(profile)

    def _profile(
        self, pair: tuple[_Mixed, _Mixed], chosen: tuple[int, ...], ends: tuple[Enclosed, Enclosed]
    ) -> SymmetricProfile:
        """Return the profile in which the two tiers take their second actions with these probabilities."""
        strategies = [
            [(Fraction(int(action == own)),) * 2 for action in range(number)]
            for own, number in zip(chosen, self._game.num_actions, strict=True)
        ]
        for mixed, (low, high) in zip(pair, ends, strict=True):
            own = [(Fraction(0), Fraction(0))] * self._game.num_actions[mixed.tier]
            own[mixed.first], own[mixed.second] = (1 - high, 1 - low), (low, high)
            strategies[mixed.tier] = own
        return SymmetricProfile(self._game, tuple(tuple(own) for own in strategies))

    def _surface(self, pair: tuple[_Mixed, _Mixed], number: int, chosen: tuple[int, ...]) -> Surface:
        """Return what a seller of one of the tiers gains on average by its second action, by both probabilities."""
        game, own = self._game, pair[number]
        trials = [game.counts[mixed.tier] - (mixed is own) for mixed in pair]
        shape = (trials[0] + 1, trials[1] + 1)
        start = [[count * (action == at) for action in range(actions)] for count, at, actions in zip(
            game.counts, chosen, game.num_actions, strict=True)]  # fmt: skip
        for mixed in pair:
            start[mixed.tier] = [0] * game.num_actions[mixed.tier]
        start[own.tier][own.first] = 1
        places = np.repeat(
            np.array([float(n) for counts in start for n in counts])[:, None], shape[0] * shape[1], axis=1
        )
        numbers = np.meshgrid(*(np.arange(size, dtype=np.float64) for size in shape), indexing="ij")
        for mixed, total, drawn in zip(pair, trials, numbers, strict=True):
            base = sum(game.num_actions[: mixed.tier])
            places[base + mixed.first] += total - drawn.ravel()
            places[base + mixed.second] += drawn.ravel()
        single = [None if count > 1 else at for count, at in zip(game.counts, chosen, strict=True)]
        bounds = game.payoffs.gain_bounds(single, [Deviation(own.tier, own.first, own.second)])
        found = bounds.enclose(places, places)
        middle = ((found.lower[0] + found.upper[0]) / 2).reshape(shape)
        error = float((found.upper[0] - found.lower[0]).max()) + 1e-15 * float(np.abs(middle).max())
        return Surface(middle, error)

    def _note(self, pair: tuple[_Mixed, _Mixed], where: str) -> None:
        told = [
            f"{self._named(mixed.tier)} mix {self._game.actions[mixed.tier][mixed.first]!r} and "
            f"{self._game.actions[mixed.tier][mixed.second]!r}"
            for mixed in pair
        ]
        self.unresolved.append(
            f"whether {told[0]} while {told[1]}, with probabilities of the second ones {where}, was not decided"
        )
