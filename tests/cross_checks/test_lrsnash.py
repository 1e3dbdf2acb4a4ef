"""All extreme equilibria of larger and degenerate two-player games and of larger trees, as exact sets, by lrsnash."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cross_checks.exact_references import components
from cross_checks.lrsnash_program import is_installed, pairs_of_blocks, run, stored, to_bimatrix
from cross_checks.pygambit_games import PygambitTree
from cross_checks.random_games import SMALL_SIZES, Bimatrix, bimatrices, structured_bimatrices
from cross_checks.random_trees import TreeDraw, trees
from cross_checks.realization_sets import mapped, plans_of
from cross_checks.solved import check_complete, components_of, mixed_profiles, subsets_of
from cross_checks.tree_references import num_reduced_plans
from gametheory import ExtensiveFormGame, solve

needs_lrsnash = pytest.mark.skipif(not is_installed(), reason="lrsnash (of lrslib) is not installed")

DRAWS = {
    "hidden": TreeDraw(depth=5, num_signals=1, end_share=0.2),
    "open": TreeDraw(depth=4, end_share=0.1),
    "few ties": TreeDraw(depth=5, num_signals=1, end_share=0.2, largest_payoff=20),
}

LARGER_SIZES = [(5, 5), (6, 6), (7, 4), (3, 9), (7, 7)]


@pytest.mark.parametrize("record", stored(), ids=lambda record: record["name"])
def test_stored_answers(record: dict[str, Any]) -> None:
    theirs = pairs_of_blocks(record["blocks"])
    solution = solve(to_bimatrix(record).to_game())
    check_complete(solution)
    assert mixed_profiles(solution) == theirs
    listed = [equilibrium.profile.strategies for equilibrium in solution.equilibria]
    assert components_of(solution, listed) == components(theirs)


@needs_lrsnash
@pytest.mark.parametrize("kind", ["0..1", "0..2", "0..9", "0..100", "-3..3 / 1..4"])
def test_random_games(kind: str) -> None:
    for name, bimatrix in [*bimatrices(kind, SMALL_SIZES, 2), *bimatrices(kind, LARGER_SIZES, 2)]:
        _, blocks = run(bimatrix)
        assert mixed_profiles(solve(bimatrix.to_game())) == pairs_of_blocks(blocks), name


@needs_lrsnash
def test_games_degenerate_by_their_build() -> None:
    for name, bimatrix in structured_bimatrices([(3, 3), (4, 6), (6, 5)], 2):
        _, blocks = run(bimatrix)
        assert mixed_profiles(solve(bimatrix.to_game())) == pairs_of_blocks(blocks), name


def has_many_plans(tree: ExtensiveFormGame) -> bool:
    numbers = [num_reduced_plans(tree, player) for player in (0, 1)]
    return min(numbers) >= 5 and 40 <= numbers[0] * numbers[1] <= 90


@needs_lrsnash
@pytest.mark.parametrize("kind", DRAWS)
def test_larger_trees(kind: str) -> None:
    numbers_found = set()
    for tree in trees(DRAWS[kind], f"larger {kind}", 6, has_many_plans):
        theirs = PygambitTree(tree)
        tables = [table.tolist() for table in theirs.game.to_arrays(dtype=Fraction)]
        pairs, grouped, subsets = mapped(theirs, pairs_of_blocks(run(Bimatrix(*tables))[1]))
        solution = solve(tree)
        check_complete(solution)
        listed = plans_of(solution)
        assert set(listed) == pairs, tree.title
        assert subsets_of(solution) == subsets, tree.title
        assert components_of(solution, listed) == grouped, tree.title
        numbers_found.add(len(pairs))
    assert len(numbers_found) > 2
