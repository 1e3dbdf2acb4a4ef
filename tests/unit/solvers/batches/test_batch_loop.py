from __future__ import annotations

import multiprocessing
import threading

import numpy as np
import pytest

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.solution import Limits, Solution, Termination
from gametheory.solvers.batches import batch_loop
from gametheory.solvers.batches.batch_columns import Columns
from gametheory.solvers.batches.batch_loop import game_rows, solution_rows, solve_in_loop, support_type
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import LimitReachedError, Watch

TIED = np.array([[[3, 3], [2, 5], [0, 6]], [[3, 3], [2, 6], [3, 1]]])


def test_bit_masks_have_the_smallest_type() -> None:
    kinds = [support_type(num_actions) for num_actions in (1, 8, 9, 17, 33, 64, 65)]
    assert kinds == [np.uint8, np.uint8, np.uint16, np.uint32, np.uint64, np.uint64, object]


def test_a_solution_as_columns() -> None:
    rows = game_rows(TIED, watch=Watch(), limits=Limits())
    assert rows.ends.tolist() == [3]
    assert rows.supports.tolist() == [[1, 1], [1, 3], [6, 3]]
    assert rows.num_components.tolist() == [2]
    assert rows.numbers[2, 5:].tolist() == pytest.approx([4, 8 / 3])


def test_wide_games_have_masks_of_any_length() -> None:
    payoffs = np.zeros((2, 1, 70))
    payoffs[1, 0, 69] = 1
    assert game_rows(payoffs, watch=None, limits=Limits()).supports.tolist() == [[1, 1 << 69]]


@pytest.mark.parametrize("num_processes", [1, 2])
def test_processes_change_nothing(num_processes: int) -> None:
    games = np.random.default_rng(1).integers(0, 3, (40, 2, 3, 5))
    columns = Columns(40, 8, np.uint8)
    solve_in_loop(games, columns, watch := Watch(), num_processes)
    assert columns.done == (40, watch.found)
    for game in range(40):
        exact = solution_rows(solve_game(games[game]))
        found = columns.numbers[columns.offsets[game] : columns.offsets[game + 1]]
        assert np.array_equal(found, exact.numbers)


def solve_game(payoffs: np.ndarray) -> Solution:
    return solve(NormalFormGame(payoffs))


def test_other_threads_forbid_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(method: str) -> None:
        raise AssertionError(method)

    monkeypatch.setattr(multiprocessing, "get_context", forbidden)
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    columns = Columns(40, 8, np.uint8)
    solve_in_loop(np.zeros((40, 2, 3, 5)), columns, Watch(), 2)
    done.set()
    other.join()
    assert columns.done == (40, 40 * 15)


@pytest.mark.parametrize("num_processes", [1, 2])
def test_limits_end_the_loop(num_processes: int) -> None:
    columns = Columns(50, 8, np.uint8)
    with pytest.raises(LimitReachedError, match="time limit"):
        solve_in_loop(np.zeros((50, 2, 3, 5)), columns, Watch(Limits(time=0)), num_processes)
    assert columns.done[0] < 50


@pytest.mark.parametrize(
    ("termination", "error", "text"),
    [
        (Termination.INTERRUPTED, KeyboardInterrupt, None),
        (Termination.MEMORY_LIMIT, LimitReachedError, "memory limit"),
    ],
)
def test_a_game_that_was_stopped_is_none(
    monkeypatch: pytest.MonkeyPatch, termination: Termination, error: type[BaseException], text: str | None
) -> None:
    stopped = solve_game(TIED).replace(termination=termination)
    monkeypatch.setattr(batch_loop, "solve", lambda *_, **__: stopped)
    with pytest.raises(error, match=text):
        game_rows(TIED, watch=None, limits=Limits())
