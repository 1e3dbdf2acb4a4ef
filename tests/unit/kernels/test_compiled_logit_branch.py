from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.kernels import compiled_logit_branch
from gametheory.kernels.compiled_logit_branch import CompiledLogitBranch, is_ready, warm
from gametheory.kernels.compiled_table_responses import fill_left, table_arrays
from gametheory.kernels.logit_branch import LogitBranch
from gametheory.solvers.quantal_response.table_responses import TableResponses


def both(game: NormalFormGame) -> tuple[CompiledLogitBranch, LogitBranch]:
    equations = TableResponses(game)
    start = equations.center()
    upwards = np.eye(len(start))[-1]
    compiled = CompiledLogitBranch(table_arrays(equations.tables), start, upwards)
    interpreted = LogitBranch(equations, start, upwards, equations.regret)
    for branch in (compiled, interpreted):
        for _ in branch.follow():
            pass
    return compiled, interpreted


def equations_of_points(branch: CompiledLogitBranch) -> np.ndarray:
    """What the compiled equations leave at each point."""
    table = branch._branch.table
    left = []
    for point in branch.points:
        fill_left(table, point)
        left.append(np.abs(table.left).max())
    return np.array(left)


@pytest.mark.parametrize("shape", [(2, 2), (3, 5), (6, 6), (2, 3, 2), (2, 2, 2, 2)])
def test_both_followers_end_alike(shape: tuple[int, ...]) -> None:
    for seed in range(6):
        rng = np.random.default_rng([seed, *shape])
        compiled, interpreted = both(NormalFormGame(rng.random((len(shape), *shape))))
        assert compiled.has_ended
        assert interpreted.has_ended
        ends = [np.exp(branch.points[-1][:-1]) for branch in (compiled, interpreted)]
        assert ends[0] == pytest.approx(ends[1], abs=2e-6)
        assert len(compiled.crossings) == len(interpreted.crossings)
        residuals = equations_of_points(compiled)
        assert residuals.max() < 1e-7


def test_both_see_the_fork_of_chicken() -> None:
    compiled, interpreted = both(NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]]))
    for branch in (compiled, interpreted):
        (crossing,) = branch.crossings
        before, after = (float(branch.points[crossing + shift][-1]) / 7 for shift in (0, 1))
        assert before < 1.3721835494181385 < after


def test_room_is_made_for_long_branches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_logit_branch, "FIRST_CAPACITY", 4)
    compiled, interpreted = both(NormalFormGame(np.random.default_rng(5).random((2, 4, 4))))
    assert compiled.has_ended
    assert len(compiled.points) > 8
    assert np.exp(compiled.points[-1][:-1]) == pytest.approx(np.exp(interpreted.points[-1][:-1]), abs=2e-6)


def test_a_singular_start_is_lost() -> None:
    branch = CompiledLogitBranch(table_arrays([np.eye(2), np.eye(2)]), np.full(5, -0.7), np.zeros(5))
    for _ in branch.follow():
        pass
    assert branch.is_lost
    assert len(branch.points) == 1


def test_the_kernel_is_ready_once_it_is_warm() -> None:
    warm()
    assert is_ready()
