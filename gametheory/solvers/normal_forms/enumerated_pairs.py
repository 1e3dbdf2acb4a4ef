"""All equilibria of at most two choosing players, from an enumeration of the extreme ones in integers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from gametheory.solvers.normal_forms.label_tree import MixedStrategies, check_at_most_two_choose, mixed_key
from gametheory.solvers.normal_forms.nash_pairs import search_pairs
from gametheory.solvers.normal_forms.normal_form_pairs import NormalFormPairs
from gametheory.solvers.normal_forms.two_player_rest import two_player_rest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from gametheory.core.profiles import Profile
    from gametheory.solvers.normal_forms.two_player_rest import TwoPlayerRest
    from gametheory.solvers.problem import Conclusion, Problem

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
    rest = two_player_rest(problem.normal_form, problem.reduction.kept, problem.choosing_players)
    mixed = MixedStrategies(problem.normal_form)
    run = NormalFormPairs(rest, enumeration(rest), mixed, problem.watch)
    return (
        yield from search_pairs(
            run, mixed.profile, watch=problem.watch, num_listed=problem.num_listed, to_key=mixed_key
        )
    )
