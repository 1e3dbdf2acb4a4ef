from __future__ import annotations

import pickle
import signal
import threading
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.core.batch_solution import BatchSolution
from gametheory.core.solution import Coverage, Limits, Progress, Termination
from gametheory.errors import InvalidGameError, InvalidParameterError, SolverError, UnsupportedGameError
from gametheory.solvers.batches import batch as batch_module
from gametheory.solvers.batches import batch_small
from gametheory.solvers.batches.batch import solve_batch, solve_game_of_batch, symmetric_games, warm

PLAIN = [[[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]]]


def columns_of(batch: BatchSolution) -> list[list[Any]]:
    found = (batch.offsets, batch.supports, *batch.strategies, batch.payoffs, batch.num_components, batch.coverages)
    return [column.tolist() for column in found]


def test_kinds_of_payoffs_give_the_same() -> None:
    integers = np.random.default_rng(1).integers(0, 5, (40, 2, 3, 3))
    expected = columns_of(solve_batch(integers, verify=0))
    fractions = np.vectorize(Fraction, otypes=[object])(integers)
    kinds = [integers.astype(kind) for kind in (np.int8, np.uint8, np.uint64, np.float32, np.float64, object)]
    strided = np.repeat(integers, 2, axis=0)[::2]
    for games in (*kinds, fractions, integers.tolist(), strided, np.asfortranarray(integers)):
        assert columns_of(solve_batch(games, verify=0)) == expected


def test_rationals_are_exact() -> None:
    thirds = np.vectorize(Fraction, otypes=[object])(np.array([PLAIN])) / 3
    batch = solve_batch(thirds, verify=1)
    assert np.allclose(batch.payoffs, solve_batch([PLAIN], verify=0).payoffs / 3, rtol=1e-15)
    assert batch[0].equilibria[2].payoffs == (Fraction(4, 3), Fraction(8, 9))


@pytest.mark.parametrize("factor", [1e200, 1e-200, Fraction(10**30, 7), 10**25])
def test_payoffs_that_kernels_cannot_take_are_solved_by_solve(factor: Any) -> None:
    games = np.array([PLAIN, PLAIN, PLAIN], dtype=object)
    games[1] *= factor
    games = games.astype(np.float64) if isinstance(factor, float) else games
    batch = solve_batch(games, verify=3)
    assert batch.deciders.tolist() == [0, 3, 0]
    assert batch.num_equilibria.tolist() == [3, 3, 3]
    assert np.array_equal(batch.supports[:3], batch.supports[3:6])
    assert batch.statistics["verified"] == 3


def test_integers_beyond_those_of_floats() -> None:
    games = np.array([PLAIN, PLAIN]) + np.array([0, 2**62]).reshape(2, 1, 1, 1)
    assert solve_batch(games, verify=2).deciders.tolist() == [0, 3]


def test_memory_mapped_games(tmp_path: Path) -> None:
    path = tmp_path / "games.npy"
    games = np.random.default_rng(2).random((300, 2, 2, 3))
    np.save(path, games)
    batch = solve_batch(np.load(path, mmap_mode="r"), verify=0)
    assert columns_of(batch) == columns_of(solve_batch(games, verify=0))


def test_threads_change_nothing() -> None:
    games = np.random.default_rng(3).integers(0, 4, (5_000, 2, 3, 2))
    assert columns_of(solve_batch(games, threads=1, verify=0)) == columns_of(solve_batch(games, threads=2, verify=0))


def test_room_grows_where_games_have_very_many_equilibria() -> None:
    games = np.zeros((3_000, 2, 4, 4))
    batch = solve_batch(games, verify=0)
    assert (batch.num_equilibria == 16).all()
    assert (batch.num_components == 1).all()


def test_empty_batch() -> None:
    batch = solve_batch(np.zeros((0, 2, 3, 2)))
    assert (len(batch), len(batch.supports), batch.termination) == (0, 0, Termination.EXHAUSTED)


def test_symmetric_games_of_one_matrix() -> None:
    batch = solve_batch(symmetric_games(np.array([[[6, 2], [7, 0]], [[2, 0], [0, 1]]])), verify=2)
    assert batch.strategies[0][batch.is_symmetric].tolist() == pytest.approx(
        np.array([[2 / 3, 1 / 3], [1, 0], [1 / 3, 2 / 3], [0, 1]])
    )
    with pytest.raises(InvalidGameError, match=r"expected square matrices .* got shape \[1, 1, 2\]"):
        symmetric_games([[[1, 2]]])


@pytest.mark.parametrize("shape", [(2, 3, 3), (4, 3, 2, 2), (4, 2, 0, 2), (2, 2, 2, 2, 2)])
def test_shape_is_checked(shape: tuple[int, ...]) -> None:
    with pytest.raises(InvalidGameError, match=r"of 2 players, got shape .*symmetric_games"):
        solve_batch(np.zeros(shape))


@pytest.mark.parametrize("payoff", [np.nan, np.inf])
def test_payoffs_must_be_finite(payoff: float) -> None:
    games = np.ones((3, 2, 2, 2))
    games[1, 0, 1, 0] = payoff
    with pytest.raises(InvalidGameError, match=r"expected finite payoffs, got .* \(game 1\)"):
        solve_batch(games)


