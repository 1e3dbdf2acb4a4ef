"""The normal form in which equilibria are looked for, and how its mixed strategies are told of the game itself."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from gametheory.analysis.dominance.elimination import eliminate
from gametheory.analysis.structure import has_perfect_recall
from gametheory.core.enclosed_profile import EnclosedProfile, ends_of
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.infoset_players import infosets_as_players
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.core.strategic_form import to_normal_form
from gametheory.solvers.normal_forms.extreme_points import extreme_points
from gametheory.solvers.trees.tree_nash import RealizationPlans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.analysis.dominance.dominance import Kept
    from gametheory.core.enclosed_profile import KnownNumber
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile, Strategy
    from gametheory.core.strategic_form import StrategicForm
    from gametheory.solvers.problem import Problem


Own = TypeVar("Own")


class NormalFormView:
    """A normal form, or the reduced one of a tree whose players forget: told in mixed strategies.

    Parameters
    ----------
    problem
        The game.

    Attributes
    ----------
    game
        The normal form.
    kept
        For each player the actions that iterated strict elimination leaves.
    is_injective
        Whether different mixed strategies are told differently, so that extreme points stay extreme.
    """

    is_injective = True

    def __init__(self, problem: Problem) -> None:
        self.game: NormalFormGame = problem.normal_form
        self.kept: Kept = problem.reduction.kept

    def profile(self, strategies: Sequence[Strategy]) -> Profile:
        """Return the profile that mixed strategies mean."""
        return MixedProfile(self.game, tuple(strategies))

    def extreme(self, player: int, strategies: Sequence[Strategy]) -> list[Strategy]:
        """Return those extreme points of a player's polytope that stay extreme in what is told."""
        return list(strategies)

    def play(self, found: MixedProfile | EnclosedProfile) -> Profile | EnclosedProfile:
        """Return an equilibrium as it is told."""
        return found


class InfosetView(NormalFormView):
    """A tree in which nobody moves twice in a play: each information set is a player of its own.

    A change at several information sets of a player then gains the sum of what the changes gain one by one, so that
    the equilibria of the agent form are those of the tree.
    """

    def __init__(self, problem: Problem, tree: ExtensiveFormGame) -> None:
        self._tree = tree
        self._movers = [index for index, infoset in enumerate(tree.infosets) if not infoset.is_chance]
        tick = problem.watch.tick
        self.game = to_normal_form(infosets_as_players(tree), heartbeat=tick).game
        self.kept = eliminate(self.game, progress=lambda progress: tick(progress.total)).kept

    def profile(self, strategies: Sequence[Strategy]) -> Profile:
        """Return the behavior of the agents."""
        return BehaviorProfile(self._tree, self._by_infoset(strategies))

    def _by_infoset(self, of_agents: Sequence[Own]) -> tuple[Own | None, ...]:
        """Return what belongs to agents by information set; None for chance."""
        chosen: list[Own | None] = [None] * len(self._tree.infosets)
        for infoset, own in zip(self._movers, of_agents, strict=True):
            chosen[infoset] = own
        return tuple(chosen)

    def play(self, found: MixedProfile | EnclosedProfile) -> Profile | EnclosedProfile:
        """Return an equilibrium as behavior."""
        if isinstance(found, MixedProfile):
            return self.profile(found.strategies)
        numbers = self._by_infoset([own or () for own in found.numbers])
        return EnclosedProfile(self.profile(found.center.strategies), numbers, found.center, found.radius)


class ReducedFormView(NormalFormView):
    """A tree with perfect recall through its reduced normal form: told as behavior."""

    def __init__(self, problem: Problem, form: StrategicForm) -> None:
        super().__init__(problem)
        self._form = form
        self._plans = RealizationPlans(form.tree, form.plans)
        self._tick: Callable[[], None] = problem.watch.tick
        self.is_injective = all(len(form.tree.player_infosets(player)) < 2 for player in range(form.tree.num_players))

    def profile(self, strategies: Sequence[Strategy]) -> Profile:
        """Return the behavior that mixtures of reduced pure plans mean."""
        return self._plans.profile([self._plans.point(player, own) for player, own in enumerate(strategies)])

    def extreme(self, player: int, strategies: Sequence[Strategy]) -> list[Strategy]:
        """Return those extreme points of a player's polytope that stay extreme as realization plans."""
        if len(strategies) < 3:
            return list(strategies)
        points = [list(map(to_fraction, self._plans.point(player, own))) for own in strategies]
        return [strategies[place] for place in extreme_points(points, heartbeat=self._tick)]

    def play(self, found: MixedProfile | EnclosedProfile) -> Profile | EnclosedProfile:
        """Return an equilibrium as behavior."""
        if isinstance(found, MixedProfile):
            return self.profile(found.strategies)
        profile = self.profile(found.center.strategies)
        numbers: list[tuple[KnownNumber, ...] | None] = [None] * len(profile.strategies)
        for player in range(found.game.num_players):
            for infoset in self._form.tree.player_infosets(player):
                own = profile.strategies[infoset]
                if own is not None:
                    numbers[infoset] = tuple(
                        self._number(found, (player, infoset, action), to_fraction(weight))
                        for action, weight in enumerate(own)
                    )
        return EnclosedProfile(profile, tuple(numbers), found.center, found.radius)

    def _number(self, found: EnclosedProfile, place: tuple[int, int, int], middle: Fraction) -> KnownNumber:
        """Return the probability of an action at an information set: of its plans among those that get there."""
        player, infoset, action = place
        chosen: list[KnownNumber] = []
        others: list[KnownNumber] = []
        for plan, number in zip(self._form.plans[player], found.numbers[player] or (), strict=True):
            taken = plan.actions[plan.infosets.index(infoset)]
            if taken is not None and number != 0:
                (chosen if taken == action else others).append(number)
        if not (chosen and others) or all(isinstance(number, Fraction) for number in (*chosen, *others)):
            return middle
        num_played = sum(number != 0 for number in found.numbers[player] or ())
        if len(chosen) == 1 and 1 + len(others) == num_played:
            return chosen[0]
        low, high = (sum((ends_of(number)[end] for number in chosen), Fraction(0)) for end in (0, 1))
        least, most = (sum((ends_of(number)[end] for number in others), Fraction(0)) for end in (0, 1))
        return low / (low + most), high / (high + least)


def strategic_view(problem: Problem) -> NormalFormView:
    """Return the normal form in which the equilibria of a game are looked for."""
    tree = problem.game
    if isinstance(tree, ExtensiveFormGame) and _moves_once(tree):
        return InfosetView(problem, tree)
    form = problem.strategic_form
    if form is not None and has_perfect_recall(form.tree):
        return ReducedFormView(problem, form)
    return NormalFormView(problem)


def _moves_once(tree: ExtensiveFormGame) -> bool:
    """Whether somebody moves, and nobody moves twice in one play."""
    movers: list[frozenset[int]] = []
    infosets, parents = tree.infoset.tolist(), tree.parent.tolist()
    for node, parent in enumerate(parents):
        before = movers[parent] if node else frozenset()
        infoset = infosets[node]
        mover = None if infoset < 0 or tree.infosets[infoset].is_chance else tree.infosets[infoset].player
        if mover in before:
            return False
        movers.append(before if mover is None else before | {mover})
    return any(not infoset.is_chance for infoset in tree.infosets)
