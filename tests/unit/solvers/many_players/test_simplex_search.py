from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.analysis.payoff_structure.exchangeability import exchangeable_groups
from gametheory.solvers.many_players.simplex_search import SimplexSearch
from gametheory.solvers.many_players.symmetric_faces import SymmetricFace


def face_of(game: NormalFormGame, supports: tuple[tuple[int, ...], ...]) -> SymmetricFace:
    groups = exchangeable_groups(game)
    return SymmetricFace(game, groups, supports, [range(game.num_actions[group.players[0]]) for group in groups])


def test_search_settles_each_root_once() -> None:
    payoffs = np.zeros((3, 3, 3, 3), dtype=np.int64)
    for own, value in enumerate((4, 6, 12)):
        payoffs[:, own, own, own] = value
    face = face_of(NormalFormGame(payoffs), ((0, 1, 2),))
    settled: list[list[float]] = []

    def settles(lots: list[list[Fraction]], *, is_exact: bool) -> bool:
        assert not is_exact
        settled.append(list(map(float, lots[0])))
        return True

    assert SimplexSearch(face, settles, lambda: None).run()
    (weights,) = settled
    squares = [weight**2 * value for weight, value in zip(weights, (4, 6, 12), strict=True)]
    assert squares == pytest.approx([squares[0]] * 3)


def test_search_gives_up_on_what_is_not_settled() -> None:
    payoffs = np.zeros((3, 3, 3, 3), dtype=np.int64)
    for own, value in enumerate((4, 6, 12)):
        payoffs[:, own, own, own] = value
    face = face_of(NormalFormGame(payoffs), ((0, 1, 2),))
    assert not SimplexSearch(face, lambda lots, *, is_exact: False, lambda: None).run()
