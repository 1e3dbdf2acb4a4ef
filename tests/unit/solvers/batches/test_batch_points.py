from __future__ import annotations

import numpy as np
import pytest

from gametheory.solvers.batches import batch_points
from gametheory.solvers.batches.batch import solve_batch
from gametheory.solvers.batches.batch_points import (
    columns_of_batch,
    risk_dominant_rows,
    select_rows,
    solve_points,
    warm,
)

CHICKEN = [[[6, 2], [7, 0]], [[6, 7], [2, 0]]]
STAG = [[[4, 0], [3, 3]], [[4, 3], [0, 3]]]
EVEN = [[[2, 0], [0, 1]], [[1, 0], [0, 2]]]
PRISONERS = [[[3, 0], [5, 1]], [[3, 5], [0, 1]]]


def places(*games: list[list[list[int]]]) -> np.ndarray:
    return np.array(games, dtype=float).reshape(len(games), -1).T


def test_points_and_batches_agree() -> None:
    games = np.random.default_rng(8).integers(0, 3, (400, 2, 2, 3))
    found = solve_points(games.reshape(400, -1).T.astype(float), (2, 3), 1e-10)
    other = columns_of_batch(solve_batch(games, verify=0))
    for mine, theirs in zip(found, other, strict=True):
        if mine is not found.deciders:
            assert np.array_equal(mine, theirs)
    assert len(np.unique(found.regimes)) == len(found.examples) > 20


def test_room_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_points, "LEAST_ROOM", 1)
    monkeypatch.setattr(batch_points, "ROOM", 0.1)
    found = solve_points(places(*[CHICKEN] * 50), (2, 2), 1e-10)
    assert found.ends.tolist() == list(range(3, 153, 3))


def test_games_without_numbers_have_no_equilibria() -> None:
    games = places(CHICKEN, PRISONERS)
    games[3, 0] = np.nan
    found = solve_points(games, (2, 2), 1e-10)
    assert found.ends.tolist() == [0, 1]
    assert found.regimes.tolist() == [-1, 0]


def test_selections() -> None:
    games = places(CHICKEN, STAG, EVEN, PRISONERS)
    found = solve_points(games, (2, 2), 1e-10)
    starts = found.ends - np.diff(found.ends, prepend=0)

    def supports(rows: np.ndarray) -> list[list[int] | None]:
        return [None if row < 0 else found.supports[row].tolist() for row in rows]

    assert (select_rows(found, "first") == starts).all()
    assert supports(select_rows(found, "payoff_dominant")) == [None, [1, 1], None, [2, 2]]
    assert supports(select_rows(found, 1)) == [[1, 2], [1, 1], [2, 2], [2, 2]]
    assert supports(risk_dominant_rows(found, games)) == [None, [2, 2], None, [2, 2]]


def test_warming_solves_a_game() -> None:
    warm()
    assert solve_points(np.array([[2.0], [3.0]]), (1, 1), 1e-10).numbers.tolist() == [[1.0, 1.0, 2.0, 3.0]]
