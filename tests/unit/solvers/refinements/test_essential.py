"""Essential components by their index."""

from __future__ import annotations

import random
from typing import Any

import pytest

from gametheory import Coverage, NormalFormGame, UnsupportedGameError, solve
from gametheory.analysis.stability.component_index import component_indices
from gametheory.solvers.normal_forms import normal_form_pairs


def test_index_zero_stays_open() -> None:
    solution = solve(NormalFormGame.from_bimatrix([[0, 0], [0, 1]], [[0, 0], [0, 1]]), "essential")
    assert [equilibrium.profile.strategies for equilibrium in solution.equilibria] == [((0, 1), (0, 1))]
    assert solution.coverage is Coverage.PARTIAL
    assert solution.unresolved == (
        "1 component has index 0 and may vanish under a small change of the payoffs; that was not decided",
    )


def test_all_components_essential() -> None:
    solution = solve(NormalFormGame.from_bimatrix([[2, 0], [2, 0], [0, 1]], [[1, 0], [1, 0], [0, 2]]), "essential")
    assert (solution.coverage, len(solution.components), solution.unresolved) == (Coverage.ALL, 3, ())
    assert sorted(solution.component_indices, key=str) == [-1, 1, 1]


@pytest.mark.parametrize("seed", range(60))
def test_components_of_random_games(seed: int) -> None:
    rng = random.Random(seed)
    shape = rng.randint(1, 5), rng.randint(1, 5)
    game = NormalFormGame([[[rng.randint(0, 2) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)])
    nash = solve(game)
    profiles = [equilibrium.profile for equilibrium in nash.equilibria]
    groups = [[profiles[index] for index in component] for component in nash.components]
    indices = component_indices(game, groups)  # type: ignore[arg-type]
    expected = {
        frozenset(profile.strategies for profile in group)
        for group, index in zip(groups, indices, strict=True)
        if index
    }
    solution = solve(game, "essential")
    found = {
        frozenset(solution.equilibria[index].profile.strategies for index in component)
        for component in solution.components
    }
    assert found == expected
    assert (solution.coverage is Coverage.ALL) == (0 not in indices)
    assert sum(index or 0 for index in solution.component_indices) == 1


def test_unknown_indices_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    game = NormalFormGame.from_bimatrix([[3, 0], [0, 1]], [[1, 0], [0, 4]])
    given: list[tuple[tuple[int, ...], ...]] = []

    def unknown(*arguments: Any, heartbeat: object) -> list[int | None]:
        given.append(arguments[3])
        return [None, None, 0]

    monkeypatch.setattr(normal_form_pairs, "component_indices", unknown)
    solution = solve(game, "essential")
    assert (given[0], solution.equilibria, solution.coverage) == (((0,), (1,), (2,)), (), "partial")
    assert "2 components are unknown: too many ties" in solution.unresolved[1]
    monkeypatch.setattr(normal_form_pairs, "component_indices", lambda *_, **__: [0, 0, None])
    texts = solve(game, "essential").unresolved
    assert texts[0].startswith("2 components have index 0")
    assert texts[1].startswith("the index of 1 component is unknown")


def test_three_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="essential needs 2 players"):
        solve(NormalFormGame([[[[1]]], [[[2]]], [[[3]]]]), "essential")
