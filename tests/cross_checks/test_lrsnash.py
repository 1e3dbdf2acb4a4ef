"""All extreme equilibria of larger and degenerate two-player games, as exact sets, against lrsnash."""

from __future__ import annotations

from typing import Any

import pytest

from cross_checks.exact_references import components
from cross_checks.lrsnash_program import is_installed, pairs_of_blocks, run, stored, to_bimatrix
from cross_checks.random_games import SMALL_SIZES, bimatrices, structured_bimatrices
from cross_checks.solved import check_complete, components_of, mixed_profiles
from gametheory import solve

needs_lrsnash = pytest.mark.skipif(not is_installed(), reason="lrsnash (of lrslib) is not installed")

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
