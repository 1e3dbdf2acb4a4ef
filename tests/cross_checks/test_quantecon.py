"""Nondegenerate two-player games, pure equilibria and single equilibria against QuantEcon, in floats."""

from __future__ import annotations

import random
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from cross_checks.exact_references import is_nondegenerate
from cross_checks.float_sets import unmatched
from cross_checks.random_games import bimatrices, tables
from cross_checks.solved import check_complete, mixed_profiles
from gametheory import MixedProfile, NormalFormGame, judge, load, solve, write_game
from gametheory.core.solution import Coverage

NONDEGENERATE_SIZES = [(2, 2), (2, 4), (3, 2), (3, 3), (4, 3), (4, 4), (2, 7)]
MANY_PLAYERS = [(2, 2, 2), (3, 2, 4), (1, 3, 2), (3, 3, 3), (2, 2, 2, 2), (2, 3, 1, 3), (3, 2, 3, 2)]


@pytest.fixture(scope="module")
def quantecon() -> ModuleType:
    """Their module, imported once: compiling on first use takes seconds."""
    from quantecon import game_theory

    return game_theory


def to_quantecon(game_theory: ModuleType, game: NormalFormGame) -> object:
    """The same game; their tables have the player last."""
    return game_theory.NormalFormGame(np.moveaxis(game.float_payoffs, 0, -1))


@pytest.mark.parametrize("size", NONDEGENERATE_SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_support_and_vertex_enumeration(quantecon: ModuleType, size: tuple[int, int]) -> None:
    compared = 0
    for name, bimatrix in [*bimatrices("0..100", [size], 9), *bimatrices("0..9", [size], 12)]:
        if is_nondegenerate(bimatrix):
            game = bimatrix.to_game()
            solution = solve(game)
            check_complete(solution)
            ours = mixed_profiles(solution)
            theirs = to_quantecon(quantecon, game)
            assert unmatched(ours, quantecon.support_enumeration(theirs)) == "", name
            assert unmatched(ours, quantecon.vertex_enumeration(theirs)) == "", name
            compared += 1
    assert compared >= 8


@pytest.mark.parametrize("num_actions", [(1, 1), (1, 4), (3, 3), (4, 2), *MANY_PLAYERS], ids=str)
def test_pure_equilibria(quantecon: ModuleType, num_actions: tuple[int, ...]) -> None:
    found = 0
    for repetition in range(12):
        name = f"pure {num_actions} #{repetition}"
        kind = ["0..1", "0..2", "0..100", "-1000..1000 / 1..30"][repetition % 4]
        game = NormalFormGame(tables(random.Random(name), num_actions, kind))
        theirs = quantecon.pure_nash_brute(to_quantecon(quantecon, game))
        solution = solve(game, "pure")
        check_complete(solution, Coverage.ALL_PURE)
        ours = {tuple(strategy.index(1) for strategy in profile) for profile in mixed_profiles(solution)}
        assert ours == {tuple(int(action) for action in profile) for profile in theirs}, name
        found += len(ours)
    assert found


@pytest.mark.parametrize("num_actions", [(3, 3), (4, 5), (2, 2, 2), (3, 2, 3)], ids=str)
def test_one_equilibrium_by_simplicial_approximation(quantecon: ModuleType, num_actions: tuple[int, ...]) -> None:
    largest_regret = 1e-6
    for repetition in range(8):
        name = f"point {num_actions} #{repetition}"
        game = NormalFormGame(tables(random.Random(name), num_actions, "0..9"))
        profile, run = quantecon.mclennan_tourky(
            to_quantecon(quantecon, game), epsilon=largest_regret, full_output=True
        )
        assert run.converged, name
        strategies = tuple(tuple(map(float, strategy)) for strategy in profile)
        assert judge(game, MixedProfile(game, strategies)).max_regret <= 2 * largest_regret, name


@pytest.mark.parametrize("sizes", MANY_PLAYERS)
def test_tables_of_gamut_are_read_alike(sizes: tuple[int, ...], quantecon: ModuleType, tmp_path: Path) -> None:
    payoffs = np.random.default_rng(sum(sizes)).integers(-99, 99, (len(sizes), *sizes)) / 4
    path = tmp_path / "table.gam"
    write_game(NormalFormGame(payoffs), path)
    theirs = quantecon.from_gam(str(path))
    for player, own in enumerate(theirs.players):
        axes = [(axis - player) % len(sizes) for axis in range(len(sizes))]
        assert np.array_equal(own.payoff_array.transpose(axes), payoffs[player])
    quantecon.to_gam(theirs, str(path))
    assert np.array_equal(load(path).to_game().float_payoffs, payoffs)
