"""All equilibria of a game of any number of players, with a proof that there are no others."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.many_players.conclusion import arithmetic_of, concluded
from gametheory.solvers.many_players.copied_actions import CopiedActions
from gametheory.solvers.many_players.enclosures import rational_root, refined
from gametheory.solvers.many_players.exact_supports import ExactSupports
from gametheory.solvers.many_players.mean_payoffs import is_nash
from gametheory.solvers.many_players.strategic_views import strategic_view
from gametheory.solvers.problem import Conclusion
from gametheory.solvers.pure_enumeration import pure_equilibria
from gametheory.solvers.watch import LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.many_players.box_records import EnclosedRoot, OpenBox
    from gametheory.solvers.many_players.box_search import BoxSearch
    from gametheory.solvers.many_players.exact_supports import Supports
    from gametheory.solvers.problem import Problem

FEW_SUPPORTS = 64
"""Profiles of supports up to which each is looked at exactly, without boxes."""
MOST_SUPPORTS = 20_000
"""Profiles of supports of a box that is left open which are looked at exactly."""
SHARES = 1_000
"""Parts in which progress is told."""
TELLING_SECONDS = 0.05
"""Time between two words of progress."""
MOST_TOLD = 20
"""Sentences about what is left open, after which the others are counted."""


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield equilibria as they are found, pure ones first; end with all of them, or with what is left undecided.

    For normal forms of any number of players. Trees in which nobody moves twice are solved in their agent form, which
    then has the same equilibria, others through their reduced normal form. Coverage is ALL where
    every part of the space of mixed strategies was ruled out, holds exactly one equilibrium that is listed, or belongs
    to supports that were decided exactly; sets of equilibria stand in ``continua``. Otherwise ``unresolved`` names the
    actions with which there may be others.

    Parameters
    ----------
    problem
        A normal form or a tree.

    Raises
    ------
    UnsupportedGameError
        If the normal form of a tree is too large.

    Notes
    -----
    Iterated strict elimination comes first. Boxes of mixed strategies are then ruled out, or proved to hold one
    equilibrium, in floats rounded outward. Supports with ties are decided in rationals: conditional dominance, linear
    conditions as polytopes, elimination by resultants. Equilibria are told as rationals, as roots of polynomials of
    degree up to 12 where elimination is short, else as intervals of width 1e-12.
    """
    running = _Search(problem)
    try:
        yield from running.steps()
    except KeyboardInterrupt:
        return running.stopped(Termination.INTERRUPTED)
    except LimitReachedError as limit:
        return running.stopped(limit.termination)
    return running.conclusion


