"""What a solution says of a run."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
import pytest

from gametheory import (
    Coverage,
    Limits,
    MixedProfile,
    NormalFormGame,
    Termination,
    solve,
)
from gametheory.core.equilibrium import Equilibrium
from gametheory.core.profiles import Profile
from gametheory.solvers import answer
from gametheory.solvers.normal_forms import label_tree
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.solution_order import order_key
from unit.solvers.small_runs import GAME, profiles


def test_the_list_is_cut_in_order_but_the_subsets_are_not() -> None:
    solution = solve(GAME, limits=Limits(equilibria=2))
    assert [equilibrium.profile for equilibrium in solution.equilibria] == profiles()[:2]
    assert (solution.termination, solution.coverage) == (Termination.COUNT_REACHED, Coverage.ALL)
    assert (solution.num_extreme, solution.num_components) == (3, 3)
    assert solution.components == ((0,), (1,))
    assert [subset.equilibria for subset in solution.nash_subsets] == [(0,), (1,), ()]


def test_an_interrupt_at_the_very_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def leading(equilibria: Sequence[Equilibrium]) -> tuple[int | None, str]:
        calls.append(len(equilibria))
        if len(calls) == 1:
            raise KeyboardInterrupt
        return None, ""

    calls: list[int] = []
    monkeypatch.setattr(answer, "leading", leading)
    solution = solve(GAME)
    assert (calls, solution.termination, len(solution.equilibria)) == ([3, 3], Termination.INTERRUPTED, 3)


def test_no_more_profiles_are_made_than_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[MixedProfile] = []
    monkeypatch.setattr(label_tree, "MixedProfile", lambda *given: made.append(MixedProfile(*given)) or made[-1])
    game = NormalFormGame(np.zeros((2, 30, 30), dtype=np.int64))
    solution = solve(game, limits=Limits(equilibria=5))
    assert len(made) <= 5 + 2 * 30 + 5 + 5
    assert (solution.num_extreme, solution.coverage) == (900, Coverage.ALL)
    assert (solution.termination, solution.statistics["found"]) == (Termination.COUNT_REACHED, 900)
    shown = [equilibrium.profile for equilibrium in solution.equilibria]
    assert shown == sorted(shown, key=order_key)
    assert [(max(profile.strategies[0]), profile.strategies[1].index(1)) for profile in shown] == [
        (1, column) for column in range(5)
    ]
    assert solution.components == ((0, 1, 2, 3, 4),)


@pytest.mark.parametrize(
    ("given", "most", "told"),
    [
        ((1, 5, None), 3, (5, None, 1)),
        ((1, 5, None), 2, (5, None)),
        ((), 3, ()),
    ],
)
def test_indices_follow_their_components(
    monkeypatch: pytest.MonkeyPatch, given: tuple[int | None, ...], most: int, told: tuple[int | None, ...]
) -> None:
    def search(_: Problem) -> Generator[Profile, None, Conclusion]:
        yield from profiles()
        return Conclusion(Coverage.ALL, components=((2,), (0,), (1,)), component_indices=given, num_extreme=3)

    monkeypatch.setattr(label_tree, "search", search)
    solution = solve(GAME, limits=Limits(equilibria=most))
    assert solution.components == tuple((index,) for index in range(most))
    assert solution.component_indices == told
    assert solution.num_components == 3
