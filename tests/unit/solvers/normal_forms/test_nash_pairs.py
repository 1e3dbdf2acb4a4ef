from __future__ import annotations

from collections.abc import Generator
from fractions import Fraction
from time import sleep

import numpy as np
import pytest

from gametheory import Coverage, Limits, NormalFormGame, Termination, solve
from gametheory.core.profiles import Profile
from gametheory.solvers.normal_forms import label_tree, nash_pairs
from gametheory.solvers.normal_forms.nash_pairs import vertices_of
from gametheory.solvers.normal_forms.normal_form_pairs import NormalFormPairs
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.solution_order import order_key
from gametheory.solvers.trees import tree_nash
from gametheory.solvers.watch import LimitReachedError, Watch
from oracles.backward_enumeration import random_tree


def concluded(running: Generator[Profile, None, Conclusion]) -> Conclusion:
    """What a search ends with."""
    while True:
        try:
            next(running)
        except StopIteration as end:
            conclusion: Conclusion = end.value
            return conclusion


def test_a_search_that_finds_too_many_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nash_pairs, "MOST_FOUND", 3)
    solution = solve(NormalFormGame(np.zeros((2, 3, 3), dtype=np.int64)))
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, Termination.COUNT_REACHED)
    assert solution.unresolved == ("there are more than 3 equilibria to look at; the search stopped there",)
    assert len(solution.equilibria) == 4
    assert (solution.num_extreme, solution.components) == (None, ())


def test_vertices_keep_their_numbers() -> None:
    half = Fraction(1, 2)
    points = [(Fraction(5), Fraction(5)), (Fraction(0), Fraction(1)), (half, half), (Fraction(1), Fraction(0))]
    assert vertices_of(points, [3, 2, 1], Watch()) == (3, 1)


@pytest.mark.parametrize("seed", range(8))
def test_the_final_list_is_in_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(0, 3, (2, 4, 5)))
    tree = random_tree(seed, 2, num_choices=4, largest=2)
    for source in (game, tree):
        watch = Watch()
        problem = Problem(source, "nash", watch, num_listed=10_000)
        found = concluded(label_tree.search(problem) if source is game else tree_nash.search(problem))
        assert found.profiles
        assert found.is_in_order
        assert list(found.profiles) == sorted(found.profiles, key=order_key)
        assert found.num_found == found.num_extreme == len(found.profiles)


def test_lists_are_cut_after_they_are_put_in_order() -> None:
    game = NormalFormGame(np.zeros((2, 3, 4), dtype=np.int64))
    whole = concluded(label_tree.search(Problem(game, "nash", Watch(), num_listed=100)))
    part = concluded(label_tree.search(Problem(game, "nash", Watch(), num_listed=5)))
    assert whole.profiles is not None
    assert part.profiles == whole.profiles[:5]
    assert (part.num_found, part.num_extreme) == (12, 12)
    assert (part.components, part.subsets[0].members) == (((0, 1, 2, 3, 4),), (0, 1, 2, 3, 4))
    assert part.subsets[0].strategies == whole.subsets[0].strategies


def test_the_clock_looks_on_while_pairs_are_put_together() -> None:
    game = NormalFormGame(np.zeros((2, 20, 20), dtype=np.int64))
    watch = Watch()
    concluded(label_tree.search(Problem(game, "nash", watch, num_listed=1)))
    assert watch.steps > 4 * 400
    assert watch.found == 400


DEGENERATE = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]])


def test_a_limit_while_indices_are_computed_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def component_indices(_: NormalFormPairs) -> tuple[int | None, ...]:
        raise LimitReachedError(Termination.TIME_LIMIT)

    whole = solve(DEGENERATE)
    assert whole.component_indices == (0, 1)
    monkeypatch.setattr(NormalFormPairs, "component_indices", component_indices)
    stopped = solve(DEGENERATE)
    assert stopped.component_indices == (None, None)
    assert (stopped.components, stopped.nash_subsets) == (whole.components, whole.nash_subsets)
    assert [found.play for found in stopped.equilibria] == [found.play for found in whole.equilibria]
    assert (stopped.coverage, stopped.num_extreme) == (Coverage.ALL, 3)


def test_what_was_found_before_that_limit_is_still_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    def component_indices(run: NormalFormPairs) -> tuple[int | None, ...]:
        while True:
            sleep(0.05)
            run._watch.tick()

    monkeypatch.setattr(NormalFormPairs, "component_indices", component_indices)
    stopped = solve(DEGENERATE, limits=Limits(time=1.0))
    assert (len(stopped.equilibria), stopped.coverage) == (3, Coverage.ALL)
    assert stopped.components == ((0, 1), (2,))
    assert stopped.component_indices == (None, None)


def test_no_index_is_stated_where_none_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NormalFormPairs, "component_indices", lambda _: ())
    assert solve(DEGENERATE).component_indices == ()
