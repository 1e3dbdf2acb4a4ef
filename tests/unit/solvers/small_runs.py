"""A small game with three equilibria, and a search that is stopped after two."""

from __future__ import annotations

from collections.abc import Generator

from gametheory import MixedProfile, NormalFormGame
from gametheory.core.profiles import Profile
from gametheory.solvers.problem import Conclusion, Problem

GAME = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[1, 0], [0, 3]])
ROWS = [[1, 0], ["3/4", "1/4"], [0, 1]]
COLUMNS = [[1, 0], ["1/3", "2/3"], [0, 1]]


def profiles() -> list[Profile]:
    return [MixedProfile(GAME, (row, column)) for row, column in zip(ROWS, COLUMNS, strict=True)]


def stopping(error: type[BaseException]) -> object:
    def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
        yield from profiles()[:2]
        raise error

    return search
