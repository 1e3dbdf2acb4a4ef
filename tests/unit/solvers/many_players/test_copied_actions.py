"""Actions that pay every player the same."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import Coverage, NormalFormGame, judge, solve
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.solvers.many_players.copied_actions import CopiedActions
from gametheory.solvers.many_players.equilibrium_sets import PolytopeProduct

NAU = np.array(
    [
        [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)
TWICE = CopiedActions((((0, 2), (1,)), ((0,), (1, 3, 4))))


def test_copies_pay_all_players_the_same() -> None:
    payoffs = np.random.default_rng(3).integers(0, 9, (3, 2, 3, 2))
    payoffs = payoffs[:, :, [0, 1, 0, 2]]
    payoffs[:2, :, 3] = payoffs[:2, :, 1]
    everywhere = CopiedActions.among(NormalFormGame(payoffs), [range(2), range(4), range(2)])
    assert everywhere.classes == (((0,), (1,)), ((0, 2), (1,), (3,)), ((0,), (1,)))
    assert everywhere.representatives == ((0, 1), (0, 1, 3), (0, 1))
    payoffs[2, 0, 3] = payoffs[2, 0, 1]
    in_part = CopiedActions.among(NormalFormGame(payoffs), [[0], range(1, 4), [0, 1]])
    assert in_part.classes == (((0,),), ((1, 3), (2,)), ((0,), (1,)))
    huge = NormalFormGame(payoffs.astype(object) * 10**30)
    assert CopiedActions.among(huge, [range(2), range(4), range(2)]) == everywhere


def test_a_game_without_copies() -> None:
    alone = CopiedActions.among(NormalFormGame(NAU), [range(2)] * 3)
    assert not alone.has_copies
    assert alone.class_of(0, 7) == (7,)
    assert alone.supports([[1], [0, 1], [0]]) == ((1,), (0, 1), (0,))


def test_who_plays_a_copy() -> None:
    assert TWICE.has_copies
    assert TWICE.are_played(1, 4, [1])
    assert not TWICE.are_played(1, 4, [0])
    assert TWICE.supports([[0], [0, 1]]) == ((0, 2), (0, 1, 3, 4))
    assert list(TWICE.choices([[0, 1], [0]])) == [({0: 0, 1: 1}, {0: 0}), ({0: 2, 1: 1}, {0: 0})]


def test_weight_is_shared_out() -> None:
    third, whole = (Fraction(1, 3), Fraction(2, 3)), (Fraction(1),)
    one = PolytopeProduct(((0, 1), (0,)), (((2, -1),), ()), (((5, -7),), ()), ((third,), (whole,)))
    wider = TWICE.with_copies(one)
    assert wider.supports == ((0, 1, 2), (0,))
    assert wider.equations == (((2, -1, 2),), ())
    assert wider.inequalities == (((5, -7, 5),), ())
    assert [[str(weight) for weight in point] for point in wider.vertices[0]] == [
        ["1/3", "2/3", "0"],
        ["0", "2/3", "1/3"],
    ]
    assert wider.vertices[1] == (whole,)


@pytest.mark.parametrize(("player", "order"), [(0, [0, 1, 1]), (0, [1, 0, 1]), (1, [0, 0, 1]), (2, [1, 0, 1, 1])])
def test_an_irrational_equilibrium_with_copies_is_one_set(player: int, order: list[int]) -> None:
    game = NormalFormGame(np.take(NAU, order, axis=player + 1))
    solution = solve(game, "nash", method="certified_search")
    num_points = max(order.count(0), order.count(1))
    assert (solution.coverage, solution.unresolved) == (Coverage.ALL, ())
    assert solution.components == (tuple(range(num_points)),)
    assert solution.component_indices == (1,)
    assert solution.statistics["index_sum"] == 1
    (continuum,) = solution.continua
    assert continuum.supports[player] == tuple(range(len(order)))
    assert continuum.equilibria == tuple(range(num_points))
    for equilibrium in solution.equilibria:
        assert isinstance(equilibrium.play, EnclosedProfile)
        assert equilibrium.certificate.is_equilibrium
        assert judge(game, equilibrium.profile).max_regret < Fraction(1, 10**12)
        told = equilibrium.play.numbers_of(str(player + 1))
        assert sum(number != 0 for number in told.values()) == 2
        assert all("sqrt(601)" in str(number) for number in told.values() if number != 0)


def test_copies_of_several_players() -> None:
    game = NormalFormGame(NAU[:, [0, 1, 1]][:, :, [0, 0, 1]])
    solution = solve(game, "nash")
    assert (solution.coverage, len(solution.equilibria), solution.component_indices) == (Coverage.ALL, 4, (1,))
