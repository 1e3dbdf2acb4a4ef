"""Degenerate or not: against the definition, with its proof."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory import NormalFormGame, SolverError, UnsupportedGameError
from gametheory.analysis.stability import degeneracy as module
from gametheory.analysis.stability.degeneracy import Degeneracy, find_degeneracy
from oracles.best_response_vertices import labelled_vertices


def random_game(seed: int) -> NormalFormGame:
    rng = random.Random(seed)
    shape = rng.randint(1, 4), rng.randint(1, 4)
    most = rng.choice([2, 20, 1000])
    tables = [[[rng.randint(0, most) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)]
    return NormalFormGame(tables)


def is_degenerate(game: NormalFormGame) -> bool:
    """By vertices of both polyhedra: one of them has more labels than its player has actions."""
    rows, columns = game.num_actions
    A, B = (game.integer_payoffs(player).values.tolist() for player in (0, 1))
    firsts = labelled_vertices(list(zip(*B, strict=True)), own=range(rows), other=range(rows, rows + columns))
    seconds = labelled_vertices(A, own=range(rows, rows + columns), other=range(rows))
    return any(len(labels) > rows for _, labels in firsts) or any(len(labels) > columns for _, labels in seconds)


def check_point(game: NormalFormGame, verdict: Degeneracy) -> None:
    point = verdict.point
    assert point is not None
    assert sum(point.strategy) == 1
    assert point.support == tuple(action for action, share in enumerate(point.strategy) if share)
    table = game.integer_payoffs(1 - point.player).values
    against = table.T if point.player == 0 else table
    payoffs = [
        sum(Fraction(entry) * share for entry, share in zip(row, point.strategy, strict=True))
        for row in against.tolist()
    ]
    assert point.best_replies == tuple(reply for reply, payoff in enumerate(payoffs) if payoff == max(payoffs))
    assert len(point.best_replies) > len(point.support)


@pytest.mark.parametrize("seed", range(200))
def test_against_the_definition(seed: int) -> None:
    game = random_game(seed)
    verdict = find_degeneracy(game)
    assert verdict.is_degenerate == is_degenerate(game)
    if verdict.is_degenerate:
        check_point(game, verdict)
    else:
        assert verdict.point is None
        assert min(verdict.num_vertices) > 0


def test_mixed_point() -> None:
    game = NormalFormGame.from_bimatrix([[0, 4, 2], [4, 0, 2]], [[2, 0, 1], [0, 2, 1]])
    verdict = find_degeneracy(game)
    check_point(game, verdict)
    assert verdict.point is not None
    assert (verdict.point.player, verdict.point.support, verdict.point.best_replies) == (0, (0, 1), (0, 1, 2))


def test_copy_that_is_never_a_best_reply_is_harmless() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0, 1], [0, 2, 0]], [[2, 0, -9], [0, 1, -9]])
    assert find_degeneracy(game).is_degenerate is False
    copied = NormalFormGame.from_bimatrix([[3, 0, 1, 1], [0, 2, 0, 0]], [[2, 0, -9, -9], [0, 1, -9, -9]])
    assert find_degeneracy(copied).is_degenerate is False


def test_unknown_beyond_the_cap() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0], [0, 2]], [[2, 0], [0, 1]])
    assert find_degeneracy(game, most_vertices=1) == Degeneracy(None, None, (2, 2))
    assert find_degeneracy(game).num_vertices == (3, 3)


def test_heartbeat_ends_the_search() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        find_degeneracy(NormalFormGame.from_bimatrix([[3, 0], [0, 2]], [[2, 0], [0, 1]]), heartbeat=stop)


def test_wrong_point_is_refused() -> None:
    with pytest.raises(SolverError, match="of a regular one"):
        module._point(0, [1, 0], [[1, 0], [0, 1]])


def test_three_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="two players"):
        find_degeneracy(NormalFormGame([[[[1]]], [[[2]]], [[[3]]]]))


def test_large_games_are_left_open_soon() -> None:
    rng = random.Random(7)
    game = NormalFormGame([[[rng.randint(0, 10**9) for _ in range(60)] for _ in range(60)] for _ in range(2)])
    verdict = find_degeneracy(game, most_vertices=3)
    assert (verdict.is_degenerate, verdict.num_vertices) == (None, (4, 4))


def test_default_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ENTRIES", 9)
    game = NormalFormGame.from_bimatrix([[3, 0], [0, 2]], [[2, 0], [0, 1]])
    assert find_degeneracy(game).num_vertices == (2, 2)