def test_arguments_are_checked() -> None:
    with pytest.raises(UnsupportedGameError, match="answers concept 'nash', got 'pure'"):
        solve_batch([PLAIN], concept="pure")
    with pytest.raises(InvalidParameterError, match="how many games to verify, 0 or more, or None, got -1"):
        solve_batch([PLAIN], verify=-1)
    for threads in (0, 1.5, True):
        with pytest.raises(InvalidParameterError, match="a number of threads of at least 1"):
            solve_batch([PLAIN], threads=threads)  # type: ignore[arg-type]


def test_games_are_to_be_stacked() -> None:
    game = NormalFormGame(PLAIN)
    with pytest.raises(InvalidParameterError, match=r"got games; stack them: .* for game in games"):
        solve_batch([game, game])
    with pytest.raises(InvalidParameterError, match=r"got one game; use solve\(game\)"):
        solve_batch(game)
    with pytest.raises(InvalidParameterError, match=r"expected payoffs \[game, player, .* got None"):
        solve_batch(None)
    assert solve_batch(np.stack([game.payoffs, game.payoffs]), verify=0).num_equilibria.tolist() == [3, 3]


def test_texts_of_numbers_are_exact() -> None:
    texts = np.vectorize(lambda payoff: f"{payoff}/3")(np.array([PLAIN])).tolist()
    assert solve_batch(texts, verify=0)[0].equilibria[2].payoffs == (Fraction(4, 3), Fraction(8, 9))


def test_limit_of_equilibria_holds_for_each_game() -> None:
    batch = solve_batch(np.array([PLAIN, PLAIN]) * np.array([1, 0]).reshape(2, 1, 1, 1), limits=Limits(equilibria=4))
    assert batch.num_equilibria.tolist() == [3, 4]
    assert (batch.coverage, batch.num_components.tolist()) == (Coverage.PARTIAL, [3, 1])
    assert len(batch[1].equilibria) == 4


def test_time_limit_keeps_the_first_games(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_small, "LARGEST_SLICE", 64)
    games = np.zeros((200_000, 2, 4, 4))
    batch = solve_batch(games, limits=Limits(time=0.05), threads=1, verify=0)
    assert batch.termination is Termination.TIME_LIMIT
    assert len(batch) < 200_000
    assert len(batch.supports) == 16 * len(batch) == batch.offsets[-1]
    assert len(batch.games) == len(batch)


def test_interrupt_keeps_the_first_games(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_small, "LARGEST_SLICE", 64)
    warm()

    def interrupt(progress: Progress) -> None:
        assert 0 < progress.done < progress.total == 200_000
        assert progress.found == 16 * progress.done
        signal.raise_signal(signal.SIGINT)

    batch = solve_batch(np.zeros((200_000, 2, 4, 4)), progress=interrupt, threads=2, verify=0)
    assert batch.termination is Termination.INTERRUPTED
    assert 0 < len(batch) < 200_000
    assert len(batch.supports) == 16 * len(batch)


def test_games_are_verified() -> None:
    games = np.random.default_rng(4).integers(0, 3, (50, 2, 3, 3))
    assert solve_batch(games, verify=7).statistics["verified"] == 7
    assert solve_batch(games, verify=100).statistics["verified"] == 50
    assert solve_batch(games).statistics["verified"] <= 50


def test_verification_by_default_takes_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_module, "VERIFIED_SHARE", 1e9)
    monkeypatch.setattr(batch_module, "MOST_VERIFIED", 3)
    assert solve_batch(np.array([PLAIN] * 5)).statistics["verified"] == 3
    monkeypatch.setattr(batch_module, "VERIFIED_SHARE", 0)
    assert solve_batch(np.array([PLAIN] * 5)).statistics["verified"] == 0


@pytest.mark.parametrize("change", ["missing", "supports", "strategies", "components"])
def test_mistakes_are_told(change: str) -> None:
    batch = solve_batch([PLAIN], verify=0)
    fields: dict[str, Any] = {name: getattr(batch, name) for name in BatchSolution.__dataclass_fields__}
    if change == "missing":
        fields |= {name: fields[name][:2] for name in ("supports", "payoffs")}
        fields["strategies"] = tuple(strategies[:2] for strategies in batch.strategies)
        fields["offsets"] = np.array([0, 2])
    elif change == "supports":
        fields["supports"] = batch.supports[::-1]
    elif change == "strategies":
        fields["strategies"] = (batch.strategies[0] + 1e-6, batch.strategies[1])
    else:
        fields["num_components"] = np.array([2])
    with pytest.raises(SolverError, match="game 0 of the batch has 3 equilibria by 'solve', but other ones"):
        solve_game_of_batch(BatchSolution(**fields), 0)


def test_batches_can_be_pickled() -> None:
    batch = pickle.loads(pickle.dumps(solve_batch([PLAIN], verify=0)))
    assert len(batch[0].equilibria) == 3


def test_two_batches_at_once() -> None:
    games = np.random.default_rng(5).random((2_000, 2, 3, 3))
    expected = columns_of(solve_batch(games, verify=0))
    found: list[Any] = []
    threads = [
        threading.Thread(target=lambda: found.append(columns_of(solve_batch(games, verify=0)))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected, expected]


@pytest.fixture(autouse=True)
def warmed() -> None:
    warm()
