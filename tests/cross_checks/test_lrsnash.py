"""All extreme equilibria of larger and degenerate two-player games and of larger trees, as exact sets, by lrsnash."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from cross_checks.exact_references import components, maximal_subsets
from cross_checks.lrsnash_program import is_installed, pairs_of_blocks, run, stored, to_bimatrix
from cross_checks.pygambit_games import PygambitTree
from cross_checks.random_games import SMALL_SIZES, UNITS, Bimatrix, bimatrices, bimatrix, structured_bimatrices
from cross_checks.random_trees import TreeDraw, trees
from cross_checks.realization_sets import mapped, plans_of
from cross_checks.solved import check_complete, components_of, mixed_profiles, subsets_of
from cross_checks.tree_references import num_reduced_plans
from gametheory import ExtensiveFormGame, solve
from gametheory.kernels import extreme_equilibria
from gametheory.kernels.words import search as label_tree_search

needs_lrsnash = pytest.mark.skipif(not is_installed(), reason="lrsnash (of lrslib) is not installed")

DRAWS = {
    "hidden": TreeDraw(depth=5, num_signals=1, end_share=0.2),
    "open": TreeDraw(depth=4, end_share=0.1),
    "few ties": TreeDraw(depth=5, num_signals=1, end_share=0.2, largest_payoff=20),
}

KINDS = ("0..1", "0..2", "0..100", "-3..3 / 1..4", "-1000..1000 / 1..30")
GAMES_OF_A_KIND = 5
assert GAMES_OF_A_KIND * len(KINDS) * len(UNITS) >= 100

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
    for name, game in [*bimatrices(kind, SMALL_SIZES, 2), *bimatrices(kind, LARGER_SIZES, 2)]:
        _, blocks = run(game)
        assert mixed_profiles(solve(game.to_game())) == pairs_of_blocks(blocks), name


@needs_lrsnash
def test_games_degenerate_by_their_build() -> None:
    for name, game in structured_bimatrices([(3, 3), (4, 6), (6, 5)], 2):
        _, blocks = run(game)
        assert mixed_profiles(solve(game.to_game())) == pairs_of_blocks(blocks), name


def drawn(kind: str, units: str) -> Iterator[tuple[str, Bimatrix]]:
    """Seeded games of 1 to 7 actions a player, most of them rectangular."""
    for index in range(GAMES_OF_A_KIND):
        name = f"{kind}, {units} #{index}"
        rng = random.Random(name)
        yield name, bimatrix(rng, (rng.randint(1, 7), rng.randint(1, 7)), kind).in_units(units)


@needs_lrsnash
@pytest.mark.parametrize("units", UNITS)
@pytest.mark.parametrize("kind", KINDS)
def test_other_units(kind: str, units: str) -> None:
    for name, game in drawn(kind, units):
        theirs = pairs_of_blocks(run(game)[1])
        solution = solve(game.to_game())
        check_complete(solution)
        assert mixed_profiles(solution) == theirs, name
        listed = [equilibrium.profile.strategies for equilibrium in solution.equilibria]
        assert components_of(solution, listed) == components(theirs), name
        assert subsets_of(solution) == maximal_subsets(theirs), name


@pytest.mark.parametrize("units", [units for units in UNITS if units != "as drawn"])
def test_stored_answers_in_other_units(units: str) -> None:
    records = [record for record in stored() if len(record["rows"]) <= 6]
    assert len(records) >= 20
    for record in records:
        solution = solve(to_bimatrix(record).in_units(units).to_game())
        assert mixed_profiles(solution) == pairs_of_blocks(record["blocks"]), record["name"]


@pytest.mark.parametrize("most_words", [1, 2, 15])
def test_every_rung_of_arithmetic(most_words: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small games through the compiled search, which must hand over wherever its numbers become too long."""
    monkeypatch.setattr(extreme_equilibria, "LEAST_LOADED_CELLS", 1)
    monkeypatch.setattr(extreme_equilibria, "LEAST_CELLS", 1)
    monkeypatch.setattr(label_tree_search, "MOST_WORDS", most_words)
    rungs = set()
    for record in stored():
        if len(record["rows"]) > 10:
            continue
        for units in ("as drawn", "in ten billions"):
            solution = solve(to_bimatrix(record).in_units(units).to_game())
            assert mixed_profiles(solution) == pairs_of_blocks(record["blocks"]), record["name"]
            rungs.add(solution.statistics["arithmetic"])
    longest = {"int64": 1, "int128": 2, "int192": 3, "int256": 4}
    assert max(longest.get(rung, 0) for rung in rungs) <= most_words
    assert ("integers" in rungs) is (most_words < 15)


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