class _Search:
    """One search.

    Parameters
    ----------
    problem
        The game and the clock.
    """

    conclusion: Conclusion

    def __init__(self, problem: Problem) -> None:
        self._problem, self._watch = problem, problem.watch
        self._yielded: dict[object, Play] = {}
        self._boxes: BoxSearch | None = None
        self._copies = CopiedActions(())
        self._refined: dict[Supports, list[MixedProfile | EnclosedProfile]] = {}
        self._doubtful: list[Supports] = []
        self._num_told = 0
        self._num_shares = 0
        self._told_at = 0.0

    def steps(self) -> Generator[Play, None, None]:
        """Yield equilibria as they are found."""
        self._view = strategic_view(self._problem)
        self._game = self._view.game
        self._copies = CopiedActions.among(self._game, self._view.kept)
        self._kept = self._copies.representatives
        self._exact = ExactSupports(self._game, self._copies, self._watch.tick)
        looks_at_all = self._looks_at_all_supports()
        yield from self._pure()
        statistics: dict[str, int | float | str] = {}
        if looks_at_all:
            unresolved = [self._may_be_others(supports) for supports in self._exact.undecided_within(self._kept)]
        else:
            yield from self._with_boxes()
            doubtful = (supports for supports in self._doubtful if not self._exact.has_decided(supports))
            unresolved = [self._may_be_others(supports) for supports in doubtful]
            record = self._box_search.record()
            unresolved += [told for box in record.open_boxes if (told := self._left_open(box))]
            statistics["boxes"] = record.num_boxes
        if len(unresolved) > MOST_TOLD:
            more = f"the same is open in {len(unresolved) - MOST_TOLD:,} more cases"
            unresolved = [*unresolved[:MOST_TOLD], more]
        found = self._exact.found
        for supports, profiles in self._refined.items():
            if not self._exact.has_decided(supports):
                found.isolated += profiles
        self.conclusion = concluded(
            self._problem, self._view, found, copies=self._copies, unresolved=unresolved, statistics=statistics
        )

    def _looks_at_all_supports(self) -> bool:
        """Whether each profile of supports is looked at exactly: in small games, and in trees, where ties abound."""
        num_supports = math.prod((1 << len(actions)) - 1 for actions in self._kept)
        if not isinstance(self._problem.game, ExtensiveFormGame):
            return num_supports <= FEW_SUPPORTS
        if num_supports > MOST_SUPPORTS:
            raise UnsupportedGameError(
                f"certified_search needs a tree with at most {MOST_SUPPORTS:,} choices of actions that are played, got "
                f"{num_supports:,}; use 'pure_enumeration'"
            )
        return True

    def _pure(self) -> Iterator[Play]:
        """Yield the pure equilibria."""
        for place in np.argwhere(pure_equilibria(self._game.restrict(self._kept), self._watch)).tolist():
            self._watch.tick()
            self._exact.add_pure([own[number] for own, number in zip(self._kept, place, strict=True)])
            yield from self._news()

    def _news(self) -> Iterator[Play]:
        """Yield the equilibria with all their conditions decided that were not yielded before."""
        found = self._exact.found
        game = self._game
        sizes = game.num_actions
        points = [next(one.profiles(sizes)) for one in found.products[self._num_told :] if one.is_point]
        self._num_told = len(found.products)
        profiles = [MixedProfile(game, point) for point in points]
        for profile in (*profiles, *found.isolated, *(one for own in self._refined.values() for one in own)):
            key = profile.center.strategies if isinstance(profile, EnclosedProfile) else profile.strategies
            if key not in self._yielded and len(self._yielded) < self._problem.num_listed:
                self._yielded[key] = self._view.play(profile)
                yield self._yielded[key]

    def _with_boxes(self) -> Iterator[Play]:
        """Yield what the search of boxes finds."""
        from gametheory.solvers.many_players.box_search import BoxSearch

        game = self._game
        payoffs = [
            game.integer_payoffs(player).values[np.ix_(*self._kept)].ravel().tolist()
            for player in range(game.num_players)
        ]
        seconds = self._watch.seconds_left
        self._box_search = self._boxes = BoxSearch(tuple(map(len, self._kept)), payoffs, seconds=seconds)
        for root in self._box_search.run():
            self._tell_share()
            if root is not None:
                self._take(root)
                yield from self._news()

    def _tell_share(self) -> None:
        """Tell how much of the search is done."""
        self._watch.tick()
        if self._watch.seconds < self._told_at + TELLING_SECONDS:
            return
        self._told_at = self._watch.seconds
        share = int(SHARES * self._box_search.share_done)
        while self._num_shares < min(share, SHARES - 1):
            self._num_shares += 1
            self._watch.tick(SHARES)

    def _take(self, root: EnclosedRoot) -> None:
        """Look at an equilibrium in a box exactly."""
        supports = self._lifted(root.supports)
        if self._exact.has_decided(supports):
            return
        if not root.is_certified:
            if not (self._exact.decides(supports) or self._is_settled(supports, root)):
                self._doubtful.append(supports)
            return
        guess = self._guess(root)
        profile = self._exact.root_near(supports, guess) or refined(
            self._game, supports, guess, self._watch.tick, copies=self._copies
        )
        if profile is None:
            self._doubtful.append(supports)
        else:
            self._refined.setdefault(supports, []).append(profile)

    def _is_settled(self, supports: Supports, root: EnclosedRoot) -> bool:
        """Whether the only point of a box that makes the players indifferent is rational, or surely no equilibrium."""
        if self._exact.decides_near(supports, self._over_all(root.outer_lower)):
            return True
        point = rational_root(self._game, supports, self._guess(root), self._watch.tick)
        bounds = self._over_all(root.outer_lower), self._over_all(root.outer_upper)
        if point is None or not all(
            low <= weight <= high
            for own in zip(point, *bounds, strict=True)
            for weight, low, high in zip(*own, strict=True)
        ):
            return False
        least = min(own[action] for own, support in zip(point, supports, strict=True) for action in support)
        if least > 0 and is_nash(self._game, point, self._watch.tick):
            self._exact.found.isolated.append(MixedProfile(self._game, tuple(point)))
        return True

    def _guess(self, root: EnclosedRoot) -> list[list[float]]:
        """Return the middle of a box, for all actions of the game."""
        pairs = zip(self._over_all(root.lower), self._over_all(root.upper), strict=True)
        return [[(low + high) / 2 for low, high in zip(*own, strict=True)] for own in pairs]

    def _over_all(self, bounds: Sequence[Sequence[float]]) -> list[list[float]]:
        """Return bounds of the actions that are left as bounds of all actions."""
        listed = []
        for kept, size, known in zip(self._kept, self._game.num_actions, bounds, strict=True):
            own = [0.0] * size
            for action, bound in zip(kept, known, strict=True):
                own[action] = bound
            listed.append(own)
        return listed

    def _lifted(self, supports: Sequence[Sequence[int]]) -> Supports:
        """Return supports of the reduced game as those of the game."""
        return tuple(tuple(kept[action] for action in own) for kept, own in zip(self._kept, supports, strict=True))

    def _left_open(self, box: OpenBox) -> str:
        """Decide exactly what a box may hold; return a sentence where that does not succeed, else nothing."""
        actions = self._lifted(box.actions)
        if math.prod(2 ** len(own) - 1 for own in actions) <= MOST_SUPPORTS:
            lower = self._over_all(box.lower)
            if all(self._exact.decides_near(supports, lower) for supports in self._exact.undecided_within(actions)):
                return ""
        ranges = [
            dict(zip(own, zip(lower, upper, strict=True), strict=True))
            for own, lower, upper in zip(self._kept, box.lower, box.upper, strict=True)
        ]
        told = []
        game = self._game
        for index, (player, own, weights) in enumerate(zip(game.players, actions, ranges, strict=True)):
            names = [self._name(index, action) for action in own]
            played = [
                f"{name} {weights[action][0]:.4g} to {weights[action][1]:.4g}"
                for name, action in zip(names, own, strict=True)
            ]
            told.append(f"{player.label} plays {' or '.join(played) if len(own) > 1 else names[0]}")
        return f"not decided whether there are other equilibria in which {', '.join(told)}"

    def _may_be_others(self, supports: Supports) -> str:
        """Return a sentence that names supports with which there may be other equilibria."""
        game = self._game
        told = [
            f"{player.label} plays {' and '.join(self._name(index, action) for action in own)}"
            for index, (player, own) in enumerate(zip(game.players, supports, strict=True))
        ]
        return f"not decided whether there are other equilibria in which {', '.join(told)}"

    def _name(self, player: int, action: int) -> str:
        """Return the name of an action, with those of its copies."""
        first, *copies = (self._game.actions[player][member] for member in self._copies.class_of(player, action))
        return f"{first} (or {', '.join(copies)}, which pays the same)" if copies else first

    def stopped(self, termination: Termination) -> Conclusion:
        """Return what is known when a run is stopped."""
        open_share = 1.0 if self._boxes is None else self._boxes.record().volume_open
        plays = list(self._yielded.values())
        said = (
            f"{1 - open_share:.1%} of the space of mixed strategies is done: nothing but what is listed is there; "
            f"there may be others in the rest"
        )
        if self._copies.has_copies:
            said = f"{said}; of actions that pay every player the same only the first one is listed"
        return Conclusion(
            Coverage.PARTIAL, unresolved=(said,), termination=termination, arithmetic=arithmetic_of(plays)
        )
