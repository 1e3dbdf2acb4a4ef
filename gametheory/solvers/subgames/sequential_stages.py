"""Profiles that beliefs support, in one stage of a tree that is played as a game of its own, or in a whole tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from gametheory.analysis.beliefs.complete_profiles import CompleteProfiles
from gametheory.core.profiles import BehaviorProfile, certain
from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage
from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Problem
from gametheory.solvers.trees import tree_nash

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.solvers.problem import FoundSubset
    from gametheory.solvers.watch import Watch

MOST_PURE_PROFILES = 20_000
"""Pure profiles of one small stage that are tried; of large ones fewer."""
LEAST_PURE_PROFILES = 100
"""The same for the largest stages."""
MOST_PURE_NODES = 4_000_000
"""Nodes of a stage times pure profiles that are tried."""
STEPS_FOR_A_PROFILE = 50
"""Single choices for each pure profile that may be tried."""
MOST_FILLED = 100
"""Pure completions of one equilibrium that are tried."""
MOST_EXTREME = 500
"""Extreme Nash equilibria of one stage that are tried."""
MOST_COMPARED = 60
"""Equilibria of one stage whose connections are looked for."""


class Support(Protocol):
    """What a search for beliefs that support a profile came to."""

    @property
    def is_supported(self) -> bool:
        """Whether such beliefs were found."""
        ...

    @property
    def is_refused(self) -> bool:
        """Whether there are none."""
        ...


Found = TypeVar("Found", bound=Support)


@dataclass(slots=True)
class StageSolution(Generic[Found]):
    """The profiles of a stage that beliefs support.

    Parameters
    ----------
    profiles
        Complete profiles.
    supports
        For each of them what was found to support it.
    components
        Connected sets of them as positions; empty where they are not determined.
    omissions
        What is missing, in words; nothing where all extreme ones are found.
    are_all_pure_found
        Whether every pure one is among them.
    is_undecided
        Whether some extreme Nash equilibria were neither kept nor rejected.
    """

    profiles: list[BehaviorProfile] = field(default_factory=list)
    supports: list[Found] = field(default_factory=list)
    components: list[list[int]] = field(default_factory=list)
    omissions: list[str] = field(default_factory=list)
    are_all_pure_found: bool = True
    is_undecided: bool = False

    def add(self, profile: BehaviorProfile, support: Found) -> None:
        """Add an equilibrium unless it is there already."""
        if all(known.strategies != profile.strategies for known in self.profiles):
            self.profiles.append(profile)
            self.supports.append(support)


class StageSearch(Generic[Found]):
    """Looks for the profiles of a tree that beliefs support.

    Parameters
    ----------
    game
        With perfect recall.
    watch
        The clock.
    supporter
        Looks for beliefs that support a complete profile. Pure profiles are offered only where each choice is best
        under some belief; where one player moves before another one, Nash equilibria only.

    Attributes
    ----------
    solution
        What is found so far; it stands where a limit stops the search.
    """

    def __init__(self, game: ExtensiveFormGame, watch: Watch, supporter: Callable[[BehaviorProfile], Found]) -> None:
        self._game = game
        self._watch = watch
        self._supporter = supporter
        self.solution = StageSolution[Found]()

    def run(self) -> StageSolution[Found]:
        """Return what is found.

        Complete where one player moves before another, who learns something and moves last: then all extreme ones.
        Elsewhere all pure ones, and of two players the extreme Nash equilibria that beliefs support. A single player's
        are all connected.
        """
        game = self._game
        if _is_sender_and_receiver(game):
            return self._of_sender_and_receiver()
        solution = self.solution
        self._add_pure()
        movers = _movers(game)
        if len(movers) == 1 and not _has_impossible_chance(game):
            solution.components = [list(range(len(solution.profiles)))]
        elif len(movers) > 2:
            only = "there only pure equilibria are looked for"
            solution.omissions.append(f"lets three or more players move without seeing each other: {only}")
        else:
            self._add_extreme()
            solution.omissions.append("was searched for mixed equilibria only among its extreme Nash equilibria")
        return solution

    def _of_sender_and_receiver(self) -> StageSolution[Found]:
        """Return the extreme Nash equilibria whose replies beliefs support, and how they are connected."""
        solution, nash = self.solution, _nash_equilibria(self._game, self._watch)
        kept: dict[int, int] = {}
        for position, found in enumerate(nash.profiles):
            profile = _with_sole_actions(found)
            support = self._supporter(profile)
            if support.is_supported:
                kept[position] = len(solution.profiles)
                solution.profiles.append(profile)
                solution.supports.append(support)
        if not nash.is_complete:
            solution.omissions.append("has too many equilibria: not all of them are followed")
            solution.are_all_pure_found = False
        elif len(kept) <= MOST_COMPARED:
            members = [[kept[member] for member in subset.members if member in kept] for subset in nash.subsets]
            solution.components = self._components(solution.profiles, members)
        return solution

    def _components(self, profiles: Sequence[BehaviorProfile], subsets: Sequence[Sequence[int]]) -> list[list[int]]:
        """Return the connected sets: two profiles of one Nash subset are joined where their mean is supported too."""
        component = list(range(len(profiles)))
        for subset in subsets:
            for first, second in combinations(subset, 2):
                self._watch.tick()
                old, new = component[second], component[first]
                if old != new and self._supporter(_mean(profiles[first], profiles[second])).is_supported:
                    component = [new if number == old else number for number in component]
        groups: dict[int, list[int]] = {}
        for position, number in enumerate(component):
            groups.setdefault(number, []).append(position)
        return list(groups.values())

    def _add_pure(self) -> None:
        """Add the pure profiles that beliefs support."""
        solution = self.solution
        num_open, is_cut = 0, False
        most = max(LEAST_PURE_PROFILES, min(MOST_PURE_PROFILES, MOST_PURE_NODES // self._game.num_nodes))
        completer = CompleteProfiles(self._game, self._watch.tick)
        profiles = completer.fill([None] * len(self._game.infosets), most_steps=most * STEPS_FOR_A_PROFILE)
        for number, profile in enumerate(profiles):
            if number == most:
                is_cut = True
                break
            support = self._supporter(profile)
            if support.is_supported:
                solution.add(profile, support)
            num_open += not support.is_supported and not support.is_refused
        if is_cut or completer.was_cut:
            solution.omissions.append("has too many pure profiles: not all of them are tried")
            solution.are_all_pure_found = False
        if num_open:
            linked = "whose beliefs are linked in products: not decided"
            solution.omissions.append(f"has pure profiles ({num_open:,}) {linked}")
            solution.are_all_pure_found = False

    def _add_extreme(self) -> None:
        """Add the extreme Nash equilibria that randomize and that beliefs support; say which are not decided."""
        solution = self.solution
        try:
            nash = _nash_equilibria(self._game, self._watch)
        except UnsupportedGameError:
            solution.omissions.append("is too large for its Nash equilibria: only pure equilibria are sought there")
            return
        if not nash.is_complete:
            solution.omissions.append("has too many equilibria: not all of them are followed")
        completer = CompleteProfiles(self._game, self._watch.tick)
        num_open = 0
        for profile in nash.profiles:
            if profile.is_pure:
                continue
            tried = (
                (filled, self._supporter(filled))
                for filled in islice(
                    completer.fill(profile.strategies, most_steps=MOST_FILLED * STEPS_FOR_A_PROFILE), MOST_FILLED
                )
            )
            supported = next((found for found in tried if found[1].is_supported), None)
            if supported is not None:
                solution.add(*supported)
            elif not profile.is_complete or not self._supporter(profile).is_refused:
                num_open += 1
        if num_open:
            solution.omissions.append(f"has extreme Nash equilibria ({num_open:,}) for which this is not decided")
            solution.is_undecided = True


def _movers(game: ExtensiveFormGame) -> list[int]:
    """Return the players who have something to choose."""
    return sorted({infoset.player for infoset in game.infosets if not infoset.is_chance and infoset.num_actions > 1})


def _has_impossible_chance(game: ExtensiveFormGame) -> bool:
    return any(infoset.probabilities is not None and not all(infoset.probabilities) for infoset in game.infosets)


def _is_sender_and_receiver(game: ExtensiveFormGame) -> bool:
    """Whether in every play a first player chooses at most once, then a second one at most once, and nobody else.

    What the first player does at one information set must lead to one information set of the second player at most,
    not counting those that are reached whatever the first player does. Then beliefs at different information sets have
    nothing to do with each other, and the equilibria that are supported are faces of the sets of Nash equilibria:
    whether a reply off the way of play is supported depends only on which actions it mixes.
    """
    if _has_impossible_chance(game):
        return False
    firsts, seconds = set[int](), set[int]()
    heard: dict[tuple[int, int], set[int]] = {}
    waiting: list[tuple[int, tuple[tuple[int, int], ...]]] = [(0, ())]
    while waiting:
        node, moves = waiting.pop()
        infoset = game.infoset.item(node)
        if infoset == TERMINAL:
            continue
        owner = game.infosets[infoset]
        is_choice = not owner.is_chance and owner.num_actions > 1
        if is_choice and len(moves) == 2:
            return False
        if is_choice and moves:
            firsts.add(game.infosets[moves[0][0]].player)
            seconds.add(owner.player)
            heard.setdefault(moves[0], set()).add(infoset)
        for action, child in enumerate(game.child_lists[node]):
            waiting.append((child, (*moves, (infoset, action)) if is_choice else moves))
    is_in_order = len(firsts) <= 1 and len(seconds) <= 1 and not firsts & seconds and len(_movers(game)) <= 2
    return is_in_order and _are_heard_apart(game, heard)


def _are_heard_apart(game: ExtensiveFormGame, heard: Mapping[tuple[int, int], set[int]]) -> bool:
    """Whether each choice leads to one information set at most, but for those that are reached whatever is chosen."""
    always = set[int]()
    for sender in {infoset for infoset, _ in heard}:
        choices = ((sender, action) for action in range(game.infosets[sender].num_actions))
        always |= set.intersection(*(heard.get(choice, set()) for choice in choices))
    return all(len(sets - always) <= 1 for sets in heard.values())


@dataclass(frozen=True, slots=True)
class _NashEquilibria:
    """The extreme Nash equilibria of a stage, and the sets that they belong to."""

    profiles: list[BehaviorProfile]
    subsets: Sequence[FoundSubset]
    is_complete: bool


def _nash_equilibria(game: ExtensiveFormGame, watch: Watch) -> _NashEquilibria:
    """Return the extreme Nash equilibria of a stage in which at most two players choose."""
    search = tree_nash.search(Problem(game, "nash", watch, num_listed=MOST_EXTREME))
    found = []
    while True:
        try:
            found.append(next(search))
        except StopIteration as end:
            conclusion = end.value
            break
    listed = found if conclusion.profiles is None else conclusion.profiles
    profiles = [profile for profile in listed if isinstance(profile, BehaviorProfile)]
    is_complete = conclusion.coverage is not Coverage.PARTIAL and conclusion.num_found in {None, len(profiles)}
    return _NashEquilibria(profiles, conclusion.subsets, is_complete)


def _with_sole_actions(profile: BehaviorProfile) -> BehaviorProfile:
    """Return the profile with the only action where there is no other and nothing is said."""
    sole: list[Strategy | None] = [
        certain(0, 1) if strategy is None and infoset.num_actions == 1 else strategy
        for infoset, strategy in zip(profile.game.infosets, profile.strategies, strict=True)
    ]
    return BehaviorProfile(profile.game, tuple(sole))


def _mean(first: BehaviorProfile, second: BehaviorProfile) -> BehaviorProfile:
    """Return the profile halfway between two."""
    strategies: list[Strategy | None] = [
        None
        if one is None or other is None
        else tuple((to_fraction(a) + to_fraction(b)) / 2 for a, b in zip(one, other, strict=True))
        for one, other in zip(first.strategies, second.strategies, strict=True)
    ]
    return BehaviorProfile(first.game, tuple(strategies))
