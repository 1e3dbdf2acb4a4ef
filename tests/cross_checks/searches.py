"""A method's search run by itself, without the entrance that proves what it finds."""

from __future__ import annotations

from collections.abc import Callable, Generator

from gametheory import Limits, NormalFormGame
from gametheory.core.profiles import MixedProfile, Strategy
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.watch import Watch

Search = Callable[[Problem], Generator[MixedProfile, None, Conclusion]]


def concluded(
    search: Search, game: NormalFormGame, *, options: object = None, limits: Limits | None = None
) -> tuple[list[MixedProfile], Conclusion]:
    """The profiles that a search yields and its conclusion."""
    running = search(Problem(game, "nash", Watch(limits), options=options))
    found = []
    while True:
        try:
            found.append(next(running))
        except StopIteration as end:
            return found, end.value


def strategies_of(conclusion: Conclusion) -> set[tuple[Strategy, ...]]:
    """The final list of a complete search as a set, each profile once."""
    listed = [profile.strategies for profile in conclusion.profiles]
    assert len(set(listed)) == len(listed) == conclusion.num_extreme
    return set(listed)
