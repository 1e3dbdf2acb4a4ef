"""What a search of three and more players found, put in order: points, sets, and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.continuum import Continuum
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage
from gametheory.solvers.many_players.enclosures import with_copies_played
from gametheory.solvers.many_players.equilibrium_sets import connected, maximal, single_point
from gametheory.solvers.many_players.exact_supports import curved_set
from gametheory.solvers.many_players.mean_payoffs import Slopes
from gametheory.solvers.many_players.support_conditions import support_conditions
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.many_players.copied_actions import CopiedActions
    from gametheory.solvers.many_players.equilibrium_sets import PolytopeProduct
    from gametheory.solvers.many_players.exact_supports import CurvedSet, ExactSets
    from gametheory.solvers.many_players.strategic_views import NormalFormView
    from gametheory.solvers.problem import Problem


@dataclass
class Listing:
    """Equilibria that are listed, each once.

    Parameters
    ----------
    view
        How mixed strategies of the normal form are told.
    most
        How many are listed at most.
    """

    view: NormalFormView
    most: int
    plays: list[Play] = field(default_factory=list)
    _places: dict[object, int] = field(default_factory=dict)

    def place(self, found: MixedProfile | EnclosedProfile) -> int:
        """Return the place of an equilibrium among all; those beyond the end of the list are only counted."""
        play = self.view.play(found)
        key = play.center.strategies if isinstance(play, EnclosedProfile) else play.strategies
        place = self._places.setdefault(key, len(self._places))
        if place == len(self.plays) < self.most:
            self.plays.append(play)
        return place

    @property
    def num_found(self) -> int:
        """Number of equilibria, listed or not."""
        return len(self._places)


def _is_same(one: EnclosedProfile, other: EnclosedProfile) -> bool:
    """Whether two boxes are so near to each other that they hold the same equilibrium, which is next to each middle."""
    return one.supports == other.supports and all(
        abs(to_fraction(a) - to_fraction(b)) < min(one.radius, other.radius) / 2
        for own in zip(one.center.strategies, other.center.strategies, strict=True)
        for a, b in zip(*own, strict=True)
    )


def concluded(
    problem: Problem,
    view: NormalFormView,
    found: ExactSets,
    *,
    copies: CopiedActions,
    unresolved: Sequence[str],
    statistics: Mapping[str, int | float | str],
) -> Conclusion:
    """Return the conclusion of a search that ended by itself.

    Parameters
    ----------
    problem
        The game and the clock.
    view
        How equilibria are told.
    found
        All points and sets in which only the first one of actions that are copies of each other is played.
    copies
        These actions.
    unresolved
        Sentences that say where others may be; none where there are no others.
    statistics
        Counts of the run.
    """
    listing = Listing(view, problem.num_listed)
    groups = _Groups(listing, copies, problem.watch.tick)
    groups.add_sets(found)
    groups.add_boxes(found)
    groups.add_curved(found)
    is_grouped = not found.curved and not unresolved
    is_counted = is_grouped and (view.is_injective or not groups.continua)
    return Conclusion(
        Coverage.PARTIAL if unresolved else Coverage.ALL,
        profiles=listing.plays,
        num_found=listing.num_found,
        components=tuple(groups.components) if is_grouped else (),
        component_indices=tuple(groups.indices) if is_grouped else (),
        continua=tuple(groups.continua),
        num_extreme=listing.num_found if is_counted else None,
        unresolved=tuple(unresolved),
        statistics={**statistics, **(_index_sum(groups.indices) if is_grouped else {})},
        arithmetic=arithmetic_of(listing.plays),
    )


@dataclass
class _Groups:
    """Components with their indices, and sets of infinitely many, as places in a list."""

    listing: Listing
    copies: CopiedActions
    tick: Callable[[], None]
    components: list[tuple[int, ...]] = field(default_factory=list)
    indices: list[int | None] = field(default_factory=list)
    continua: list[Continuum] = field(default_factory=list)

    def add_sets(self, found: ExactSets) -> None:
        """Add points and products of polytopes, by what hangs together."""
        view = self.listing.view
        exact = [profile for profile in found.isolated if isinstance(profile, MixedProfile)]
        sets = maximal([*found.products, *map(single_point, exact)], self.tick)
        if self.copies.has_copies:
            sets = [self.copies.with_copies(one) for one in sets]
        for group in connected(sets, self.tick):
            members: list[int] = []
            first: MixedProfile | None = None
            for one in (sets[place] for place in group):
                self.tick()
                profiles = _extreme_profiles(view, one)
                first = first or profiles[0]
                own = [self.listing.place(profile) for profile in profiles]
                members += own
                if not one.is_point:
                    self.continua.append(Continuum(view.game, one.supports, one.free, one.conditions(), tuple(own)))
            self._add(members, self._index(first) if first else None)

    def add_boxes(self, found: ExactSets) -> None:
        """Add equilibria in boxes, which are isolated but for copies of their actions."""
        boxes: list[EnclosedProfile] = []
        families: dict[tuple[tuple[int, ...], ...], list[int]] = {}
        for profile in found.isolated:
            if isinstance(profile, EnclosedProfile) and not any(_is_same(profile, box) for box in boxes):
                boxes.append(profile)
                supports = self.copies.supports(profile.supports)
                is_alone = supports == profile.supports
                points = [profile] if is_alone else list(with_copies_played(profile, self.copies, self.tick))
                members = [self.listing.place(point) for point in points]
                self._add(members, self._index(profile.center))
                if not is_alone:
                    families.setdefault(supports, []).extend(members)
        for supports, members in families.items():
            self._add_curved(self._set_of(supports), members)

    def add_curved(self, found: ExactSets) -> None:
        """Add sets that polynomials describe, each with points."""
        for one in found.curved:
            members = [self.listing.place(point) for point in one.points]
            supports = self.copies.supports(one.supports)
            self._add_curved(one if supports == one.supports else self._set_of(supports), members)

    def _add_curved(self, one: CurvedSet, members: Sequence[int]) -> None:
        self.continua.append(
            Continuum(self.listing.view.game, one.supports, one.free, one.conditions, tuple(members), is_linear=False)
        )

    def _set_of(self, supports: tuple[tuple[int, ...], ...]) -> CurvedSet:
        """Return the conditions of supports with copies as a set."""
        game = self.listing.view.game
        payoffs = [game.integer_payoffs(player).values for player in range(game.num_players)]
        kept = [sorted(action for members in own for action in members) for own in self.copies.classes]
        return curved_set(support_conditions(payoffs, supports, self.tick, kept=kept))

    def _index(self, profile: MixedProfile) -> int | None:
        """Return the index of an equilibrium that is isolated but for copies, from the middle of its box."""
        if profile.is_pure:
            return 1 if self._is_strict(profile) else None
        return Slopes.at(self.listing.view.game, profile.strategies, self.tick).index(self.copies)

    def _is_strict(self, profile: MixedProfile) -> bool:
        """Whether everybody loses by any other action than that of a pure equilibrium, but for copies of it."""
        game = self.listing.view.game
        played = [next(action for action, weight in enumerate(own) if weight) for own in profile.strategies]
        for player, action in enumerate(played):
            others = tuple(played[:player] + played[player + 1 :])
            payoffs = np.moveaxis(game.integer_payoffs(player).values, player, -1)[others].tolist()
            tied = [other for other, payoff in enumerate(payoffs) if payoff >= payoffs[action]]
            if not set(tied) <= set(self.copies.class_of(player, action)):
                return False
        return True

    def _add(self, members: Sequence[int], index: int | None) -> None:
        """Add a component, of which those beyond the end of the list are left out."""
        self.components.append(tuple(sorted({place for place in members if place < self.listing.most})))
        self.indices.append(index)


def arithmetic_of(plays: Sequence[Play]) -> str:
    """Return ``interval`` where some probability is known by an interval only, else ``exact``."""
    enclosed = (play for play in plays if isinstance(play, EnclosedProfile))
    numbers = (number for play in enclosed for own in play.numbers for number in own or ())
    return "interval" if any(isinstance(number, tuple) for number in numbers) else "exact"


def _extreme_profiles(view: NormalFormView, one: PolytopeProduct) -> list[MixedProfile]:
    """Return the extreme points of a set, as told."""
    game = view.game
    points = [view.extreme(player, one.strategies(player, size)) for player, size in enumerate(game.num_actions)]
    return [MixedProfile(game, strategies) for strategies in product(*points)]


def _index_sum(indices: Sequence[int | None]) -> dict[str, int]:
    """Return the sum of the indices, which is 1 where none is missing; nothing where one is unknown."""
    known = [index for index in indices if index is not None]
    return {"index_sum": sum(known)} if len(known) == len(indices) else {}
