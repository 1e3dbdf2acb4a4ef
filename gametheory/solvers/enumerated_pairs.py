"""All equilibria of at most two choosing players, from an enumeration of the extreme ones in integers."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.profiles import MixedProfile
from gametheory.kernels.maximal_nash_subsets import connected_components, maximal_nash_subsets
from gametheory.solvers.label_tree import check_at_most_two_choose, mixed_key
from gametheory.solvers.nash_pairs import Subset, search_pairs
from gametheory.solvers.two_player_rest import two_player_rest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from gametheory.core.profiles import Profile, Strategy
    from gametheory.solvers.nash_pairs import Pair
    from gametheory.solvers.problem import Conclusion, Problem
    from gametheory.solvers.two_player_rest import TwoPlayerRest
    from gametheory.solvers.watch import Watch

WeightsPair: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


def search_enumerated(
    problem: Problem, method: str, enumeration: Callable[[TwoPlayerRest], Iterator[WeightsPair | None]]
) -> Generator[Profile, None, Conclusion]:
    """Yield the extreme equilibria that an enumeration lists; end with maximal Nash subsets and components.

    Parameters
    ----------
    problem
        A normal form in which iterated strict elimination leaves at most two players a choice.
    method
        In whose name the run refuses other games.
    enumeration
        Yields all extreme equilibria of what elimination leaves as integer weights; None is a heartbeat.

    Raises
    ------
    UnsupportedGameError
        If more than two players keep a choice.
    """
    check_at_most_two_choose(problem, method)
    game = problem.normal_form
    rest = two_player_rest(game, problem.reduction.kept, problem.choosing_players)
    run = _EnumeratedPairs(rest, enumeration(rest), problem.watch)
    return (
        yield from search_pairs(
            run,
            lambda points: MixedProfile(game, tuple(points)),
            watch=problem.watch,
            num_listed=problem.num_listed,
            to_key=mixed_key,
        )
    )


class _EnumeratedPairs:
    """Extreme equilibria of what elimination leaves, told in strategies of the original game."""

    def __init__(self, rest: TwoPlayerRest, found: Iterator[WeightsPair | None], watch: Watch) -> None:
        self._rest = rest
        self._found = found
        self._watch = watch
        self._numbers: tuple[dict[Strategy, int], dict[Strategy, int]] = ({}, {})
        self._points: tuple[list[Strategy], list[Strategy]] = ([], [])
        self._edges: list[Pair] = []

    def pairs(self) -> Iterator[Pair]:
        """Yield the extreme equilibria as numbers of strategies; merged actions stand for each of their copies."""
        for found in self._found:
            self._watch.tick()
            if found is not None:
                for pair in product(self._members(0, found[0]), self._members(1, found[1])):
                    self._edges.append(pair)
                    yield pair

    def _members(self, side: int, weights: tuple[int, ...]) -> list[int]:
        """Return the numbers of the strategies that weights on merged actions stand for."""
        numbers, points = self._numbers[side], self._points[side]
        members = []
        for strategy in self._rest.expansions(side, weights):
            self._watch.tick()
            number = numbers.setdefault(strategy, len(points))
            if number == len(points):
                points.append(strategy)
            members.append(number)
        return members

    def points(self, sides: Sequence[Sequence[int]]) -> tuple[tuple[Strategy, ...], ...]:
        """Return for each player of the game the strategies with the numbers given for its side, or its only one."""
        told = {
            player: tuple(points[number] for number in numbers)
            for player, points, numbers in zip(self._rest.players, self._points, sides, strict=True)
        }
        return tuple(
            told[player] if player in told else (self._rest.only_strategy(player),)
            for player in range(len(self._rest.num_actions))
        )

    def component_indices(self) -> tuple[int | None, ...]:
        """Return nothing: indices are not computed here."""
        return ()

    def subsets(self) -> Iterator[Subset]:
        """Yield the maximal Nash subsets."""
        component_of_row = {
            self._edges[position][0]: component
            for component, positions in enumerate(connected_components(self._edges))
            for position in positions
        }
        for found in maximal_nash_subsets(self._edges):
            self._watch.tick()
            if found is not None:
                yield Subset(found, component_of_row[found[0][0]])
