"""Theorems about equilibria, on random games full of ties."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gametheory import BehaviorProfile, Coverage, NormalFormGame, Solution, UnsupportedGameError, solve
from oracles.backward_enumeration import pure_subgame_perfect, random_tree
from oracles.best_response_vertices import extreme_equilibria

Listed = set[tuple[tuple[Fraction, ...], ...]]


@st.composite
def bimatrices(draw: st.DrawFn, largest: int = 4) -> tuple[list[list[int]], list[list[int]]]:
    """Two matrices of one shape with small integers, so that ties are common."""
    rows, columns = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    matrix = st.lists(st.lists(st.integers(-1, 2), min_size=columns, max_size=columns), min_size=rows, max_size=rows)
    return draw(matrix), draw(matrix)


def listed(solution: Solution) -> Listed:
    strategies = [equilibrium.profile.strategies for equilibrium in solution.equilibria]
    assert strategies
    assert len(set(strategies)) == len(strategies)
    return set(strategies)


def solved(A: object, B: object) -> Solution:
    return solve(NormalFormGame.from_bimatrix(A, B))


@settings(max_examples=150)
@given(bimatrices())
def test_the_list_is_what_the_definition_says(game: tuple[list[list[int]], list[list[int]]]) -> None:
    solution = solved(*game)
    assert listed(solution) == extreme_equilibria(*game)
    assert all(equilibrium.max_regret == 0 for equilibrium in solution.equilibria)
    assert solution.num_extreme == len(solution.equilibria)


@given(bimatrices())
def test_subsets_and_components_cover_the_list(game: tuple[list[list[int]], list[list[int]]]) -> None:
    solution = solved(*game)
    everything = list(range(len(solution.equilibria)))
    assert sorted(index for component in solution.components for index in component) == everything
    assert {index for subset in solution.nash_subsets for index in subset.equilibria} == set(everything)
    for subset in solution.nash_subsets:
        assert subset.num_extreme == len(subset.equilibria)
        assert len({component for component in solution.components if set(subset.equilibria) <= set(component)}) == 1


@given(bimatrices(), st.fractions(Fraction(1, 99), 99), st.integers(-(10**12), 10**12), st.integers(1, 10**12))
def test_affine_changes_do_not_matter(
    game: tuple[list[list[int]], list[list[int]]], factor: Fraction, shift: int, other: int
) -> None:
    A = [[factor * value + shift for value in line] for line in game[0]]
    B = [[other * value - shift for value in line] for line in game[1]]
    assert listed(solved(A, B)) == listed(solved(*game))


@given(bimatrices(), st.integers(0, 999).map(np.random.default_rng))
def test_the_order_of_actions_and_players_does_not_matter(
    game: tuple[list[list[int]], list[list[int]]], rng: np.random.Generator
) -> None:
    A, B = map(np.array, game)
    order, columns = rng.permutation(A.shape[0]), rng.permutation(A.shape[1])
    permuted = listed(solved(A[order][:, columns], B[order][:, columns]))
    original = listed(solved(A, B))
    assert permuted == {(tuple(x[i] for i in order), tuple(y[j] for j in columns)) for x, y in original}
    assert listed(solved(B.T, A.T)) == {(y, x) for x, y in original}


@given(bimatrices(), st.integers(0, 3), st.integers(0, 3))
def test_duplicated_actions_change_nothing_once_merged(
    game: tuple[list[list[int]], list[list[int]]], row: int, column: int
) -> None:
    A, B = map(np.array, game)
    row, column = row % A.shape[0], column % A.shape[1]
    rows, columns = [row, *range(A.shape[0])], [column, *range(A.shape[1])]
    doubled = [M[rows][:, columns] for M in (A, B)]
    merged = {(merge(x, row), merge(y, column)) for x, y in listed(solved(*doubled))}
    assert merged == listed(solved(A, B))


def merge(strategy: tuple[Fraction, ...], action: int) -> tuple[Fraction, ...]:
    """The strategy with the weight of the copy in front given back to its original."""
    return tuple(weight + strategy[0] * (index == action) for index, weight in enumerate(strategy[1:]))


@given(bimatrices())
def test_the_same_question_has_the_same_answer(game: tuple[list[list[int]], list[list[int]]]) -> None:
    first, second = solved(*game), solved(*game)
    assert first.equilibria == second.equilibria
    assert (first.components, first.nash_subsets, first.leading) == (
        second.components,
        second.nash_subsets,
        second.leading,
    )


@given(bimatrices())
def test_pure_equilibria_are_the_pure_ones_of_all(game: tuple[list[list[int]], list[list[int]]]) -> None:
    pure = solve(NormalFormGame.from_bimatrix(*game), "pure")
    every = [equilibrium.profile for equilibrium in solved(*game).equilibria]
    assert [equilibrium.profile for equilibrium in pure.equilibria] == [p for p in every if p.is_pure]


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_pure_subgame_perfect_equilibria_are_those_of_the_definition(seed: int) -> None:
    tree = random_tree(seed)
    expected = pure_subgame_perfect(tree)
    solution = solve(tree, "subgame_perfect")
    profiles = [equilibrium.profile for equilibrium in solution.equilibria]
    found = {actions(profile) for profile in profiles if isinstance(profile, BehaviorProfile) and profile.is_pure}
    assert found == expected
    assert solution.statistics["num_pure"] == len(expected)
    assert solution.num_extreme == len(set(profiles_of(solution))) == len(profiles) > 0
    assert all(equilibrium.is_subgame_perfect for equilibrium in solution.equilibria)


@given(st.integers(0, 10**9))
def test_three_players_in_turn_and_at_once(seed: int) -> None:
    tree = random_tree(seed, num_players=3)
    profiles = [equilibrium.profile for equilibrium in solve(tree, "subgame_perfect").equilibria]
    found = {actions(profile) for profile in profiles if isinstance(profile, BehaviorProfile) and profile.is_pure}
    assert found == pure_subgame_perfect(tree)


def profiles_of(solution: Solution) -> list[object]:
    return [equilibrium.profile.strategies for equilibrium in solution.equilibria]


def actions(profile: BehaviorProfile) -> tuple[int, ...]:
    """The actions of a complete pure profile."""
    return tuple(strategy.index(1) for strategy in profile.strategies if strategy is not None)


@settings(max_examples=60)
@given(st.integers(0, 10**9))
def test_subgame_perfect_is_nash(seed: int) -> None:
    tree = random_tree(seed)
    nash = solve(tree)
    refined = solve(tree, "subgame_perfect")
    assume(nash.coverage is Coverage.ALL)
    assert all(equilibrium.max_regret == 0 for equilibrium in (*nash.equilibria, *refined.equilibria))
    pure_nash = {e.profile.strategies for e in nash.equilibria if e.profile.is_pure}
    for equilibrium in refined.equilibria:
        if isinstance(equilibrium.profile, BehaviorProfile) and equilibrium.profile.is_pure:
            assert any(agrees(equilibrium.profile.strategies, strategies) for strategies in pure_nash)


def agrees(complete: tuple[object, ...], reduced: tuple[object, ...]) -> bool:
    return all(mine in (None, theirs) for theirs, mine in zip(complete, reduced, strict=True))


@settings(max_examples=60)
@given(st.integers(0, 10**9), st.integers(2, 3))
def test_every_tree_has_an_equilibrium_or_says_why_not(seed: int, num_players: int) -> None:
    tree = random_tree(seed, num_players)
    if num_players == 3 and not solve(tree, "pure").equilibria:
        with suppress(UnsupportedGameError):  # unless elimination leaves two of them a choice
            assert solve(tree).equilibria
        return
    solution = solve(tree)
    assert solution.equilibria
    assert all(equilibrium.max_regret == 0 for equilibrium in solution.equilibria)
